"""The ombudsman's and the regulator's figures, against a count of their own: by hand, from a list, without the product's code."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from steamie.complaints.figures import figures, span_called, year_of
from steamie.people.models import Person
from steamie.rules.quarters import Span

from .making import answer, complained, do, on

pytestmark = pytest.mark.django_db
SHUT = {date(2026, 11, 30), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4), date(2026, 8, 3)}


@dataclass
class Story:
    """What happened: when it came, whether at once at stage 2, when each stage was answered and how."""

    came: str
    first: str = ""
    outcome: str = "upheld"
    on_to_two: str = ""
    second: str = ""
    second_outcome: str = "not"
    direct: bool = False
    ended: str = ""  # withdrawn, or told twice


STORIES = [
    Story("2026-03-25", "2026-04-02"),  # before the year, answered in it, late
    Story("2026-07-01", "2026-07-03", "resolved"),
    Story("2026-10-01", "2026-10-07", "partly", on_to_two="2026-10-12", second="2026-11-06"),
    Story("2026-10-03", "2026-10-09", "not"),  # a Saturday
    Story("2026-10-05", "2026-10-13", "upheld"),  # late
    Story("2026-11-27", second="2026-12-29", second_outcome="upheld", direct=True),
    Story("2026-11-27", "2026-12-04", "resolved", on_to_two="2026-12-08", second="2027-01-08", second_outcome="partly"),
    Story("2026-12-01", ended="withdrawn"),
    Story("2026-12-02", ended="duplicate"),
    Story("2026-12-22"),  # not answered yet
]


def happen(desk: Client) -> None:
    for story in STORIES:
        case = complained(story.came).case
        if story.direct:
            do(desk, case, "next-stage/", story.came, why="Serious")
        if story.first:
            answer(desk, case, story.first, outcome=story.outcome)
        if story.on_to_two:
            do(desk, case, "next-stage/", story.on_to_two, why="Not content")
        if story.second:
            answer(desk, case, story.second, outcome=story.second_outcome)
        if story.ended:
            with time_machine.travel(on(story.came, 17), tick=False):
                desk.post(f"/desk/cases/{case.reference}/end/", {"end-outcome": story.ended, "end-words": "So"})


def days(since: str, until: str) -> int:
    """Working days, the first of them counted, without any of the house's code."""
    day, last, number = date.fromisoformat(since), date.fromisoformat(until), 0
    while day <= last:
        number += day.weekday() < 5 and day not in SHUT
        day += timedelta(days=1)
    return number


def within(day: str, span: Span) -> bool:
    return bool(day) and span.first <= date.fromisoformat(day) <= span.last


def by_hand(span: Span) -> dict[str, object]:
    """The same figures, straight from the stories."""
    real = [story for story in STORIES if story.ended != "duplicate"]
    first = [(story.came, story.first, story.outcome) for story in real if within(story.first, span)]
    direct = [(story.came, story.second, story.second_outcome) for story in real if story.direct and within(story.second, span)]
    later = [
        (story.on_to_two, story.second, story.second_outcome) for story in real if story.on_to_two and within(story.second, span)
    ]

    def group(rows: list[tuple[str, str, str]], most: int) -> tuple[object, ...]:
        taken = [days(since, until) for since, until, _ in rows]
        mean = round(sum(taken) / len(taken), 1) if taken else None
        outcomes = [sum(row[2] == code for row in rows) for code in ("resolved", "upheld", "partly", "not")]
        return len(rows), sum(number <= most for number in taken), mean, outcomes

    return {
        "received": sum(within(story.came, span) for story in real),
        "direct": sum(within(story.came, span) and story.direct for story in real),
        "went on": sum(within(story.on_to_two, span) for story in real),
        "withdrawn": sum(within(story.came, span) and story.ended == "withdrawn" for story in real),
        "stages": [group(first, 5), group(direct, 20), group(later, 20)],
    }


def as_found(span: Span) -> dict[str, object]:
    found = figures(span)
    return {
        "received": found.received,
        "direct": found.received_direct,
        "went on": found.went_on,
        "withdrawn": found.withdrawn,
        "stages": [(one.closed, one.in_time, one.days, [number for _, number, _ in one.outcomes]) for one in found.stages],
    }


def test_the_ombudsman_s_figures_of_every_quarter_and_the_year_equal_an_independent_count(desk: Client, worker: Person) -> None:
    happen(desk)
    quarters = [Span(date(2026, 4, 1), date(2026, 6, 30)), Span(date(2026, 7, 1), date(2026, 9, 30)),
                Span(date(2026, 10, 1), date(2026, 12, 31)), Span(date(2027, 1, 1), date(2027, 3, 31))]  # fmt: skip
    year = year_of(date(2026, 10, 1))
    assert (year.first, year.last) == (date(2026, 4, 1), date(2027, 3, 31))
    for span in (*quarters, year):
        assert as_found(span) == by_hand(span)
    assert as_found(quarters[2])["stages"][0] == (4, 3, 5.5, [1, 1, 1, 1])  # and a look, so that two wrongs do not agree


