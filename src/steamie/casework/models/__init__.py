"""The nouns of casework, one a file."""

from .cases import Assignment, Case, CaseLink, Ending, Party
from .clocks import CaseClock, OwnTime
from .mail import SortedLetter
from .teams import Membership, Team
from .trail import SightRequest, TrailEntry

__all__ = [
    "Assignment",
    "Case",
    "CaseClock",
    "CaseLink",
    "Ending",
    "Membership",
    "OwnTime",
    "Party",
    "SightRequest",
    "SortedLetter",
    "Team",
    "TrailEntry",
]
