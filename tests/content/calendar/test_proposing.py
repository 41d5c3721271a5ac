"""What is proposed for a quarter keeps to its season: nothing after its day, and no day that nobody can know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from steamie.channels.models import Channel
from steamie.content.calendar import actions as calendar_actions
from steamie.content.plan.actions import quarters as actions
from steamie.content.plan.models import Occasion
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person
from tests.content.making import NOW, make_post

THIS, NEXT = "/desk/calendar/2026-10-01/", "/desk/calendar/2027-01-01/"


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


def places(officer: Person, *days: date, share: str = "sector") -> None:
    for day in days:
        quarter = calendar_actions.open_quarter(day=day, by=officer, at=NOW)
        actions.plan_slot(quarter=quarter, day=day, share=share, by=officer, at=NOW)


def suggest(title: str, text: str = "Words", days: int = 10) -> None:
    told = {"text": text, "group": "staff", "share": "sector", "received_at": NOW - timedelta(days=days)}
    Suggestion.objects.create(reference=f"S-{Suggestion.objects.count()}", title=title, **told)


def proposed(desk: Client, quarter: str) -> str:
    return " ".join(strip_tags(desk.get(f"{quarter}proposal/").content.decode()).split())


@pytest.mark.parametrize(
    ("title", "near", "says"),
    [
        (
            "Human Rights Day and the right to a home",
            date(2026, 12, 8),
            "2 days before its day, 10 December (it says “Human Rights Day”)",
        ),
        ("Who to call over the holidays", date(2026, 12, 22), "2 days before its day, 24 December (it says “over the holidays”)"),
        ("Scam texts at Christmas", date(2026, 12, 22), "2 days before its day, 24 December (it says “Christmas”)"),
    ],
)
def test_what_names_its_day_is_proposed_before_it_and_in_no_other_quarter(
    officer: Person, desk: Client, title: str, near: date, says: str
) -> None:
    suggest(title)
    places(officer, near, date(2026, 12, 29), date(2027, 1, 5), date(2027, 1, 7))

    page = proposed(desk, THIS)
    assert says in page
    assert page.count(title) == 1  # and the day itself is not proposed beside it
    assert "0 ideas" not in page
    assert title not in proposed(desk, NEXT)  # neither in a place nor among what found none


def test_time_and_need_are_read_from_the_day_it_was_written(officer: Person, desk: Client) -> None:
    suggest("The lift is checked next week", days=3)  # written on a Friday
    suggest("The hall is shut tomorrow", days=10)
    suggest("No hot water", "It is urgent, people are phoning", days=1)
    places(officer, date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 2), date(2027, 1, 5))

    page = proposed(desk, THIS)
    assert "No hot water Sector Tuesday 24 November. It says “is urgent”, so it takes the next place" in page
    assert "The lift is checked next week: It says “next week”. There is no open place on 23 November or in the 3 days" in page
    assert "The hall is shut tomorrow: It says “tomorrow”: that was for 14 November. Ask whether it still holds." in page
    other = proposed(desk, NEXT)
    assert "No hot water" not in other
    assert "The lift" not in other


def test_what_was_said_last_christmas_waits_for_the_next(officer: Person, website: Channel, desk: Client) -> None:
    post = make_post(
        officer, website, title="Our hours at Christmas", share="sector", evergreen=True, due_at=NOW - timedelta(days=340)
    )
    told = {"step": Step.PUBLISHED, "fingerprint": "x", "due_at": post.due_at, "published_at": post.due_at}
    Publication.objects.create(post=post, channel=website, code="last", **told)
    places(officer, date(2026, 12, 22), date(2027, 1, 5))

    assert "Our hours at Christmas" in proposed(desk, THIS)
    assert "Our hours at Christmas" not in proposed(desk, NEXT)


def test_a_day_with_a_rule_is_worked_out_for_each_year(db: None) -> None:
    row = Occasion.objects.get(title="Time to Talk Day")

    assert [row.on(year) for year in (2026, 2027, 2029)] == [date(2026, 2, 5), date(2027, 2, 4), date(2029, 2, 1)]
    assert row.day_in_words == "The first Thursday from 1 February"


def test_a_day_that_moves_is_nowhere_shown_as_known(officer: Person, desk: Client) -> None:
    places(officer, date(2027, 1, 15))

    assert "its day, 18 January (it moves each year: check the day)" in proposed(desk, NEXT)
    Occasion.objects.filter(title="Human Rights Day").update(moves=True)
    calendar = desk.get(THIS).content.decode()
    assert "Human Rights Day (check the day)" in calendar
    assert "16 Days of Activism begins (check" not in calendar
    assert "About 8 June (another day each year, so check it): Carers Week" in " ".join(
        strip_tags(desk.get("/desk/calendar/words/").content.decode()).split()
    )


def test_a_post_named_after_a_day_that_moves_stands_for_it(officer: Person, website: Channel, desk: Client) -> None:
    make_post(officer, website, title="Big Energy Saving Week", due_at=NOW + timedelta(days=54))

    assert "Big Energy Saving Week (check the day)" not in desk.get(NEXT).content.decode()
