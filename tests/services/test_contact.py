"""One door for everything: nothing that somebody writes is refused or lost, and each has its kind, clock and reference."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.casework.actions import answering, ending
from steamie.casework.actions.answering import Answer
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules.cases import Rank
from tests.casework.making import NOW, put_in

pytestmark = pytest.mark.django_db
CONTACT, PRIVATE, FOLLOW = "/contact/", "/contact/private/", "/follow/"


def send(client: Client, address: str = CONTACT, *, after: int = 60, **typed: Any) -> HttpResponse:
    """The form as a person fills it in, a minute after opening it."""
    with time_machine.travel(NOW, tick=False):
        ticket = re.search(r'name="ticket" value="([^"]*)"', client.get(address).content.decode())
    assert ticket
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.post(address, {"ticket": ticket[1], "reach": "shona@example.org"} | typed)


@pytest.mark.clause("S-45")
def test_a_question_is_thanked_for_with_its_reference_and_the_day_of_the_answer(client: Client) -> None:
    page = send(client, words="Are you shut on the 30th?", kind="question", name="Shona").content.decode()
    case = Case.objects.get()
    assert case.reference in page
    assert "Thursday 26 November 2026" in page
    assert (case.words, case.party.email, case.held_because) == ("Are you shut on the 30th?", "shona@example.org", "")
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("kind", "becomes", "due"),
    [
        ("", "enquiry", "2026-11-26"),
        ("unsure", "enquiry", "2026-11-26"),
        ("complaint", "complaint", "2026-12-01"),
        ("information", "information", "2026-12-23"),
        ("data_copy", "subject_access", "2026-12-24"),
        ("data_complaint", "data_complaint", "2026-12-24"),
        ("adaptation", "adaptation", "2026-12-02"),
        ("thanks", "compliment", None),
    ],
)
def test_each_kind_starts_the_clock_of_its_rule(client: Client, kind: str, becomes: str, due: str | None) -> None:
    send(client, words="Please", kind=kind)
    case = Case.objects.get()
    assert case.kind == becomes
    assert [f"{clock.due_at:%Y-%m-%d}" for clock in case.clocks.all()] == ([due] if due else [])


def test_information_by_law_says_what_is_missing_and_is_taken_all_the_same(client: Client) -> None:
    page = send(client, words="Minutes of March", kind="information", reach="07700 900123").content.decode()
    assert "your real name and an e-mail or postal address to answer to" in page
    assert Case.objects.get().clocks.count() == 1


def test_a_sheet_sent_twice_is_one_case_and_shows_the_first_reference(client: Client) -> None:
    first, second = (send_same(client) for _ in range(2))
    assert Case.objects.count() == 1
    assert Case.objects.get().reference in first.content.decode()
    assert Case.objects.get().reference in second.content.decode()


def send_same(client: Client) -> HttpResponse:
    return client.post(CONTACT, {"ticket": "forged", "reach": "shona@example.org", "words": "Hello"})


@pytest.mark.parametrize(
    ("after", "typed", "why"),
    [
        (1, {}, "faster than people type"),
        (60, {"website": "https://spam.example"}, "a box that people do not see"),
        (60, {"ticket": "forged"}, "did not come from a form of ours"),
        (60 * 60 * 24 * 9, {}, ""),  # nine days later: as good as any
    ],
)
def test_what_looks_like_a_machine_s_is_thanked_for_alike_and_looked_at(
    client: Client, after: int, typed: dict[str, str], why: str
) -> None:
    page = send(client, after=after, words="Hello", **typed).content.decode()
    case = Case.objects.get()
    assert case.reference in page
    assert why.casefold() in case.held_because.casefold()
    assert bool(case.held_because) == bool(why)


def test_nothing_typed_is_lost_when_something_is_missing(client: Client) -> None:
    page = send(client, words="My long story", kind="complaint", reach="")
    text = page.content.decode()
    assert page.status_code == 422
    assert "My long story" in text
    assert 'value="complaint" checked' in text
    assert "Say how we can reach you" in text


@pytest.mark.parametrize(
    ("line", "email", "phone", "address"),
    [
        ("shona@example.org", "shona@example.org", "", ""),
        ("ring me on 07700 900 123 after 6", "", "07700 900 123", "ring me on after 6"),
        ("shona@example.org or +44 7700 900123", "shona@example.org", "+44 7700 900123", "or"),
        ("Flat 2/1, 14 Example Street", "", "", "Flat 2/1, 14 Example Street"),
        ("not@an@address", "", "", "not@an@address"),
    ],
)
def test_one_line_says_how_to_reach_somebody(client: Client, line: str, email: str, phone: str, address: str) -> None:
    send(client, words="Hello", reach=line)
    party = Case.objects.get().party
    assert (party.email, party.phone, party.address) == (email, phone, address)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("I can smell gas in the close", True),
        ("We have no heating and the wean is three weeks old", True),
        ("He hits me", True),
        ("The fireplace museum trip", False),
        ("When is the office shut?", False),
    ],
)
def test_words_of_danger_move_a_matter_up_and_are_printed(client: Client, words: str, first: bool) -> None:
    send(client, words=words)
    case = Case.objects.get()
    assert (case.rank == Rank.DANGER) is first
    assert bool(case.why_first) is first


@pytest.mark.parametrize(
    "words", ["Mere ghar mein garmi nahi hai 🙏", "البيت بارد جدا", "<script>alert(1)</script>", "F***ing useless"]
)
def test_any_words_reach_a_person_as_they_were_written(client: Client, words: str, staff: Person) -> None:
    put_in("housing", staff)
    send(client, words=words)
    case = Case.objects.get()
    assert case.words == words
    client.force_login(staff)
    page = client.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "<script>alert" not in page


def test_unsafe_at_home_is_read_by_nobody_but_those_named_and_sends_no_letter(
    client: Client, officer: Person, colleague: Person
) -> None:
    put_in("safeguarding", colleague)
    answer = send(client, PRIVATE, safe="no", number="07700 900999", words="He changed the locks")
    case = Case.objects.get()
    assert case.reference in answer.content.decode()
    assert answer.content.decode().count("tel:999") == 1  # the numbers stay in sight
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert (case.kind, case.masked, case.rank) == ("safety", True, Rank.DANGER)
    assert case.party.safe_contact.startswith("Do not contact them")
    client.force_login(officer)
    assert "He changed the locks" not in client.get(f"/desk/cases/{case.reference}/").content.decode()
    client.force_login(colleague)
    assert "He changed the locks" in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_an_empty_cry_for_help_is_answered_with_the_numbers_and_one_word_is_enough(client: Client) -> None:
    page = send(client, PRIVATE)
    assert (page.status_code, Case.objects.exists()) == (422, False)
    assert "Nothing was sent" in page.content.decode()
    assert "tel:999" in page.content.decode()
    assert send(client, PRIVATE, words="Help").status_code == 200
    assert Case.objects.get().party.safe_contact.startswith("They did not say")


def find(client: Client, reference: str, fact: str) -> HttpResponse:
    return client.post(FOLLOW, {"reference": reference, "fact": fact})


def test_whoever_gave_an_e_mail_address_alone_follows_by_it(client: Client) -> None:
    send(client, words="Hello")
    reference = Case.objects.get().reference
    assert find(client, reference, " Shona@Example.org").status_code == 200
    assert [find(client, reference, wrong).status_code for wrong in ("shona", "s.hona@example.org", "@example.org", "@", "")] == [
        422
    ] * 5


def test_following_needs_the_reference_and_a_second_fact_and_shows_no_name(client: Client) -> None:
    send(client, words="A secret story", reach="07700 900123", postcode="G15 6DD", name="Shona Canary")
    reference = Case.objects.get().reference
    for fact in ("g156dd", "0123"):
        page = find(client, reference.lower().replace("-", " "), fact)
        assert page.status_code == 200
        text = page.content.decode()
        assert reference in text
        assert "Canary" not in text
        assert "A secret story" not in text


def test_an_e_mail_is_a_second_fact_and_the_thanks_bring_the_reference_along(client: Client) -> None:
    thanks = send(client, words="Hello", reach="Ala.K@example.org").content.decode()
    reference = Case.objects.get().reference
    assert f'href="{FOLLOW}?reference={reference}"' in thanks
    assert " a.m." in thanks or " p.m." in thanks
    brought = client.get(FOLLOW, {"reference": reference}).content.decode()
    assert f'value="{reference}"' in brought
    assert "A person reads it" not in brought
    assert find(client, reference, " ala.k@EXAMPLE.org ").status_code == 200
    assert find(client, reference, "ala@example.org").status_code == 422
    assert find(client, reference, "@").status_code == 422


def test_a_wrong_fact_and_an_unknown_reference_are_answered_alike(client: Client) -> None:
    send(client, words="Hello", reach="07700 900123")
    reference = Case.objects.get().reference
    wrong, unknown = find(client, reference, "9999"), find(client, "222-222", "9999")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.content.decode().replace(reference, "") == unknown.content.decode().replace("222-222", "")


@pytest.mark.parametrize("fact", ["", "   ", "-", "12"])
def test_no_fact_opens_a_case_that_gave_none(client: Client, fact: str) -> None:
    send(client, words="Hello", reach="", no_answer="on")
    assert find(client, Case.objects.get().reference, fact).status_code == 422


def test_a_safeguarding_matter_is_never_shown_to_who_follows(client: Client) -> None:
    send(client, PRIVATE, number="07700 900123")
    assert find(client, Case.objects.get().reference, "0123").status_code == 422


def test_guessing_is_stopped_before_anything_is_looked_up(client: Client) -> None:
    send(client, words="Hello", reach="07700 900123")
    reference = Case.objects.get().reference
    answers = [find(client, reference, f"{number:04}").status_code for number in range(21)]
    assert answers == [422] * 20 + [429]
    assert find(client, reference, "0123").status_code == 429


def test_more_words_stay_typed_when_the_reference_fits_nothing_or_too_many_tries_came_from_here(client: Client) -> None:
    said = {"reference": "AB12-CD34", "fact": "0123", "words": "It drips on the baby’s cot"}
    for answer in (client.post("/follow/more/", said) for _ in range(21)):
        assert "It drips on the baby’s cot" in answer.content.decode()
    assert answer.status_code == 429


def test_more_words_to_one_that_ended_open_it_again(client: Client, staff: Person) -> None:
    put_in("housing", staff)
    send(client, words="When?", reach="shona@example.org", postcode="G15 6DD")
    case = Case.objects.get()
    answering.send_email(case=case, answer=Answer("Monday."), by=staff, at=NOW + timedelta(hours=1))
    ending.end(case=case, outcome=Outcome.ANSWERED, by=staff, at=NOW + timedelta(hours=1))
    said = {"reference": case.reference, "fact": "G15 6DD", "words": "It was not Monday"}
    for _ in range(2):  # the button is pressed twice
        assert "We have it" in client.post("/follow/more/", said).content.decode()
    case.refresh_from_db()
    assert case.is_open
    assert case.trail.filter(words="It was not Monday").count() == 1
    assert case.clocks.running().count() == 1


def test_no_word_of_a_resident_stands_in_the_minute_book(client: Client) -> None:
    canary = "CANARY7XQ"
    fields = ("words", "reach", "postcode", "name", "number", "when")
    for address in (CONTACT, PRIVATE):
        send(client, address, **dict.fromkeys(fields, canary))
    case = Case.objects.filter(kind="enquiry").get()
    client.post("/follow/more/", {"reference": case.reference, "fact": canary, "words": canary})
    assert Case.objects.count() == 2
    assert canary not in " ".join(str(row) for row in Event.objects.values())
