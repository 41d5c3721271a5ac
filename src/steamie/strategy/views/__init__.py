"""Pages of the strategy: for the public, the board, and what is kept with it."""

from __future__ import annotations

from django.http import HttpRequest

from steamie.people.models import Person


class DeskRequest(HttpRequest):
    """A request of someone signed in: every page of the desk asks for that first."""

    user: Person
