"""Carrying an approved correction to a channel: what is known of it, the intent before each call, and where it comes to rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from steamie.content.posts.models import Amendment, Publication
from steamie.content.publishing.models import Attempt, Stop
from steamie.content.publishing.verbs import Verb as Recorded
from steamie.evidence.actions import record
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.rules.correcting import Correcting, ReadBack, Stage
from steamie.rules.situation import PACE, CallOutcome, Do, Move, Pace

from . import ledger
from .calls import Call
from .situations import able, approved_since, works_since

EDIT, REREAD, SETTLED = "edit", "reread", "settle correction"
RESTING = {
    Do.FINISH: (Stage.CORRECTED, Recorded.CORRECT),
    Do.HOLD: (Stage.HELD, Recorded.HOLD_THE_CORRECTION_OF),
    Do.ASK_A_PERSON: (Stage.NEEDS_A_PERSON, Recorded.ASK_A_PERSON_ABOUT_THE_CORRECTION_OF),
    Do.REFUSE: (Stage.REFUSED, Recorded.REFUSE_THE_CORRECTION_OF),
}


@dataclass(frozen=True, slots=True)
class CorrectionAttempts:
    """The attempts at one correction since a person last settled it, in order."""

    attempts: list[Attempt]
    settled_at: datetime | None

    @property
    def edits(self) -> list[Attempt]:
        """The calls to change the words."""
        return [attempt for attempt in self.attempts if attempt.verb == EDIT]

    @property
    def looks(self) -> list[Attempt]:
        """The looks taken since the last of them."""
        last = self.edits[-1].pk if self.edits else 0
        return [attempt for attempt in self.attempts if attempt.verb == REREAD and attempt.pk > last]

    @property
    def unknown_since(self) -> datetime | None:
        """Since when nobody knows which words are shown."""
        return min((attempt.started_at for attempt in self.edits if attempt.outcome == CallOutcome.UNKNOWN), default=None)

    @property
    def reading(self) -> ReadBack:
        """What the channel showed when last read."""
        read = [attempt for attempt in self.looks if attempt.outcome == CallOutcome.DONE and attempt.shown is not None]
        if not read:
            return ReadBack.NOT_READ
        return ReadBack.NEW if read[-1].shown else ReadBack.OTHER


def waiting(publication: Publication) -> Amendment | None:
    """The correction this publication has still to follow, if there is one."""
    rows = Amendment.objects.unfinished().filter(publication=publication).select_related("correction")
    return rows.order_by("pk").last()


def correcting(amendment: Amendment, publication: Publication, now: datetime, pace: Pace = PACE) -> Correcting:
    """Everything ``rules.correcting`` asks about, read afresh."""
    tried, can = tried_for(amendment, publication), able(publication)
    last = tried.edits[-1] if tried.edits else None
    outcome = CallOutcome(last.outcome) if last and last.outcome else None
    approved_at = approved_since(publication.post, amendment.fingerprint)
    since = max(filter(None, [approved_at and approved_at + pace.undo, tried.settled_at]), default=now)
    return Correcting(
        now=now,
        stage=Stage(amendment.stage),
        approved=approved_at is not None,
        since=since,
        stopped=Stop.objects.holding(since).exists(),
        edits=can.edit,
        reads=can.list or can.find,
        outcome=outcome,
        problem=last.problem if last else "",
        asked_at=last.started_at if last else None,
        wait_until=last.wait_until if last else None,
        tries=len(tried.edits),
        unknown_since=tried.unknown_since,
        reading=tried.reading,
        looks=len(tried.looks),
        reconnected=last is not None and outcome is CallOutcome.DISCONNECTED and works_since(publication, last.started_at),
    )


def tried_for(amendment: Amendment, publication: Publication) -> CorrectionAttempts:
    """What was tried for this correction since a person last settled it."""
    ours = [attempt for attempt in publication.attempts.all() if attempt.fingerprint == amendment.fingerprint]
    marks = [attempt for attempt in ours if attempt.verb == SETTLED]
    after = marks[-1].pk if marks else 0
    tried = [attempt for attempt in ours if attempt.verb in {EDIT, REREAD} and attempt.pk > after]
    return CorrectionAttempts(tried, marks[-1].started_at if marks else None)


def intend(amendment: Amendment, publication: Publication, move: Move, now: datetime) -> Call:
    """Commit what is about to be asked, so that a process that dies leaves a trace. Raises ``PictureAltered``."""
    call = ledger.intend(publication, move, now, fingerprint=amendment.fingerprint)
    if move.do is Do.CORRECT:
        amendment.stage, amendment.problem = Stage.CORRECTING, ""
        amendment.save(update_fields=["stage", "problem"])
    return call


def settle(amendment: Amendment, publication: Publication, move: Move, before: Correcting) -> datetime | None:
    """Wait for a moment, or come to rest with one event in the minute book. When to look at it next."""
    if move.do not in RESTING:
        return move.until
    amendment.stage, verb = RESTING[move.do]
    amendment.problem, amendment.told_at = ("", None) if move.do is Do.FINISH else (move.reason, None)
    if move.do is Do.FINISH:
        amendment.corrected_at, publication.fingerprint = before.now, amendment.fingerprint
    amendment.save()
    facts = {"channel": publication.channel_id, "correction": amendment.correction_id, "remote": publication.remote_id}
    record(
        by=PUBLISHER,
        verb=verb,
        clause=Citation("content.answered_for"),
        subject=publication,
        reason=move.reason,
        facts=facts,
        at=before.now,
    )
    lost = move.do is Do.HOLD and before.outcome is CallOutcome.DISCONNECTED
    return before.now if lost else None  # a connection to wait for
