"""The type of a request at the desk, for every room's views."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import Person


class DeskRequest(HttpRequest):
    """A request by someone who is signed in."""

    user: Person
    htmx: HtmxDetails
