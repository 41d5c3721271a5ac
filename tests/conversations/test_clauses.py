"""S-28: answers in time. S-70: negative comments go on in private. S-69: opinions stay. S-20: what hidden comments named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.conversations.actions import hiding
from steamie.conversations.actions.cases import become_case
from steamie.conversations.models import Message
from steamie.conversations.urgency import TriageAnswer
from steamie.people.models import Person
from steamie.rules.standing import State
from tests.strategy.papers import stands

from .making import NOW, Crowd, asked, house_rule, judged, later, send

SOON = NOW + timedelta(days=5)


@pytest.mark.parametrize("clause", ["S-28", "S-70", "S-69", "S-20"])
def test_with_nothing_heard_nothing_is_measured(db: None, clause: str) -> None:
    assert stands(clause, NOW).state is State.NOT_MEASURED


@pytest.mark.clause("S-28")
def test_how_soon_people_are_answered(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Are yous shut?")
    crowd.heard("When is bin day?")
    asked(one, "Yes.", officer)
    send()
    with later(days=5) as now:
        standing = stands("S-28", now)
    assert (standing.state, standing.figure[:25]) == (State.AT_RISK, "1 of 2 answered in time, ")
    assert "1 wait too long" in standing.reason


@pytest.mark.clause("S-28")
def test_all_answered_in_time_is_on_track(crowd: Crowd, officer: Person) -> None:
    asked(crowd.heard("Are yous shut?"), "Yes.", officer)
    send()
    assert stands("S-28", SOON).state is State.MET


@pytest.mark.clause("S-70")
def test_negative_comments_are_carried_on_in_private(crowd: Crowd, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, nobody=TriageAnswer("complaint"), roofs=TriageAnswer("opinion"))
    crowd.heard("Roofs first")
    one = crowd.heard("Nobody came")
    assert stands("S-70", SOON).state is State.AT_RISK
    become_case(conversation=one, kind="complaint", by=officer)
    standing = stands("S-70", SOON)
    assert (standing.state, standing.figure) == (State.MET, "1 of 1 negative comment carried on in private")


@pytest.mark.clause("S-69")
def test_what_is_hidden_has_a_rule_or_the_clause_is_broken(crowd: Crowd, officer: Person, colleague: Person) -> None:
    opinion = crowd.heard("Roofs first, you are hopeless").messages.get()
    assert stands("S-69", SOON).state is State.MET
    rule, threat = house_rule(officer, colleague), crowd.heard("I will get you").messages.get()
    hiding.carry_out(hiding.hide(message=threat, rule=rule, broken_by="I will get you", by=officer), NOW)
    standing = stands("S-69", NOW + timedelta(hours=1))
    assert (standing.state, standing.figure[:24]) == (State.MET, "1 of 2 comments hidden, ")
    assert stands("S-69", NOW + timedelta(days=9)).state is State.AT_RISK, "no second person has looked"
    Message.objects.filter(pk=opinion.pk).update(hidden=True)  # somebody hid it on the channel itself
    assert stands("S-69", NOW + timedelta(hours=1)).state is State.BREACHED


@pytest.mark.clause("S-20")
def test_what_hidden_comments_named_is_counted_as_people_tick(crowd: Crowd, officer: Person, colleague: Person) -> None:
    rule, message = house_rule(officer, colleague), crowd.heard("I will get you").messages.get()
    row = hiding.hide(message=message, rule=rule, broken_by="I will get you", by=officer)
    assert stands("S-20", NOW + timedelta(hours=1)).state is State.AT_RISK
    hiding.tick_characteristics(row=row, named=["race"], by=officer)
    standing = stands("S-20", NOW + timedelta(hours=1))
    assert standing.figure == "1 of 1 hidden comment named a protected characteristic this quarter"
    assert (standing.state, standing.reason) == (State.MET, "Race 1.")
