"""Links that let somebody choose a password: into which addresses they lead, and how long they last."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int

from .models import Person

RESET_LASTS = timedelta(hours=1)


class LinkTokens(PasswordResetTokenGenerator):
    """An invitation lasts ``PASSWORD_RESET_TIMEOUT``; a link for a new password an hour. Each works until a password is set."""

    def check_token(self, user: Person | None, token: str | None) -> bool:
        """Whether the token is this person's, unused and in time."""
        if user is None or not token or not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        return not user.has_usable_password() or age <= RESET_LASTS.total_seconds()


def address_of(key: str) -> str:
    """The whole address for a key, ``<person>-<token>``: always the public one, whatever host a request named."""
    uid, _, token = key.partition("-")
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
