"""What an intruder with the database in hand might do to the minute book, by dice."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from steamie.evidence import triggers
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.anchors import Anchor
from steamie.evidence.chain import digest
from steamie.evidence.models import Event
from steamie.evidence.verbs import RoomVerb
from steamie.evidence.verify import verify

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
CHANGES: list[tuple[str, list[Any]]] = [
    ("at", [START - timedelta(days=1)]),
    ("actor", ["person:99"]),
    ("office", ["auditor"]),
    ("verb", ["withdraw", "Approve", "approve "]),
    ("clause", ["S-01"]),
    ("subject", ["posts.post:99"]),
    ("reason", ["", "Café, “quoted”, 1e23"]),
    ("facts", [{}, {"share": 1.0, "large": 1e22, "count": -1, "parts": [1, 2.5, None, True]}]),
    ("previous", ["f" * 64]),
    ("digest", ["e" * 64]),
]


class Tried(RoomVerb):
    """Events that no room knows: the record tells them as well as it can."""

    CHECK = "check", ""
    TOO_LONG = "x" * 41, ""


def alter(chance: random.Random, length: int) -> str:
    field, values = chance.choice(CHANGES)
    number = chance.randint(1, length)
    Event.objects.filter(number=number).update(**{field: chance.choice(values)})
    return f"{field} of {number}"


def alter_and_fingerprint(chance: random.Random, length: int) -> str:
    """One event changed, its own fingerprint made to fit."""
    event = Event.objects.get(number=chance.randint(1, length))
    event.reason = "It was always so"
    event.digest = digest(event)
    event.save()
    return f"event {event.number}"


def remove_one(chance: random.Random, length: int) -> str:
    number = chance.randint(1, length)
    Event.objects.filter(number=number).delete()
    return f"event {number}"


def remove_and_renumber(chance: random.Random, length: int) -> str:
    number = chance.randint(1, length - 1)
    Event.objects.filter(number=number).delete()
    for event in Event.objects.filter(number__gt=number).order_by("number"):
        Event.objects.filter(pk=event.pk).update(number=event.number - 1)
    return f"event {number}, the rest moved up"


def reorder(chance: random.Random, length: int) -> str:
    one, two = chance.sample(range(1, length + 1), 2)
    for old, new in ((one, 90_000), (two, one), (90_000, two)):
        Event.objects.filter(number=old).update(number=new)
    return f"{one} and {two} swapped"


def cut_the_end(chance: random.Random, length: int) -> str:
    keep = chance.randint(0, length - 1)
    Event.objects.filter(number__gt=keep).delete()
    return f"kept {keep}"


def cut_and_write_on(chance: random.Random, length: int) -> str:
    cut = cut_the_end(chance, length)
    for _ in range(chance.randint(1, length + 3)):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="posts.post:1", at=START)
    return f"{cut}, then written on"


def write_all_anew(chance: random.Random, length: int) -> str:
    number = chance.randint(1, length)
    rehash({number: {"reason": "It was always so"}})
    return f"from {number}"


def slip_one_in(chance: random.Random, length: int) -> str:
    """An event that never was, with everything after it moved down and written anew."""
    number = chance.randint(1, length)
    for event in Event.objects.filter(number__gte=number).order_by("-number"):
        Event.objects.filter(pk=event.pk).update(number=event.number + 1)
    Event.objects.create(number=number, at=START, actor="person:9", verb="approve", clause="S-60", digest="d" * 64, previous="")
    rehash({})
    return f"before {number}"


DEEDS: list[Callable[[random.Random, int], str]] = [
    alter,
    alter,
    alter_and_fingerprint,
    remove_one,
    remove_and_renumber,
    reorder,
    cut_the_end,
    cut_and_write_on,
    write_all_anew,
    slip_one_in,
]


def rehash(changes: dict[int, dict[str, str]]) -> None:
    """The whole chain written anew, so that it fits together again."""
    previous = "0" * 64
    for event in Event.objects.order_by("number"):
        for field, value in changes.get(event.number, {}).items():
            setattr(event, field, value)
        event.previous = previous
        previous = event.digest = digest(event)
        event.save()


def missed(known: list[Anchor], *, trials: int, seed: int, length: int) -> list[str]:
    """Every tampering that the check did not find, of so many; each is undone."""
    chance, unseen = random.Random(seed), []
    triggers.remove(connection)
    for attempt in range(trials):
        with undone():
            deed = DEEDS[attempt % len(DEEDS)]
            what = f"{deed.__name__}: {deed(chance, length)}"
            triggers.install(connection)  # the intruder tidies up
            if verify(known).intact:
                unseen.append(what)
            triggers.remove(connection)
    triggers.install(connection)
    return unseen


class undone:  # noqa: N801 -- reads as a word: with undone()
    """Whatever is done inside is undone."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)
