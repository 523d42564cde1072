"""Writing SVG: elements, and numbers with no more digits than a screen shows.

No ``style`` attributes: the pages' Content-Security-Policy forbids them, classes do the same.
"""

from __future__ import annotations

from markupsafe import Markup, escape

Value = str | int | float | None


def element(name: str, /, *inside: Markup | str, **attributes: Value) -> Markup:
    """An element; ``class_`` and ``stroke_width`` stand for ``class`` and ``stroke-width``."""
    written = "".join(
        f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    body = "".join(escape(each) for each in inside)
    whole = f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"
    return Markup(whole)  # noqa: S704 - every value in it is escaped


def number(value: float) -> str:
    """``12``, ``12.3``, ``-.5``."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """A share of the width: ``12.34%``."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: Value) -> Markup:
    return escape(number(value) if isinstance(value, float) else str(value))
