"""The one place where two persons are asked for. ``rules.two_persons`` decides; here it is given who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.evidence.actions import reference
from steamie.rules.permissions import Act, Extent, Office, extent
from steamie.rules.two_persons import Confirmer, SecondYes, second_yes

from .models import Grant, OnlyOtherConfirmation, Person
from .permissions import NotAllowed
from .second_factor import FACTORS, has_second_factor

LABEL = "Confirmed by the only other person"


def may_confirm(
    *, act: Act, by: Person, asked_by: Person | None, about: Iterable[Person] = (), now: datetime | None = None
) -> SecondYes:
    """Whether ``by`` may be the second person to what ``asked_by`` asked for, and why not. It changes nothing.

    ``act``: what the second yes needs, such as ``Act.CONFIRM_OFFICE``. ``about``: whom it concerns.
    """
    moment = now or timezone.now()
    return second_yes(
        by=_confirmer(by, settings.DEMONSTRATION or has_second_factor(by)),
        asked_by=asked_by.pk if asked_by else None,
        about={person.pk for person in about},
        others=_others(act, by, moment),
        now=moment,
    )


def require_second_person(
    *,
    act: Act,
    by: Person,
    asked_by: Person | None,
    about: Iterable[Person] = (),
    subject: models.Model,
    title: str,
    now: datetime,
) -> dict[str, Any]:
    """Raise ``NotAllowed`` unless ``by`` may give the second yes to ``subject``; answer what the event of it says besides.

    Where they are the only other person, that is kept, and the auditor is written to. Call it within the act that confirms.
    """
    answer = may_confirm(act=act, by=by, asked_by=asked_by, about=about, now=now)
    if not answer.allowed:
        raise NotAllowed(answer.reason, remedy=reverse("people:second_factor") if "second way" in answer.reason else "")
    if not answer.only_other or asked_by is None:
        return {}
    confirmation = OnlyOtherConfirmation.objects.create(
        subject=reference(subject), title=title[:200], by=by, asked_by=asked_by, at=now
    )
    write_to_auditors("only_other.txt", f"{LABEL}: {confirmation}", {"confirmation": confirmation})
    return {"only_other_person": True}


def write_to_auditors(template: str, subject: str, context: dict[str, Any]) -> None:
    """A letter to everyone who holds the auditor's office today."""
    grants = Grant.objects.in_force(timezone.localdate()).filter(office=Office.AUDITOR)
    page = settings.PUBLIC_URL + reverse("people:only_other")
    for person in Person.objects.filter(is_active=True, pk__in=grants.values("person")):
        words = render_to_string(f"people/letters/{template}", {"person": person, "page": page, **context})
        send_mail(subject, words, None, [person.email])


def others_who_may(act: Act, by: Person, on: date) -> QuerySet[Person]:
    """Everyone else whose office gives them this second yes on a day."""
    offices = [office for office in Office if extent(office, act) is Extent.YES]
    grants = Grant.objects.in_force(on).filter(office__in=offices)
    return Person.objects.filter(is_active=True, pk__in=grants.values("person")).exclude(pk=by.pk).order_by("pk")


def _others(act: Act, by: Person, now: datetime) -> Iterator[Confirmer]:
    """Everyone else who may give it. Read only when it is asked for."""
    equipped = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))
    people = others_who_may(act, by, timezone.localdate(now))
    for person, second_factor in [(person, person.__dict__["equipped"]) for person in people.annotate(equipped=equipped)]:
        yield _confirmer(person, settings.DEMONSTRATION or second_factor)


def _confirmer(person: Person, second_factor: bool) -> Confirmer:
    return Confirmer(person.pk, person.invited_by_id, person.first_signed_in_at, second_factor)
