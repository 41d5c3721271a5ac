"""Earlier words of ours that come back: a call to change them was abandoned, and reached the channel after a later one.

So a post that was corrected while such a call was out is read again once its lease is over, and corrected again where needed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.content.posts.models import Amendment, Publication
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.verbs import Verb as Recorded
from steamie.evidence.actions import record
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.rules.correcting import Stage
from steamie.rules.moved_clock import LEASE
from steamie.rules.situation import CallOutcome, Do, Move, Situation, Step

from .amending import EDIT, REREAD, SETTLED, intend
from .calls import EARLIER_WORDS, Call
from .situations import able

AGAIN = (LEASE * 2, timedelta(minutes=3), timedelta(minutes=20), timedelta(hours=3))  # after the correction was carried
CAME_BACK = "came back"  # the mark that a correction goes again because earlier words came back


def look_again(publication: Publication, known: Situation, now: datetime) -> tuple[Call | None, datetime | None]:
    """The call that reads the post again, if it is time for one; or none, and when the next is due."""
    amendment = _carried(publication) if known.step is Step.PUBLISHED and not known.withdrawn else None
    if amendment is None or amendment.corrected_at is None:
        return None, None
    looks = _looks_since(publication, amendment.corrected_at)
    if looks and looks[-1].detail == EARLIER_WORDS and may_go_again(amendment, publication):
        go_again(amendment, publication, now)
        return None, now
    if len(looks) >= len(AGAIN):
        return None, None
    due = amendment.corrected_at + AGAIN[len(looks)]
    if now < due:
        return None, due
    return intend(amendment, publication, Move(Do.REREAD, "A call was abandoned, so we look again."), now), None


def may_go_again(amendment: Amendment, publication: Publication) -> bool:
    """Whether a call of ours explains that earlier words came back, and has not explained it before."""
    attempts = list(publication.attempts.all())
    marks = sum(attempt.verb == SETTLED and attempt.outcome == CAME_BACK for attempt in attempts)
    return marks < len(_abandoned(amendment, attempts))


def go_again(amendment: Amendment, publication: Publication, now: datetime) -> None:
    """Carry the correction once more: it was approved, and the channel does not show it any longer."""
    amendment.stage, amendment.problem = Stage.WAITING, ""
    amendment.save(update_fields=["stage", "problem"])
    marks = {"started_at": now, "ended_at": now, "outcome": CAME_BACK, "fingerprint": amendment.fingerprint}
    Attempt.objects.create(publication=publication, verb=SETTLED, remote_id=publication.remote_id, **marks)
    facts = {"channel": publication.channel_id, "correction": amendment.correction_id, "remote": publication.remote_id}
    record(
        by=PUBLISHER,
        verb=Recorded.SEE_EARLIER_WORDS_OF,
        clause=Citation("content.answered_for"),
        subject=publication,
        facts=facts,
        at=now,
    )


def _carried(publication: Publication) -> Amendment | None:
    """The last correction, if the channel followed it while a call with earlier words was out whose end nobody knows."""
    attempts, can = list(publication.attempts.all()), able(publication)
    if not any(attempt.verb == EDIT for attempt in attempts) or not (can.list or can.find):
        return None
    last = Amendment.objects.filter(publication=publication).select_related("correction").order_by("pk").last()
    carried = last is not None and last.stage == Stage.CORRECTED and _abandoned(last, attempts)
    return last if carried else None


def _abandoned(amendment: Amendment, attempts: list[Attempt]) -> list[Attempt]:
    """Calls with other words than this correction's, of which nobody knows whether they will still arrive."""
    edits = [attempt for attempt in attempts if attempt.verb == EDIT and attempt.fingerprint != amendment.fingerprint]
    return [attempt for attempt in edits if attempt.outcome == CallOutcome.UNKNOWN]


def _looks_since(publication: Publication, moment: datetime) -> list[Attempt]:
    return [one for one in publication.attempts.all() if one.verb == REREAD and one.started_at > moment]
