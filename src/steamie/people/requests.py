"""What a view of the desk may rely on in a request."""

from __future__ import annotations

from typing import TypeGuard

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import Person


class DeskRequest(HttpRequest):
    """A request by someone who is signed in. Views behind ``@login_required`` take this one."""

    user: Person
    htmx: HtmxDetails


def is_signed_in(request: HttpRequest) -> TypeGuard[DeskRequest]:
    """Whether somebody is signed in, so that the request may be handed to what needs to know who."""
    return request.user.is_authenticated
