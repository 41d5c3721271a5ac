"""How a clause of the strategy stands, and the rows a figure counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What can be said of a clause. Only MET says that it is kept."""

    MET = "met"
    AT_RISK = "at_risk"
    BREACHED = "breached"
    NOT_MEASURED = "not_measured"
    UNSTATED = "unstated"  # the document leaves out what would have to be measured
    READING = "for_reading"  # a clause that explains, and promises nothing

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _LABELS[self]


_LABELS = {
    State.MET: "On track",
    State.AT_RISK: "Watch",
    State.BREACHED: "Off track",
    State.NOT_MEASURED: "Not measured",
    State.UNSTATED: "Unstated",
    State.READING: "For reading",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one clause stands: a state, a figure in words with its count, the reason, and a link to the rows behind it."""

    state: State
    figure: str
    reason: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One row behind a figure. In "14 of 15 posts" fifteen rows are looked at, and fourteen of them ``count``."""

    what: str
    note: str = ""
    link: str = ""
    counts: bool = True


def unstated(what: str, link: str = "") -> Standing:
    """The standing of a clause whose document leaves out what would have to be measured."""
    return Standing(State.UNSTATED, "", f"The strategy does not say {what}. Until it does, nothing can be measured.", link)
