"""The catalogue filled: the ``controls`` and ``rows`` of every room are found once, and read from then on."""

from __future__ import annotations

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover() -> None:
    """Import every room's controls and rows, each of which registers itself."""
    autodiscover_modules("controls", "rows")
