"""The settings are told in one place, and everywhere alike."""

from __future__ import annotations

from typer.testing import CliRunner

from graph_service.cli import app
from graph_service.documentation import PAGE, PREFIX, render
from graph_service.settings import Settings


def test_the_page_is_that_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == render()


def test_every_setting_has_a_sentence() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        assert f"`{PREFIX}{name.upper()}`" in render()


def test_the_command_prints_every_setting(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    printed = CliRunner().invoke(app, ["settings"]).output
    for name in Settings.model_fields:
        assert f"{PREFIX}{name.upper()}" in printed
