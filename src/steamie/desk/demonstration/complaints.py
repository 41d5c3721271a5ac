"""A year of complaints: some settled at once, some looked into again, one that took longer; each with what was learnt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.actions import handling
from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.complaints.actions import answering, describing, learning, longer, stages
from steamie.complaints.actions.answering import StageAnswer
from steamie.complaints.actions.describing import ComplaintFacts
from steamie.complaints.actions.stages import StageReceipt
from steamie.complaints.models import Complaint
from steamie.complaints.writing import LetterWay
from steamie.evidence.actors import VISITOR
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.rules.regimes.complaints import StageOutcome

from .posts import Desk
from .year import lately, next_day

TABLE = files(__package__) / "complaints.toml"


@dataclass(frozen=True, slots=True)
class ComplaintStory:
    """One story of the table, and who takes part: whoever deals with it, and the colleague who looks a second time."""

    row: dict[str, Any]
    complaint: Complaint
    handler: Person
    colleague: Person


def deal_with_all(desk: Desk) -> None:
    """Take each down as it came and bring it to its end, the oldest first."""
    for row in sorted(_table(), key=lambda row: -row["days_ago"]):
        _deal_with(desk, row)


@cache
def _table() -> list[dict[str, Any]]:
    return list(tomllib.loads(TABLE.read_text())["complaints"])


def _deal_with(desk: Desk, row: dict[str, Any]) -> None:
    came = lately(timezone.localtime(desk.now) - timedelta(days=row["days_ago"]))
    handler, colleague = desk.cast["officer"], desk.cast["staff"]
    if row["handler"] == "staff":
        handler, colleague = colleague, handler
    whose = Whose(name=row["name"], phone=row["phone"], address="1 Example Street", postcode="EX1 1AA")
    by = VISITOR if row["way"] == "web" else handler
    case = open_case(report=Report(kind="complaint", way=Way(row["way"]), words=row["words"], whose=whose), by=by, at=came)
    story = ComplaintStory(row, Complaint.objects.select_related("case").get(case=case), handler, colleague)
    last = came
    for moment in _course(story, came):
        last = moment
    _learn(story, last)


def _course(story: ComplaintStory, came: datetime) -> Iterator[datetime]:
    """Each moment is yielded once what happened then was done."""
    row, complaint, handler = story.row, story.complaint, story.handler
    taken = working_day(came, 1)
    handling.take(case=complaint.case, by=handler, at=taken)
    facts = ComplaintFacts(service=row["service"], factoring=row.get("factoring", False))
    describing.describe(complaint=complaint, facts=facts, by=handler, at=taken)
    yield taken
    if row.get("straight_to_two"):
        stages.begin_next(complaint=complaint, why="It needs looking into from the start.", by=handler, at=taken)
        yield from _second(story, taken, handler)
        return
    if "longer_asked" in row:
        yield from _longer(story, came)
    answered = working_day(came, row["answered"] - 1)
    _answer(story, row["answer"], row["outcome"], handler, answered)
    yield answered
    if "not_content" in row:
        asked = working_day(answered, row["not_content"])
        stages.begin_next(complaint=complaint, why=row["why_more"], by=handler, at=asked)
        yield from _second(story, asked, story.colleague)


def _longer(story: ComplaintStory, came: datetime) -> Iterator[datetime]:
    """Asked for, agreed by the colleague the next day, and told at once."""
    row, complaint = story.row, story.complaint
    asked = working_day(came, row["longer_asked"] - 1)
    wish = longer.ask_for_longer(
        complaint=complaint,
        days=row["longer_days"],
        reason=row["longer_reason"],
        approver=story.colleague,
        by=story.handler,
        at=asked,
    )
    agreed = next_day(asked)
    wish = longer.decide_on_longer(wish=wish, agreed=True, by=story.colleague, at=agreed)
    told = agreed + timedelta(minutes=20)
    longer.tell_of_longer(wish=wish, words=row["longer_reason"], how=LetterWay(Way.PHONE), by=story.handler, at=told)
    yield told


def _second(story: ComplaintStory, asked: datetime, by: Person) -> Iterator[datetime]:
    """Acknowledged, and answered some weeks later."""
    row = story.row
    acknowledged = working_day(asked, row["acknowledged"])
    receipt = StageReceipt("We have your complaint and look into it.", row["points"], row["wants"])
    stages.acknowledge(complaint=story.complaint, receipt=receipt, how=LetterWay(Way.LETTER), by=by, at=acknowledged)
    yield acknowledged
    answered = working_day(asked, row["second_answered"] - 1)
    _answer(story, row["second_answer"], row["second_outcome"], by, answered)
    yield answered


def _answer(story: ComplaintStory, words: str, outcome: str, by: Person, at: datetime) -> None:
    row = story.row
    written = StageAnswer(words, StageOutcome(outcome), row["cause"], row["change"], working_day(at, row["changed"] + 5).date())
    how = LetterWay(Way(row["told"]))
    answering.answer_stage(complaint=story.complaint, answer=written, how=how, by=by, at=at)


def _learn(story: ComplaintStory, last: datetime) -> None:
    """What was to change is changed, and told in public where the story says so."""
    changed = working_day(last, story.row["changed"])
    learning.note_changed(complaint=story.complaint, on=changed.date(), by=story.handler, at=changed)
    if words := story.row.get("public"):
        learning.publish_learning(complaint=story.complaint, words=words, by=story.handler, at=changed + timedelta(minutes=20))


def working_day(since: datetime, number: int) -> datetime:
    """A moment at work so many working days later."""
    moment = since
    for _ in range(number):
        moment = next_day(moment)
    return moment
