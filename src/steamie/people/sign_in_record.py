"""What is written down about signing in, and to whom: an event for each, and a letter for what somebody should know of."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR, Actor
from steamie.evidence.in_force import Citation

from . import devices, open_sessions, throttles
from .models import Person
from .verbs import Verb

FAILURES_NOTED_EVERY = 600  # seconds for each person: whoever hammers must not flood the minute book
FAILURES_WRITTEN_EVERY = 86_400  # seconds between two letters about it
FAILURES_WORTH_A_LETTER = 5


@receiver(user_logged_in)
def signed_in(request: HttpRequest, response: HttpResponse, user: Person, **rest: Any) -> None:
    """Somebody came in by password, second factor or passkey; in a browser not known before, they are written to."""
    ways = sorted({str(row.get("type") or row["method"]) for row in get_authentication_records(request, user)})
    before = devices.known(request, user.email)
    note(Verb.SIGN_IN, by=user, person=user, ways=ways, known_browser=bool(before))
    if not before:
        browser = open_sessions.device(request.headers.get("User-Agent", ""))
        write_to(user, "You signed in to the desk", f"Somebody signed in as you, in a browser we did not know: {browser}.")
    devices.remember(request, response, user.email)


def failed(person: Person, *, step: str) -> None:
    """A sign-in failed. It is noted now and then, and after several the person is written to once a day."""
    if cache.add(f"door:failed:{person.pk}", 1, FAILURES_NOTED_EVERY):
        note(Verb.FAIL_TO_SIGN_IN, by=VISITOR, person=person, step=step)
    failures = throttles.count(f"door:failures:{person.pk}", FAILURES_WRITTEN_EVERY)
    if failures >= FAILURES_WORTH_A_LETTER and cache.add(f"door:failures-letter:{person.pk}", 1, FAILURES_WRITTEN_EVERY):
        write_to(
            person,
            "Somebody cannot sign in as you",
            f"{FAILURES_WORTH_A_LETTER} times or more, somebody tried to sign in as you and did not know the {step}.",
        )


@receiver(authentication_failed)
def second_step_failed(user: Person, **rest: Any) -> None:
    """The password was right, and the code was not."""
    failed(user, step="code of your second factor")


@receiver([password_changed, password_set, password_reset])
def password_is_new(request: HttpRequest, user: Person, **rest: Any) -> None:
    """Every other session ended with the old password."""
    user.open_sessions.all().delete()
    if request.user.is_authenticated and request.user.pk == user.pk:
        open_sessions.note(request, user)
    note(Verb.CHANGE_PASSWORD, by=user, person=user)
    write_to(user, "Your password was changed", "Your password for the desk was changed. You are signed out everywhere else.")


@receiver(authenticator_added)
def factor_added(user: Person, authenticator: Authenticator, **rest: Any) -> None:
    """A second factor more."""
    note(Verb.ADD_FACTOR, by=user, person=user, type=str(authenticator.type))
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        write_to(user, "A second factor was added", f"A new second factor can sign you in: {_words(authenticator)}.")


@receiver(authenticator_removed)
def factor_removed(user: Person, authenticator: Authenticator, **rest: Any) -> None:
    """A second factor less."""
    note(Verb.REMOVE_FACTOR, by=user, person=user, type=str(authenticator.type))
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        write_to(user, "A second factor was taken away", f"This can no longer sign you in: {_words(authenticator)}.")


@receiver(authenticator_reset)
def codes_renewed(user: Person, authenticator: Authenticator, **rest: Any) -> None:
    """New recovery codes: the old ones are void."""
    note(Verb.ADD_FACTOR, by=user, person=user, type=str(authenticator.type))
    write_to(user, "You have new recovery codes", "New recovery codes were made. The earlier ones no longer work.")


def note(verb: Verb, *, by: Actor, person: Person, **facts: Any) -> None:
    """An event about somebody's way in. It holds no secret and no address."""
    record(by=by, verb=verb, clause=Citation("access.two_steps"), subject=person, facts=facts)


def write_to(person: Person, subject: str, what: str) -> None:
    """A letter about somebody's way in. Without a mail server none is written: it would be stale when there is one."""
    if settings.MAIL_SERVER is None:
        return
    page = settings.PUBLIC_URL + reverse("people:sessions")
    send_mail(
        subject,
        render_to_string("people/letters/way_in.txt", {"person": person, "what": what, "page": page}),
        None,
        [person.email],
    )


def _words(authenticator: Authenticator) -> str:
    return f"passkey “{authenticator}”" if authenticator.type == Authenticator.Type.WEBAUTHN else "an authenticator app"
