"""Rules of who gets in, and how: second factors, second people, and the quarterly look at who has access (S-15, S-58)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .permissions import Act, Extent, Office, extent

# Acts that speak for the Association, that confirm what others ask for, or that open its records or personal data.
_GUARDED = (
    Act.APPROVE,
    Act.CONNECT,
    Act.CONFIRM_ACCOUNT,
    Act.CONFIRM_OFFICE,
    Act.MANAGE_PEOPLE,
    Act.READ_PEOPLE,
    Act.READ_LOG,
    Act.EXPORT,
    Act.ERASE,
)

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
FRESH = timedelta(minutes=5)


def needs_second_factor(offices: Iterable[Office]) -> bool:
    """Offices that can post, approve, connect, confirm or read personal data sign in with two factors."""
    return any(extent(office, act) is not Extent.NO for office in offices for act in _GUARDED)


def needs_second_person(office: Office) -> bool:
    """Offices that can approve or connect are granted by two people."""
    return any(extent(office, act) is not Extent.NO for act in (Act.APPROVE, Act.CONNECT))


@dataclass(frozen=True, slots=True)
class AccessQuarter:
    """A calendar quarter in which every office is looked at once."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """As stored: ``2026-Q4``."""
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}"

    @property
    def label(self) -> str:
        """As said: October to December 2026."""
        return f"{self.first:%B} to {self.last:%B %Y}"

    def days_in(self, day: date) -> int:
        """How many days of the quarter have begun."""
        return (day - self.first).days + 1


def access_quarter(day: date) -> AccessQuarter:
    """The calendar quarter that a day falls in."""
    month = 3 * ((day.month - 1) // 3) + 1
    first = date(day.year, month, 1)
    following = date(day.year + (month == 10), 1 if month == 10 else month + 3, 1)
    return AccessQuarter(first, following - timedelta(days=1))


def session_is_over(*, began: float, seen: float, now: float, guarded: bool) -> str:
    """Why a session has ended, in words, or an empty string. Times are seconds since 1970."""
    if now - began >= LONGEST.total_seconds():
        return "You have been signed in for 12 hours, so we signed you out. Please sign in again."
    if guarded and now - seen >= IDLE.total_seconds():
        return "Nothing happened for 30 minutes, so we signed you out. Please sign in again."
    return ""
