"""How much of our allowance Facebook says we have used, from the headers of its answers."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from . import data

DAY = timedelta(days=1)
WINDOW = timedelta(hours=1)  # the allowance is counted over a rolling hour
UNTOLD = timedelta(minutes=5)  # how long we wait when Facebook names no time
HEADERS = ("x-business-use-case-usage", "x-app-usage", "x-page-usage")


@dataclass(slots=True)
class Usage:
    """The highest percentage last seen, when, until when we were told to wait, and how often we called today."""

    percent: int = 0
    seen_at: datetime | None = None
    wait_until: datetime | None = None
    refusals: int = 0  # in a row: each doubles how long we keep away
    calls: deque[datetime] = field(default_factory=deque)  # of the last day

    def note(self, headers: Mapping[str, str], *, now: datetime) -> None:
        """Remember what an answer said. Headers that make no sense are passed over."""
        rows = [row for name in HEADERS for row in _rows(headers.get(name, ""))]
        if not rows:
            return
        self.percent = max(_most(row) for row in rows)
        self.seen_at = now
        minutes = max(_whole(row.get("estimated_time_to_regain_access")) for row in rows)
        self.wait_until = now + timedelta(minutes=minutes) if minutes else None

    def called(self, now: datetime) -> None:
        """One more call. A small Page has few engaged users, so the day's number is kept low by ourselves."""
        self.calls.append(now)
        while self.calls[0] <= now - DAY:
            self.calls.popleft()

    def refused(self, now: datetime) -> None:
        """Facebook says: too many calls. Keep away for as long as it named, or for longer each time."""
        named = self.wait_until if self.wait_until and self.wait_until > now else None
        self.wait_until = named or now + min(UNTOLD * 2**self.refusals, WINDOW)
        self.refusals += 1

    def answered(self) -> None:
        """Facebook took a call: the next refusal starts from the shortest wait again."""
        self.refusals = 0

    def current(self, now: datetime) -> int:
        """The percentage, or 0 when it was seen too long ago to matter."""
        return self.percent if self.seen_at and now - self.seen_at < WINDOW else 0

    def until(self, now: datetime) -> datetime:
        """When to come back: what Facebook said, or in five minutes, while a post due now is not yet late."""
        return self.wait_until if self.wait_until and self.wait_until > now else now + UNTOLD

    def slow(self, now: datetime) -> bool:
        """Whether to wait a little between reads nobody is waiting for."""
        return self.current(now) >= data.SLOW_AT

    def spent(self, now: datetime) -> bool:
        """Whether such reads must stop, so that what is left serves publishing."""
        today = sum(call > now - DAY for call in self.calls)
        told_to_wait = bool(self.wait_until and self.wait_until > now)
        return told_to_wait or self.current(now) >= data.STOP_AT or today >= data.CALLS_A_DAY


def _rows(text: str) -> Iterator[Mapping[str, Any]]:
    """The usage rows of one header, whichever of its two shapes it has."""
    try:
        usage = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return
    if not isinstance(usage, dict):
        return
    lists = [value for value in usage.values() if isinstance(value, list)]
    yield from (row for rows in lists for row in rows if isinstance(row, dict))
    if not lists:
        yield usage


def _most(row: Mapping[str, Any]) -> int:
    return max(_whole(row.get(key)) for key in ("call_count", "total_time", "total_cputime"))


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1_000_000 else 0
