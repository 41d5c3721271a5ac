"""Second factors: who must have one, and who has (S-15)."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from steamie.rules.access import needs_second_factor

from .models import Person

# Recovery codes alone are a way back in, not a second factor.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
DOOR = "demonstration_door"  # session key of someone who came in by the demonstration's door


def has_second_factor(person: Person) -> bool:
    """Whether this person has a passkey or an authenticator app."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def is_missing(request: HttpRequest) -> bool:
    """Whether the person signed in must set up a second factor before going on."""
    person = request.user
    if not person.is_authenticated or came_by_the_door(request):
        return False
    return needs_second_factor(person.offices()) and not has_second_factor(person)


def came_by_the_door(request: HttpRequest) -> bool:
    """Whether this session was opened by the demonstration's door, which only a demonstration has."""
    return settings.DEMONSTRATION and bool(request.session.get(DOOR))
