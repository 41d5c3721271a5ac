"""Inviting people by name, and appointing the very first one."""

from __future__ import annotations

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import SETUP
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.letters import LETS_IN
from steamie.people.links import address_of
from steamie.people.models import Grant, Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.verbs import Verb
from steamie.rules.delivery import ABOUT, ASKED_BY, PLACE
from steamie.rules.permissions import Act, Office

from .offices import grant


@action()
def invite(*, email: str, name: str, office: Office, since: date, until: date | None, reason: str, by: Person) -> Person:
    """Make a person, grant them an office, and write them a letter with a link to choose a password."""
    require(by, Act.MANAGE_PEOPLE)
    if Person.objects.filter(email=email.lower()).exists():
        raise ValidationError(
            {"email": "Someone with this e-mail address is already here. Give them an office on their own page."}
        )
    person = Person.objects.create_user(email, None, name=name, invited_by=by)
    record(by=by, verb=Verb.INVITE, clause=Citation("access.granted_to"), subject=person, reason=reason)
    grant(person=person, office=office, since=since, until=until, reason=reason, by=by)
    _post(person, by)
    return person


@action()
def send_invitation(*, person: Person, by: Person) -> None:
    """Write the letter again, to someone who has not yet chosen a password. Earlier links go on working until used."""
    require(by, Act.MANAGE_PEOPLE)
    _require_waiting(person)
    record(by=by, verb=Verb.INVITE_AGAIN, clause=Citation("access.granted_to"), subject=person)
    _post(person, by)


def invitation_link(*, person: Person, by: Person) -> str:
    """A link to choose a password, to be handed over where no letter can go. It works once, for ``PASSWORD_RESET_TIMEOUT``."""
    require(by, Act.MANAGE_PEOPLE)
    _require_waiting(person)
    return _link(person)


@action(unasked="there is nobody yet to ask")
def appoint_first_officer(*, email: str, name: str, password: str) -> Person:
    """The first officer of a new installation, during set-up. There is nobody yet to ask, or to confirm it."""
    if Grant.objects.filter(office=Office.OFFICER).exists():
        raise NotAllowed("This desk already has an officer.")
    person = Person.objects.create_user(email, password, name=name)
    first = Grant.objects.create(person=person, office=Office.OFFICER, since=timezone.localdate(), reason="First-run set-up")
    record(
        by=SETUP,
        verb=Verb.GRANT,
        clause=Citation("accounts.managed_by"),
        subject=first,
        reason=first.reason,
        facts={"office": str(Office.OFFICER)},
    )
    return person


def _require_waiting(person: Person) -> None:
    if person.has_usable_password() or not person.is_active:
        raise ValidationError(f"{person} does not wait for an invitation.")


def _link(person: Person) -> str:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return address_of(key)


def _post(person: Person, by: Person) -> None:
    """The letter, which lets its reader in. Should it come back, whoever invited them hears of it."""
    words = {"person": person, "link": _link(person), "days": settings.PASSWORD_RESET_TIMEOUT // 86400}
    letter = render_to_string("people/letters/invitation.txt", words)
    asked = {ABOUT: person.reference, ASKED_BY: by.reference, PLACE: reverse("people:person", args=[person.pk])}
    EmailMessage("Your place at the desk", letter, to=[person.email], headers=LETS_IN | asked).send()
