"""Whether words can be read on a colour: the contrast of WCAG 2.2."""

from __future__ import annotations

import re

ENOUGH = 4.5  # to 1, for words of an ordinary size (WCAG 2.2, 1.4.3)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21. Each is written as "#1a5244"; raises ``ValueError`` for another."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour such as #1a5244.")
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
