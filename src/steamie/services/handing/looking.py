"""What became of repairs that went as letters or files: read from the letter itself, and from the folder."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from steamie.letters.models import Letter, LetterState
from steamie.rules.handing_over import Taken, judge
from steamie.services.models import HandOver, RepairsSystem
from steamie.services.models.handing_over import Carrier, HandOverState

from . import carriers
from .acting import accept, refuse
from .keeping import locked, note_in_trail, pass_to
from .payload import job_names

MEANS = {
    LetterState.ACCEPTED: HandOverState.SENT,  # the mail server has it: nobody at the other end has said so
    LetterState.UNKNOWN: HandOverState.UNKNOWN,
    LetterState.REFUSED: HandOverState.REFUSED,
    LetterState.BOUNCED: HandOverState.BOUNCED,
    LetterState.GIVEN_UP: HandOverState.GIVEN_UP,
    LetterState.NOT_SET_UP: HandOverState.REFUSED,
}
WAITING = (HandOverState.SENT, HandOverState.UNKNOWN)
LOST = (HandOverState.REFUSED, HandOverState.BOUNCED, HandOverState.GIVEN_UP)


def look_at_letters(now: datetime) -> None:
    """Bring every repair that went by e-mail to where its letter is."""
    rows = HandOver.objects.filter(carrier=Carrier.EMAIL, state__in=WAITING, letter__isnull=False)
    for row in rows.select_related("letter"):
        if row.letter and (state := MEANS.get(LetterState(row.letter.state))):
            _bring(row.pk, state, _why(row.letter), now)


def _why(letter: Letter) -> str:
    return f"{letter.get_state_display()}{f': {letter.why}' if letter.why else ''}"


@transaction.atomic
def _bring(pk: int, state: HandOverState, why: str, now: datetime) -> None:
    row = locked(pk)
    if row.state not in WAITING:
        return
    pass_to(row, state, at=now, why=why)
    if state in LOST:
        note_in_trail(row, "The repairs system did not get it", now)


def look_at_files(system: RepairsSystem, now: datetime) -> None:
    """A file that is gone was taken. One that came back beside it, ``….answer.json``, says more: a job number, or why not."""
    for row in HandOver.objects.filter(carrier=Carrier.FOLDER, state=HandOverState.SENT):
        path = carriers.path_of(row, system)
        answer = path.with_suffix(".answer.json")
        if answer.exists():
            _read(row, _answer_in(answer.read_bytes()[: carriers.LARGEST_ANSWER]), now)
            answer.unlink()
        elif path.parent.is_dir() and not path.exists():
            accept(hand_over=row, job="", why="The file was taken from the folder.", at=now)


def _answer_in(content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _read(row: HandOver, fields: dict[str, Any], now: datetime) -> None:
    verdict = judge(200, fields, job_names=job_names())
    if verdict.job and verdict.taken is Taken.ACCEPTED:
        accept(hand_over=row, job=verdict.job, why=verdict.why, at=now)
    elif verdict.taken is Taken.REFUSED:
        refuse(hand_over=row, why=verdict.why, at=now)
