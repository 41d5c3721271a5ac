"""The catalogue filled: the ``controls`` and ``rows`` of every room are found once, and read from then on."""

from __future__ import annotations

from steamie.evidence import registers


def discover() -> None:
    """Import every room's controls and rows, each of which registers itself."""
    registers.discover("controls", "rows")
