"""What the house holds about people, and the cookies it sets: the privacy notice is made from these registers alone.

Every room enters its own in ``personal_data.py``. A test of the house fails when a column that can hold words is neither entered
there nor listed as not personal, and when a cookie is set that nobody entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from steamie.rules.counting import some

from .registers import discover


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held about some people. ``columns``: where it stands, as "casework.Party.name", or "casework.Party.*" for all."""

    whose: str  # "If you write to us"
    what: str
    why: str
    how_long: str
    columns: tuple[str, ...]
    of_the_public: bool = True  # False: only of people who work here


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name as a browser shows it, who gets it, what for, and how long it stays."""

    name: str
    who: str
    why: str
    lasts: timedelta | None  # None: until the browser is closed

    @property
    def how_long(self) -> str:
        """How long it stays, in words."""
        return span(self.lasts) if self.lasts else "until you close the browser"


_holdings: list[Holding] = []
_cookies: list[Cookie] = []
NO_END = "We have set no end yet: nothing here is deleted by itself. Ask us to remove it."


def holds(*entries: Holding) -> None:
    """Enter what a room holds."""
    _holdings.extend(entries)


def sets_cookies(*entries: Cookie) -> None:
    """Enter the cookies a room sets."""
    _cookies.extend(entries)


def holdings() -> list[Holding]:
    """Everything that is held about people, by every room."""
    discover("personal_data")
    return list(_holdings)


def cookies() -> list[Cookie]:
    """Every cookie the house sets."""
    discover("personal_data")
    return list(_cookies)


def span(time: timedelta) -> str:
    """A length of time as people say it: "30 minutes", "12 hours", "90 days"."""
    if time < timedelta(hours=1):
        return some(time // timedelta(minutes=1), "minute")
    if time < timedelta(days=1):
        return some(time // timedelta(hours=1), "hour")
    return some(time.days, "day")
