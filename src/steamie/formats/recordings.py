"""Recordings in the cache: made once for the same words, one at a time, and gone with the page they were made from.

A recording is looked up by the words as they are now. So nobody hears what a page said before, and of a page that was taken
down nothing can be heard from that moment on, although its file is thrown away only later.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from steamie.rules.spoken import spoken

from .models import Recording
from .pages import PageWords
from .speaking import CannotSpeak, speak, voice_for

MANNER = 1  # one more when the way texts are read changes: every recording is then made anew
AT_ONCE = 3_000  # words that are read while somebody waits: some six seconds
BITS_A_SECOND = 32_000  # as the speaker packs
LONGEST = 20_000  # words that are read at all: two hours
UNHEARD_FOR = timedelta(days=60)
_waiting = threading.BoundedSemaphore(2)  # a crowd of listeners does not hold up the house


class NotYet(Exception):
    """It is not there now, and will be in a while; its words say when to come again."""


def text_of(words: PageWords) -> str:
    """What is read aloud, and stands in the transcript."""
    return "\n\n".join(spoken(one.as_sentence, words.language) for one in words.passages)


def key_of(words: PageWords) -> str:
    """What a recording of these words is called."""
    return hashlib.sha256(f"{MANNER} {voice_for(words.language)} {words.digest}".encode()).hexdigest()


def file_of(recording: Recording) -> Path:
    """Where its sound is."""
    return _folder() / f"{recording.key}.mp3"


def present(words: PageWords) -> Recording | None:
    """The recording of these very words, if there is one to be listened to."""
    row = Recording.objects.made().filter(key=key_of(words)).first()
    return row if row and file_of(row).exists() else None


def why_not(words: PageWords) -> str:
    """Why these words are never read aloud by a voice; empty where they can be."""
    if not voice_for(words.language):
        return "We have no computer voice that reads this language."
    if words.number > LONGEST:
        return f"This is too long to be read in one go: {words.number:,} words."
    return ""


def recorded(words: PageWords, *, waits: bool = False) -> Recording:
    """The recording of these words, made now where it is missing.

    Raises ``CannotSpeak`` where no voice can, and ``NotYet`` where others wait already, or the text is so long that the clock
    makes it; whoever ``waits`` gets a long one too.
    """
    if row := present(words):
        return _heard(row)
    if reason := why_not(words):
        raise CannotSpeak(reason)
    row = note_asked(words, timezone.now())
    if words.number > AT_ONCE and not waits:
        raise NotYet("This is long. The recording will be here in about ten minutes.")
    if not _waiting.acquire(blocking=False):
        raise NotYet("Other pages are being read just now. Try again in a minute.")
    try:
        return make(row, words)
    finally:
        _waiting.release()


def make(row: Recording, words: PageWords) -> Recording:
    """Read these words aloud and keep the sound; the one who comes second finds it made. Raises ``CannotSpeak``."""
    with _one_at_a_time():
        if made := present(words):
            return made
        file = file_of(row)
        if not file.exists():  # else the database was put back from a copy, and the sound is still here
            try:
                _write(file, speak(text_of(words), voice_for(words.language)))
            except CannotSpeak as problem:
                Recording.objects.filter(pk=row.pk).update(problem=str(problem)[:200])
                raise
        row.size = file.stat().st_size
        row.seconds, row.made_at, row.problem = row.size * 8 / BITS_A_SECOND, timezone.now(), ""
        row.save()
    return row


def _write(file: Path, sound: bytes) -> None:
    """Whole or not at all."""
    half = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    half.write_bytes(sound)
    half.replace(file)


def _heard(row: Recording) -> Recording:
    """Note, once a day, that somebody still asks for it."""
    now = timezone.now()
    if row.asked_at < now - timedelta(days=1):
        Recording.objects.filter(pk=row.pk).update(asked_at=now)
    return row


def forget(before: datetime) -> int:
    """Throw away the sounds that nobody asked for since a moment; how many."""
    rows = list(Recording.objects.unheard_since(before))
    for row in rows:
        file_of(row).unlink(missing_ok=True)
        row.delete()
    return len(rows)


def note_asked(words: PageWords, now: datetime) -> Recording:
    """The row of these words; a new one where nobody asked before."""
    values = {"path": words.path[:300], "title": words.title[:300], "language": words.language[:20], "words": words.number}
    try:
        with transaction.atomic():
            row, _ = Recording.objects.update_or_create(key=key_of(words), defaults={**values, "asked_at": now})
    except IntegrityError:  # two asked at once
        row = Recording.objects.get(key=key_of(words))
    return row


def _folder() -> Path:
    folder = Path(settings.DATA) / "formats"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """One voice at a time on this machine, whichever process asks."""
    with (_folder() / "speaking.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
