"""A clause of a strategy, and what keeps it: a control with its parameters, a reader, or nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NO_PARAMETERS: Mapping[str, Any] = MappingProxyType({})


class ClauseWay(StrEnum):
    """How a clause is kept."""

    CONTROL = "control"
    READING = "for reading"
    NOTHING = "nothing measures this"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What keeps a clause. ``parameters`` are plain values as the document gives them; the control's own type reads them."""

    way: ClauseWay
    control: str = ""  # the capability's name in the catalogue
    parameters: Mapping[str, Any] = field(default_factory=lambda: NO_PARAMETERS)
    why: str = ""  # for NOTHING: what is not measured, in the reader's words
    meanwhile: str = ""  # for NOTHING: what is done until something measures it

    @property
    def reason(self) -> str:
        """What is not measured and what is done meanwhile, in one or two sentences."""
        meanwhile = f"Meanwhile {self.meanwhile}" if self.meanwhile else ""
        return " ".join(filter(None, (self.why, meanwhile))) or "Nothing measures this clause yet."


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words as printed, what the software must do about it, and what keeps it."""

    id: str  # as the document numbers it: "S-57", "3.2.1", "12"
    heading: str
    text: str
    must: str = ""
    keeps: Keeping = field(default_factory=lambda: Keeping(ClauseWay.NOTHING))
    owner: str = ""  # the office that answers for it; empty while the document does not say
