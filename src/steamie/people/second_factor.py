"""Second factors: who must have one, and who has (S-15)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.cache import cache
from django.dispatch import receiver
from django.http import HttpRequest

from steamie.rules.access import needs_second_factor

from . import open_sessions
from .models import Person
from .requests import is_signed_in

# Recovery codes alone are a way back in, not a second factor.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
HAS = "second_factor"  # session key: looked up and found, so that each page need not ask again
CODE_LIVES = 120  # seconds: longer than a code of the step before, this one and the next
DOOR = "demonstration_door"  # session key of someone who came in by the demonstration's door


def has_second_factor(person: Person) -> bool:
    """Whether this person has a passkey or an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def has_signed_in(person: Person) -> bool:
    """Whether this person has really signed in once: by what their office asks for, not by an invitation alone."""
    wanted = needs_second_factor(person.offices()) and not settings.DEMONSTRATION
    return person.first_signed_in_at is not None and (not wanted or has_second_factor(person))


def is_missing(request: HttpRequest) -> bool:
    """Whether the person signed in must set up a second factor before going on."""
    if not is_signed_in(request) or came_by_the_door(request):
        return False
    wanted = needs_second_factor(request.user.offices())
    return wanted and not (request.session.get(HAS) or remember(request, request.user))


def remember(request: HttpRequest, person: Person) -> bool:
    """Look up whether this person has a second factor, and note in the session when they have."""
    equipped = has_second_factor(person)
    if equipped:
        request.session[HAS] = True
    return equipped


def use_once(person: Person, code: str) -> bool:
    """Whether a code of an authenticator app is used for the first time; from now on it is used up."""
    digits = "".join(filter(str.isdigit, code))
    return cache.add(f"door:code:{person.pk}:{digits}", 1, CODE_LIVES)


@receiver(authenticator_removed)
def forget(sender: object, request: HttpRequest, user: Person, **rest: Any) -> None:
    """A factor was taken away: ask again here, and end every other session."""
    request.session.pop(HAS, None)
    user.locks_changed += 1
    user.save(update_fields=["locks_changed"])
    user.open_sessions.all().delete()
    update_session_auth_hash(request, user)
    open_sessions.note(request, user)


def came_by_the_door(request: HttpRequest) -> bool:
    """Whether this session was opened by the demonstration's door, which only a demonstration has."""
    return settings.DEMONSTRATION and bool(request.session.get(DOOR))
