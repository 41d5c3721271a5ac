"""Hours and money against the plan of the quarter, entered in a minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from steamie.effort.actions import enter_effort, plan_effort, take_effort_back
from steamie.effort.contacts import cost_of_contacts
from steamie.effort.figures import hours, pounds
from steamie.effort.forms import minutes_in
from steamie.effort.models import EffortEntry, EffortTask
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.casework.making import told
from tests.strategy.papers import clause_of, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NOW = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)  # the middle of the quarter: 46 of its 92 days


def planned(officer: Person, hours: int = 40, pounds: int = 100) -> None:
    plan_effort(first=NOW.date(), minutes=hours * 60, pence=pounds * 100, by=officer, now=NOW)


def spent(by: Person, minutes: int, *, days_ago: int = 1, **more: object) -> EffortEntry:
    day = NOW.date() - timedelta(days=days_ago)
    return enter_effort(day=day, task=EffortTask.WRITE, minutes=minutes, by=by, now=NOW, **more)  # type: ignore[arg-type]


@pytest.mark.clause("S-13")
def test_hours_are_held_against_the_plan_of_the_quarter(officer: Person, colleague: Person) -> None:
    assert stands("S-13", NOW).state is State.NOT_MEASURED
    planned(officer)
    assert stands("S-13", NOW).reason == "No hours have been entered this quarter."
    entry = spent(colleague, 19 * 60)
    on_track = stands("S-13", NOW)
    assert (on_track.state, on_track.figure) == (State.MET, "19 h of 40 h planned, in 1 entry; £0 of £100")
    spent(colleague, 6 * 60)
    assert stands("S-13", NOW).state is State.AT_RISK
    assert stands("S-13", NOW).reason == "At this pace the quarter ends 25% above its plan."
    spent(colleague, 20 * 60)
    assert stands("S-13", NOW).state is State.BREACHED
    assert stands("S-13", NOW).reason == "This quarter is 12% above its plan already."
    take_effort_back(entry=entry, by=colleague, now=NOW)
    assert stands("S-13", NOW).figure.startswith("26 h of 40 h")
    assert [row.counts for row in rows_behind(clause_of("S-13"), NOW)].count(False) == 1
    EffortEntry.objects.all().delete()
    assert stands("S-13", NOW).state is State.NOT_MEASURED


def test_money_alone_can_be_too_much_and_silence_is_seen(officer: Person) -> None:
    planned(officer)
    spent(officer, 60, days_ago=35)
    assert "Nothing has been entered for 35 days." in stands("S-13", NOW).reason
    spent(officer, 0, pence=11_500, bought="An advertisement")
    assert stands("S-13", NOW).state is State.BREACHED


def test_a_new_plan_takes_the_place_of_the_old_one(officer: Person) -> None:
    planned(officer, hours=10)
    spent(officer, 5 * 60)
    planned(officer, hours=60)
    assert stands("S-13", NOW).figure.startswith("5 h of 60 h")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"days_ago": -1, "minutes": 5}, "still to come"),
        ({"days_ago": 400, "minutes": 5}, "more than a year ago"),
        ({"minutes": 0}, "time, money or both"),
        ({"minutes": 25 * 60}, "24 hours"),
        ({"minutes": 0, "pence": 100}, "what the money was for"),
    ],
)
def test_what_cannot_be_is_refused_in_words(officer: Person, more: dict[str, int], words: str) -> None:
    before = Event.objects.count()
    with pytest.raises(NotReady, match=words):
        spent(officer, **more)
    assert Event.objects.count() == before


def test_only_the_team_enters_and_only_the_officer_plans(colleague: Person, staff: Person) -> None:
    with pytest.raises(NotAllowed):
        spent(staff, 5)
    with pytest.raises(NotAllowed):
        planned(colleague)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("45", 45), ("45 min", 45), ("1:30", 90), ("1.5 h", 90), ("2h", 120), ("2 h 15 min", 135), ("1,25", 75), ("0", 0)],
)
def test_time_is_read_as_people_write_it(words: str, minutes: int) -> None:
    assert minutes_in(words) == minutes


@given(st.text(max_size=12))
def test_any_words_give_minutes_or_nothing(words: str) -> None:
    minutes = minutes_in(words)
    assert minutes is None or minutes >= 0


def test_amounts_in_words() -> None:
    assert [hours(n) for n in (0, 45, 60, 95)] == ["0 h", "45 min", "1 h", "1 h 35 min"]
    assert [pounds(n) for n in (0, 50, 1250, 120_000)] == ["£0", "£0.50", "£12.50", "£1,200"]


def test_entering_takes_one_form_and_nothing_typed_is_lost(client: Client, officer: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        client.force_login(officer)
        entry = {"day": "2026-11-14", "task": "answer", "time": "lots", "money": "4.50", "bought": "Stamps"}
        wrong = client.post("/desk/effort/", entry)
        assert wrong.status_code == 422
        assert "Write it like 45" in wrong.text
        assert 'value="Stamps"' in wrong.text
        assert client.post("/desk/effort/", entry | {"time": "1:15"}).status_code == 302
        row = EffortEntry.objects.get()
        assert (row.day, row.minutes, row.pence) == (date(2026, 11, 14), 75, 450)
        assert (
            client.post("/desk/effort/plan/", {"plan-first": "2026-10-01", "plan-hours": "30", "plan-money": "0"}).status_code
            == 302
        )
        page = client.get("/desk/effort/")
        assert "1 h 15 min of 30 h planned" in page.text
        assert client.post(f"/desk/effort/{row.pk}/withdrawal/").status_code == 302
        assert not EffortEntry.objects.standing().exists()


def test_what_a_contact_costs_by_its_way_in(client: Client, officer: Person) -> None:
    """Known only where hours, the price of an hour and contacts are known; what is missing is said."""
    with time_machine.travel(NOW, tick=False):
        for _ in range(4):
            told("repair", at=NOW)
        client.force_login(officer)
        entry = {"day": "2026-11-14", "task": "answer", "time": "1:00", "way": "web", "money": "4", "bought": "Stamps"}
        assert client.post("/desk/effort/", entry).status_code == 302
        [web] = cost_of_contacts(quarter_of(NOW.date()))
        assert (web.contacts, web.each, web.each_words) == (4, None, "not known: nobody said what an hour costs")
        plan = {"plan-first": "2026-10-01", "plan-hours": "30", "plan-money": "0", "plan-hour": "20"}
        assert client.post("/desk/effort/plan/", plan).status_code == 302
        assert cost_of_contacts(quarter_of(NOW.date()))[0].each == 600  # (£20 + £4) / 4
        assert "£6" in client.get("/desk/effort/").text
        EffortEntry.objects.update(way="phone")
        phone, web = sorted(cost_of_contacts(quarter_of(NOW.date())), key=lambda row: row.contacts)
        assert (phone.each_words, web.each_words) == ("nothing came", "not known: no hours were entered for it")
