"""A database put back from an earlier copy must not send again what has gone: it is noticed, and everything is stopped (S-61).

It is older than it was when the record or the calls noted beside it go further, when an anchor of the record is of an event
that it lacks, or when a channel shows a post that it has not sent yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from steamie.content.posts.models import Amendment, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing import marks
from steamie.content.publishing.models import Stop
from steamie.content.publishing.verbs import Verb
from steamie.evidence import anchors, restorations
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.in_force import Citation
from steamie.evidence.models import Event
from steamie.people.acting import action
from steamie.people.auditors import addresses_of_auditors
from steamie.people.models import Person
from steamie.people.permissions import require, require_settled
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act

GOING = (Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING)
UNDER_WAY = (Step.CREATING, Step.PUBLISHING)
LOOK = "Look at the channels, decide about each post that waits, then let posts go again."
MAY_HAVE_GONE = "The database was put back from an earlier copy. The post may have gone out since."
MAY_BE_CORRECTED = "The database was put back from an earlier copy. Look which words are shown, then decide."


def signs(*, thorough: bool) -> Iterator[str]:
    """Why the database seems older than it was, in words. ``thorough``: by the anchors too, which takes longer."""
    if not Event.objects.exists():
        return  # a new installation, which has sent nothing
    if marks.record_is_behind():
        yield "the record had more events"
    if marks.calls_are_behind():
        yield "posts were sent that it does not know of"
    if thorough and anchors.displaced():
        yield "an anchor names an event that it lacks"


def stop_if_put_back(now: datetime, *, thorough: bool = False) -> Stop | None:
    """Stop everything when the database seems older than it was; None when it does not, or all is stopped for it already."""
    if not settings.KEEPS_MARKS or in_force() is not None:
        return None
    reasons = list(signs(thorough=thorough))
    return stop_for(f"The database is older than it was: {' and '.join(reasons)}.", now) if reasons else None


def in_force() -> Stop | None:
    """The stop that was made because the database was put back, if nobody has lifted it."""
    return Stop.objects.in_force().filter(by=None).first()


@action(none="all is stopped for it already", unasked="the installation does it by itself")
def stop_for(why: str, now: datetime) -> Stop:
    """Stop everything, and ask a person about each post that may have gone out since the copy was made."""
    if (already := in_force()) is not None:
        return already
    stop = Stop.objects.create(by=None, at=now, reason=f"{why} {LOOK}")
    going = Publication.objects.filter(step__in=GOING)
    rest = {"wake_at": None, "claim": "", "claimed_until": None, "told_at": None}
    doubtful = going.filter(Q(due_at__lte=now) | Q(step__in=UNDER_WAY))
    looks = doubtful.update(step=Step.NEEDS_A_PERSON, unknown_since=now, problem=MAY_HAVE_GONE, **rest)
    open_corrections = Amendment.objects.unfinished().exclude(stage__in=[Stage.HELD, Stage.NEEDS_A_PERSON])
    held = open_corrections.update(stage=Stage.HELD, problem=MAY_BE_CORRECTED, told_at=None)
    facts = {"to_look_at": looks, "corrections_held": held}
    clause = Citation("publishing.stopped_at_once")
    record(by=CLOCK, verb=Verb.NOTICE_PUT_BACK, clause=clause, subject=stop, reason=why, facts=facts, at=now)
    return stop


@action(none="nothing outside the database went further than it")
def know_put_back(*, reason: str, by: Person, now: datetime) -> Event | None:
    """A person looked, and goes on with the database as it is: what was cut off is set aside, and the auditor is told."""
    require(by, Act.WITHDRAW)
    require_settled(by, now)
    event = restorations.know_restored(reason=reason, by=by, now=now, to=addresses_of_auditors(now))
    transaction.on_commit(marks.forget)
    return event
