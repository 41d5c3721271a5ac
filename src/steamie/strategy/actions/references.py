"""Keeping the documents the strategy refers to: which version was read, and whether the link works (S-18, S-19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.acting import action
from steamie.strategy import fetching, reading, references
from steamie.strategy.fetching import FetchResult
from steamie.strategy.models import LinkCheck, ReferenceVersion
from steamie.strategy.verbs import Verb

from .editions import may_edit

Look = Callable[[str], FetchResult]


@action(machines=True)
def read_version(
    *, by: Actor, clause: str, version: str, on: date, address: str = "", place: str = "", at: datetime | None = None
) -> ReferenceVersion:
    """Write down which version of a document someone read, and where it is. Raises ``LookupError`` for an unknown one."""
    may_edit(by)
    moment = at or timezone.now()
    references.one_of(reading.current(), clause)
    if on > timezone.localdate(moment):
        raise ValidationError({"on": "This day is still to come."})
    if not version.strip():
        raise ValidationError({"version": "Say which version you read, as it calls itself."})
    if not (address or place.strip()):
        raise ValidationError({"address": "Give its address on the web, or say where it is kept."})
    row = ReferenceVersion.objects.create(
        clause=clause,
        version=version.strip(),
        address=address,
        place=place.strip(),
        read_on=on,
        recorded_by=by.reference,
        recorded_at=moment,
    )
    facts = {"version": row.version, "address": address, "read_on": on.isoformat()}
    record(by=by, verb=Verb.READ, clause=clause, subject=row, facts=facts, at=moment)
    return row


def check_links(*, now: datetime, by: Actor, look: Look | None = None) -> list[LinkCheck]:
    """Look at each address whose turn it is, one after another: weekly while it works, daily while it does not.

    The demonstration asks nobody: nothing of it may leave the machine.
    """
    if settings.DEMONSTRATION:
        return []
    try:
        all_references = references.all_of(reading.current())
    except reading.NotLoaded:
        return []
    return [check_link(by=by, clause=one.clause.id, look=look, at=now) for one in all_references if one.due(now)]


def check_link(*, by: Actor, clause: str, look: Look | None = None, at: datetime | None = None) -> LinkCheck:
    """Look at one address now. The looking is done outside any transaction."""
    may_edit(by)
    reference = references.one_of(reading.current(), clause)
    if not reference.address:
        raise ValidationError("Nobody has said where this document is on the web.")
    if settings.DEMONSTRATION:
        raise ValidationError("The demonstration asks nobody outside this machine. A real installation looks at the link.")
    return _found(reference, (look or fetching.look)(reference.address), by, at or timezone.now())


def vouch_for_link(*, by: Actor, clause: str, at: datetime | None = None) -> LinkCheck:
    """A person has looked, and the page is there: some sites do not show themselves to programs."""
    may_edit(by)
    reference = references.one_of(reading.current(), clause)
    if not reference.address:
        raise ValidationError("Nobody has said where this document is on the web.")
    return _found(reference, FetchResult(True, "Someone looked at it: the page is there."), by, at or timezone.now(), always=True)


@action(none="it is as it was", unasked="whoever looks or vouches is asked before the look")
def _found(reference: references.Reference, outcome: FetchResult, by: Actor, at: datetime, *, always: bool = False) -> LinkCheck:
    """Keep what was found; the record is told when it changed, or when a person vouched for it."""
    row = LinkCheck.objects.create(
        clause=reference.clause.id,
        address=reference.address,
        at=at,
        working=outcome.working,
        words=outcome.words,
        by=by.reference,
    )
    if always or reference.check is None or reference.check.working != outcome.working:
        verb = Verb.FIND_WORKING if outcome.working else Verb.FIND_BROKEN
        record(by=by, verb=verb, clause=row.clause, subject=row, reason=outcome.words, facts={"address": row.address}, at=at)
    return row
