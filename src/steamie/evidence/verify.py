"""Reading the whole minute book and saying whether any of it was altered, removed, reordered or cut off (S-32)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import Error, connection

from steamie.rules.counting import some

from . import anchors as kept_outside
from . import elsewhere, triggers
from .anchors import Anchor, UnreadableAnchor
from .chain import START, digest
from .models import Event
from .verbs import Verb

BATCH = 500
MOST_SHOWN = 100  # a chain written anew would otherwise fill a page with one problem for each event


@dataclass(frozen=True, slots=True)
class RecordVerdict:
    """What was found. ``anchored`` is the last event an anchor outside the database vouches for; 0 when there is none.

    ``unvouched``: how many events nothing off this machine vouches for. ``notes``: what a reader should know besides.
    """

    intact: bool
    events: int
    problems: tuple[str, ...]
    anchored: int = 0
    unvouched: int = field(default=0, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        if not self.intact:
            count = len(self.problems)
            return f"The record is broken: {some(count, 'problem')} found in {some(self.events, 'event')}."
        outside = f"checked against an anchor at event {self.anchored}" if self.anchored else "not anchored outside yet"
        return f"The record is unbroken: {some(self.events, 'event')}, {outside}."

    @property
    def outside_words(self) -> str:
        """How far something vouches for it that the owner of this machine cannot rewrite, in a sentence."""
        if not self.unvouched:
            return "Something outside this machine vouches for every event." if self.events else ""
        if self.unvouched == self.events:
            return f"Nothing outside this machine vouches for any of its {some(self.events, 'event')}."
        return f"Nothing outside this machine vouches for the last {some(self.unvouched, 'event')}."


class _EventReader:
    """Walks the events in order, and remembers what the next one must be."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.expected, self.previous = 1, START
        self.anchors_made = 0  # as the chain counts them
        self.notes: list[str] = []
        self.last_act = 0  # the last event that is more than an anchor
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
        self._note(event)

    def _note(self, event: Event) -> None:
        facts = event.facts if isinstance(event.facts, dict) else {}
        if event.verb == Verb.ANCHOR:
            self.anchors_made = max(self.anchors_made, int(facts.get("anchors", 0)))
            return
        if isinstance(event.number, int):
            self.last_act = event.number
        if event.verb == Verb.KNOW_RESTORED:
            lost = some(len(facts.get("set_aside", [])), "anchor")
            self.notes.append(
                f"The record was put back from a copy, known by event {event.number} of {event.at:%-d %B %Y}: {lost} made after "
                f"the copy, up to event {facts.get('last_anchored')}, were set aside."
            )

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


def check(letters: Sequence[Anchor] = ()) -> RecordVerdict:
    """Read the whole record and compare it with everything that is kept outside the database, and with these ``letters``."""
    lines = kept_outside.read()
    return verify([*lines, *elsewhere.in_folder(), *letters], lines=kept_outside.lines_that_count(), vouched=elsewhere.vouched())


def verify(anchors: Iterable[Anchor | UnreadableAnchor], *, lines: int | None = None, vouched: int = 0) -> RecordVerdict:
    """Read every event once, in order, and compare with the anchors. Memory does not grow with the record.

    ``lines``: how many of the anchor file count, to compare with how many the chain says were made; None: not compared.
    ``vouched``: the last event that something off this machine vouches for.
    """
    all_lines = list(anchors)
    problems = [
        f"Line {line.line} of the anchor file cannot be read." for line in all_lines if isinstance(line, UnreadableAnchor)
    ]
    aside = kept_outside.set_aside()
    compared = {(one.number, one.digest): one for one in all_lines if isinstance(one, Anchor)}
    whole_anchors = [one for key, one in compared.items() if key not in aside]
    if not triggers.present(connection):
        problems.append("The database's guard against changes is missing. Run “steamie evidence guard” to put it back.")
    reader, count = _EventReader(whole_anchors), 0
    for key, event in _events():
        count += 1
        for problem in reader.read(event, key):
            if len(problems) < MOST_SHOWN:
                problems.append(problem)
    problems.extend(reader.end())
    if lines is not None and (missing := reader.anchors_made - lines) > 0:
        problems.append(f"{some(missing, 'anchor')} gone from the file: the record says that {reader.anchors_made} were made.")
    last = max((anchor.number for anchor in whole_anchors), default=0)
    unvouched = max(0, min(count, reader.last_act) - vouched) if vouched else count
    return RecordVerdict(not problems, count, tuple(problems), last, unvouched, tuple(reader.notes))


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
