"""Letters to the auditor as witnesses of the record: which were taken by the mail server, and when the next is due (S-32)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from steamie.evidence import anchors, elsewhere
from steamie.evidence.models import Event
from steamie.letters.models import Letter, LetterState

EVERY = timedelta(days=1)  # at most; within the hour when a person did something
NUMBER = re.compile(rf"^{anchors.SUBJECT} (\d+),")


def letter_is_due(now: datetime) -> bool:
    """Whether the auditor should hear of the head now: a person did something since the last letter, or a day has passed."""
    last = Letter.objects.filter(subject__startswith=anchors.SUBJECT).order_by("-pk").first()
    if last is None or now - last.kept_at >= EVERY:
        return True
    return Event.objects.filter(number__gt=_number(last.subject), actor__startswith="person:").exists()


@elsewhere.witness
def vouched_by_letter() -> int:
    """The last event that a letter the mail server took vouches for; 0 when none was taken."""
    taken = Letter.objects.filter(subject__startswith=anchors.SUBJECT, state=LetterState.ACCEPTED).order_by("-pk")
    return max((_number(subject) for subject in taken.values_list("subject", flat=True)[:20]), default=0)


def _number(subject: str) -> int:
    match = NUMBER.match(subject)
    return int(match.group(1)) if match else 0
