"""Telling people: one letter about everything that waits for a decision, to those who look after the channel."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Amendment, Publication
from steamie.people.models import Person
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Office


@dataclass(slots=True)
class LetterSubject:
    """What one letter is about."""

    publications: list[Publication] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """Its subject line."""
        number = len(self.publications) + len(self.amendments)
        if number > 1:
            return f"{number} posts are waiting for you"
        return "A post is waiting for you" if self.publications else "A correction is waiting for you"


def tell(*, now: datetime | None = None) -> int:
    """Write about every publication and correction nobody has been told of; how many. The outbox sees to the rest."""
    moment = now or timezone.now()
    posts = Publication.objects.untold().select_related("post", "channel").order_by("due_at")
    amendments = Amendment.objects.untold().select_related("publication__post", "publication__channel").order_by("pk")
    letters: dict[tuple[str, ...], LetterSubject] = defaultdict(LetterSubject)
    for publication in posts[:200]:
        letters[_readers(publication)].publications.append(publication)
    for amendment in amendments[:200]:
        letters[_readers(amendment.publication)].amendments.append(amendment)
    return sum(_write(readers, letter, moment) for readers, letter in letters.items())


def _readers(publication: Publication) -> tuple[str, ...]:
    """The owner and deputy of the channel; the officers when it has none."""
    keepers = Person.objects.filter(pk__in=[publication.channel.owner_id, publication.channel.deputy_id], is_active=True)
    return tuple(sorted(keepers.values_list("email", flat=True))) or _officers()


def _officers() -> tuple[str, ...]:
    people = Person.objects.filter(is_active=True).prefetch_related("grants")
    return tuple(sorted(person.email for person in people if Office.OFFICER in person.offices()))


def _write(readers: tuple[str, ...], letter: LetterSubject, now: datetime) -> int:
    if not readers:
        return 0
    words = {"letter": letter, "desk": f"{settings.PUBLIC_URL}{reverse('publishing:waiting')}"}
    with transaction.atomic():
        body = render_to_string("publishing/letters/waiting.txt", words)
        EmailMessage(letter.subject, body, to=readers, headers=IS_AN_ALARM).send()
        posts = Publication.objects.filter(pk__in=[row.pk for row in letter.publications])
        amendments = Amendment.objects.filter(pk__in=[row.pk for row in letter.amendments])
        return posts.update(told_at=now) + amendments.update(told_at=now)
