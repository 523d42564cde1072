"""SERVICE: refused unless listed; no connection arrives anywhere, in whatever spelling."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import Store

from graph_service.sparql import guard
from tests.sparql.live import serving
from tests.sparql.test_guard import CALLS, ESCAPED


class Remote(BaseHTTPRequestHandler):
    """Another endpoint: answers one row, redirects, is slow, or fails."""

    def do_POST(self):
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/redirect":
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/ok")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path == "/slow":
            self.server.released.wait(10)
        if self.path == "/long":
            self.endless()
            return
        term = {"type": "literal", "value": "remote"}
        body = json.dumps(
            {"head": {"vars": ["r"]}, "results": {"bindings": [{"r": term}]}}
        ).encode()
        self.send_response(200 if self.path == "/ok" else 500)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - the name that the base class asks for

    def endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", "10000000000")
        self.end_headers()
        try:
            self.wfile.write(b'{"head":{"vars":["r"]},"results":{"bindings":[')
            for _ in range(100_000):
                self.wfile.write(b'{"r":{"type":"literal","value":"%s"}},' % (b"x" * 10_000))
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def remote():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Remote)
    server.asked, server.released = [], threading.Event()
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


PLACES = ["http://127.0.0.1:{port}/ok", "http://localhost:{port}/ok", "http://[::1]:{port}/ok"]
OUTSIDE = ["http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "http://0:{port}/ok"]


@pytest.mark.parametrize("spelling", [*CALLS, *ESCAPED])
def test_every_spelling(live, remote, spelling):
    query = spelling.replace("127.0.0.1:8999", f"127.0.0.1:{remote.server_port}")
    reply = live.post(query)
    assert (reply.status, reply.json()["type"].rpartition("/")[2]) == (403, "service-not-allowed")
    assert remote.asked == []


@pytest.mark.parametrize("place", [*PLACES, *OUTSIDE, "http://127.0.0.1:{port}/redirect"])
def test_every_place(live, remote, place):
    where = place.format(port=remote.server_port)
    for silent in ("", "SILENT"):
        assert live.post(f"SELECT * {{ SERVICE {silent} <{where}> {{ ?s ?p ?r }} }}").status == 403
    assert remote.asked == []


def test_guard_costs_no_worker(live):
    before = live.pids()
    assert live.post("SELECT * { SERVICE ?e { ?s ?p ?o } }").status == 403
    assert live.pids() == before


def test_from_fetches_nothing(live, remote):
    where = f"http://127.0.0.1:{remote.server_port}/ok"
    assert live.post(f"SELECT * FROM <{where}> {{ ?s ?p ?o }}").rows == []
    assert live.get("SELECT * { ?s ?p ?o }", ("default-graph-uri", where)).rows == []
    assert remote.asked == []


def test_kernel_stops_what_the_guard_misses(monkeypatch, store_path, remote, tmp_path):
    """With a guard that finds nothing, the worker still cannot open a socket."""
    blind = tmp_path / "sitecustomize.py"
    blind.write_text(
        "import sys\n"
        "if any('sparql.worker' in each for each in sys.orig_argv):\n"
        "    from graph_service.sparql import guard\n"
        "    guard.refusal = lambda *_: None\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    where = f"http://127.0.0.1:{remote.server_port}/ok"
    with serving(store_path) as server:
        for silent in ("", "SILENT"):
            reply = server.post(f"SELECT * {{ SERVICE {silent} <{where}> {{ ?s ?p ?r }} }}")
            assert reply.status == 403
        server.settled(2)
    assert remote.asked == []


SERVICE_BYTES = 4 * 1024 * 1024


@pytest.fixture(scope="module")
def open_server(store_path, remote):
    listed = [
        f"http://127.0.0.1:{remote.server_port}/{name}"
        for name in ("ok", "redirect", "slow", "long", "bad")
    ]
    with serving(
        store_path,
        query_timeout=4,
        worker_memory=128 * 1024 * 1024,
        service_endpoints=listed,
        service_bytes=SERVICE_BYTES,
    ) as server:
        yield server


def ask(server, remote, name, pattern="{call}", silent=""):
    remote.asked.clear()
    where = f"http://127.0.0.1:{remote.server_port}/{name}"
    call = f"SERVICE {silent} <{where}> {{ ?x ?y ?r }}"
    return server.post(f"SELECT * {{ {pattern.format(call=call)} }}")


def test_listed_endpoint_is_asked(open_server, remote):
    reply = ask(open_server, remote, "ok")
    assert [row["r"]["value"] for row in reply.rows] == ["remote"]
    assert remote.asked == ["/ok"]
    assert reply.headers["ETag"] is None


@pytest.mark.parametrize(
    "pattern",
    [
        "?s ?p ?o . {call}",
        "?s ?p ?o OPTIONAL {{ {call} }}",
        "?x ?p ?o . {call}",
        "?x ?p ?o OPTIONAL {{ {call} }}",
        "?x ?p ?o MINUS {{ {call} }}",
        "{{ ?x ?p ?o }} UNION {{ {call} }}",
        "?x ?p ?o {{ SELECT * {{ {call} }} }}",
        "?x ?p ?o OPTIONAL {{ ?x ?p ?z {call} }}",
        "?x ?p ?o OPTIONAL {{ {call} FILTER(?x = ?o) }}",
    ],
)
def test_each_clause_is_one_call(open_server, remote, pattern):
    assert ask(open_server, remote, "ok", pattern).status == 200
    assert remote.asked == ["/ok"]


@pytest.mark.parametrize(
    "pattern", ["?s ?p ?o FILTER EXISTS {{ {call} }}", "?s ?p ?o LATERAL {{ {call} }}"]
)
def test_no_call_for_each_row(open_server, remote, pattern):
    assert ask(open_server, remote, "ok", pattern).status == 403
    assert remote.asked == []


def test_unlisted_is_refused(open_server, remote):
    assert ask(open_server, remote, "other").status == 403
    assert remote.asked == []


def test_redirects_are_not_followed(open_server, remote):
    reply = ask(open_server, remote, "redirect")
    assert (reply.status, remote.asked) == (502, ["/redirect"])
    assert "307" in reply.json()["detail"]


def test_remote_error_is_told_without_its_body(open_server, remote):
    reply = ask(open_server, remote, "bad")
    assert reply.status == 502
    assert "500" in reply.json()["detail"]
    assert "bindings" not in reply.json()["detail"]


def test_time_is_bounded(open_server, remote):
    assert ask(open_server, remote, "slow").json()["type"].endswith("/query-timeout")
    assert open_server.settled(2)["idle"] == 2


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_bytes_are_bounded(open_server, remote, silent):
    """Also of rows that a filter drops, which take no memory."""
    reply = ask(open_server, remote, "long", "{call} FILTER(?r = 1)", silent)
    problem = reply.json()
    assert (reply.status, problem["type"].rpartition("/")[2]) == (502, "service-failed")
    assert problem["limit"] == SERVICE_BYTES
    assert open_server.settled(2)["idle"] == 2
    assert ask(open_server, remote, "ok").status == 200


def test_calls_are_bounded(open_server, remote):
    patterns = " UNION ".join(["{{ {call} }}"] * 11)
    reply = ask(open_server, remote, "ok", patterns)
    assert (reply.status, remote.asked) == (403, [])


def test_the_spellings_do_reach_out_without_guard(remote):
    """Guards the tests above: pyoxigraph itself does call."""
    remote.asked.clear()
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{remote.server_port}/ok> {{ ?a ?b ?c }} }}"
    assert guard.calls(query)
    assert len(list(Store().query(query))) == 1
    assert remote.asked == ["/ok"]
    remote.asked.clear()
