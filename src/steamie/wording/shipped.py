"""What the check knows from the start: public numbers and mailboxes, and the elections to come with their words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from steamie.rules.wording import Window


@dataclass(frozen=True, slots=True)
class ShippedDetail:
    """A number or mailbox that is public, and whose it is."""

    whose: str
    words: str


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("shipped.toml").read_text("utf-8"))


@cache
def details() -> tuple[ShippedDetail, ...]:
    """Every public number and mailbox that comes with the software."""
    return tuple(ShippedDetail(**row) for row in _file()["details"])


@cache
def elections() -> tuple[Window, ...]:
    """Every election known, with the days on which its words are asked about."""
    told = _file()["election"]
    return tuple(Window(**row, words=tuple(told["words"]), reason=told["reason"]) for row in _file()["elections"])
