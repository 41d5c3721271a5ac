"""A person writes down a figure that no source gave."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.monitoring.measures import BY_HAND, counted
from steamie.monitoring.measures import measure as meant
from steamie.monitoring.models import Reading
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


class AlreadyGiven(Exception):
    """The source gave a figure for that day, and a person may not write over it."""


@action()
def enter_by_hand(
    *,
    measure: str,
    day: date,
    value: int,
    by: Person,
    reason: str,
    channel: Channel | None = None,
    publication: Publication | None = None,
    now: datetime | None = None,
) -> Reading:
    """Write a figure for a post, or for a channel. It is marked as entered by hand wherever it is shown (S-55)."""
    require(by, Act.MEASURE)
    now = now or timezone.now()
    _sensible(measure, day, value, reason, publication or channel, timezone.localdate(now))
    account = publication.channel if publication else channel
    place = {"measure": measure, "day": day, "channel": account, "publication": publication}
    existing = Reading.objects.select_for_update(no_key=True).filter(**place).first()
    if existing and existing.value is not None and existing.source != BY_HAND:
        raise AlreadyGiven(f"{existing.source} gave {existing.value} for {day:%-d %B %Y}. That figure stands.")
    before = existing.value if existing else None
    reading = existing or Reading(**place)
    reading.value, reading.source, reading.problem = value, BY_HAND, ""
    reading.definition = meant(measure, account.kind if account else "").definition[:200]
    reading.taken_at, reading.entered_by = now, by
    reading.save()
    facts = {"measure": measure, "day": day.isoformat(), "value": value, "before": before}
    record(
        by=by,
        verb=Verb.ENTER_BY_HAND,
        clause=Citation("measure.count"),
        subject=publication or channel or reading,
        reason=reason,
        facts=facts,
        at=now,
    )
    return reading


def _sensible(measure: str, day: date, value: int, reason: str, of: Publication | Channel | None, today: date) -> None:
    measures = counted()
    if measure not in measures or not isinstance(of, Publication if measures[measure].of_a_post else Channel):
        raise ValueError("Choose a post for a post's figure, and a channel for followers.")
    if day > today:
        raise ValueError("The day is still to come.")
    if value < 0:
        raise ValueError("A count cannot be less than nought.")
    if not reason.strip():
        raise ValueError("Say where you saw the figure.")
