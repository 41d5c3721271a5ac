"""How long a connection may take over each part of a request. Plain Python, seconds passed in."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from math import inf

LEAST_A_SECOND = 2048  # bytes; a tenth of what a poor telephone line carries


class ConnectionPhase(Enum):
    """What a connection is at."""

    IDLE = "idle"  # between requests
    HEADERS = "headers"
    BODY = "body"
    WORK = "work"  # a page is being made: our time, not the visitor's
    ANSWER = "answer"  # a page waits to be read by its visitor
    GOODBYE = "goodbye"  # refused: what was on its way is read and thrown away, so that the refusal's page arrives


@dataclass(frozen=True, slots=True)
class TimeAllowance:
    """Seconds at least, and more as bytes move; never more than the most."""

    seconds: float
    most: float = inf
    by_bytes: bool = False

    def after(self, moved: int) -> float:
        """Seconds allowed once so many bytes have moved."""
        return min(self.most, self.seconds + (moved / LEAST_A_SECOND if self.by_bytes else 0))


DEADLINES = {
    ConnectionPhase.IDLE: TimeAllowance(20),
    ConnectionPhase.HEADERS: TimeAllowance(10),
    ConnectionPhase.BODY: TimeAllowance(20, most=1800, by_bytes=True),
    ConnectionPhase.WORK: TimeAllowance(inf),
    ConnectionPhase.ANSWER: TimeAllowance(30, most=1800, by_bytes=True),
    ConnectionPhase.GOODBYE: TimeAllowance(5),
}


class Stopwatch:
    """Times one connection: begins anew with each phase of each request."""

    def __init__(self, now: float) -> None:
        self.stage: tuple[ConnectionPhase, Hashable] = (ConnectionPhase.IDLE, None)
        self.began, self.moved = now, 0

    def overdue(self, phase: ConnectionPhase, request: Hashable, now: float) -> bool:
        """Whether this phase of this request has taken too long by now."""
        if self.stage != (phase, request):
            self.stage, self.began, self.moved = (phase, request), now, 0
        return now - self.began > DEADLINES[phase].after(self.moved)
