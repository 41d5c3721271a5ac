"""How allauth behaves in this house: nobody signs themselves up, and secrets of second factors are sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest

from . import links, sessions, sign_in_record, throttles
from .counted_passwords import note_counted
from .letters import LETS_IN
from .models import Person


class SignIn(DefaultAccountAdapter):
    """Sign-in for people who were invited by name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This e-mail address and password do not go together. Check both and try again.",
        "too_many_login_attempts": "After ten wrong tries this is paused. Wait ten minutes, or come in with a passkey.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your password now.",
        "rate_limited": "That was asked too often. Wait a minute, then try again.",
    }

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The public address, whatever host the request named: whoever asks does not choose where the link leads."""
        return links.address_of(key)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, by address or known browser. ``authenticate`` takes it back when the password is right."""
        self._login_failed_rl_usage = throttles.count_try(request, email=_email(request, credentials), step="password")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")
        note_counted(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note it, and let the person know when it goes on."""
        person = Person.objects.filter(email=_email(request, credentials), is_active=True).first()
        if person is not None:
            sign_in_record.failed(person, step="password")

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """A letter of allauth's. It may hold a link that lets its reader in, so its words are forgotten once it is taken."""
        letter: EmailMessage = super().render_mail(*args, **kwargs)
        letter.extra_headers |= LETS_IN
        return letter

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the officer invites, a second person confirms."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One rule everywhere: proved in the last five minutes, whether by signing in or by being asked again."""
        return context.request is None or not sessions.is_fresh(context.request)


class SecondFactors(DefaultMFAAdapter):
    """Keeps the secrets of second factors sealed by a key that is outside the database (S-63)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That is not the code. An app shows a new one every half minute; a recovery code opens the desk once.",
    }

    def encrypt(self, text: str) -> str:
        """Sealed text, fit for a database that may be copied."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a phone shows beside the passkey: the name of this desk."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A first name for a key, which its owner can change."""
        had = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "My first key" if not had else f"Key {had + 1}"


def _email(request: HttpRequest, credentials: dict[str, Any]) -> str:
    """Whom somebody says they are: what was typed, or who is signed in and asked again."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    return (typed or str(getattr(request.user, "email", ""))).lower()


def _seal() -> Fernet:
    return Fernet(settings.SECOND_FACTOR_KEY)
