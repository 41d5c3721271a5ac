"""A person decides about a correction that a channel has not followed, or looks at the channel and says what it shows (S-61)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Amendment, Publication
from steamie.content.publishing.models import Attempt, Settlement, Stop
from steamie.content.publishing.publisher.amending import SETTLED, tried_for
from steamie.content.publishing.publisher.situations import approved_since
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act

from .settling import NotSettled


@action()
def shows_the_new(*, amendment: Amendment, looked: bool, by: Person, at: datetime | None = None) -> Settlement:
    """Somebody looked, and the channel shows the new words. Raises NotSettled without the tick that they looked."""
    row, publication, moment = _open(amendment, by, at, Stage.NEEDS_A_PERSON, looked=looked)
    row.stage, row.corrected_at = Stage.CORRECTED, tried_for(row, publication).unknown_since or moment
    publication.fingerprint = row.fingerprint
    return _close(row, publication, "new", by, moment)


@action()
def shows_the_old(*, amendment: Amendment, looked: bool, by: Person, at: datetime | None = None) -> Settlement:
    """Somebody looked, and the channel shows the earlier words: it is corrected again. Raises NotSettled."""
    row, publication, moment = _open(amendment, by, at, Stage.NEEDS_A_PERSON, looked=looked)
    _go(row, publication, moment)
    return _close(row, publication, "old", by, moment)


@action()
def correct_now(*, amendment: Amendment, by: Person, at: datetime | None = None) -> Settlement:
    """Send a held correction, as it was approved. Raises NotSettled."""
    row, publication, moment = _open(amendment, by, at, Stage.HELD)
    _go(row, publication, moment)
    return _close(row, publication, "again", by, moment)


@action()
def leave(*, amendment: Amendment, by: Person, at: datetime | None = None) -> Settlement:
    """Leave the channel with the earlier words. Raises NotSettled."""
    row, publication, moment = _open(amendment, by, at, Stage.HELD)
    row.stage = Stage.LEFT
    return _close(row, publication, "leave", by, moment)


def _open(
    amendment: Amendment, by: Person, at: datetime | None, stage: Stage, *, looked: bool = True
) -> tuple[Amendment, Publication, datetime]:
    publication = (
        Publication.objects.select_for_update(of=("self",), no_key=True).select_related("post").get(pk=amendment.publication_id)
    )
    row = Amendment.objects.select_related("correction__post").get(pk=amendment.pk)
    require(by, Act.APPROVE, own=row.correction.is_work_of(by))
    if hasattr(publication.post, "withdrawal"):
        raise NotSettled("This post is withdrawn.")
    if row.stage != stage:
        raise NotSettled("This has been settled already.")
    if not looked:
        raise NotSettled("Look at the channel first, then tick that you have.")
    return row, publication, at or timezone.now()


def _go(row: Amendment, publication: Publication, now: datetime) -> None:
    if Stop.objects.in_force().exists():
        raise NotSettled("All posts are stopped. Lift the stop first.")
    if approved_since(publication.post, row.fingerprint) is None:
        raise NotSettled("This is no longer what was approved. Write the correction again.")
    row.stage, publication.wake_at = Stage.WAITING, now


def _close(row: Amendment, publication: Publication, verdict: str, by: Person, at: datetime) -> Settlement:
    """Their answer replaces every doubt before it: an attempt marks the place."""
    row.problem = ""
    row.save()
    publication.save(update_fields=["fingerprint", "wake_at"])
    marks = {"started_at": at, "ended_at": at, "outcome": verdict, "fingerprint": row.fingerprint}
    Attempt.objects.create(publication=publication, verb=SETTLED, remote_id=publication.remote_id, **marks)
    facts = {"verdict": verdict, "channel": publication.channel_id, "correction": row.correction_id}
    record(by=by, verb=Verb.SETTLE, clause=Citation("content.answered_for"), subject=publication, facts=facts, at=at)
    return Settlement.objects.create(publication=publication, verdict=verdict, by=by, at=at)
