"""Writing in the minute book."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from . import anchoring, scopes
from .actors import Actor
from .chain import START, digest
from .in_force import Citation
from .models import Event
from .verbs import RoomVerb


@transaction.atomic
def record(
    *,
    by: Actor,
    verb: RoomVerb,
    clause: Citation | str,
    subject: models.Model | str,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Add one event to the end of the chain. Call it inside the transaction of the deed it records.

    ``verb``: a member of the acting room's ``Verb``.
    ``clause`` is what the event keeps: a citation finds its number in the strategy in force; a number stands as it is.
    ``facts`` must be JSON values, and hold no personal data: identifiers and figures only.
    """
    act = scopes.running()
    if act:
        act.events += 1
    _hold_the_pen()
    last = Event.objects.order_by("-number").values("number", "digest").first()
    event = Event(
        number=last["number"] + 1 if last else 1,
        at=at or (act.moment if act else timezone.now()),
        actor=by.reference,
        office=by.office,
        verb=verb.value,
        clause=clause if isinstance(clause, str) else clause.number,
        subject=reference(subject),
        reason=reason,
        facts=_plain(facts or {}),
        previous=last["digest"] if last else START,
    )
    _fits(event)
    event.digest = digest(event)
    event.save(force_insert=True)
    if verb.anchored_at_once:
        anchoring.anchor_when_committed()
    return event


def reference(subject: models.Model | str) -> str:
    """How the book names a thing: ``posts.post:12``."""
    if isinstance(subject, str):
        return subject
    return f"{subject._meta.label_lower}:{subject.pk}"


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as JSON gives them back, so that what is read later is what was fingerprinted."""
    plain: dict[str, Any] = json.loads(json.dumps(facts, allow_nan=False))
    return plain


def _fits(event: Event) -> None:
    """SQLite would keep a text that is too long, and PostgreSQL refuse it: refuse it everywhere."""
    for name in ("actor", "office", "verb", "clause", "subject"):
        limit = getattr(Event._meta.get_field(name), "max_length")  # noqa: B009 -- only text fields are named here
        if len(getattr(event, name)) > limit:
            raise ValueError(f"An event's {name} has at most {limit} characters: {getattr(event, name)!r}")


def _hold_the_pen() -> None:
    """One writer at a time. SQLite's immediate transactions see to it; PostgreSQL needs a lock until commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x57EA])
