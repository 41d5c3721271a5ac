"""What people make when somebody asks: a case with its time, from the strip on any page, without a script."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from steamie.casework.models import Case, OwnTime
from steamie.formats import figures
from steamie.formats.models import FormatRequest
from steamie.people.models import Person
from steamie.website.models import HomePage
from tests.pages import in_one_line

STRIP = {"page": "/services/complaints/", "format": "bsl", "which": "", "to": "isa@example.org", "website": ""}


def test_a_wish_is_a_case_with_its_time_and_the_page_it_is_about(home: HomePage, resident: Client, officer: Person) -> None:
    page = resident.get("/services/complaints/").content.decode()
    assert "BSL video<small>About 15 working days</small>" in in_one_line(page).replace("> ", ">").replace(" <", "<")
    OwnTime.objects.create(kind="format_bsl", amount=12, unit="working days", since=date(2020, 1, 1), set_by=officer)
    assert "About 12 working days" in in_one_line(resident.get("/services/complaints/").content.decode())

    thanks = resident.post("/formats/request/", STRIP)
    again = resident.post("/formats/request/", STRIP)

    case = Case.objects.get()
    assert case.reference in thanks.content.decode()
    assert case.reference in again.content.decode()
    assert (case.kind, case.party.email, case.held_because) == ("format_bsl", "isa@example.org", "")
    assert "BSL video of “Complaints”." in case.words
    assert case.words.endswith("/services/complaints/")
    assert case.clocks.running().count() == 1
    asked = FormatRequest.objects.get()
    assert (asked.path, asked.format, len(asked.digest)) == ("/services/complaints/", "bsl", 64)
    assert not thanks.cookies

    total = next(one for one in figures.asked_for(timezone.now()) if one.label == "BSL video")
    assert (total.asked, total.answered, total.in_time, total.overdue) == (1, 0, 0, 0)
    case.clocks.update(met_at=timezone.now())
    late = next(one for one in figures.asked_for(timezone.now()) if one.label == "BSL video")
    assert (late.answered, late.in_time) == (1, 1)
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        case.clocks.update(met_at=None)
        over = next(one for one in figures.asked_for(timezone.now()) if one.label == "BSL video")
        assert (over.in_time, over.overdue) == (0, 1)


def test_what_is_missing_is_said_and_what_was_typed_comes_back(home: HomePage, resident: Client) -> None:
    nothing = resident.post("/formats/request/", STRIP | {"format": "", "to": "", "which": "Somali"})
    text = in_one_line(nothing.content.decode())
    assert nothing.status_code == 422
    assert "Choose the form you need." in text
    assert "Say where we shall send it." in text
    assert 'value="Somali"' in text
    assert 'value="/services/complaints/"' in text
    no_language = resident.post("/formats/request/", STRIP | {"format": "language"})
    assert "Say which language." in no_language.content.decode()
    assert not Case.objects.exists()

    elsewhere = STRIP | {"page": "https://elsewhere.example/", "what": "The letter of 2 May", "website": "filled"}
    resident.post("/formats/request/", elsewhere)
    case = Case.objects.get()
    assert "something that is no page of the website" in case.words
    assert case.words.endswith("The letter of 2 May")
    assert case.held_because == "A box that people do not see was filled in."
    assert FormatRequest.objects.get().path == ""
    assert not FormatRequest.objects.real(timezone.now() - timedelta(days=1), timezone.now()).exists()


def test_the_page_of_formats_tells_each_with_its_time(home: HomePage, resident: Client) -> None:
    page = in_one_line(resident.get("/formats/").content.decode())
    for words in ("BSL video", "Easy Read", "Braille", "On paper", "A recording", "About 2 working days."):
        assert words in page
    asked = resident.get("/formats/?page=/services/complaints/&format=paper").content.decode()
    assert "You ask for:" in asked
    assert 'value="paper" required' in asked or 'value="paper"' in asked


@pytest.mark.parametrize("page", ["//evil.example/", "/desk/", "/services/no-such/", "x" * 400])
def test_a_page_that_is_none_is_left_out(home: HomePage, resident: Client, page: str) -> None:
    resident.post("/formats/request/", STRIP | {"page": page, "what": "Anything"})
    assert not FormatRequest.objects.exclude(path="").exists()
