"""Whom to call when it cannot wait for us."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "numbers.toml"


@cache
def numbers() -> list[dict[str, str]]:
    """Who, how and the telephone number, in the order of the page."""
    return list(tomllib.loads(TABLE.read_text())["numbers"])
