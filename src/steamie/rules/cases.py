"""Who sees how much of somebody's matter, and what comes before what in the inbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from .clocks import SetBy
from .permissions import Office


class Way(StrEnum):
    """How a matter came in."""

    WEB = "web"
    EMAIL = "e-mail"
    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    COMMENT = "comment"
    MESSAGE = "message"
    TEXT = "text"


class Sight(IntEnum):
    """How much of a case a person sees; each sees what stands below it too."""

    NOTHING = 0
    STANDING = 1  # its kind, clock and standing
    REDACTED = 2  # what was done, and black boxes for whom it was done
    WORDS = 3  # all of it


@dataclass(frozen=True, slots=True)
class Looker:
    """What matters of the person who looks at a case: their offices, and how they are bound to this one."""

    offices: Collection[Office]
    in_team: bool = False  # a member of the case's team today, a stand-in included
    handles: bool = False  # it is in their hands
    granted: bool = False  # an auditor who asked for more and was let


def sight(looker: Looker, *, masked: bool, came_as_comment: bool = False) -> Sight:
    """How much this person sees. ``masked`` says it is a safeguarding matter: only its team reads the words.

    The officer sees kind, clock and standing of every case, and the words of what stood in public anyway. The auditor sees
    what was done. Nobody else sees a case that is not theirs or their team's.
    """
    if looker.in_team or (looker.handles and not masked):
        return Sight.WORDS
    if Office.OFFICER in looker.offices:
        return Sight.WORDS if came_as_comment and not masked else Sight.STANDING
    if Office.AUDITOR in looker.offices:
        if masked:
            return Sight.STANDING
        return Sight.WORDS if looker.granted else Sight.REDACTED
    return Sight.NOTHING


class Rank(IntEnum):
    """The order of the inbox: people first, then the law, then what we promised, then the rest."""

    DANGER = 1
    LAW = 2
    PROMISE = 3
    NO_CLOCK = 4

    @property
    def heading(self) -> str:
        """What stands above these in the inbox."""
        return {1: "People first", 2: "The law sets a date", 3: "We said a time", 4: "No clock"}[self]


def rank(*, dangerous: bool, clocks: Collection[SetBy]) -> Rank:
    """Where a case stands, by whether somebody may come to harm, and by who set the clocks that still run."""
    if dangerous:
        return Rank.DANGER
    if clocks and set(clocks) - {SetBy.US}:
        return Rank.LAW
    return Rank.PROMISE if clocks else Rank.NO_CLOCK
