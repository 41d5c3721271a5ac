"""A password opens the house's own door only, where tries are counted and a second factor follows.

Libraries bring pages of their own that take a password. Whatever asks without having counted the try is answered that nobody is
there.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

_COUNTED = "_try_was_counted"  # on a request


def note_counted(request: HttpRequest) -> None:
    """Note on a request that this try at a password was counted."""
    setattr(request, _COUNTED, True)


class CountedPasswords(AuthenticationBackend):
    """Knows people by their password, where the try was counted."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """Whose password it is; nobody's where the try was not counted."""
        if not getattr(request, _COUNTED, False):
            return None
        person: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return person
