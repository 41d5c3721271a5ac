"""Stopping everything in one act, and starting again only when a person says so (S-12)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Resumption, Stop
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require, require_settled
from steamie.rules.permissions import Act

from .put_back import know_put_back

GOING = [Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING]


@action(none="the button was pressed twice")
def stop_everything(*, reason: str, by: Person, at: datetime | None = None) -> Stop:
    """Hold every post on every channel, before the next call to any of them. Stopping twice is one stop."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    stop = Stop.objects.in_force().first()
    if stop:
        return stop
    stop = Stop.objects.create(by=by, at=moment, reason=reason)
    waiting = Publication.objects.filter(step__in=GOING).count()
    record(
        by=by,
        verb=Verb.STOP,
        clause=Citation("publishing.stopped_at_once"),
        subject=stop,
        reason=reason,
        facts={"waiting": waiting},
        at=moment,
    )
    return stop


@action(none="nothing is stopped")
def resume(*, reason: str, by: Person, at: datetime | None = None) -> list[Resumption]:
    """Lift every stop. What is still to come goes out when it is due; what fell due meanwhile stays held.

    One that the installation made by itself takes somebody who is settled here: a new sign-in does not let a database go
    that was put back.
    """
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    in_force = list(Stop.objects.in_force())
    if any(stop.by_id is None for stop in in_force):
        require_settled(by, moment)
    lifted = [Resumption.objects.create(stop=stop, by=by, at=moment, reason=reason) for stop in in_force]
    for resumption in lifted:
        record(
            by=by,
            verb=Verb.RESUME,
            clause=Citation("publishing.stopped_at_once"),
            subject=resumption.stop,
            reason=reason,
            at=moment,
        )
    if any(resumption.stop.by_id is None for resumption in lifted):
        know_put_back(reason=reason, by=by, now=moment)
    return lifted
