"""A lost second factor, with its recovery codes: one colleague asks, another confirms, and the person begins again (S-15)."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.addresses import desk
from steamie.people.models import FreshStart, FreshStartConfirmation, Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.sessions import end_all
from steamie.people.two_persons import require_second_person
from steamie.people.verbs import Verb
from steamie.rules.permissions import Act


@action()
def ask_fresh_start(*, person: Person, reason: str, by: Person, now: datetime | None = None) -> FreshStart:
    """Ask that someone may set up a new second factor. They are written to, in case it was not their wish."""
    require(by, Act.ASK_FRESH_START)
    moment = now or timezone.now()
    if person == by:
        raise NotAllowed("Someone else asks for you. You can add or remove your own factors while you are signed in.")
    if not person.is_active or not Authenticator.objects.filter(user=person).exists():
        raise ValidationError(f"{person} has no second factor to lose. They are asked to set one up when they sign in.")
    if person.fresh_starts.waiting(moment).exists():
        raise ValidationError("This was asked for already, and waits for a second person.")
    asked = FreshStart.objects.create(person=person, asked_by=by, asked_at=moment, reason=reason)
    record(by=by, verb=Verb.ASK_FOR_FRESH_START, clause=Citation("access.two_steps"), subject=person, reason=reason, at=moment)
    _write_to_them(asked, "Someone asked for a new start for your sign-in")
    return asked


@action()
def confirm_fresh_start(*, fresh_start: FreshStart, by: Person, now: datetime | None = None) -> FreshStartConfirmation:
    """The second person's yes: every factor and recovery code goes, every session ends; the password stays and is asked first."""
    require(by, Act.CONFIRM_OFFICE)
    moment = now or timezone.now()
    second = require_second_person(
        act=Act.CONFIRM_OFFICE,
        by=by,
        asked_by=fresh_start.asked_by,
        about=[fresh_start.person],
        subject=fresh_start,
        title=str(fresh_start),
        now=moment,
    )
    if not FreshStart.objects.waiting(moment).filter(pk=fresh_start.pk).exists():
        raise ValidationError("This does not wait for anyone any more.")
    confirmation = FreshStartConfirmation.objects.create(fresh_start=fresh_start, by=by, at=moment)
    Authenticator.objects.filter(user=fresh_start.person).delete()
    end_all(fresh_start.person)
    record(
        by=by,
        verb=Verb.CONFIRM_FRESH_START,
        clause=Citation("access.two_steps"),
        subject=fresh_start.person,
        facts=second,
        at=moment,
    )
    _write_to_them(fresh_start, "You can set up a new second factor")
    return confirmation


def _write_to_them(asked: FreshStart, subject: str) -> None:
    context = {"asked": asked, "done": hasattr(asked, "confirmation"), "address": settings.PUBLIC_URL + desk()}
    letter = render_to_string("people/letters/fresh_start.txt", context)
    send_mail(subject, letter, None, [asked.person.email])
