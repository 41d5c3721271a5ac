"""A repair from the danger page to the thanks, without session, cookie or script, and followed to its end."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.evidence.models import Event
from steamie.rules.cases import Rank
from steamie.services.models import RepairRequest
from tests.casework.making import NOW

pytestmark = pytest.mark.django_db
TYPED = {
    "words": "The sink will not drain since this morning.",
    "name": "Shona Canary",
    "address": "Flat 2/1, 14 Canary Street",
    "postcode": "G15 6DD",
    "phone": "07700 900123",
    "reach": "text",
    "visits": ["any"],
}


def about(where: str, what: str) -> str:
    return f"?where={where}&what={what}"


def fill_in(client: Client, where: str = "kitchen", what: str = "sink", **typed: Any) -> HttpResponse:
    """Steps three and four as a person takes them; the page of thanks."""
    with time_machine.travel(NOW, tick=False):
        page = client.get(f"/repairs/details/{about(where, what)}").content.decode()
        ticket = re.search(r'name="ticket" value="([^"]*)"', page)
    assert ticket
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        checked = client.post(f"/repairs/check/{about(where, what)}", {"ticket": ticket[1]} | TYPED | typed)
        assert checked.status_code == 200
        return client.post(f"/repairs/sent/{about(where, what)}", hidden(checked))


def hidden(page: HttpResponse) -> dict[str, list[str]]:
    """What travels in the form of a page."""
    fields: dict[str, list[str]] = {}
    for field in BeautifulSoup(page.content, "html.parser").select("main input[type=hidden]"):
        fields.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    return fields


@pytest.mark.clause("S-48")
def test_numbers_for_danger_stand_before_any_question_and_on_every_step(client: Client) -> None:
    page = client.get("/repairs/").content.decode()
    assert page.index("0800 111 999") < page.index("Report a repair</button>")
    for address in ("/repairs/where/", "/repairs/what/?where=kitchen", f"/repairs/details/{about('kitchen', 'sink')}"):
        assert "0800 111 999" in client.get(address).content.decode()


@pytest.mark.clause("S-46")
@pytest.mark.clause("S-49")
def test_a_repair_is_kept_word_for_word_with_the_law_s_time_and_no_cookie(client: Client) -> None:
    page = fill_in(client).content.decode()
    case = Case.objects.get()
    assert case.reference in page
    assert "By Wednesday 25 November we put it right" in page  # one promise: as the check before, and following after
    assert "You get an answer" not in page
    assert "If we are late, we pay you" in page
    assert "What you wrote moves it up" not in page
    assert (case.words, case.summary) == (TYPED["words"], "Kitchen: sink, bath or drain is blocked")
    assert (case.party.name, case.party.postcode, case.rank) == ("Shona Canary", "G15 6DD", Rank.LAW)
    assert case.clocks.get().source == "Scottish Secure Tenants (Right to Repair) Regulations 2002"
    assert case.held_because == ""
    assert client.cookies == {}


def test_every_place_offers_something_and_every_offer_can_be_reported(client: Client) -> None:
    places = re.findall(r'name="where" value="(\w+)"', client.get("/repairs/where/").content.decode())
    assert len(places) == 8
    for place in places:
        offered = re.findall(r'name="what" value="(\w+)"', client.get(f"/repairs/what/?where={place}").content.decode())
        assert "other" in offered
        for what in offered:
            assert client.get(f"/repairs/details/{about(place, what)}").status_code == 200


@pytest.mark.parametrize("address", ["/repairs/what/?where=moon", "/repairs/what/"])
def test_a_place_we_do_not_have_leads_back_to_the_question(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/repairs/where/"


@pytest.mark.parametrize("query", ["", "?where=kitchen", "?where=kitchen&what=nuclear"])
def test_what_no_page_offers_is_not_there(client: Client, query: str) -> None:
    assert client.get(f"/repairs/details/{query}").status_code == 404
    assert client.post(f"/repairs/sent/{query}", TYPED).status_code == 404


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ({"urgent": ["baby"]}, "A baby or child under 5"),
        ({"words": "I smell gas"}, "Gas"),
        ({}, ""),
    ],
)
def test_what_makes_it_urgent_moves_it_up_with_the_reason(client: Client, typed: dict[str, Any], first: str) -> None:
    fill_in(client, **typed)
    case = Case.objects.get()
    assert first in case.why_first
    assert (case.rank == Rank.DANGER) is bool(first)


def test_damp_starts_the_duty_to_look_by_law(client: Client) -> None:
    fill_in(client, "bedroom", "damp", words="Black mould behind the bed")
    case = Case.objects.get()
    clock = case.clocks.get()
    assert (case.kind, clock.duty, f"{clock.due_at:%Y-%m-%d}") == ("damp", "investigate", "2026-12-09")
    assert "8A" in clock.source


def test_something_else_is_read_by_a_person_within_our_own_time(client: Client) -> None:
    fill_in(client, "outside", "other")
    assert Case.objects.get().clocks.get().set_by == "us"


def test_going_back_loses_nothing(client: Client) -> None:
    checked = client.post(f"/repairs/check/{about('kitchen', 'sink')}", TYPED | {"urgent": ["baby", "ill"]})
    page = BeautifulSoup(client.post(f"/repairs/details/{about('kitchen', 'sink')}", hidden(checked)).content, "html.parser")
    assert page.find("textarea").text.strip() == TYPED["words"]
    assert [box["value"] for box in page.select("input[name=urgent][checked]")] == ["baby", "ill"]
    assert page.select_one("input[name=address]")["value"] == TYPED["address"]


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post(f"/repairs/check/{about('kitchen', 'sink')}", TYPED | {"address": ""})
    assert answer.status_code == 422
    assert TYPED["words"] in answer.content.decode()
    assert "Fill this in." in answer.content.decode()  # our words, though the form is made before the rooms are ready
    assert Case.objects.count() == 0


def test_sent_twice_is_one_repair_and_a_forged_or_hurried_one_is_taken(client: Client) -> None:
    sheet = TYPED | {"ticket": "forged"}
    for _ in range(2):
        assert client.post(f"/repairs/sent/{about('kitchen', 'sink')}", sheet).status_code == 200
    case = Case.objects.get()
    assert case.held_because
    assert RepairRequest.objects.count() == 1


def test_a_neighbour_is_told_of_the_same_shared_fault_without_anybody_s_words(client: Client) -> None:
    fill_in(client, "close", "light", words="Canary words about the light")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        page = client.post(f"/repairs/check/{about('close', 'light')}", TYPED | {"name": "Another", "address": "Flat 0/1"})
        text = page.content.decode()
    assert "A neighbour may have told us" in text
    assert "Canary words" not in text
    assert "Shona" not in text


@pytest.mark.parametrize(
    ("where", "what", "postcode"), [("kitchen", "sink", "G15 6DD"), ("close", "light", "G1 1AA"), ("close", "light", "")]
)
def test_what_is_not_the_same_shared_fault_is_not_hinted_at(client: Client, where: str, what: str, postcode: str) -> None:
    fill_in(client, "close", "light")
    page = client.post(f"/repairs/check/{about(where, what)}", TYPED | {"postcode": postcode})
    assert "A neighbour may have told us" not in page.content.decode()


def test_nobody_s_data_stands_in_the_minute_book_or_in_an_address(client: Client) -> None:
    answer = fill_in(client, at_the_door="Canary dog")
    kept = " ".join(str(row) for row in Event.objects.values())
    assert "anary" not in kept
    assert "anary" not in str(answer.request)


def test_the_page_to_begin_with_weighs_little_and_runs_no_script(client: Client) -> None:
    page = client.get("/repairs/").content
    assert b"<script" not in page
    assert len(page) < 12_000
