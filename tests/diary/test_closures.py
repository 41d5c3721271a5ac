"""Days our own office is shut: kept, shown hatched, and never part of a statutory clock."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from steamie.diary.actions import close_office
from steamie.diary.models import OfficeClosure, working_calendar
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.working_days import Counting
from tests.content.calendar.pages import page_of
from tests.content.making import NOW

WORDS = "/desk/calendar/words/"
TRAINING = date(2026, 12, 9)  # a Wednesday


@pytest.fixture
def desk(officer: Person, time_machine: object) -> Client:
    time_machine.move_to(NOW, tick=False)
    client = Client()
    client.force_login(officer)
    return client


def test_a_closure_is_added_shown_in_the_calendar_and_removed(desk: Client) -> None:
    day = {"day": TRAINING.isoformat(), "title": "Staff training"}
    assert desk.post(f"{WORDS}closures/", day).status_code == 302
    assert "Wednesday 9 December 2026: <strong>Staff training</strong>" in page_of(desk.get(WORDS))
    calendar = page_of(desk.get("/desk/calendar/"))
    assert '<span class="st_closed">Staff training</span>' in calendar
    assert "st_day--off" in calendar
    assert desk.post(f"{WORDS}closures/", day | {"title": "Staff training again"}).status_code == 422  # the same day twice
    desk.post(f"{WORDS}closures/{OfficeClosure.objects.get().pk}/removal/")
    assert not OfficeClosure.objects.exists()
    assert list(Event.objects.filter(verb__endswith="the office").values_list("verb", flat=True)) == [
        "close the office",
        "open the office",
    ]


@pytest.mark.clause("S-71")
def test_a_closure_shuts_the_office_and_moves_no_statutory_clock(officer: Person) -> None:
    before = working_calendar({2026}).due(date(2026, 12, 7), days=5, counting=Counting.DAY_OF_RECEIPT)
    close_office(day=TRAINING, title="Staff training", by=officer, at=NOW)
    calendar = working_calendar({2026})
    assert not calendar.office_open(TRAINING)
    assert calendar.is_working_day(TRAINING)
    assert calendar.due(date(2026, 12, 7), days=5, counting=Counting.DAY_OF_RECEIPT) == before


def test_only_planners_close_the_office(forum: Person) -> None:
    with pytest.raises(NotAllowed):
        close_office(day=TRAINING, title="Mine", by=forum, at=NOW)
