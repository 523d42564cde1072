"""The command line: `izmiras build | validate | query | releases | serve | audit | settings`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable

from graph_service.settings import Settings
from graph_service.store import Release, open_current
from graph_service.store.release import ReleaseError
from loaders.faults import Fault, InvalidData

if TYPE_CHECKING:  # the gate's libraries take longer to load than the service to start
    from graph_service.release.gate import Finding

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
_out = Console()
_err = Console(stderr=True)


@app.command()
def build(
    *,
    force: Annotated[bool, typer.Option(help="Build even if nothing has changed.")] = False,
) -> None:
    """Build a release from data/, ontology/ and shapes/, and make it the current one."""
    from graph_service.release.build import build as build_release

    settings = Settings()
    with _told_faults(), _progress() as say:
        outcome = build_release(settings, say, force=force)
    manifest = outcome.manifest
    if not outcome.is_new:
        _out.print(f"Nothing new: release [bold]{manifest.id}[/] is current.")
        return
    _print_warnings(outcome.warnings)
    entities = sum(manifest.entities.values())
    _out.print(
        f"Release [bold]{manifest.id}[/]: {manifest.triples:,} triples, {entities:,} entities."
    )


@app.command()
def validate(
    file: Annotated[
        Path | None, typer.Argument(help="A Turtle file; default: the project's own data.")
    ] = None,
) -> None:
    """Run the gate alone: tables, integrity and shapes. Exit code 1 when something is wrong."""
    from graph_service.release import build as building

    settings = Settings()
    if file is not None:
        _validate_file(file, settings)
        return
    scratch = Path(tempfile.mkdtemp(prefix="izmiras-"))
    try:
        with _told_faults(), _progress() as say:
            warnings = building.check(settings, scratch, say)
    finally:
        shutil.rmtree(scratch)
    _print_warnings(warnings)
    _out.print("The data may be published.")


def _validate_file(file: Path, settings: Settings) -> None:
    from graph_service.release.foreign import check_turtle

    with _told_faults():
        findings = check_turtle(file, settings)
    for each in findings:
        _out.print(_say_finding(each), soft_wrap=True, highlight=False, markup=False)
    violations = sum(each.severity == "violation" for each in findings)
    _out.print(f"{violations} violations, {len(findings) - violations} further remarks.")
    if violations:
        raise typer.Exit(1)


@app.command()
def query(
    text: Annotated[str, typer.Argument(help="A SPARQL query, or - to read it from the input.")],
    output: Annotated[
        str, typer.Option("--format", help="json, xml, csv, tsv, ttl, nt, rdf or jsonld.")
    ] = "tsv",
) -> None:
    """Ask the current release a SPARQL query."""
    from graph_service.store.ask import UnknownFormat, ask

    release = _current(Settings())
    question = sys.stdin.read() if text == "-" else text
    try:
        ask(release, question, output, sys.stdout.buffer)
    except (SyntaxError, UnknownFormat) as error:
        _err.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error


@app.command()
def releases() -> None:
    """List the releases on disk, oldest first."""
    from graph_service.release.publish import list_releases

    settings = Settings()
    current = settings.current.resolve().name if settings.current.exists() else None
    table = RichTable("", "release", "built", "triples", "entities")
    for manifest in list_releases(settings.releases_dir):
        mark = "→" if manifest.id == current else ""
        entities = f"{sum(manifest.entities.values()):,}"
        table.add_row(mark, manifest.id, manifest.built, f"{manifest.triples:,}", entities)
    _out.print(table)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the current release."""
    import uvicorn

    from graph_service.pages.assets import NoAssetsError, by_name
    from graph_service.web.gathered import GatheredHttp
    from graph_service.web.logs import log_config

    settings = Settings()
    _current(settings)
    try:
        by_name()
    except NoAssetsError as error:
        _err.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from None
    with _shared_numbers(settings.web_workers):
        uvicorn.run(
            "graph_service.web.start:application",
            factory=True,
            host=host or settings.host,
            port=settings.port if port is None else port,
            workers=settings.web_workers,
            http=GatheredHttp,
            proxy_headers=False,  # our own edge believes X-Forwarded-* from trusted proxies only
            server_header=False,
            access_log=False,  # ours names no address
            log_config=log_config(),
        )


