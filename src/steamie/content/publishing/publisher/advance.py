"""One visit to one publication: decide, commit the intent, ask the channel, write the answer down, and decide again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.content.posts.models import Amendment, Publication
from steamie.content.publishing import marks
from steamie.content.publishing.actions import put_back
from steamie.files.pictures.verifying import PictureAltered
from steamie.rules.correcting import next_correction
from steamie.rules.moved_clock import LEASE
from steamie.rules.publishing import next_move
from steamie.rules.situation import PACE, Do, Move, Pace, Step

from . import amending, calls, claims, coming_back, ledger
from .situations import situation


def advance(
    publication_id: int, *, now: Callable[[], datetime] = timezone.now, claimant: str = "", pace: Pace = PACE
) -> Publication | None:
    """Carry a publication as far as it will go now. Waking it too often, or twice at once, is harmless."""
    token, answer = "", None
    put_back.stop_if_put_back(now())
    while True:
        with transaction.atomic():
            token = token or claims.take(publication_id, claimant or claims.claimant(), now())
            publication = claims.holding(publication_id, token, now()) if token else None
            if publication is None:
                return None  # someone else has it: whatever we were told is theirs to find out
            call = _decide(publication, answer, now(), pace)
        if call is None:
            return publication
        if now() - call.asked_at >= LEASE:
            return None  # we stalled before asking: another may be at work on it by now
        marks.keep_call(call.attempt_id, call.asked_at)
        answer = calls.ask(call)


def _decide(publication: Publication, answer: calls.CallResult | None, now: datetime, pace: Pace) -> calls.Call | None:
    """Everything known is read in the transaction that commits the intent, so nothing can change in between."""
    ledger.count_doubt_from_now(publication, now)
    if answer is None:
        ledger.close_the_abandoned(publication, now)
    else:
        if ledger.is_news(publication, answer):
            put_back.stop_for("A channel shows a post that this database had not sent yet.", now)
        ledger.write_answer(publication, answer, now)
    situation_now = situation(publication, now)
    move = next_move(situation_now, pace)
    if move.do.calls:
        try:
            return ledger.intend(publication, move, now)
        except PictureAltered as problem:
            move = Move(Do.HOLD, str(problem))
    amendment = amending.waiting(publication) if situation_now.step is Step.PUBLISHED and not situation_now.withdrawn else None
    call, wake = _decide_the_correction(amendment, publication, now, pace) if amendment else (None, None)
    if call is None and wake is None:
        call, wake = coming_back.look_again(publication, situation_now, now)
    if call is None:
        ledger.settle(publication, move, situation_now, also=wake)
    return call


def _decide_the_correction(
    amendment: Amendment, publication: Publication, now: datetime, pace: Pace
) -> tuple[calls.Call | None, datetime | None]:
    """The call to make for a correction of what was sent; or none, and when to look again."""
    situation_now = amending.correcting(amendment, publication, now, pace)
    move = next_correction(situation_now, pace)
    if move.do.calls:
        try:
            return amending.intend(amendment, publication, move, now), None
        except PictureAltered as problem:
            move = Move(Do.HOLD, str(problem))
    return None, amending.settle(amendment, publication, move, situation_now)
