"""The nouns of people, one a file."""

from .confirmations import OnlyOtherConfirmation, ThirdLook
from .delegations import Delegation
from .departures import Departure
from .fresh_starts import FreshStart, FreshStartConfirmation, FreshStartQuerySet
from .grants import Grant, GrantConfirmation, Recertification
from .open_sessions import OpenSession
from .persons import Person
from .policies import Acknowledgement, Policy
from .tallies import Tally

__all__ = [
    "Acknowledgement",
    "Delegation",
    "Departure",
    "FreshStart",
    "FreshStartConfirmation",
    "FreshStartQuerySet",
    "Grant",
    "GrantConfirmation",
    "OnlyOtherConfirmation",
    "OpenSession",
    "Person",
    "Policy",
    "Recertification",
    "Tally",
    "ThirdLook",
]
