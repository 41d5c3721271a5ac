"""The strategy's risks: scored, and scored again after an incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from steamie.strategy import actions
from steamie.strategy.models import Edition, Incident, RiskScore
from tests.strategy.papers import stands

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)
RISKS = ("S-11", "S-12", "S-13", "S-64")


@pytest.fixture(autouse=True)
def clock(settings: object, tmp_path: Path, strategy: Edition) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def score(by: Person, clause: str, likelihood: int, impact: int, at: datetime = NOW) -> RiskScore:
    return actions.score_risk(by=by, clause=clause, likelihood=likelihood, impact=impact, reason="As things are", at=at)


@pytest.mark.clause("S-62")
def test_an_incident_forces_a_new_score_until_it_is_done(officer: Person) -> None:
    assert stands("S-62", NOW).state is State.NOT_MEASURED
    score(officer, "S-11", 1, 4, NOW - timedelta(days=3))
    found = stands("S-62", NOW)
    assert (found.state, found.figure) == (State.MET, "1 × 4 = 4 of 25, low, on 19 November 2026")

    yesterday = NOW - timedelta(days=1)
    actions.record_incident(by=officer, clause="S-11", on=date(2026, 11, 20), what="A post nobody approved", at=yesterday)
    found = stands("S-62", NOW)
    assert (found.state, found.reason) == (State.BREACHED, "1 incident since it was scored: score it again.")

    score(officer, "S-11", 2, 4, NOW)
    found = stands("S-62", NOW)
    assert (found.state, found.figure.partition(",")[0]) == (State.BREACHED, "2 × 4 = 8 of 25")
    assert "The paper says this risk is low" in found.reason
    score(officer, "S-11", 1, 3, NOW + timedelta(hours=1))
    assert stands("S-62", NOW).state is State.MET
    assert [(row.likelihood, row.impact) for row in RiskScore.objects.filter(clause="S-11")] == [(1, 3), (2, 4), (1, 4)]


@pytest.mark.clause("S-09")
def test_an_incident_updates_the_register(officer: Person) -> None:
    assert stands("S-09", NOW).state is State.NOT_MEASURED
    for clause in RISKS[:3]:
        score(officer, clause, 2, 2, NOW - timedelta(days=2))
    found = stands("S-09", NOW)
    assert (found.state, found.figure) == (State.AT_RISK, "3 of 4 risks scored within the year")
    assert "S-64" in found.reason
    score(officer, "S-64", 3, 3, NOW - timedelta(days=2))
    assert stands("S-09", NOW).state is State.MET
    actions.record_incident(by=officer, clause="S-64", on=NOW.date(), what="Taken for our view", at=NOW)
    found = stands("S-09", NOW)
    assert (found.state, found.figure) == (State.BREACHED, "3 of 4 risks scored within the year")
    assert found.reason == "An incident asks for a new score: S-64."
    score(officer, "S-64", 4, 3, NOW + timedelta(minutes=1))
    assert stands("S-09", NOW).reason == "Since they were scored before: 1 higher."
    later = NOW + timedelta(days=400)
    assert stands("S-09", later).figure == "0 of 4 risks scored within the year"
    assert stands("S-62", later).reason == "It was scored more than a year ago."


def test_what_is_written_down(officer: Person, staff: Person) -> None:
    score(officer, "S-12", 2, 3)
    actions.record_incident(by=officer, clause="S-12", on=NOW.date(), what="Words taken amiss", at=NOW)
    score(officer, "S-12", 3, 3, NOW + timedelta(minutes=1))
    events = list(Event.objects.filter(clause="S-62").order_by("number"))
    assert [event.verb for event in events] == ["score", "report", "score"]
    assert events[2].facts == {"risk": "S-12", "points": 9, "was": 6, "incidents": 1}
    assert "amiss" not in str(events[1].facts)
    with pytest.raises(NotAllowed):
        score(staff, "S-12", 1, 1)
    with pytest.raises(NotAllowed):
        actions.record_incident(by=staff, clause="S-12", on=NOW.date(), what="x")
    with pytest.raises(LookupError):
        score(officer, "S-57", 1, 1)
    with pytest.raises(ValidationError, match="still to come"):
        actions.record_incident(by=officer, clause="S-12", on=date(2026, 11, 23), what="x")
    with pytest.raises(ValidationError, match="why"):
        actions.score_risk(by=officer, clause="S-12", likelihood=1, impact=1, reason=" ")


def test_the_page_from_incident_to_new_score(client: Client, officer: Person, committee: Person, clock: object) -> None:
    client.force_login(officer)
    page = client.get("/desk/strategy/risks/").content.decode()
    assert page.count("Not scored") == 4
    wrong = client.post("/desk/strategy/risks/S-11/", {"likelihood": "6", "impact": "4", "reason": "<b>so</b>"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;so&lt;/b&gt;" in wrong.content.decode()
    given = {"likelihood": "1", "impact": "4", "reason": "Nobody shares a password."}
    assert "S-11 scored: 1 × 4 = 4 of 25, low." in client.post("/desk/strategy/risks/S-11/", given, follow=True).content.decode()
    clock.shift(timedelta(minutes=5))
    told = {"clause": "S-11", "on": "2026-11-21", "what": "A post nobody approved"}
    page = client.post("/desk/strategy/risks/incident/", told, follow=True).content.decode()
    assert "Incident recorded. Now score S-11 again." in page
    assert "Score again" in page
    assert "Score the risks" in client.get("/desk/").content.decode()  # a task on the first page
    assert "1 incident since it was scored" in client.get("/desk/strategy/").content.decode()
    clock.shift(timedelta(minutes=5))
    client.post("/desk/strategy/risks/S-11/", given)
    for clause in RISKS[1:]:
        client.post(f"/desk/strategy/risks/{clause}/", given)
    assert "Score the risks" not in client.get("/desk/").content.decode()
    assert client.post("/desk/strategy/risks/incident/", told | {"on": "2026-12-25"}).status_code == 422
    assert Incident.objects.count() == 1
    assert client.post("/desk/strategy/risks/S-57/", given).status_code == 404
    client.force_login(committee)
    page = client.get("/desk/strategy/risks/").content.decode()
    assert "Incident on" not in page
    assert "Keep this score" not in page
    assert client.post("/desk/strategy/risks/S-11/", given).status_code == 403
