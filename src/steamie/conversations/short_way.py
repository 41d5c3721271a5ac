"""Deliveries pass by everything that is there for people: sessions, pages, the strategy. What is left is one commit."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from steamie.channels import registry

from .views.webhook import webhook


class DeliveriesFirst:
    """Middleware, within what sees to transport. Whatever it does not know as a delivery goes the usual way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.usual_way = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take a delivery in, or let somebody else answer."""
        if request.method != "POST":
            return self.usual_way(request)
        address = _address().fullmatch(request.path_info)
        if address is None or address[1] not in registry.kinds():
            return self.usual_way(request)
        request.get_host()  # refuses a name that is not ours, as every page does
        return webhook(request, address[1])


@cache
def _address() -> re.Pattern[str]:
    """Where deliveries come: addresses are not known yet while middleware is made."""
    before, after = reverse("conversing:webhook", args=["KIND"]).split("KIND")
    return re.compile(rf"{re.escape(before)}([-\w]+){re.escape(after)}", re.ASCII)