@app.command()
def audit(
    url: Annotated[
        str, typer.Argument(help="Where the instance is, such as http://localhost:8000")
    ],
    *,
    sample: Annotated[
        int, typer.Option(min=0, help="How many entities to look at one by one; 0 for all.")
    ] = 50,
    only: Annotated[
        list[str] | None, typer.Option(help="A part to audit, such as dumps; may be repeated.")
    ] = None,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between requests.")] = 0.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 60.0,
    as_json: Annotated[bool, typer.Option("--json", help="Report in JSON.")] = False,
) -> None:
    """Harvest a running instance as a stranger would, and tell every difference.

    Exit code 1 when something is wrong.
    """
    from graph_service.audit import PARTS
    from graph_service.audit import audit as audit_instance
    from graph_service.audit.web import Bounds

    parts = only or list(PARTS)
    if unknown := [each for each in parts if each not in PARTS]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}", param_hint="only")
    with _progress() as say:
        bounds = Bounds(pause=pause, timeout=timeout)
        report = audit_instance(url, sample=sample, parts=parts, bounds=bounds, say=say)
    sys.stdout.write(f"{report.as_json() if as_json else report.as_text()}\n")
    if report.errors:
        raise typer.Exit(1)


@app.command("settings")
def show_settings() -> None:
    """Print every setting, its value here, and what it does."""
    values = Settings()
    table = RichTable()
    table.add_column("environment variable", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("what it does")
    for name, field in Settings.model_fields.items():
        table.add_row(f"IZMIRAS_{name.upper()}", str(getattr(values, name)), field.description)
    _out.print(table)


def _current(settings: Settings) -> Release:
    try:
        return open_current(settings.current)
    except ReleaseError as error:
        _err.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error


@contextmanager
def _shared_numbers(processes: int) -> Iterator[None]:
    """A folder where several web processes add up what they count."""
    variable = "PROMETHEUS_MULTIPROC_DIR"
    if processes == 1 or variable in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="izmiras-metrics-") as folder:
        os.environ[variable] = folder
        try:
            yield
        finally:
            del os.environ[variable]


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=_err, transient=not _err.is_terminal) as bar:
        task = bar.add_task("Starting", total=None)

        def say(stage: str) -> None:
            bar.update(task, description=stage)

        yield say


@contextmanager
def _told_faults() -> Iterator[None]:
    """Tell every fault and leave with exit code 1."""
    try:
        yield
    except InvalidData as error:
        _tell(error.faults)
        raise typer.Exit(1) from error


def _tell(faults: Sequence[Fault]) -> None:
    for fault in faults:
        _err.print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
    files = Counter(fault.where.file for fault in faults)
    told = ", ".join(f"{count} in {file}" for file, count in files.items())
    _err.print(f"Nothing was published. {len(faults)} to mend: {told}", markup=False)


def _print_warnings(findings: Iterable[Finding]) -> None:
    """How often each rule was not met, with the first examples; all stand in report.json."""
    by_rule: dict[str, list[Finding]] = {}
    for each in findings:
        by_rule.setdefault(each.rule, []).append(each)
    for rule, found in by_rule.items():
        _out.print(f"[yellow]{len(found)}[/] × {found[0].message_en} [dim]({rule})[/]")


def _say_finding(finding: Finding) -> str:
    value = f" {finding.value!r}" if finding.value else ""
    path = f" {finding.path}" if finding.path else ""
    return f"[{finding.severity}] {finding.focus}{path}{value}: {finding.message_en}"


if __name__ == "__main__":
    app()
