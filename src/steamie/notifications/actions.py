"""What people say about being written to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic

from .models import NotificationChoice, NotificationTime
from .verbs import Verb

THEIR_OWN = "everybody says for themselves when the desk writes to them"
ACCOUNTS = Citation("access.granted_to")


@action(none="nothing was changed", unasked=THEIR_OWN)
def choose(*, times: Mapping[NoticeTopic, NotificationTime], by: Person, at: datetime | None = None) -> int:
    """Say when to be written about each topic; how many choices changed."""
    before = NotificationChoice.objects.of(by)
    changed = {topic: time for topic, time in times.items() if before[topic] != time}
    for topic, time in changed.items():
        NotificationChoice.objects.update_or_create(person=by, topic=topic, defaults={"time": time})
    if changed:
        facts = {topic.value: time.value for topic, time in changed.items()}
        record(by=by, verb=Verb.CHOOSE_NOTIFICATIONS, clause=ACCOUNTS, subject=by, facts=facts, at=at or timezone.now())
    return len(changed)


@action(none="they had ended before", unasked="whoever gets our letters may always stop them")
def end_all(*, person: Person, at: datetime | None = None) -> int:
    """Write to this person no more, by the address in one of the letters; how many topics that ended."""
    ended = [topic for topic, time in NotificationChoice.objects.of(person).items() if time is not NotificationTime.NEVER]
    for topic in ended:
        NotificationChoice.objects.update_or_create(person=person, topic=topic, defaults={"time": NotificationTime.NEVER})
    if ended:
        record(by=person, verb=Verb.END_NOTIFICATIONS, clause=ACCOUNTS, subject=person, at=at or timezone.now())
    return len(ended)
