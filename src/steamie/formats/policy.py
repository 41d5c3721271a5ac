"""The policy read aloud: made ahead of time, so that the first who listens does not wait; and what its control looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from .models import Recording
from .pages import PageWords, words_of
from .recordings import make, note_asked, present, text_of
from .speaking import voice_for

WORDS, BYTES = 600, 1_500_000  # so many words take at most so many bytes


@dataclass(frozen=True, slots=True)
class RecordingCheck:
    """One thing that a recording of the policy must be, whether it is, and what was looked at."""

    rule: str
    passed: bool
    note: str


def policy_words() -> PageWords | None:
    """The policy as its public page has it; None before a strategy is loaded."""
    return words_of(reverse("policy:page"))


def read_the_policy(now: datetime) -> Recording | None:
    """Read the policy as it is now aloud, unless that was done. Raises ``CannotSpeak``."""
    words = policy_words()
    if words is None or not voice_for(words.language):
        return None
    return present(words) or make(note_asked(words, now), words)


def checks(words: PageWords) -> list[RecordingCheck]:
    """Each rule of a recording, looked at on the recording of these words and on its transcript."""
    row = present(words)
    transcript = text_of(words)
    figures = re.findall(r"\d+", transcript)
    passages = transcript.count("\n\n") + 1
    allowed = BYTES * max(words.number / WORDS, 1)
    return [
        RecordingCheck(
            "A recording of the words as they are now", row is not None, f"{row.length}, {row.megabytes}" if row else "not made"
        ),
        RecordingCheck(
            "The whole of it is read", passages == len(words.passages), f"{passages} of {len(words.passages)} passages"
        ),
        RecordingCheck(
            "Telephones, dates and money are read as people say them",
            not figures,
            f"left in figures: {', '.join(figures)}" if figures else "no figures left in the transcript",
        ),
        RecordingCheck(
            "Small enough for a phone", row is not None and (row.size or 0) <= allowed, f"at most {allowed / 1_000_000:.1f} MB"
        ),
    ]
