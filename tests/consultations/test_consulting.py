"""A consultation from its first draft to what was decided: opened, answered once a household, closed, reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from steamie.consultations.models import Consultation, ConsultationAnswer, WhoIsAsked
from steamie.consultations.results import results_of
from steamie.consultations.views.public import SHEET
from steamie.people.models import Person
from steamie.people.tickets import new_ticket
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.pages import in_one_line
from tests.portal.making import account_of, browser_of, key_of, let
from tests.strategy.papers import clause_of, stands

from .making import NOW, consultation_by, project_by

pytestmark = pytest.mark.django_db
NAMES = "Canary One\n\nCanary Two"
QUESTIONS = "What first?\n- Benches\n- Trees\nElse?"
PAGE, ANSWER = "/consultations/garden-money/", "/consultations/garden-money/answer/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def answers_of(row: Consultation, choice: str = "Benches", words: str = "") -> dict[str, str]:
    first, second = row.questions.all()
    return {f"q{first.pk}": choice, f"q{second.pk}": words}


def in_peace(minutes: float = 1) -> dict[str, str]:
    """The ticket of a sheet that was opened so many minutes ago."""
    return {"ticket": new_ticket(timezone.now() - timedelta(minutes=minutes), salt=SHEET)}


@pytest.mark.clause("S-34")
def test_from_the_first_draft_to_what_was_decided(officer: Person, clock: time_machine.Traveller) -> None:
    desk = Client()
    desk.force_login(officer)
    draft = {
        "title": "Garden money",
        "about": "£5,000 <b>for</b> the back courts.", "questions": QUESTIONS,
        "opens_on": "2026-11-25", "closes_on": "2026-12-01", "asked": "everyone",
    }  # fmt: skip
    desk.post("/desk/consultations/new/", draft)
    row = Consultation.objects.get()
    assert Client().get(PAGE).status_code == 404  # nobody sees a draft
    desk.post(f"/desk/consultations/{row.pk}/publication/")
    page = Client().get(PAGE).content.decode()
    assert "To come" in page
    assert "Answers without a name are counted" in " ".join(page.split())
    assert "&lt;b&gt;for" in page
    assert Client().get(ANSWER).headers["Location"] == PAGE

    clock.move_to(NOW + timedelta(days=1))
    tenancy = let("T1", "Shona Reid", "Omar Reid")
    opened = NOW + timedelta(days=1)
    shona, omar = (account_of(one, f"{one.name.split()[0]}@example.org", opened) for one in tenancy.tenants.all())
    for account, choice in ((shona, "Benches"), (omar, "Trees")):
        browser = browser_of(account, NOW + timedelta(days=1))
        answer = browser.post(ANSWER, answers_of(row, choice) | {"key": key_of(account), "ticket": choice})
        assert "Your household’s answer is counted" in answer.content.decode()
    for number in range(5):
        assert Client().post(ANSWER, answers_of(row, words=f"Canary {number}") | in_peace()).status_code == 200
    assert "Benches" not in Client().get(PAGE).content.decode().split("The questions")[0]  # no results while it is open

    clock.move_to(NOW + timedelta(days=8))
    assert stands("S-34", NOW + timedelta(days=8)).figure == (
        "1 consultation closed in a year, 1 household answered, and 5 without a name"
    )
    late = Client().post(ANSWER, answers_of(row, words="Too late, but mine"))
    assert late.status_code == 422
    assert "This consultation has closed. Your answer was not taken." in late.content.decode()
    assert "Too late, but mine" in late.content.decode()
    desk.force_login(officer)  # a week later
    desk.post(f"/desk/consultations/{row.pk}/decision/", {"words": "Trees, since households asked for them."})
    page = Client().get(PAGE).content.decode()
    assert "Trees, since households asked for them." in page
    assert "1 household answered" in " ".join(page.split())
    assert "Canary" not in page
    assert ConsultationAnswer.objects.filter(tenancy=tenancy).count() == 1
    assert [row.what for row in rows_behind(clause_of("S-34"), NOW + timedelta(days=8))] == ["Garden money"]


def test_a_household_answers_once_and_the_newest_holds(officer: Person) -> None:
    row, tenancy = consultation_by(officer), let("T1", "Shona Reid")
    account = account_of(tenancy.tenants.get(), "shona@example.org")
    browser = browser_of(account)
    for choice in ("Benches", "Trees", "Trees"):
        browser.post(ANSWER, answers_of(row, choice) | {"key": key_of(account), "ticket": choice})
    assert [part.choice for answer in row.answers.all() for part in answer.parts.all()] == ["Trees"]
    assert browser.get(ANSWER).content.decode().count(" checked") == 1  # what it answered before stands there


def test_a_form_sent_from_elsewhere_does_not_speak_for_the_household(officer: Person) -> None:
    row = consultation_by(officer)
    account = account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    browser_of(account).post(ANSWER, answers_of(row) | {"key": "forged"})
    assert list(row.answers.values_list("tenancy", flat=True)) == [None]


@pytest.mark.parametrize(("asked", "taken"), [(WhoIsAsked.EVERYONE, 1), (WhoIsAsked.HOUSEHOLDS, 0)])
def test_only_those_who_are_asked_are_counted(officer: Person, asked: str, taken: int) -> None:
    row = consultation_by(officer, asked=asked)
    for _ in range(2):  # a button pressed twice
        Client().post(ANSWER, answers_of(row) | {"ticket": "one"})
    assert row.answers.count() == taken


def test_few_answers_show_no_choices(officer: Person, clock: time_machine.Traveller) -> None:
    row = consultation_by(officer, days=1)
    for _ in range(4):
        Client().post(ANSWER, answers_of(row) | in_peace())
    clock.move_to(NOW + timedelta(days=2))
    page = Client().get(PAGE).content.decode()
    assert "Too few answered to show their choices" in page
    assert "and 4 without a name" in page


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ({"ticket": "forged"}, "did not come from a form of ours"),
        ({"minutes": 0.02}, "faster than a person types"),
        ({"minutes": 60 * 25}, "more than a day before"),
        ({"minutes": 1, "website": "http://spam.example"}, "A box that people do not see"),
    ],
)
def test_what_a_machine_may_have_sent_waits_for_a_person(
    officer: Person, clock: time_machine.Traveller, sheet: dict[str, Any], why: str
) -> None:
    row = consultation_by(officer, days=2)
    Client().post(ANSWER, answers_of(row) | in_peace())
    doubtful = in_peace(sheet["minutes"]) | {"website": sheet.get("website", "")} if "minutes" in sheet else sheet
    thanks = Client().post(ANSWER, answers_of(row, "Trees", words="Mine") | doubtful)
    assert thanks.status_code == 200  # nobody is refused, and nothing is lost
    assert (results_of(row).unnamed, results_of(row).left_out) == (1, 1)
    desk = Client()
    desk.force_login(officer)
    address = f"/desk/consultations/{row.pk}/"
    page = in_one_line(desk.get(address).content.decode())
    assert why in page
    assert "“Mine”" in page
    assert "Look at answers that were held back" in desk.get("/desk/").content.decode()
    held = row.answers.to_look_at().get()
    desk.post(f"{address}held/count/", {"up_to": held.pk - 1})  # what came after the page was opened waits
    assert results_of(row).unnamed == 1
    desk.post(f"{address}held/exclusion/", {"up_to": held.pk})
    assert "Look at these first" not in desk.get(address).content.decode()
    clock.move_to(NOW + timedelta(days=4))
    assert "1 more without a name is not counted" in in_one_line(Client().get(PAGE).content.decode())


def test_the_eleventh_of_an_hour_from_one_address_waits_and_is_counted_by_a_person(officer: Person) -> None:
    row = consultation_by(officer)
    for number in range(12):
        Client().post(ANSWER, answers_of(row) | in_peace(1 + number))
    Client().post(ANSWER, answers_of(row) | in_peace(), REMOTE_ADDR="192.0.2.7")
    assert results_of(row).unnamed == 11
    desk = Client()
    desk.force_login(officer)
    last = row.answers.to_look_at().latest("pk")
    desk.post(f"/desk/consultations/{row.pk}/held/count/", {"up_to": last.pk})
    assert (results_of(row).unnamed, results_of(row).left_out) == (13, 0)


def test_a_sheet_of_paper_counts_for_its_household(officer: Person) -> None:
    row, tenancy = consultation_by(officer), let("T1", "Shona Reid")
    desk = Client()
    desk.force_login(officer)
    address = f"/desk/consultations/{row.pk}/answers/"
    assert desk.post(address, answers_of(row) | {"reference": "T9"}).status_code == 422
    assert desk.post(address, answers_of(row) | {"reference": "t1"}).status_code == 302
    assert row.answers.get().tenancy == tenancy
    assert row.answers.get().on_paper


def test_the_names_of_those_who_approved_stay_private(officer: Person) -> None:
    desk = Client()
    desk.force_login(officer)
    note = {
        "title": "Repairs booklet",
        "address": "/services/repairs/",
        "approved_on": "2026-11-20",
        "names": "Canary One\n\nCanary Two",
    }
    assert desk.post("/desk/projects/approvals/", note | {"address": "https://evil.example/"}).status_code == 422
    desk.post("/desk/projects/approvals/", note)
    page = Client().get("/consultations/").content.decode()
    assert "2 tenants, 20 November 2026" in " ".join(page.split())
    assert "Canary" not in page


@pytest.mark.clause("S-35")
def test_a_project_is_counted_and_reported(officer: Person, clock: time_machine.Traveller) -> None:
    assert stands("S-35", NOW).state is State.NOT_MEASURED
    row = project_by(officer, since=date(2026, 11, 1))
    desk = Client()
    desk.force_login(officer)
    for day, people in (("2026-11-10", 12), ("2026-11-17", 30)):
        desk.post(
            f"/desk/projects/{row.pk}/gatherings/",
            {"gathering-day": day, "gathering-title": "Open day", "gathering-people": people},
        )
    assert stands("S-35", NOW).figure == "2 days of 1 project in a year, 42 times somebody took part, 0 reported"
    desk.post(f"/desk/projects/{row.pk}/report/", {"report-ended_on": "2026-11-20", "report-outcome": "A shelf for all."})
    page = " ".join(Client().get("/projects/pantry/").content.decode().split())
    assert "A shelf for all." in page
    assert "42 times somebody" in page
    assert stands("S-35", NOW).figure == "2 days of 1 project in a year, 42 times somebody took part, 1 reported"
    notes = [one.note for one in rows_behind(clause_of("S-35"), NOW)]
    assert notes == ["17 November 2026, 30 people", "10 November 2026, 12 people"]
