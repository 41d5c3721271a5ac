"""One visit to one publication: decide, commit the intent, ask the channel, write the answer down, and decide again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.content.models import Publication
from steamie.rules.publishing import PACE, Pace, next_move

from . import calls, claims, ledger
from .situations import situation


def advance(
    publication_id: int, *, now: Callable[[], datetime] = timezone.now, claimant: str = "", pace: Pace = PACE
) -> Publication | None:
    """Carry a publication as far as it will go now. Waking it too often, or twice at once, is harmless."""
    token, answer = "", None
    while True:
        with transaction.atomic():
            token = token or claims.take(publication_id, claimant or claims.claimant(), now())
            publication = claims.holding(publication_id, token, now()) if token else None
            if publication is None:
                return None  # someone else has it: whatever we were told is theirs to find out
            call = _decide(publication, answer, now(), pace)
        if call is None:
            return publication
        answer = calls.ask(call)


def _decide(publication: Publication, answer: calls.Answer | None, now: datetime, pace: Pace) -> calls.Call | None:
    """Everything known is read in the transaction that commits the intent, so nothing can change in between."""
    if answer is None:
        ledger.close_the_abandoned(publication, now)
    else:
        ledger.write_answer(publication, answer, now)
    known = situation(publication, now)
    move = next_move(known, pace)
    if move.do.calls:
        return ledger.intend(publication, move, now)
    ledger.settle(publication, move, known)
    return None
