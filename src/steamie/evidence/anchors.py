"""Heads of the chain, kept outside the database: a line of a file, copies elsewhere, and letters to the auditor.

The chain alone cannot show that its newest events were cut off, nor that all of it was written anew. An anchor can.
How many anchors were ever made stands in the chain itself, so that a file that lost some is missed.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from .actions import record
from .actors import CLOCK
from .in_force import Citation
from .models import Event
from .verbs import Verb

SUBJECT = "The record stands at event"
LOCKED_FOR_SECONDS = 10.0  # a copy of the installation holds the lock; the next anchor comes soon enough


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain as it was at a moment."""

    number: int
    digest: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.number} {self.digest} {self.at.astimezone(UTC).isoformat(timespec='seconds')}"


@dataclass(frozen=True, slots=True)
class UnreadableAnchor:
    """A line of the anchor file that is not an anchor."""

    line: int


class NotALetter(ValueError):
    """The text holds no line of a letter to the auditor."""


class Displaced(Exception):
    """The last anchored event is no longer where it was, so no new anchor is made over it."""


class Locked(Exception):
    """Somebody else has the anchors in hand: a copy of the installation is being made, or another anchor."""


def path() -> Path:
    """Where the anchors are written, one to a line: number, digest, time."""
    return Path(settings.DATA) / "evidence" / "anchors.log"


@contextmanager
def locked(*, wait: float = LOCKED_FOR_SECONDS) -> Iterator[None]:
    """Within, no anchor is made by anybody else: whoever copies database and anchors copies them as one.

    Raises ``Locked`` after ``wait`` seconds.
    """
    file = Path(settings.DATA) / ".anchors.lock"
    deadline = time.monotonic() + wait
    with file.open("a") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Locked("The anchors are in use: a copy is being made. Try again in a minute.") from None
                time.sleep(0.05)
        yield


def read(file: Path | None = None) -> list[Anchor | UnreadableAnchor]:
    """Every line of the file, oldest first; none if there is no file yet. ``file``: another than the installation's own."""
    source = file or path()
    if not source.exists():
        return []
    lines = source.read_text(encoding="utf-8", errors="replace").splitlines()
    return [_parse(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def from_letter(text: str) -> Anchor:
    """The anchor in a letter to the auditor, or in one line of it. Raises ``NotALetter``."""
    for line in text.splitlines():
        parsed = _parse(line.strip().lstrip("> "), 1)
        if isinstance(parsed, Anchor):
            return parsed
    raise NotALetter("That is not a line of a letter: it has a number, a fingerprint of 64 signs, and a time.")


def last() -> Anchor | None:
    """The newest anchor that can be read, and was not set aside when the record was put back from a copy."""
    aside = set_aside()
    anchors = (anchor for anchor in reversed(read()) if isinstance(anchor, Anchor))
    return next((anchor for anchor in anchors if (anchor.number, anchor.digest) not in aside), None)


def head(now: datetime) -> Anchor | None:
    """The newest event of the chain, as an anchor would hold it."""
    row = Event.objects.order_by("-number").values("number", "digest").first()
    return Anchor(row["number"], row["digest"], now) if row else None


def set_aside() -> set[tuple[int, str]]:
    """Anchors, as (number, digest), that a person set aside because the record was put back from a copy made before them."""
    facts = Event.objects.filter(verb=Verb.KNOW_RESTORED).values_list("facts", flat=True)
    lines = [str(line).split() for one in facts if isinstance(one, dict) for line in one.get("set_aside", [])]
    return {(int(line[0]), line[1]) for line in lines if len(line) > 1 and line[0].isdecimal()}


def displaced() -> list[Anchor]:
    """Anchors whose event is not in the record: it was cut, written anew, or put back from a copy made before them."""
    aside = set_aside()
    lines = [one for one in read() if isinstance(one, Anchor) and (one.number, one.digest) not in aside]
    there = dict(Event.objects.filter(number__in={one.number for one in lines[-500:]}).values_list("number", "digest"))
    return [one for one in lines[-500:] if there.get(one.number) != one.digest]


def anchor(now: datetime, *, to: Iterable[str] = ()) -> Anchor | None:
    """Write the head down, and mail it to the auditors ``to``. None when nothing but anchors was recorded since the last.

    Raises ``Displaced`` rather than anchor a chain that no longer holds the last anchored event, and ``Locked``.
    """
    with locked():
        newest, before = head(now), last()
        if before:
            _still_there(before)
        if newest is None or (before and not _recorded_since(before)):
            return None
        addresses = list(to)
        with transaction.atomic():  # a letter without its line, or a line without its letter, is neither
            if addresses:
                _mail(newest, addresses)
            facts = {"event": newest.number, "anchors": anchors_made() + 1}
            _append(newest)
            record(by=CLOCK, verb=Verb.ANCHOR, clause=Citation("record.unbroken"), subject="evidence", facts=facts, at=now)
    return newest


def anchors_made() -> int:
    """How many anchors were ever made, as the chain has it; before it counted them, as many as the file holds."""
    counted = Event.objects.filter(verb=Verb.ANCHOR).order_by("-number").values_list("facts", flat=True).first()
    return int(counted["anchors"]) if counted else lines_that_count()


def lines_that_count() -> int:
    """How many lines the file holds, but for those set aside: the chain that was put back never counted them."""
    aside = set_aside()
    return sum(not (isinstance(one, Anchor) and (one.number, one.digest) in aside) for one in read())


def _recorded_since(before: Anchor) -> bool:
    return Event.objects.filter(number__gt=before.number).exclude(verb=Verb.ANCHOR).exists()


def _still_there(before: Anchor) -> None:
    if not Event.objects.filter(number=before.number, digest=before.digest).exists():
        raise Displaced(
            f"Event {before.number}, anchored on {_day(before.at)}, is gone or changed. "
            "Run “steamie evidence verify”, and keep a copy of the database before anything else."
        )


def _append(newest: Anchor) -> None:
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"{newest}\n")
        out.flush()
        os.fsync(out.fileno())


def _mail(newest: Anchor, addresses: list[str]) -> None:
    send_mail(
        subject=f"{SUBJECT} {newest.number}, {_day(newest.at)}",
        message=(
            f"On {_day(newest.at)} the association's record of its social media work held {newest.number} events.\n\n"
            f"Its fingerprint was:\n{newest}\n\n"
            "Please keep this letter. If the record is ever cut short or written anew, this line will not match it."
        ),
        from_email=None,
        recipient_list=addresses,
    )


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _parse(line: str, number: int) -> Anchor | UnreadableAnchor:
    try:
        event, digest, at = line.split()
        moment = datetime.fromisoformat(at)
        if len(digest) != 64 or moment.tzinfo is None:
            return UnreadableAnchor(number)
        return Anchor(int(event), digest, moment)
    except ValueError:
        return UnreadableAnchor(number)
