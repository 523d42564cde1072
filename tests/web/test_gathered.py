"""Answers leave in one piece, and whole, whatever the client does with its connection."""

import asyncio
import socket

import pytest

from graph_service.web.gathered import GatheredTransport

HEALTH = b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
QUERY = "/sparql?query=SELECT+({}+AS+%3Fn)+{{}}"


@pytest.fixture
def connection(server):
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        yield made


def until_closed(connection) -> bytes:
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def test_head_and_body_arrive_together(connection):
    for _ in range(5):
        connection.sendall(HEALTH)
        answer = connection.recv(65536)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert f"content-length: {len(body)}".encode() in head
        assert body


def test_requests_sent_at_once_are_answered_in_order(connection):
    asked = [f"GET {QUERY.format(n)} HTTP/1.1\r\nHost: a\r\n\r\n" for n in range(5)]
    last = f"GET {QUERY.format(5)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    connection.sendall("".join([*asked, last]).encode())
    received = until_closed(connection)
    assert received.count(b"HTTP/1.1 200 OK") == 6
    places = [received.index(f'"value":"{n}"'.encode()) for n in range(6)]
    assert places == sorted(places)


def test_who_ends_sending_gets_the_answer(connection):
    connection.sendall(HEALTH.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    connection.shutdown(socket.SHUT_WR)
    assert until_closed(connection).startswith(b"HTTP/1.1 200 OK")


def test_what_is_no_http_is_answered_before_the_end(connection):
    connection.sendall(b"nonsense\r\n\r\n")
    assert until_closed(connection).startswith(b"HTTP/1.1 400 ")


class Written(asyncio.Transport):
    """A transport that notes what is written to it, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self.closed = False

    def writelines(self, pieces) -> None:
        self.pieces.append(b"".join(pieces))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


def test_what_is_written_in_one_moment_leaves_together():
    async def within() -> None:
        written = Written()
        transport = GatheredTransport(written, asyncio.get_running_loop())
        transport.write(b"head ")
        transport.write(b"body")
        assert written.pieces == []
        await asyncio.sleep(0)
        transport.write(b"next")
        await asyncio.sleep(0)
        assert written.pieces == [b"head body", b"next"]
        transport.write(b"x" * 70_000)  # much leaves at once: the writer may have to wait
        assert len(written.pieces) == 3
        transport.write(b"end")
        transport.close()
        assert (written.pieces[3:], written.closed) == ([b"end"], True)
        transport.write(b"too late")
        await asyncio.sleep(0)
        assert len(written.pieces) == 4

    asyncio.run(within())
