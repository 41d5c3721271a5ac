"""Formats that people made are bound to the words they were made from; when those change, everybody is told."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.formats.actions import look_for_changes
from steamie.formats.models import Recording, SuppliedFormat
from steamie.people.models import Person
from steamie.website.models import HomePage, ServicePage
from tests.pages import in_one_line
from tests.website.making import NOW

FILM = {"path": "/services/complaints/", "format": "bsl", "address": "https://example.org/film", "made_by": "A studio"}


def test_a_film_stands_on_its_page_and_is_told_older_when_the_words_change(
    home: HomePage, resident: Client, officer: Person, client: Client
) -> None:
    client.force_login(officer)
    wrong = client.post("/desk/formats/new/", FILM | {"path": "/no/such/", "address": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert "There is no such page on our website." in wrong.content.decode()
    assert client.post("/desk/formats/new/", FILM)["Location"] == "/desk/formats/"
    assert "Made by A studio" in resident.get(FILM["path"]).content.decode()

    page = ServicePage.objects.get(slug="complaints")
    page.intro = "Tell us in other words."
    page.save_revision().publish()

    assert "An older version. The words have changed since." in resident.get(FILM["path"]).content.decode()
    assert look_for_changes(NOW) == 1
    desk = in_one_line(client.get("/desk/formats/").content.decode())
    assert "The words have changed since 22 November 2026: readers are told." in desk
    row = SuppliedFormat.objects.get()
    client.post(f"/desk/formats/{row.pk}/confirmation/")
    assert "Made by A studio" in resident.get(FILM["path"]).content.decode()
    assert look_for_changes(NOW) == 0

    page.unpublish()
    assert look_for_changes(NOW) == 1
    client.post(f"/desk/formats/{row.pk}/confirmation/", {"again": "1"})
    assert "There is no such page on our website any more." in client.get("/desk/formats/").content.decode()
    client.post(f"/desk/formats/{row.pk}/withdrawal/")
    client.post(f"/desk/formats/{row.pk}/withdrawal/", {"twice": "1"})
    assert not SuppliedFormat.objects.offered().exists()


@pytest.mark.usefixtures("home")
def test_whoever_may_not_change_the_website_offers_nothing(staff: Person, client: Client) -> None:
    client.force_login(staff)
    assert client.post("/desk/formats/new/", FILM).status_code == 403
    assert client.get("/desk/formats/").status_code == 200


def test_the_desk_lists_what_was_read_aloud_the_first_page_too(home: HomePage, client: Client, auditor: Person) -> None:
    for path, title in (("/", "Welcome"), (FILM["path"], "Complaints")):
        kept = {"language": "en-GB", "words": 9, "seconds": 4.0, "size": 16_000, "asked_at": NOW, "made_at": NOW}
        Recording.objects.create(key=title, path=path, title=title, **kept)
    client.force_login(auditor)
    page = in_one_line(client.get("/desk/formats/").content.decode())
    assert '<a href="/formats/listening/">Welcome</a>' in page
    assert f'<a href="/formats/listening{FILM["path"]}">Complaints</a>' in page
