"""The request of somebody who has signed in, for the types of views under ``login_required``."""

from __future__ import annotations

from django.http import HttpRequest

from .models import Person


class SignedInRequest(HttpRequest):
    """A request whose user is a person, never a stranger."""

    user: Person
