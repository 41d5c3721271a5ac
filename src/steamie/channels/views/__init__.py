"""The desk's pages about accounts."""

from __future__ import annotations

from django.http import HttpRequest

from steamie.people.models import Person


class DeskRequest(HttpRequest):
    """A request by someone who is signed in."""

    user: Person
