"""The scenarios of the rehearsals, read from ``scenarios.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One message, and how long after the beginning it comes."""

    after: timedelta
    text: str
    danger: bool


@dataclass(frozen=True, slots=True)
class Scenario:
    """What goes wrong, and what people write about it."""

    name: str
    title: str
    brief: str
    messages: tuple[ScenarioLine, ...]


@cache
def scenarios() -> dict[str, Scenario]:
    """Every scenario, by name."""
    table = tomllib.loads((files(__package__) / "scenarios.toml").read_text(encoding="utf-8"))
    return {name: _scenario(name, **rest) for name, rest in table.items()}


def _scenario(name: str, title: str, brief: str, messages: list[dict[str, object]]) -> Scenario:
    lines = tuple(
        ScenarioLine(timedelta(seconds=int(str(one["after"]))), str(one["text"]), bool(one.get("danger"))) for one in messages
    )
    return Scenario(name, title, brief, lines)
