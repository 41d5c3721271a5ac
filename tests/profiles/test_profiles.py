"""Own profiles: guidance for everybody, training with dates, reports that are answered, and nobody watched."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.profiles import actions, answering
from steamie.profiles.controls import TrainedEvery
from steamie.profiles.models import ProfileReport, ProfileTraining
from steamie.profiles.rows import trained
from steamie.profiles.who import asked
from steamie.rules.standing import State
from steamie.strategy.models import Incident
from tests.strategy.papers import clause_of, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def everybody(officer: Person, on: date = TODAY) -> None:
    for person in asked():
        actions.train(person=person, on=on, by=officer)


@pytest.mark.clause("S-64")
def test_the_clause_is_kept_by_training_and_answered_reports(officer: Person, staff: Person, forum: Person) -> None:
    assert stands("S-64", NOW).state is State.NOT_MEASURED
    actions.train(person=staff, on=TODAY, by=officer)
    standing = stands("S-64", NOW)
    assert (standing.state, standing.figure) == (State.AT_RISK, "1 of 2 people trained; 0 reports")

    everybody(officer)
    assert stands("S-64", NOW).state is State.MET
    assert [(one.what, one.counts) for one in trained(clause_of("S-64"), TrainedEvery(), NOW)] == [
        (one.name, True) for one in asked()
    ]

    actions.report(on=date(2026, 11, 16), what="Taken for our view", by=staff, at=NOW - timedelta(days=8))
    assert stands("S-64", NOW).state is State.BREACHED


@pytest.mark.clause("S-64")
def test_training_older_than_the_paper_allows_no_longer_counts(officer: Person) -> None:
    everybody(officer, TODAY - timedelta(days=370))

    assert stands("S-64", NOW).figure == "0 of 1 person trained; 0 reports"


@pytest.mark.clause("S-64")
def test_a_report_becomes_an_incident_of_the_risk_and_asks_for_a_score(client: Client, officer: Person, staff: Person) -> None:
    client.force_login(staff)
    client.post("/desk/profiles/reports/", {"on": "2026-11-23", "what": "A reader took an answer for ours"}, follow=True)
    row = ProfileReport.objects.get()
    client.force_login(officer)
    assert "A reader took an answer for ours" in client.get("/desk/profiles/").text

    client.post(f"/desk/profiles/reports/{row.pk}/answer/", {"incident": "yes", "words": "Put right from our page"})

    incident = Incident.objects.get()
    row.refresh_from_db()
    assert (incident.clause, incident.happened_on, row.incident) == ("S-64", date(2026, 11, 23), incident)
    assert list(Event.objects.order_by("number").values_list("verb", flat=True))[-3:] == [
        "report a profile", "report", "answer a profile report",
    ]  # fmt: skip


def test_a_report_that_is_no_incident_is_answered_once(officer: Person, staff: Person) -> None:
    row = actions.report(on=TODAY, what="Something", by=staff)

    answering.answer(row=row, words="Their own opinion, as anybody may have", is_incident=False, by=officer)
    again = answering.answer(row=row, words="Changed my mind", is_incident=True, by=officer)

    assert again.answer == "Their own opinion, as anybody may have"
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("address", "typed", "words"),
    [
        ("/desk/profiles/reports/", {"on": "2026-12-24", "what": "words that stay"}, "still to come"),
        ("/desk/profiles/reports/", {"on": "", "what": "words that stay"}, "thing to fix"),
        ("/desk/profiles/training/", {"person": "0", "on": "2026-11-20"}, "thing to fix"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, officer: Person, address: str, typed: dict[str, str], words: str
) -> None:
    client.force_login(officer)

    answer = client.post(address, typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert typed.get("what", "") in answer.text
    assert not ProfileReport.objects.exists()


def test_the_same_training_twice_is_one(officer: Person, staff: Person) -> None:
    everybody(officer)
    everybody(officer)

    assert ProfileTraining.objects.filter(person=staff).count() == 1
    assert Event.objects.filter(verb="train about own profiles").count() == 2


def test_guidance_is_for_everybody_and_training_for_whoever_manages_people(client: Client, staff: Person, forum: Person) -> None:
    for person in (staff, forum):
        client.force_login(person)
        assert "Your own profile is yours" in client.get("/desk/profiles/").text
    with pytest.raises(NotAllowed):
        actions.train(person=staff, on=TODAY, by=staff)
    with pytest.raises(NotAllowed):
        actions.report(on=TODAY, what="Something", by=forum)


@pytest.mark.clause("S-64")
def test_no_profile_of_anybody_is_held_or_asked_for() -> None:
    columns = {field.name for model in (ProfileReport, ProfileTraining) for field in model._meta.get_fields()}

    assert not {"profile", "link", "url", "address", "account", "handle"} & columns
