"""What a phone needs to put the desk on its home screen, and what it may keep."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from steamie.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_desk_can_be_put_on_a_home_screen(officer: Person, client: Client) -> None:
    client.force_login(officer)
    page = client.get("/desk/").content.decode()
    assert '<link rel="manifest" href="/desk.webmanifest">' in page
    manifest = Client().get("/desk.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    said = manifest.json()
    assert (said["start_url"], said["scope"], said["display"]) == ("/desk/", "/desk/", "standalone")
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in said["icons"])


def test_nothing_that_needs_signing_in_is_kept_on_a_phone(officer: Person, client: Client) -> None:
    worker = Client().get("/desk-offline.js")
    assert (worker.headers["Service-Worker-Allowed"], worker.headers["Cache-Control"]) == ("/desk/", "no-cache")
    kept = worker.content.decode().partition("const FILES = [")[2].partition("]")[0]
    assert all(name.strip(' "').startswith("/static/") for name in kept.split(","))
    offline = Client().get("/offline/")
    assert "You are offline" in offline.content.decode()
    assert not offline.cookies
    client.force_login(officer)
    assert "no-store" in client.get("/desk/").headers["Cache-Control"]
