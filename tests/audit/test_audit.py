"""The audit finds nothing wrong with three releases in a row, and every fault that is planted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from graph_service.audit import PARTS, audit
from graph_service.audit.links import read_links
from graph_service.cli import app
from graph_service.settings import Settings
from tests.audit.faults import PLANTED, Planted
from tests.audit.proxy import Exchange, Proxy
from tests.releases import Published
from tests.servers import Server

SAMPLE = 2


def state(published: Published, number: int, folder: Path) -> Settings:
    """The service as it was when a release was the last one."""
    var, releases = folder / "var", folder / "var" / "releases"
    releases.mkdir(parents=True)
    made = published.made[: number + 1]
    for each in made:
        source = (published.settings.releases_dir / each.id).resolve()
        (releases / each.id).symlink_to(source, target_is_directory=True)
    (var / "current").symlink_to(releases / made[-1].id, target_is_directory=True)
    return published.project.settings(var_dir=var, sparql_workers=1)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_three_releases_have_no_fault(
    number: int, three_releases: Published, tmp_path: Path
) -> None:
    with Server(state(three_releases, number, tmp_path)) as server:
        report = audit(server.url, sample=SAMPLE if number == 2 else 1)
    assert not report.errors, report.as_text()
    offered = PARTS.keys() - {each.part for each in report.findings}
    assert offered == PARTS.keys()
    assert all(report.checks[part] for part in offered - {"gone"})
    assert bool(report.checks["gone"]) == (number > 0)


@pytest.fixture(scope="module")
def proxy(three_served: Server) -> Iterator[Proxy]:
    with Proxy(three_served.url) as proxy:
        yield proxy


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: each.name)
def test_a_planted_fault_is_found(planted: Planted, proxy: Proxy) -> None:
    with proxy.planted(planted.fault):
        report = audit(proxy.url, sample=1, parts=[planted.part])
    assert any(
        re.search(planted.where, each.where) and re.search(planted.expected, each.expected)
        for each in report.errors
    ), report.as_text()


def test_there_are_enough_faults() -> None:
    assert len({each.name for each in PLANTED}) == len(PLANTED) >= 20


def test_through_the_proxy_nothing_is_wrong_without_a_fault(proxy: Proxy) -> None:
    report = audit(proxy.url, sample=1, parts=["entities", "gone", "changes"])
    assert not report.errors, report.as_text()


def test_the_command_tells_in_json_and_by_its_exit_code(proxy: Proxy) -> None:
    asked = ["audit", proxy.url, "--only", "gone", "--json"]
    clean = CliRunner().invoke(app, asked)
    assert clean.exit_code == 0
    assert json.loads(clean.stdout)["errors"] == 0

    def fault(exchange: Exchange) -> None:
        if exchange.path.startswith("/id/site/kadifekale"):
            exchange.fail(404)

    with proxy.planted(fault):
        faulty = CliRunner().invoke(app, asked)
    assert faulty.exit_code == 1
    (finding, *_) = json.loads(faulty.stdout)["findings"]
    assert finding.keys() == {"severity", "part", "where", "expected", "found", "spec"}
    assert (finding["part"], finding["found"]) == ("gone", "404")


def test_the_command_knows_its_parts() -> None:
    asked = CliRunner().invoke(app, ["audit", "http://127.0.0.1:9", "--only", "everything"])
    assert asked.exit_code == 2


def test_no_service_is_a_finding() -> None:
    report = audit("http://127.0.0.1:9", parts=["dataset"])
    assert [each.severity for each in report.findings] == ["error"]
    assert "127.0.0.1:9" in report.findings[0].found


def test_other_origins_are_left_alone(proxy: Proxy) -> None:
    """A dump that lies elsewhere is not fetched from there."""

    def fault(exchange: Exchange) -> None:
        if exchange.path == "/dataset":
            exchange.body = exchange.body.replace(
                f"{proxy.url}/dumps".encode(), b"http://127.0.0.1:9"
            )

    with proxy.planted(fault):
        report = audit(proxy.url, parts=["dumps"])
    assert [each for each in report.errors if "another origin" in each.found]


PARAMETERS = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
    max_size=3,
)
LINKS = st.lists(
    st.tuples(st.from_regex(r"[a-z0-9/,]{0,9}", fullmatch=True), PARAMETERS), max_size=4
)


@given(LINKS)
def test_links_are_read_as_they_were_written(links: list[tuple[str, dict[str, str]]]) -> None:
    def quoted(value: str) -> str:
        return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'

    text = ", ".join(
        "; ".join([f"<http://a.example/{path}>", *(f"{n}={quoted(v)}" for n, v in said.items())])
        for path, said in links
    )
    found = [(each.target, each.parameters) for each in read_links(text, "http://a.example/")]
    assert found == [(f"http://a.example/{path}", said) for path, said in links]
