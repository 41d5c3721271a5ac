"""Consent to a picture: for which channels, until when, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR
from steamie.files.models import Picture
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.models import PictureConsent, ResidentAccount, Tenant
from steamie.portal.verbs import Verb
from steamie.rules.permissions import Act

LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to: the picture, what is to be seen in a few words, where it may be shown, and until when."""

    picture: Picture
    title: str
    channels: Sequence[Channel]
    agreed_on: date
    until: date
    tenant: Tenant | None = None
    name: str = ""


@action()
def record_consent(*, consent: Consent, by: Person, at: datetime | None = None) -> PictureConsent:
    """Write down a consent. Raises ``NotReady`` without whose it is or where it may be shown, and for an end that is no end."""
    require(by, Act.DRAFT)
    moment = at or timezone.now()
    _must_be_whole(consent, timezone.localdate(moment))
    names = ("picture", "title", "agreed_on", "until", "tenant", "name")
    values = {name: getattr(consent, name) for name in names}
    row = PictureConsent.objects.create(**values, recorded_by=by, recorded_at=moment)
    row.channels.set(consent.channels)
    facts = {"picture": consent.picture.pk, "channels": len(consent.channels), "until": consent.until.isoformat()}
    record(by=by, verb=Verb.RECORD_A_CONSENT, clause=COUNTED_ONCE, subject=row, facts=facts, at=moment)
    return row


def _must_be_whole(consent: Consent, today: date) -> None:
    problems = []
    if not (consent.tenant or consent.name.strip()):
        problems.append(Problem("Say whose consent it is.", "name"))
    if not consent.channels:
        problems.append(Problem("Say where the picture may be shown.", "channels"))
    if consent.agreed_on > today:
        problems.append(Problem("That day has not come yet.", "agreed_on"))
    if not today < consent.until <= today + LONGEST:
        problems.append(Problem("The end must lie ahead, and within five years.", "until"))
    if problems:
        raise NotReady(problems)


@action(unasked="the view finds the consent among those of the account's owner: it is always their own", none="taken back before")
def take_back_own(*, account: ResidentAccount, consent: PictureConsent, at: datetime) -> None:
    """The owner of an account takes a consent back: the picture may not be shown any more, from now."""
    row = PictureConsent.objects.filter(pk=consent.pk, tenant=account.tenant_id, withdrawn_at__isnull=True).first()
    if account.tenant_id and row:
        row.withdrawn_at, row.withdrawn_by = at, VISITOR.reference
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record(by=VISITOR, verb=Verb.TAKE_BACK_A_CONSENT, clause=COUNTED_ONCE, subject=row, at=at)


@action(none="it was taken back before")
def take_back(*, consent: PictureConsent, by: Person, at: datetime | None = None) -> None:
    """Somebody called, or came in: the picture may not be shown any more, from now."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = PictureConsent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).first()
    if row:
        row.withdrawn_at, row.withdrawn_by = moment, by.reference
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record(by=by, verb=Verb.TAKE_BACK_A_CONSENT, clause=COUNTED_ONCE, subject=row, at=moment)


@action(none="somebody saw to it before")
def see_to(*, consent: PictureConsent, by: Person, at: datetime | None = None) -> None:
    """Say that the picture was taken down wherever it was shown, or was shown nowhere."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    if PictureConsent.objects.filter(pk=consent.pk, seen_to_at__isnull=True).update(seen_to_at=moment):
        record(by=by, verb=Verb.SEE_TO_A_CONSENT, clause=COUNTED_ONCE, subject=consent, at=moment)
