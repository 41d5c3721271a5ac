"""What every public page knows: whose site it is, and where its main pages are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from steamie.services import numbers
from steamie.strategy.models import Association
from steamie.strategy.reading import NotLoaded, association, current

from .models import HomePage, SiteNotice
from .of_this_version import of_this_version


def menu() -> list[tuple[str, str]]:
    """The words of the menu and where each leads: forms of ours by name, pages of the landlord's as an editor laid them out."""
    return [
        ("Home", "/"),
        ("Repairs", reverse("services:repairs")),
        ("Services", "/services/"),
        ("News", "/news/"),
        ("Contact", reverse("services:contact")),
    ]


def site(request: HttpRequest) -> dict[str, Any]:
    """The association and the first page (a query each, only when shown), the menu, and the address as residents know it."""
    return {
        "association": SimpleLazyObject(lambda: association() or Association(name="Our association")),
        "front": SimpleLazyObject(lambda: HomePage.objects.first() or HomePage(title="")),
        "emergency_numbers": SimpleLazyObject(_numbers_to_call),
        "out_of_hours": SimpleLazyObject(numbers.out_of_hours),
        "site_notices": SimpleLazyObject(lambda: _notices(request)),
        "strapline": SimpleLazyObject(_strapline),
        "menu": [(word, address, _is_here(request.path, address)) for word, address in menu()],
        "site_address": settings.PUBLIC_URL,
        "page_address": settings.PUBLIC_URL + request.path,
    }


def _numbers_to_call() -> list[numbers.Number]:
    """For danger; nobody is told to call us while no page could say where."""
    ours = association()
    can_call_us = numbers.out_of_hours() or (ours and ours.telephone)
    return [number for number in numbers.emergency() if can_call_us or number.get("telephone")]


def _notices(request: HttpRequest) -> list[SiteNotice]:
    now = timezone.now()
    return [notice for notice in of_this_version(request, _every_notice) if notice.begins_at <= now < notice.ends_at]


def _every_notice() -> list[SiteNotice]:
    return list(SiteNotice.objects.to_come(timezone.now()))


def _strapline() -> str:
    """The strategy's own, under the association's name; none before a strategy is loaded, or where it has none."""
    try:
        return current().strapline
    except NotLoaded:
        return ""


def _is_here(path: str, address: str) -> bool:
    longest = max((place for _, place in menu() if path.startswith(place)), key=len, default="")
    return address == longest and (address != "/" or path == "/")
