"""How fresh the figures of Google Analytics are, and what they leave out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Subquery

from .models import AnalyticsAccount, AnalyticsReading

SETTLED = timedelta(days=4)  # Google is a day or two behind; older than this, something is wrong
ONLY_WHO_AGREED = "It counts only those who agreed."


@dataclass(frozen=True, slots=True)
class GoogleFreshness:
    """The newest day with a figure, and how the connection stands."""

    connected: bool
    day: date | None
    problem: str
    stale: bool
    figure: str  # what stands after the other two; empty where nothing is connected

    @property
    def words(self) -> str:
        """One sentence or two for the board."""
        if not self.connected:
            return "Google Analytics is not connected; our own visit counts take its place."
        return f"Google Analytics is read beside our own visit counts. {ONLY_WHO_AGREED}"


def google_freshness(today: date) -> GoogleFreshness:
    """How Google Analytics stands today. One query."""
    newest = AnalyticsReading.objects.filter(value__isnull=False, day__lte=today).order_by("-day").values("day")[:1]
    account = AnalyticsAccount.objects.filter(ended_at__isnull=True).annotate(newest=Subquery(newest)).first()
    if account is None:
        return GoogleFreshness(False, None, "", False, "")
    day = account.newest
    stale = bool(account.problem) or day is None or today - day > SETTLED
    age = f"{day:%-d %B %Y}" if day else "never"
    return GoogleFreshness(True, day, account.problem, stale, f"; Google up to {age}")
