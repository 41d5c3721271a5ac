"""The colours of five shares, in light and in dark: seen on the page, and their words read on their own ground (WCAG 2.2)."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

CSS = (files("steamie.project") / "static" / "steamie.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\n *\}", CSS, re.DOTALL)
)
PALETTES = pytest.mark.parametrize("colours", [LIGHT, LIGHT | DARK], ids=["light", "dark"])


def channels(colour: str) -> list[float]:
    shades = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4 for shade in shades]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(channels, (one, other))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@PALETTES
@pytest.mark.parametrize("place", range(1, 6))
def test_each_share_is_seen_and_read(colours: dict[str, str], place: int) -> None:
    colour, soft, ink = (colours[f"share-{place}{part}"] for part in ("", "-soft", "-ink"))
    assert contrast(colour, colours["surface"]) >= 3
    assert contrast(colour, colours["surface-2"]) >= 3
    assert contrast(ink, soft) >= 4.5
    assert contrast(colours["ink"], soft) >= 4.5


@PALETTES
def test_no_two_shares_have_one_colour(colours: dict[str, str]) -> None:
    for one, other in combinations(range(1, 6), 2):
        pairs = zip(*(channels(colours[f"share-{place}"]) for place in (one, other)), strict=True)
        assert max(abs(here - there) for here, there in pairs) > 0.1
