"""A crisis: lines that are ready, one thread with hours and cost, rehearsals that are scored; nothing starts again by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from steamie.content.publishing.actions.stops import stop_everything
from steamie.content.publishing.models import Stop
from steamie.content.publishing.rows import stops
from steamie.crisis import actions
from steamie.crisis.models import Crisis, CrisisEntry, HoldingLine
from steamie.crisis.scenarios import scenarios
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import State
from tests.strategy.papers import clause_of, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


def seconds(number: int) -> datetime:
    return NOW + timedelta(seconds=number)


def test_whoever_wrote_a_line_does_not_approve_it(officer: Person, colleague: Person) -> None:
    own = actions.propose_line(title="No water", words="We know, and are on it.", by=officer)
    with pytest.raises(ValidationError):
        actions.approve_line(row=own, by=officer)
    line = actions.propose_line(title="Gas", words="Get out and ring.", by=colleague)
    with pytest.raises(NotAllowed):
        actions.approve_line(row=own, by=colleague)

    actions.approve_line(row=line, by=officer)

    assert list(HoldingLine.objects.approved()) == [line]


@pytest.mark.clause("S-12")
def test_a_rehearsal_is_played_and_scored(client: Client, officer: Person, clock: Any) -> None:
    client.force_login(officer)
    assert stands("S-12", NOW).state is State.NOT_MEASURED

    answer = client.post("/desk/crisis/rehearsals/", {"scenario": "gas"}, follow=True)
    assert "Anyone else smell something funny" in answer.text
    assert "reekin" not in answer.text
    event = Crisis.objects.get()
    clock.move_to(seconds(80))
    page = client.get(f"/desk/crisis/{event.pk}/").text
    assert "reekin" in page
    assert page.index("reekin") < page.index("be the bins again")
    client.post(f"/desk/crisis/{event.pk}/practice/")
    clock.move_to(seconds(200))
    for message in event.messages.all()[1:]:
        client.post(f"/desk/crisis/messages/{message.pk}/answer/", {"words": "Get out, ring 0800 111 999"})
    client.post(f"/desk/crisis/{event.pk}/closing/", {"learned": "Answer the quiet ones first"})

    score = Crisis.objects.get().score
    assert (score.to_stop, score.to_first, score.to_all) == (timedelta(seconds=80), timedelta(seconds=200), None)
    assert (score.answered, score.messages, score.dangers, score.missed) == (7, 8, 2, 0)
    assert "0 of 2" in client.get(f"/desk/crisis/{event.pk}/").text
    standing = stands("S-12", seconds(300))
    assert (standing.state, standing.figure) == (State.MET, "1 rehearsal in a year, the last stopped after 1 min 20 s")
    behind = stops(clause_of("S-12"), NoParameters(), seconds(300))
    assert [(one.what, one.counts) for one in behind] == [("A smell of gas in a stair", True)]


def test_a_call_for_help_that_waited_is_missed(officer: Person) -> None:
    event = actions.rehearse(scenario="gas", by=officer)
    late = event.messages.filter(dangerous=True).first()
    actions.answer(row=late, words="Sorry", by=officer, at=late.comes_at + timedelta(minutes=6))

    actions.end(row=event, learned="Look sooner", by=officer, at=seconds(900))

    assert event.score.missed == 2
    assert stands("S-12", seconds(1000)).state is State.AT_RISK


def test_a_rehearsal_holds_no_post_and_is_no_event_of_the_past(officer: Person) -> None:
    event = actions.rehearse(scenario="flood", by=officer)
    actions.practise_stop(row=event, by=officer)

    assert not Stop.objects.exists()
    assert not Crisis.objects.real().exists()


@pytest.mark.clause("S-12")
def test_one_thread_tells_what_was_done_and_what_it_took_and_lifts_no_stop(client: Client, officer: Person) -> None:
    client.force_login(officer)
    stop_everything(reason="No water in Example Street", by=officer, at=NOW - timedelta(minutes=4))
    client.post("/desk/crisis/events/", {"title": "No water in Example Street"})
    event = Crisis.objects.get()
    entry = {"words": "Rang Scottish Water", "minutes": "21", "pounds": "40"}
    client.post(f"/desk/crisis/{event.pk}/entries/", entry)
    client.post(f"/desk/crisis/{event.pk}/entries/", {"words": "Hired a tanker", "minutes": "9", "pounds": "300"})

    client.post(f"/desk/crisis/{event.pk}/closing/", {"learned": "Keep the tanker’s number"})

    event = Crisis.objects.get()
    assert event.cost == {"minutes": 30, "pounds": 340}
    assert event.stopped_at == NOW - timedelta(minutes=4)
    assert Stop.objects.in_force().count() == 1
    assert "£340" in client.get(f"/desk/crisis/{event.pk}/").text
    late = client.post(f"/desk/crisis/{event.pk}/entries/", {"words": "And this", "minutes": "0", "pounds": "0"})
    assert (late.status_code, CrisisEntry.objects.count()) == (422, 2)
    assert "And this" in late.text


@pytest.mark.parametrize("typed", [{"minutes": "-1"}, {"minutes": "lots"}, {"pounds": "99999999999"}, {"words": ""}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, officer: Person, typed: dict[str, str]) -> None:
    client.force_login(officer)
    event = actions.begin(title="Something", by=officer)

    answer = client.post(f"/desk/crisis/{event.pk}/entries/", {"words": "Long words", "minutes": "1", "pounds": "2"} | typed)

    assert answer.status_code == 422
    assert "One thing to fix" in answer.text
    assert typed.get("words", "Long words") in answer.text


def test_two_who_answer_at_once_answer_once_and_the_second_keeps_the_words(
    client: Client, officer: Person, colleague: Person
) -> None:
    event = actions.rehearse(scenario="flood", by=officer)
    message = event.messages.first()
    actions.answer(row=message, words="First", by=colleague)
    client.force_login(officer)

    answer = client.post(f"/desk/crisis/messages/{message.pk}/answer/", {"words": "Second"})

    message.refresh_from_db()
    assert (message.answer, answer.status_code) == ("First", 422)
    assert "Second" in answer.text


def test_what_has_not_come_yet_is_neither_shown_nor_answered(client: Client, officer: Person) -> None:
    event = actions.rehearse(scenario="flood", by=officer)
    client.force_login(officer)

    assert client.post(f"/desk/crisis/messages/{event.messages.last().pk}/answer/", {"words": "Early"}).status_code == 404


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_every_call_for_help_of_a_scenario_is_raised_by_our_rules(name: str, officer: Person) -> None:
    event = actions.rehearse(scenario=name, by=officer)

    assert set(event.messages.filter(dangerous=True)) <= set(event.messages.filter(urgent=True))
    assert event.messages.filter(dangerous=False, urgent=True).count() <= 2


def test_staff_may_not_open_an_event(client: Client, staff: Person) -> None:
    client.force_login(staff)

    assert client.get("/desk/crisis/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.begin(title="Something", by=staff)
