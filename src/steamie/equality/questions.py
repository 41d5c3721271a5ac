"""The questions of an equality check, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EqualityQuestion:
    """One question, and what its answers mean."""

    code: str
    words: str
    hint: str
    good: str  # the answer that lets it go on
    assess: bool  # whether any other answer asks for an impact assessment


@cache
def questions() -> tuple[EqualityQuestion, ...]:
    """Every question, in the order it is asked."""
    data = tomllib.loads((files(__package__) / "questions.toml").read_text())
    return tuple(EqualityQuestion(**row) for row in data["questions"])
