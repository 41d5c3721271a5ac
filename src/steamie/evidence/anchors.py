"""Heads of the chain, kept outside the database: a line a day in a file, and a letter to the auditor.

The chain alone cannot show that its newest events were cut off, nor that all of it was written anew. An anchor can.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from .models import Event


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain as it was at a moment."""

    number: int
    digest: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.number} {self.digest} {self.at.astimezone(UTC).isoformat(timespec='seconds')}"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line of the anchor file that is not an anchor."""

    line: int


class NotALetter(ValueError):
    """The text holds no line of a letter to the auditor."""


class Displaced(Exception):
    """The last anchored event is no longer where it was, so no new anchor is made over it."""


def path() -> Path:
    """Where the anchors are written, one to a line: number, digest, time."""
    return Path(settings.DATA) / "evidence" / "anchors.log"


def read() -> list[Anchor | Unreadable]:
    """Every line of the file, oldest first; none if there is no file yet."""
    file = path()
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [_parse(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def from_letter(text: str) -> Anchor:
    """The anchor in a letter to the auditor, or in one line of it. Raises ``NotALetter``."""
    for line in text.splitlines():
        parsed = _parse(line.strip().lstrip("> "), 1)
        if isinstance(parsed, Anchor):
            return parsed
    raise NotALetter("That is not a line of a letter: it has a number, a fingerprint of 64 signs, and a time.")


def last() -> Anchor | None:
    """The newest anchor that can be read."""
    return next((anchor for anchor in reversed(read()) if isinstance(anchor, Anchor)), None)


def head(now: datetime) -> Anchor | None:
    """The newest event of the chain, as an anchor would hold it."""
    row = Event.objects.order_by("-number").values("number", "digest").first()
    return Anchor(row["number"], row["digest"], now) if row else None


def anchor(now: datetime, *, to: Iterable[str] = ()) -> Anchor | None:
    """Write the head down and mail it to the auditors ``to``. Nothing to do, and None, when the head is as last anchored.

    Raises ``Displaced`` rather than anchor a chain that no longer holds the last anchored event.
    """
    newest, before = head(now), last()
    if before:
        _still_there(before)
    if newest is None or (before and (before.number, before.digest) == (newest.number, newest.digest)):
        return None
    addresses = list(to)
    with transaction.atomic():  # a letter without its line, or a line without its letter, is neither
        if addresses:
            _mail(newest, addresses)
        _append(newest)
    return newest


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
        subject=f"The record stands at event {newest.number}, {_day(newest.at)}",
        message=(
            f"On {_day(newest.at)} the association's record of its social media work held {newest.number} events.\n\n"
            f"Its fingerprint was:\n{newest}\n\n"
            "Please keep this letter. If the record is ever cut short or written anew, this line will not match it."
        ),
        from_email=None,
        recipient_list=addresses,
    )


def _parse(line: str, number: int) -> Anchor | Unreadable:
    try:
        event, digest, at = line.split()
        moment = datetime.fromisoformat(at)
        if len(digest) != 64 or moment.tzinfo is None:
            return Unreadable(number)
        return Anchor(int(event), digest, moment)
    except ValueError:
        return Unreadable(number)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
