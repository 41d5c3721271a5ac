"""Deny by default: every address asks for a sign-in, or is on the list of public ones below."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = (
    r"^$",  # the site's pages are Wagtail's, below
    r"^strategy/",
    r"^suggest/",
    r"^go/",
    r"^news/feed",
    r"^search/",
    r"^contact/",
    r"^about-our-figures/",
    r"^repairs/$",  # leads to the page with the numbers to ring
    r"^media/",
    r"^setup/",
    r"^healthz$",
    r"^calendar\.ics$",
    r"^sitemap\.xml$|^robots\.txt$|^\.well-known/",
    r"^demonstration/",
    r"^accounts/",  # allauth guards its own: signing in must be public
    r"^_util/|^desk/website/",  # Wagtail's editor: guarded by its own wrapper, tested in tests/website
    r"^documents/|^images/",
    r"^static/",
    r"^\(\(\?:",  # Wagtail's catch-all for public pages
    r"^invitation/",
)
ARGUMENTS = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000", None: "x"}


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address the house answers, with sample arguments."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def sample(route: str) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda kind: ARGUMENTS.get(kind.group(1), "2026-10-01"), route)


GUARDED = sorted({route for route in addresses() if not any(re.search(public, route) for public in PUBLIC)})


def test_there_are_guarded_addresses() -> None:
    assert any(route.startswith("desk/") for route in GUARDED)


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED)
def test_a_stranger_is_sent_to_sign_in(client: Client, route: str) -> None:
    for method in (client.get, client.post):
        answer = method(sample(route))

        assert answer.status_code in (302, 403, 404, 405), route
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith(("/accounts/", "/setup/")), route


@pytest.mark.django_db
def test_django_s_own_admin_is_not_mounted(client: Client) -> None:
    assert client.get("/admin/").status_code == 404
    assert not any("admin:index" in str(route) for route in addresses())
