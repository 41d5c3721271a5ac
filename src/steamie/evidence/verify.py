"""Reading the whole minute book and saying whether any of it was altered, removed, reordered or cut off (S-32)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import Error, connection

from steamie.rules.counting import some

from . import triggers
from .anchors import Anchor, Unreadable
from .chain import START, digest
from .models import Event

BATCH = 500
MOST_SHOWN = 100  # a chain written anew would otherwise fill a page with one problem for each event


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. ``anchored`` is the last event an outside anchor vouches for; 0 when there is none."""

    intact: bool
    events: int
    problems: tuple[str, ...]
    anchored: int = 0

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        if not self.intact:
            count = len(self.problems)
            return f"The record is broken: {some(count, 'problem')} found in {some(self.events, 'event')}."
        outside = f"checked against an anchor at event {self.anchored}" if self.anchored else "not anchored outside yet"
        return f"The record is unbroken: {some(self.events, 'event')}, {outside}."


class _Reader:
    """Walks the events in order, and remembers what the next one must be."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.expected, self.previous = 1, START
        self.anchors: dict[int, list[Anchor]] = {}
        for one in anchors:
            self.anchors.setdefault(one.number, []).append(one)

    def read(self, event: Event | None, key: int) -> Iterator[str]:
        """The problems of one event; ``None`` stands for a row whose values cannot be read at all."""
        if event is None:
            yield f"The row with key {key}, where event {self.expected} should be, holds a value that cannot be read."
            self.expected += 1
            self.previous = ""
            return
        yield from self._place(event)
        yield from self._binding(event)
        self.previous = event.digest

    def _place(self, event: Event) -> Iterator[str]:
        if isinstance(event.number, int) and event.number > self.expected:
            missing = event.number - self.expected
            gone = f"Event {self.expected} is" if missing == 1 else f"Events {self.expected} to {event.number - 1} are"
            yield f"{gone} missing."
            self.expected = event.number
        elif event.number != self.expected:
            yield f"An event numbered {event.number} stands where event {self.expected} should be."
        self.expected += 1

    def _binding(self, event: Event) -> Iterator[str]:
        if self.previous and event.previous != self.previous:
            yield f"Event {event.number} is not bound to the event before it: one was altered, removed or moved."
        if _digest(event) != event.digest:
            yield f"Event {event.number} was altered: it does not match its own fingerprint."
        for anchor in self.anchors.pop(event.number, []):
            if anchor.digest != event.digest:
                yield f"Event {event.number} is not the one anchored on {anchor.at:%-d %B %Y}: the record was written anew."

    def end(self) -> Iterator[str]:
        """Anchors that no event answered: the end is cut off, or the event is gone."""
        for number in sorted(self.anchors):
            day = f"{self.anchors[number][-1].at:%-d %B %Y}"
            if number >= self.expected:
                yield (
                    f"The record ends at event {self.expected - 1}, but event {number} was anchored on {day}: the end is cut off."
                )
            else:
                yield f"Event {number}, anchored on {day}, is missing."


def verify(anchors: Iterable[Anchor | Unreadable]) -> Verdict:
    """Read every event once, in order, and compare with the anchors. Memory does not grow with the record."""
    lines = list(anchors)
    problems = [f"Line {line.line} of the anchor file cannot be read." for line in lines if isinstance(line, Unreadable)]
    whole_anchors = [line for line in lines if isinstance(line, Anchor)]
    if not triggers.present(connection):
        problems.append("The database's guard against changes is missing. Run “steamie evidence guard” to put it back.")
    reader, count = _Reader(whole_anchors), 0
    for key, event in _events():
        count += 1
        for problem in reader.read(event, key):
            if len(problems) < MOST_SHOWN:
                problems.append(problem)
    problems.extend(reader.end())
    last = max((anchor.number for anchor in whole_anchors), default=0)
    return Verdict(not problems, count, tuple(problems), last)


def _events() -> Iterator[tuple[int, Event | None]]:
    """Every row by number, a batch at a time; a row that cannot be read does not hide the others."""
    keys = Event.objects.order_by("number", "pk").values_list("pk", flat=True).iterator(BATCH)
    while batch := list(islice(keys, BATCH)):
        rows = _read(batch)
        yield from ((key, rows.get(key)) for key in batch)


def _read(keys: list[int]) -> dict[int, Event]:
    try:
        return Event.objects.in_bulk(keys)
    except (ValueError, TypeError, AttributeError, Error):
        if len(keys) == 1:
            return {}
        return {key: event for one in keys for key, event in _read([one]).items()}


def _digest(event: Event) -> str:
    try:
        return digest(event)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return "unreadable"
