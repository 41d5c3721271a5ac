"""The clock-change promise at full size: every minute within three hours of both changes, by every door, on any machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from steamie.channels.models import Channel
from steamie.content.calendar.incoming import headings
from steamie.content.calendar.incoming.answers import Answers
from steamie.content.calendar.incoming.reading import SheetReading
from steamie.content.calendar.incoming.table import tables
from steamie.content.posts.forms.posts import PostForm
from steamie.files import sheets
from steamie.files.sheets import reader
from tests.content.calendar.calendars import xlsx
from tests.content.making import NOW

LONDON = ZoneInfo("Europe/London")
CHANGES = (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))
MINUTES = range(-180, 181)
TWICE = 60  # minutes that come twice
NEVER = 60  # minutes that never come

pytestmark = [pytest.mark.long, pytest.mark.django_db]


@pytest.fixture(params=["", "UTC", "America/New_York"])
def _machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, website: Channel) -> Iterator[None]:
    """A machine that keeps another time, or none."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param) if request.param else monkeypatch.delenv("TZ", raising=False)
    time.tzset()
    yield
    monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ", raising=False)
    time.tzset()


def walls(change: datetime) -> list[tuple[datetime, datetime, str]]:
    """Each moment, the clock on the wall then, and which of two it is where it comes twice."""
    listed = []
    for minutes in MINUTES:
        moment = change + timedelta(minutes=minutes)
        local = moment.astimezone(LONDON)
        wall = local.replace(tzinfo=None, fold=0)
        twice = wall.replace(tzinfo=LONDON).utcoffset() != wall.replace(tzinfo=LONDON, fold=1).utcoffset()
        listed.append((moment, wall, ("second" if local.fold else "first") if twice else ""))
    return listed


def skipped(change: datetime) -> list[datetime]:
    """The clock on the wall at the minutes that the change leaves out."""
    return [datetime(change.year, change.month, change.day, 1, minute) for minute in range(NEVER)] if change.month == 3 else []


def reading(answer: dict[str, object], rows: dict[str, dict[str, str]]) -> SheetReading:
    (table,) = tables(answer)
    answers = Answers(order="day", share="community", seen=True, rows=rows)
    return SheetReading(table, answers, headings.terms_in_force(), NOW.date())


def of_our_sheet(walls_then: list[datetime], rows: dict[str, dict[str, str]]) -> SheetReading:
    lines = [f"{wall:%d/%m/%Y},{wall:%H:%M},Post {number},local" for number, wall in enumerate(walls_then)]
    return reading(reader.read_text("\n".join(["day,time,title,third", *lines]).encode(), ""), rows)


def of_an_import(walls_then: list[datetime], rows: dict[str, dict[str, str]]) -> SheetReading:
    lines = [[wall, f"Post {number}", "Words"] for number, wall in enumerate(walls_then)]
    return reading(sheets.read(xlsx(["Publish at", "Topic", "Caption"], *lines)), rows)


def by_the_form(wall: datetime, which: str, channel: Channel) -> PostForm:
    words = {"title": "Post", "share": "community", "kind": "information", "audience": "tenants", "purpose": "connect"}
    return PostForm(words | {"when": f"{wall:%Y-%m-%dT%H:%M}", "when_which": which}, channels=[channel])


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize("change", CHANGES, ids=["spring", "autumn"])
@pytest.mark.parametrize("door", [of_our_sheet, of_an_import])
def test_no_minute_of_a_sheet_is_shifted_and_every_repeated_one_is_asked(change: datetime, door: object) -> None:
    expected = walls(change)
    asked = door([wall for _, wall, _ in expected], {})
    assert len(asked.rows) == len(expected)
    waiting = [row for row in asked.rows if any(question.about == "which" for question in row.questions)]
    assert len(waiting) == (2 * TWICE if change.month == 10 else 0)

    answers = {str(number): {"which": which} for number, (_, _, which) in enumerate(expected, 2) if which}
    midnight = {str(number): {"time": "00:00"} for number, (_, wall, _) in enumerate(expected, 2) if f"{wall:%H:%M}" == "00:00"}
    assert door is of_our_sheet or sum(any(one.about == "time" for one in row.questions) for row in asked.rows) == len(midnight)
    settled = door([wall for _, wall, _ in expected], answers | midnight)
    moments = {row.number: row.composition.due_at for row in settled.rows if row.composition}
    assert [moments[number] for number in range(2, len(expected) + 2)] == [moment for moment, _, _ in expected]

    if left_out := skipped(change):
        assert all("never comes" in row.errors.get("time", "") for row in door(left_out, {}).rows)


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize("change", CHANGES, ids=["spring", "autumn"])
def test_no_minute_of_the_form_is_shifted_and_every_repeated_one_is_asked(change: datetime, website: Channel) -> None:
    for moment, wall, which in walls(change):
        form = by_the_form(wall, which, website)
        assert form.is_valid(), form.errors
        assert form.composition().due_at == moment
        if which:
            unanswered = by_the_form(wall, "", website)
            assert not unanswered.is_valid()
            assert unanswered.times.asks("when")
    assert not any(by_the_form(wall, "first", website).is_valid() for wall in skipped(change))
