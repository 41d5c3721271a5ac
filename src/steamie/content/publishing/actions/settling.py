"""A person decides about a post that is held, or looks at the channel and says what is there (S-61)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Attempt, Settlement, Stop
from steamie.content.publishing.publisher.situations import approved
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.rules.publishing import may_send_now


class NotSettled(Exception):
    """What was decided cannot be done; the message says why, in words fit for the screen."""


@action()
def found_there(*, publication: Publication, address: str, looked: bool, by: Person, at: datetime | None = None) -> Settlement:
    """Somebody looked, and the post is there: it counts as sent. Raises NotSettled without the tick that they looked."""
    row, moment = _open(publication, by, at, Step.NEEDS_A_PERSON, looked=looked)
    row.step, row.remote_url = Step.PUBLISHED, address
    row.published_at = row.unknown_since or moment
    return _close(row, "there", by, moment, address=address)


@action()
def not_there(*, publication: Publication, looked: bool, by: Person, at: datetime | None = None) -> Settlement:
    """Somebody looked, and it is not there: it goes out now, if that may still be. Raises NotSettled."""
    row, moment = _open(publication, by, at, Step.NEEDS_A_PERSON, looked=looked)
    _send_at(row, moment, moment)
    return _close(row, "not_there", by, moment)


@action()
def send_now(*, publication: Publication, by: Person, at: datetime | None = None) -> Settlement:
    """Send a held post, within a day of its time and as it was approved. Raises NotSettled."""
    row, moment = _open(publication, by, at, Step.HELD)
    _send_at(row, moment, moment)
    return _close(row, "send", by, moment)


@action()
def send_later(*, publication: Publication, due_at: datetime, by: Person, at: datetime | None = None) -> Settlement:
    """Give a held post another time; its words stay as approved. Raises NotSettled."""
    row, moment = _open(publication, by, at, Step.HELD)
    if due_at <= moment:
        raise NotSettled("That time has passed. Choose a later one.")
    _send_at(row, due_at, moment)
    return _close(row, "later", by, moment)


@action()
def taken_down(*, publication: Publication, looked: bool, by: Person, at: datetime | None = None) -> Settlement:
    """Somebody took a withdrawn post down by hand. Raises NotSettled."""
    row, moment = _open(publication, by, at, Step.NEEDS_A_PERSON, looked=looked)
    if not hasattr(row.post, "withdrawal"):
        raise NotSettled("This post is not withdrawn.")
    row.step = Step.WITHDRAWN
    return _close(row, "down", by, moment)


def _open(
    publication: Publication, by: Person, at: datetime | None, step: Step, *, looked: bool = True
) -> tuple[Publication, datetime]:
    row = (
        Publication.objects.select_for_update(of=("self",), no_key=True).select_related("post", "channel").get(pk=publication.pk)
    )
    require(by, Act.APPROVE, own=row.post.is_work_of(by))
    if row.step != step:
        raise NotSettled("This has been settled already.")
    if not looked:
        raise NotSettled("Look at the channel first, then tick that you have.")
    return row, at or timezone.now()


def _send_at(row: Publication, due_at: datetime, now: datetime) -> None:
    if hasattr(row.post, "withdrawal"):
        raise NotSettled("This post is withdrawn.")
    if Stop.objects.in_force().exists():
        raise NotSettled("All posts are stopped. Lift the stop first.")
    if not approved(row):
        raise NotSettled("This post has changed since it was approved. Look at it and approve it again.")
    if due_at == now and not may_send_now(now, row.due_at):
        raise NotSettled("It is more than a day late. Choose a new time.")
    row.due_at = row.wake_at = due_at
    row.step = Step.CREATED if row.remote_id else Step.APPROVED


def _close(row: Publication, verdict: str, by: Person, at: datetime, *, address: str = "") -> Settlement:
    """Their answer replaces every doubt before it: an attempt marks the place."""
    row.unknown_since, row.problem = None, ""
    row.save()
    marks = {"started_at": at, "ended_at": at, "outcome": verdict, "fingerprint": row.fingerprint}
    Attempt.objects.create(publication=row, verb="settle", remote_id=row.remote_id, **marks)
    facts = {"verdict": verdict, "channel": row.channel_id}
    record(by=by, verb=Verb.SETTLE, clause=Citation("content.answered_for"), subject=row, facts=facts, at=at)
    return Settlement.objects.create(publication=row, verdict=verdict, address=address, by=by, at=at)
