"""Writing it down: the intent before a call, the answer after it, and where the publication comes to rest."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.content.posts.models import Publication
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.verbs import Verb as Recorded
from steamie.evidence.actions import record
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.rules.moved_clock import lies_ahead
from steamie.rules.situation import CallOutcome, ChannelCall, Do, Move, Situation, Step

from .calls import VERBS, Call, CallResult
from .outgoing import as_made, our_words, outgoing, to_look_for
from .situations import new_key

SPEAKING = {  # calls that need words, and which; the others go by the identifier
    Do.CREATE: outgoing,
    Do.LOOK: to_look_for,
    Do.SWEEP: as_made,
    Do.CORRECT: outgoing,
    Do.REREAD: to_look_for,
}
DURING = {Do.CREATE: Step.CREATING, Do.PUBLISH: Step.PUBLISHING}
RESTING = {
    Do.FINISH: (Step.PUBLISHED, Recorded.PUBLISH, Citation("content.answered_for")),
    Do.HOLD: (Step.HELD, Recorded.HOLD, Citation("content.approved")),
    Do.ASK_A_PERSON: (Step.NEEDS_A_PERSON, Recorded.ASK_A_PERSON, Citation("content.answered_for")),
    Do.REFUSE: (Step.REFUSED, Recorded.CHANNEL_REFUSED, Citation("content.answered_for")),
    Do.CLOSE: (Step.WITHDRAWN, Recorded.TAKE_DOWN, Citation("content.approved")),
}
SPOKEN_FOR_SINCE = timedelta(days=2)


def intend(publication: Publication, move: Move, now: datetime, *, fingerprint: str = "") -> Call:
    """Commit what is about to be asked, so that a process that dies leaves a trace; and with it the key of ours, if there is one.

    ``fingerprint``: of the words it is about, where they are not those the publication is bound to. Raises ``PictureAltered``,
    with nothing committed, when a picture that would leave is not the one that was approved.
    """
    if move.do is Do.CREATE:
        publication.key = publication.key or new_key(publication, now)
    words = SPEAKING[move.do](publication) if move.do in SPEAKING else None
    publication.step = DURING.get(move.do, publication.step)
    publication.save()
    attempt = Attempt.objects.create(
        publication=publication,
        verb=VERBS[move.do],
        fingerprint=fingerprint or publication.fingerprint,
        started_at=now,
        remote_id=publication.remote_id,
    )
    return Call(
        attempt_id=attempt.pk,
        do=move.do,
        channel=publication.channel,
        words=words,
        remote_id=publication.remote_id,
        since=_first_made(publication, now) - timedelta(minutes=5),
        asked_at=now,
        our_words=our_words(publication) if move.do is Do.REREAD else frozenset(),
        spoken_for=_spoken_for(publication, now) if move.do in {Do.LOOK, Do.SWEEP} else frozenset(),
    )


def count_doubt_from_now(publication: Publication, now: datetime) -> None:
    """Where the clock was put back, doubt would seem to begin ahead, and would last until the clock has caught up."""
    if lies_ahead(publication.unknown_since, now):
        publication.unknown_since = now


def close_the_abandoned(publication: Publication, now: datetime) -> None:
    """Calls of a process that died: nobody knows how they ended."""
    for attempt in [attempt for attempt in publication.attempts.all() if attempt.ended_at is None]:
        _answer(publication, attempt, CallOutcome.UNKNOWN, now, detail="The process died before an answer came.")


def is_news(publication: Publication, answer: CallResult) -> bool:
    """Whether a look found the post before anything was ever asked to make it: this database was put back from a copy."""
    return answer.do is Do.LOOK and bool(answer.remote_id) and not publication.remote_id and not _creations(publication)


def write_answer(publication: Publication, answer: CallResult, now: datetime) -> None:
    """Write the answer beside its intent, and what it means for the publication, which is saved with what follows."""
    attempt = next(attempt for attempt in publication.attempts.all() if attempt.pk == answer.attempt_id)
    attempt.remote_id, attempt.shown = answer.remote_id or attempt.remote_id, answer.shown
    attempt.problem, attempt.wait_until = answer.problem, answer.wait_until
    _answer(publication, attempt, answer.outcome, now, detail=answer.detail)
    if answer.outcome is CallOutcome.DONE:
        _understand(publication, answer)


def _answer(publication: Publication, attempt: Attempt, outcome: CallOutcome, now: datetime, *, detail: str) -> None:
    attempt.outcome, attempt.ended_at, attempt.detail = outcome, now, detail
    attempt.save()
    if outcome is CallOutcome.UNKNOWN and attempt.verb in set(ChannelCall):
        publication.unknown_since = publication.unknown_since or attempt.started_at


def _understand(publication: Publication, answer: CallResult) -> None:
    if answer.do in {Do.CREATE, Do.PUBLISH, Do.TAKE_DOWN}:
        publication.unknown_since = None
    if answer.do in {Do.CREATE, Do.LOOK} and answer.remote_id and not publication.remote_id:
        if answer.do is Do.LOOK and _of_another_edition(publication):
            return
        publication.remote_id, publication.step = answer.remote_id, Step.CREATED
        publication.unknown_since = None
    if answer.url and answer.remote_id == publication.remote_id:
        publication.remote_url = answer.url
    if answer.do is Do.SWEEP:
        publication.problem = answer.problem


def _of_another_edition(publication: Publication) -> bool:
    """Whether what was found could be an earlier edition of the words, made and lost before they were edited."""
    return any(attempt.fingerprint != publication.fingerprint for attempt in _creations(publication))


def settle(publication: Publication, move: Move, before: Situation, *, also: datetime | None = None) -> None:
    """Let go of the row: waiting for a moment, or come to rest with one event in the minute book.

    ``also``: when to look at a correction of it next.
    """
    publication.claim, publication.claimed_until = "", None
    publication.wake_at = move.until if move.do is Do.WAIT else None
    if move.do in RESTING:
        _come_to_rest(publication, move, before)
    publication.wake_at = min(filter(None, [publication.wake_at, also]), default=None)
    publication.save()


def _come_to_rest(publication: Publication, move: Move, before: Situation) -> None:
    step, verb, clause = RESTING[move.do]
    publication.step, publication.told_at = step, None
    publication.problem = "" if move.do in {Do.FINISH, Do.CLOSE} else move.reason
    if move.do is Do.FINISH:
        publication.published_at = publication.published_at or before.now
    if move.do is not Do.ASK_A_PERSON:
        publication.unknown_since = None
    if before.has_loose_ends or before.outcome is CallOutcome.DISCONNECTED:
        publication.wake_at = before.now  # copies to sweep, or a connection to wait for
    facts = {"channel": publication.channel_id, "from": str(before.step), "remote": publication.remote_id}
    record(by=PUBLISHER, verb=verb, clause=clause, subject=publication, reason=move.reason, facts=facts, at=before.now)


def _first_made(publication: Publication, now: datetime) -> datetime:
    """Not later than the channel's own time for the post."""
    return min([attempt.started_at for attempt in _creations(publication)] + [publication.published_at or now])


def _creations(publication: Publication) -> list[Attempt]:
    return [attempt for attempt in publication.attempts.all() if attempt.verb == ChannelCall.CREATE]


def _spoken_for(publication: Publication, now: datetime) -> frozenset[str]:
    """Posts that belong to other publications on the channel: same words do not make them ours."""
    others = Publication.objects.filter(channel=publication.channel_id, due_at__gte=publication.due_at - SPOKEN_FOR_SINCE)
    identified = others.exclude(pk=publication.pk).exclude(remote_id="")
    return frozenset(identified.values_list("remote_id", flat=True))