def test_the_regulator_s_return_counts_what_came_was_carried_over_and_was_answered(desk: Client, worker: Person) -> None:
    happen(desk)
    first, second = figures(year_of(date(2026, 10, 1))).lines
    assert (first.received, first.carried, first.whole, first.answered) == (6, 1, 7, 6)
    assert first.answered_share == "86%"
    assert first.days == round((7 + 3 + 5 + 5 + 7 + 5) / 6, 1)
    assert (second.received, second.carried, second.answered, second.days) == (3, 0, 3, 20.0)


def test_the_committee_reads_the_figures_and_the_sheet_holds_the_same(desk: Client, worker: Person, committee: Person) -> None:
    happen(desk)
    with time_machine.travel(on("2027-01-20"), tick=False):
        desk.force_login(committee)
        page = " ".join(desk.get("/desk/complaints/figures/?time=quarter-2026-10-01").content.decode().split())
        sheet = desk.get("/desk/complaints/figures/export/?time=quarter-2026-10-01").content.decode()
        assert desk.get("/desk/complaints/figures/?time=quarter-2026-10-02").status_code == 404
        assert desk.get("/desk/complaints/figures/?time=nonsense").status_code == 404
    assert "3 (75%)" in page
    assert "anary" not in page
    rows = {(row[0], row[1]): row[2:] for row in csv.reader(io.StringIO(sheet))}
    assert rows["Answered in time", "Stage 1"] == ["3", "75%"]
    assert rows["Received", "All"] == ["7", ""]
    assert "anary" not in sheet


def test_longer_that_was_agreed_is_not_in_time_and_is_counted_beside(desk: Client, worker: Person, manager: Person) -> None:
    complaint = complained("2026-11-23")
    asked = {"days": "5", "reason": "The log", "approver": str(manager.pk)}
    do(desk, complaint.case, "extensions/", "2026-11-25", **asked)
    wish = complaint.stages.get().longer.get()
    do(desk, complaint.case, f"extensions/{wish.pk}/agreement/", "2026-11-26", who="manager@example.org", agreed="yes")
    answer(desk, complaint.case, "2026-12-03")
    first = figures(Span(date(2026, 10, 1), date(2026, 12, 31))).stages[0]
    assert (first.closed, first.in_time, first.in_agreed_time) == (1, 0, 1)


def test_the_website_shows_what_is_over_and_what_was_learnt_and_nobody(desk: Client, worker: Person, client: Client) -> None:
    happen(desk)
    case = complained("2026-10-06").case
    answer(desk, case, "2026-10-08")
    words = "We read numbers afresh each night."
    refused = do(desk, case, "learning/publication/", "2026-10-09", public_words="Shona’s number was old.")
    assert "point to somebody" in refused.content.decode()
    assert do(desk, case, "learning/publication/", "2026-10-09", public_words="Call 07700 900123.").status_code == 422
    assert do(desk, case, "learning/publication/", "2026-10-09", public_words=words).status_code == 302
    client.logout()
    with time_machine.travel(on("2027-01-20"), tick=False):
        page = " ".join(client.get("/complaints/figures/").content.decode().split())
    assert "October to December 2026" in page
    assert words in page
    for hidden in ("anary", case.reference):
        assert hidden not in page
    do(desk, case, "learning/publication/withdrawal/", "2026-10-10")
    client.logout()
    with time_machine.travel(on("2027-01-20"), tick=False):
        assert words not in client.get("/complaints/figures/").content.decode()


def test_how_to_complain_says_the_days_of_the_procedure_and_what_somebody_under_18_may_do(client: Client, db: None) -> None:
    page = " ".join(client.get("/complaints/").content.decode().split())
    assert "We say within 3 working days that we have it, and what we look into. We answer within 20 working days." in page
    for words in ("If you are under 18", "Bridgeside House", "20 York Street", "Then we may begin with the last stage."):
        assert words in page


def test_a_time_is_called_by_its_first_day_and_none_that_has_not_begun() -> None:
    today = date(2026, 11, 30)
    assert span_called("quarter-2026-10-01", today) == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert span_called("year-2026-04-01", today) == Span(date(2026, 4, 1), date(2027, 3, 31))
    for wrong in ("quarter-2027-01-01", "week-2026-10-01", "year-2026-01-01", "quarter-x", ""):
        assert span_called(wrong, today) is None
