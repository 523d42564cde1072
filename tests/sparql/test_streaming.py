"""Long answers pass through without being held."""

import pytest

MIB = 1024 * 1024
ROWS = 1_000_000
QUERY = "SELECT%20?a%20?d%20%7B?a%20?b%20?c.?d%20?e%20?f%7D%20LIMIT%201000000"


@pytest.mark.slow
def test_a_million_rows(live):
    live.get("ASK {}")
    before, most, lines = live.memory(), 0, 0
    with live.connection() as connection:
        connection.request("GET", f"/sparql?query={QUERY}", headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        assert answer.status == 200
        number = 0
        while piece := answer.read(256 * 1024):
            lines += piece.count(b"\n")
            number += 1
            if number % 20 == 0:
                most = max(most, live.memory())
    assert lines == ROWS + 1
    assert most - before < 50 * MIB


def test_first_rows_come_before_the_last(live):
    assert live.settled(2)["idle"] == 2
    with live.connection() as connection:
        connection.request("GET", f"/sparql?query={QUERY}")
        answer = connection.getresponse()
        assert answer.getheader("Transfer-Encoding") == "chunked"
        assert answer.read(10).startswith(b'{"head"')
        assert live.census()["idle"] == 1
    assert live.settled(2)["idle"] == 2
