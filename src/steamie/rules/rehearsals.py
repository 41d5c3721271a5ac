"""How a rehearsed crisis went: time to stop, to the first answer, to all answered, and what was missed that was dangerous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DANGER_WITHIN = timedelta(minutes=5)  # a call for help that waited longer counts as missed


@dataclass(frozen=True, slots=True)
class Played:
    """One message of a rehearsal: when it came, whether it was truly dangerous, and when it was answered."""

    came_at: datetime
    dangerous: bool
    answered_at: datetime | None = None

    @property
    def missed(self) -> bool:
        """Dangerous, and not answered in time."""
        return self.dangerous and (self.answered_at is None or self.answered_at - self.came_at > DANGER_WITHIN)


@dataclass(frozen=True, slots=True)
class RehearsalScore:
    """How it went; None for what did not happen."""

    to_stop: timedelta | None
    to_first: timedelta | None
    to_all: timedelta | None
    answered: int
    messages: int
    dangers: int
    missed: int


def score(began_at: datetime, stopped_at: datetime | None, messages: Sequence[Played]) -> RehearsalScore:
    """Times run from the first message, and for the stop from the beginning."""
    first = min((message.came_at for message in messages), default=began_at)
    times = [message.answered_at for message in messages if message.answered_at]
    return RehearsalScore(
        to_stop=stopped_at - began_at if stopped_at else None,
        to_first=min(times) - first if times else None,
        to_all=max(times) - first if times and len(times) == len(messages) else None,
        answered=len(times),
        messages=len(messages),
        dangers=sum(message.dangerous for message in messages),
        missed=sum(message.missed for message in messages),
    )


def spoken(span: timedelta | None) -> str:
    """``3 min 20 s``; empty for what did not happen."""
    if span is None:
        return ""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
