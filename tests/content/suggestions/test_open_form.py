"""Suggesting from the website without an account: no session, no cookie, no script; marked, paced, never refused for haste."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from steamie.content.suggestions import pacing
from steamie.content.suggestions.contributors import groups_this_quarter
from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.secrets import new_ticket
from steamie.evidence.models import Event
from steamie.files.models import Picture
from steamie.people.models import Person
from tests.files.pictures_of_all_sorts import photo

pytestmark = pytest.mark.django_db


def sheet(seconds_ago: float = 60, **more: object) -> dict[str, object]:
    """What a browser sends."""
    ticket = new_ticket(timezone.now() - timedelta(seconds=seconds_ago))
    return {"text": "Panto at the community centre", "group": "residents", "ticket": ticket, **more}


def picture() -> BytesIO:
    file = BytesIO(photo(gps=True))
    file.name = "photo.jpg"
    return file


@pytest.mark.clause("S-59")
@pytest.mark.usefixtures("strategy")
def test_anybody_suggests_without_session_cookie_or_token() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/suggest/")
    assert "Who are you?" in page.content.decode()
    assert b"csrfmiddlewaretoken" not in page.content
    done = client.post("/suggest/", sheet(email="jean@example.org"))
    suggestion = Suggestion.objects.get()
    assert done.status_code == 302
    assert not page.cookies
    assert not done.cookies
    assert (suggestion.group, suggestion.way, suggestion.person, suggestion.came_by) == ("residents", "site", None, None)
    assert list(Suggestion.objects.unanswered()) == [suggestion]
    follow = client.get(done.headers["Location"])
    assert suggestion.reference in follow.content.decode()
    assert "A person reads it" in follow.content.decode()
    assert not follow.cookies
    assert Event.objects.get(verb="suggest").facts["way"] == "site"


def test_back_and_again_is_one_suggestion(client: Client) -> None:
    sent = sheet()
    first, second = (client.post("/suggest/", sent).headers["Location"] for _ in range(2))
    assert first == second
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds_ago", "reason"),
    [(1, "It was filled in faster than a person types."), (90_000, "The form was opened more than a day before it was sent.")],
)
def test_too_quick_or_expired_is_taken_and_looked_at(client: Client, seconds_ago: int, reason: str) -> None:
    page = client.post("/suggest/", sheet(seconds_ago), follow=True)
    assert "A person reads it" in page.content.decode()
    (row,) = Suggestion.objects.held_back().select_related("hold")
    assert row.hold.reason == reason


@pytest.mark.parametrize("more", [{"seconds_ago": 0}, {"website": "http://filled.example"}, {"seconds_ago": 200_000}])
def test_what_a_signed_in_person_sends_is_never_held(client: Client, staff: Person, more: dict[str, object]) -> None:
    client.force_login(staff)
    sent = sheet(**more)
    del sent["group"]
    client.post("/suggest/", sent)
    assert list(Suggestion.objects.unanswered().values_list("person", flat=True)) == [staff.pk]


def test_a_sheet_opened_as_a_visitor_is_taken_after_signing_in(staff: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post("/suggest/", sheet()).status_code == 302
    assert Suggestion.objects.get().person is None


def test_who_are_you_is_asked_and_nothing_typed_is_lost(client: Client) -> None:
    page = client.post("/suggest/", sheet(group="", credit="Drum Choir"))
    assert page.status_code == 422
    assert "Choose who you are" in page.content.decode()
    assert "Drum Choir" in page.content.decode()
    assert client.post("/suggest/", sheet(group="team")).status_code == 422


def test_a_flood_from_one_address_is_held_and_then_ends_before_the_cost(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_BEFORE_A_LOOK", 1)
    monkeypatch.setattr(pacing, "MOST_WITH_PICTURES", 2)
    monkeypatch.setattr(pacing, "MOST", 3)
    for number in range(2):
        client.post("/suggest/", sheet(text=f"Idea {number}"), REMOTE_ADDR="192.0.2.7")
    assert (Suggestion.objects.unanswered().count(), Suggestion.objects.held_back().count()) == (1, 1)
    unopened = client.post("/suggest/", sheet(text="Long and careful", picture=picture()), REMOTE_ADDR="192.0.2.7")
    assert "Many pictures came from your connection" in unopened.content.decode()
    assert not Picture.objects.exists()
    stopped = client.post("/suggest/", sheet(text="Long and careful"), REMOTE_ADDR="192.0.2.7")
    assert stopped.status_code == 429
    assert "Long and careful" in stopped.content.decode()
    assert client.post("/suggest/", sheet(text="Another"), REMOTE_ADDR="192.0.2.8").status_code == 302


def test_one_household_has_many_addresses_of_the_new_kind() -> None:
    assert pacing.count("2001:db8:1:2::1") == 1
    assert pacing.count("2001:db8:1:2:ffff::9") == 2
    assert pacing.count("2001:db8:1:3::1") == 1


@pytest.mark.usefixtures("strategy")
def test_who_only_says_they_are_of_the_committee_keeps_no_clause(client: Client) -> None:
    client.post("/suggest/", sheet(group="committee"))
    committee = next(group for group in groups_this_quarter(timezone.now()) if group.code == "committee")
    assert committee.silent


def test_a_neighbours_photo_is_for_whoever_may_read_the_suggestion(
    client: Client, officer: Person, staff: Person, committee: Person
) -> None:
    """The same answer for what is not there and for what is not theirs."""
    page = client.post("/suggest/", sheet(picture=picture()), follow=True)
    assert "with what it was taken is not kept" in page.content.decode()
    address = Picture.objects.get().file.url
    refused, elsewhere = client.get(address), "/media/pictures/2026/11/nothing.jpg"
    for person in (staff, committee):
        client.force_login(person)
        answer, absent = client.get(address), client.get(elsewhere)
        assert (answer.status_code, absent.status_code) == (404, 404)
        assert answer.content.replace(address.encode(), b"") == absent.content.replace(
            b"/media/pictures/2026/11/nothing.jpg", b""
        )
    assert refused.status_code == 404
    client.force_login(officer)
    assert client.get(address).status_code == 200
    assert "so they say" in client.get("/desk/suggestions/").content.decode()
