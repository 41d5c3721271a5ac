"""Whom to call when it cannot wait for us."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "numbers.toml"
Number = dict[str, str]  # who, how, telephone


def emergency() -> list[Number]:
    """Numbers for danger, in the order of the page."""
    return _table()["emergency"]


def private() -> list[Number]:
    """Numbers for somebody who is not safe at home."""
    return _table()["private"]


@cache
def _table() -> dict[str, list[Number]]:
    return tomllib.loads(TABLE.read_text())
