"""Laying out a quarter: which days are kept for a post, and for which share (S-72, S-74 to S-76).

The chosen weekdays of every week, less the days the office is shut and those that have a place already; a dated item that would
find no place near gets a day of its own. The shares come out exact with what is there, neighbours differ where they can.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .proposal import Candidate, OpenSlot, shared_out
from .quarters import Span
from .shares import Share


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """A day to keep, and the code of the share it is for (None: for any). ``title``: the dated item it was made for, if any."""

    day: date
    share: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places, and the days that were passed over with the reason."""

    places: tuple[DatedPlace, ...]
    skipped: tuple[tuple[date, str], ...]


def lay_out(
    span: Span,
    *,
    weekdays: Collection[int],
    start: date,
    shut: Mapping[date, str],
    taken: Collection[date],
    dated: Sequence[Candidate],
    placed: Mapping[str, int],
    shares: Sequence[Share],
) -> Layout:
    """Places for a quarter from ``start`` on. ``weekdays``: Monday is 0. ``placed``: posts and places there, by share."""
    days = [day for day in _days(span, start) if day.weekday() in weekdays]
    skipped = tuple((day, shut[day]) for day in days if day in shut)
    chosen = {day: "" for day in days if day not in shut and day not in taken}
    for item in sorted((item for item in dated if item.day), key=lambda item: (item.day or span.first, item.key)):
        if own := _day_of_its_own(item, span, start, shut, {*chosen, *taken}):
            chosen[own] = item.title
    slots = [OpenSlot(day.isoformat(), day) for day in sorted(chosen)]
    by_place = shared_out(slots, dated, placed, shares)
    return Layout(tuple(DatedPlace(slot.day, by_place[slot.key], chosen[slot.day]) for slot in slots), skipped)


def _days(span: Span, start: date) -> list[date]:
    first = max(span.first, start)
    return [first + timedelta(days=number) for number in range((span.last - first).days + 1)]


def _day_of_its_own(item: Candidate, span: Span, start: date, shut: Mapping[date, str], chosen: Collection[date]) -> date | None:
    """The last open day it may go out on, a weekend only when nothing else is left; None when a kept day will do."""
    allowed = [day for day in _days(span, start) if item.day and 0 <= (item.day - day).days <= item.window_days]
    if any(day in chosen for day in allowed):
        return None
    open_days = [day for day in allowed if day not in shut]
    return max(open_days, key=lambda day: (day.weekday() < 5, day), default=None)
