"""The colours of the style sheet: enough contrast, on the page and on panels, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_service.pages.colours import FAMILIES, NO_FAMILY

STYLES = Path(__file__).parents[2] / "frontend" / "src" / "styles"
LIGHT, DARK = re.findall(
    r":root \{(.*?)\}", (STYLES / "tokens.css").read_text(encoding="utf-8"), re.DOTALL
)
SCHEMES = {
    "light": dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", LIGHT)),
    "dark": dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", DARK)),
}
TEXT = (
    "ink", "muted", "link", "visited", "good", "warning", "bad",
    *(f"family-{each}" for each in FAMILIES),
)  # fmt: skip


def luminance(colour: str) -> float:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(each * 2 for each in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["page", "panel"])
def test_text_can_be_read(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    weak = {
        name: round(contrast(colours[name], colours[ground]), 2)
        for name in TEXT
        if contrast(colours[name], colours[ground]) < 4.4995
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_signs_and_controls_can_be_told_from_their_ground(scheme: str) -> None:
    colours = SCHEMES[scheme]
    for name, ground in [("border", "page"), ("border", "panel"), ("mark", "sea"),
                         ("mark", "province"), ("mark", "land")]:  # fmt: skip
        assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
    assert contrast(colours["map-ink"], colours["province"]) >= 4.5
    assert contrast(colours["accent"], colours["accent-ink"]) >= 4.5
    for family in FAMILIES:  # names stand in bars
        assert contrast(colours[f"family-{family}"], colours["page"]) >= 4.5


def test_every_family_has_its_classes() -> None:
    text = (STYLES / "families.css").read_text(encoding="utf-8")
    for family in (*FAMILIES, NO_FAMILY):
        for name in ("fill", "line", "stop", "ink"):
            assert f".{name}-{family} {{" in text
