"""The demonstration year: about 300 posts, in and out of balance, every row of it accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from icalendar import Calendar
from wagtail.images.models import Image
from wagtail.models import Page

from benchmarks.pages import LIMIT, pages
from steamie.content.calendar.quarter_posts import quarter_posts
from steamie.content.calendar.screen import Plan
from steamie.content.plan.models import QuarterClosing, Slot
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.verbs import Verb as PostsVerb
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.desk.demonstration import load, topics
from steamie.desk.demonstration.loading import SEED
from steamie.desk.demonstration.year import DRAFTED_AHEAD, PLANNED_AHEAD, moments
from steamie.evidence.actions import record
from steamie.evidence.models import Event
from steamie.evidence.verify import verify
from steamie.files.models import Picture
from steamie.monitoring.models import Reading
from steamie.people.models import Grant, Person
from steamie.rules.balance import balance
from steamie.rules.permissions import Office
from steamie.rules.quarters import preceding, quarter_of
from steamie.rules.working_days import scottish_holidays
from steamie.strategy import reading
from steamie.strategy.models import ClauseStanding
from steamie.website.models import NewsPage, VacancyPage
from tests.house.world import undone
from tests.reports.rows import every_figure_has_the_rows_it_counts
from tests.strategy.papers import stands
from tests.strategy.rows import every_figure_leads_to_its_rows, every_figure_leads_to_its_rows_for_those_who_only_read
from tests.strategy.taking_away import a_row_less_changes_the_figure, without_rows_none_stays_on_track

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
NOW = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)  # in the night, when nobody is at work
LONDON = ZoneInfo("Europe/London")
# Queries of the composer besides: how each account stood when last looked at, what the post serves and its campaign, its notes,
# whom one may ask to look, pictures of ours, and its other formats and languages.
OF_COMPOSER = 14
OF_SET_UP = 26  # queries of the start list, until each of its lines is done or set aside; and of tasks a demonstration has not


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What loading said. It takes seconds, so one year serves all these tests; what they do to it is undone."""
    folder = tmp_path_factory.mktemp("year")  # the record's head is kept there, outside the database
    with django_db_blocker.unblock(), undone(), override_settings(DATA=folder, MEDIA_ROOT=folder / "media"):
        said: list[str] = []
        load(progress=said.append, now=NOW)
        yield said


def test_the_demonstration_year(year: list[str]) -> None:
    """The same rows, looked at from every side."""
    it_holds_together()
    its_news_is_of_every_third_and_says_nothing_too_often()
    its_events_say_where_and_when_by_the_clock_on_the_wall()
    its_pictures_are_kept_once_and_described()
    one_post_was_put_right_one_withdrawn_and_one_sent_back()
    some_suggestions_came_by_a_link()
    who_was_told_of_a_post_can_read_it()
    people_did_things_by_day_and_on_no_holiday()
    its_vacancies_close_at_noon_by_the_clock_on_the_wall()
    its_quarters_are_in_and_out_of_balance()
    what_is_to_come_is_part_planned()
    the_quarter_adds_up_the_same_on_every_screen()
    every_figure_leads_to_its_rows(NOW)
    every_figure_leads_to_its_rows_for_those_who_only_read(NOW, Office.AUDITOR, Office.COMMITTEE, Office.STAFF)
    every_figure_of_the_report_has_the_rows_it_counts()
    without_the_stand_in_the_page_is_simply_not_connected(year)


OF_NO_ROWS = {
    "S-01": "the paper itself, kept whole",
    "S-03": "how the large print is set, and the paper's own links",
    "S-21": "the check that comes with the release, and pictures without a description",
    "S-22": "the paper's own table of contents",
}

OF_THE_PAPER = {  # until a review is on record: tests/strategy/test_actions.py sees that one changes them
    "S-02": "when the paper says it is reviewed",
    "S-81": "every how many years the paper says it is reviewed",
}


def test_each_clause_stands_on_its_rows(year: list[str]) -> None:
    """Without its rows none stays on track; a row less changes its figure."""
    without_rows_none_stays_on_track(NOW, of_no_rows=OF_NO_ROWS)
    a_row_less_changes_the_figure(NOW, of_no_rows=OF_NO_ROWS | OF_THE_PAPER)


def every_figure_of_the_report_has_the_rows_it_counts() -> None:
    reader = Grant.objects.in_force(NOW.date()).filter(office=Office.OFFICER).first().person
    span = quarter_of(NOW.date())
    for first in (span.first, preceding(span).first):
        assert len(every_figure_has_the_rows_it_counts(reader, first, NOW)) >= 40


def it_holds_together() -> None:
    sent = Publication.objects.filter(published_at__isnull=False)

    assert 280 <= Post.objects.count() <= 330
    assert sent.count() > 350
    assert NewsPage.objects.count() == sent.filter(channel__kind="website").count()
    assert Page.find_problems() == ([], [], [], [], [])  # the tree of the website is sound
    assert Event.objects.filter(verb="publish").count() == sent.count()
    assert verify(anchors=[]).intact
    assert Suggestion.objects.filter(answer__isnull=True).count() == 3
    assert Reading.objects.filter(value__isnull=True).exclude(problem="").count() == 1
    assert ClauseStanding.objects.count() == 81


def its_news_is_of_every_third_and_says_nothing_too_often() -> None:
    news = Counter(NewsPage.objects.live().values_list("share", flat=True))
    said = Counter(Post.objects.values_list("title", flat=True))

    assert news["association"] > news["community"] > news["sector"] > 0
    assert max(said.values()) <= 6
    assert set(Post.objects.values_list("kind", flat=True)) == {"information", "news", "event"}


def its_events_say_where_and_when_by_the_clock_on_the_wall() -> None:
    told = {topic.title: topic for topic in topics.read()}
    events = list(Post.objects.filter(kind="event"))

    assert len(events) > 50
    for post in events:
        starts, topic = post.event_starts.astimezone(LONDON), told[post.title]
        assert (f"{starts:%A}", f"{starts:%H:%M}", post.event_place) == (topic.on, topic.starts, topic.place)
        assert 6 <= (starts.date() - post.due_at.astimezone(LONDON).date()).days <= 26
    assert {post.event_starts.astimezone(LONDON).utcoffset().seconds for post in events} == {0, 3600}
    with time_machine.travel(NOW, tick=False):
        calendar = Calendar.from_ical(Client().get("/calendar.ics").content)
    assert any(event["dtstart"].dt > NOW for event in calendar.walk("vevent"))


def its_pictures_are_kept_once_and_described() -> None:
    pictured = Post.objects.filter(pictures__isnull=False)
    pages = NewsPage.objects.filter(picture__isnull=False)

    assert 0.15 < pictured.count() / Post.objects.count() < 0.35
    assert not pictured.filter(pictures__alt="").exists()
    assert (
        pages.count()
        == Publication.objects.filter(channel__kind="website", published_at__isnull=False, post__in=pictured).count()
    )
    assert not pages.filter(picture_description="").exists()
    assert (
        Image.objects.count() <= Picture.objects.count() == len(list((Path(topics.__file__).parent / "pictures").glob("*.jpg")))
    )


def the_quarter_adds_up_the_same_on_every_screen() -> None:
    """With a withdrawn post in it, and places still open."""
    desk, span, today = Client(), quarter_of(NOW.date()), NOW.date()
    desk.force_login(Grant.objects.in_force(today).get(office=Office.OFFICER).person)
    assert Post.objects.published_between(span.first, span.last).filter(withdrawal__isnull=False).exists()

    with time_machine.travel(NOW, tick=False):
        known, plan = quarter_posts(span, today=today), Plan(span, today=today)
        told = " ".join(unescape(desk.get("/desk/").text).split())
        standing = stands("S-74", NOW)

    assert known.sent == Counter(row.post.share for row in plan.ours if row.seen)
    assert known.forecast.sentence == plan.forecast.sentence
    assert known.forecast.sentence in standing.reason
    assert standing.figure.startswith(f"{known.sent['association']} of {known.balance.total} posts")
    assert f"{known.balance.total} posts sent since 1 October, {sum(known.to_come.values())} to come." in told
    assert not known.balance.within
    assert ("As planned, it is in balance by 31 December." in told) is known.forecast.balance.within
    assert (known.forecast.needs.sentence in told) is not known.forecast.balance.within
    assert f"of {known.lately.total} posts." in told


def one_post_was_put_right_one_withdrawn_and_one_sent_back() -> None:
    corrected = Post.objects.get(corrections__approvals__isnull=False)
    withdrawn = Post.objects.get(withdrawal__isnull=False)
    returned = Post.objects.get(returns__isnull=False)
    wrong, right = (getattr(corrected.corrections.get().changes.first(), side) for side in ("before", "after"))

    assert wrong != right
    assert {text.text for text in corrected.texts.all()} == {right}
    assert set(corrected.publications.values_list("step", flat=True)) == {"published"}
    page = NewsPage.objects.get(marker=corrected.publications.get(channel__kind="website").code)
    assert page.corrected_at == corrected.corrections.get().amendments.first().corrected_at
    assert set(withdrawn.publications.values_list("step", flat=True)) == {"withdrawn"}
    gone = NewsPage.objects.get(marker=withdrawn.publications.get(channel__kind="website").code)
    assert Client().get(gone.url).status_code == 410
    assert Post.objects.drafts().contains(returned)
    assert returned.returns.get().reason


def some_suggestions_came_by_a_link() -> None:
    links = SuggestionLink.objects.all()

    assert {(link.personal, link.live(NOW)) for link in links} == {(True, True), (False, True), (False, False)}
    for suggestion in Suggestion.objects.filter(way="link"):
        assert suggestion.came_by.made_at < suggestion.received_at
        assert suggestion.came_by.ended_at is None or suggestion.received_at < suggestion.came_by.ended_at
    assert links.filter(suggestions__isnull=False).distinct().count() == 3


def who_was_told_of_a_post_can_read_it() -> None:
    used = Suggestion.objects.filter(answer__outcome="used")

    assert used.count() >= 5
    for suggestion in used:
        post = suggestion.posts.get()
        day = post.due_at.astimezone(LONDON)
        assert post.title == suggestion.title
        assert suggestion.answer.reason == f"Thank you: it is planned for {day:%A} {day.day} {day:%B}."
        assert suggestion.received_at < suggestion.answer.at < post.made_at
        assert post.publications.filter(published_at__lt=NOW).exists()


def people_did_things_by_day_and_on_no_holiday() -> None:
    deeds = {(event.actor, event.verb, event.at) for event in Event.objects.filter(actor__startswith="person:")}
    deeds |= {("anybody", "suggest", suggestion.received_at) for suggestion in Suggestion.objects.all()}
    deeds |= {("officer", "plan", slot.made_at) for slot in Slot.objects.all()}
    holidays = scottish_holidays(range(2025, 2028))

    assert {verb for _, verb, _ in deeds} >= {"acknowledge", "suggest", "answer", "draft", "approve", "recertify", "score"}
    assert [deed for deed in deeds if not 8 <= deed[2].astimezone(LONDON).hour < 20 or deed[2] > NOW] == []
    assert [slot.day for slot in Slot.objects.all() if slot.day in holidays] == []
    assert Slot.objects.filter(day__gt=NOW.date()).exists()


def its_vacancies_close_at_noon_by_the_clock_on_the_wall() -> None:
    closings = [page.closes_at.astimezone(LONDON) for page in VacancyPage.objects.all()]

    assert {(closing.hour, closing.minute) for closing in closings} == {(12, 0)}
    assert len({closing.utcoffset() for closing in closings}) == 2  # one in summer, one in winter


def its_quarters_are_in_and_out_of_balance() -> None:
    standings = [
        balance(closing.counts, reading.shares()).within for closing in QuarterClosing.objects.order_by("quarter__first")
    ]

    assert True in standings
    assert False in standings


def what_is_to_come_is_part_planned() -> None:
    ahead = Counter(post.standing.value for post in Post.objects.with_standing() if post.due_at > NOW)

    assert {"approved", "awaiting approval", "draft"} <= set(ahead)
    assert Slot.objects.filter(day__gt=NOW.date(), post__isnull=True).exists()


def without_the_stand_in_the_page_is_simply_not_connected(year: list[str]) -> None:
    assert any("does not answer" in line for line in year)
    assert Publication.objects.filter(channel__kind="facebook").exclude(remote_id="").count() == 0


def asked(client: Client, address: str) -> int:
    """Queries of a page that has been looked at before: what a process reads once is not counted against each page."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code in {200, 302}, address
    by_row = [query["sql"] for query in queries if "cast_date" in query["sql"]]
    assert by_row == [], "asked for by the day of each row, which no index helps: once for every pair of rows, in a subquery"
    return len(queries)


def grow(by: Person) -> None:
    """A hundred more posts, with words and a line in the record for each, and many more people."""
    for post in Post.objects.prefetch_related("texts").order_by("-pk")[:100]:
        texts = list(post.texts.all())
        post.pk, post._state.adding, post.slot_id = None, True, None
        post.due_at = post.due_at and post.due_at + timedelta(minutes=7)
        post.save()
        for text in texts:
            text.pk, text._state.adding, text.post = None, True, post
            text.save()
        record(by=by, verb=PostsVerb.DRAFT, clause="S-60", subject=post)
    known = Person.objects.count()
    for number in range(known, known + 30):
        person = Person.objects.create_user(f"more{number}@example.org", None, name=f"More {number}")
        Grant.objects.create(person=person, office=Office.STAFF, since=NOW.date(), reason="For the tests")


def test_on_every_day_there_is_something_behind_and_something_ahead() -> None:
    """At a quarter's end too: the next is open by then."""
    for number in range(366):
        today = date(2028, 1, 1) + timedelta(days=number)
        away = [(moment.day - today).days for moment in moments(today, Random(SEED))]
        assert min(away) >= -365
        assert any(0 < days <= 5 for days in away), today  # Christmas and a weekend
        assert any(-5 <= days < 0 for days in away), today
        assert any(PLANNED_AHEAD.days < days <= DRAFTED_AHEAD.days for days in away) or max(away) >= PLANNED_AHEAD.days, today
        assert 290 <= sum(days <= DRAFTED_AHEAD.days for days in away) <= 340, today


@time_machine.travel(NOW, tick=False)  # a session notes its visit each minute, which is no page's question
def test_no_page_asks_more_than_it_may_nor_more_as_rows_grow(
    client: Client, year: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not more than fifteen times with the year loaded, nor more when it grows; Today asks for the set-up besides."""
    as_a_demonstration = partial(monkeypatch.setattr, settings, "DEMONSTRATION")
    as_a_demonstration(True)  # a year that is loaded is one: it has nothing to set up
    officer = Grant.objects.in_force(NOW.date()).get(office=Office.OFFICER).person
    client.force_login(officer)
    client.get("/desk/")  # the first page of a process also asks what this database can do
    each = {post.standing: post.pk for post in Post.objects.with_standing()}
    each |= {f"{post.standing}, corrected": post.pk for post in Post.objects.with_standing().filter(corrections__isnull=False)}
    addresses = pages() | {f"post: {standing}": f"/desk/posts/{pk}/" for standing, pk in each.items()}
    addresses |= {
        f"correcting: {standing}": f"/desk/posts/{pk}/correction/" for standing, pk in each.items() if "sent," in standing
    }
    year = {name: asked(client, address) for name, address in addresses.items()}
    grow(officer)
    larger = {name: asked(client, address) for name, address in addresses.items()}
    grow(officer)
    largest = {name: asked(client, address) for name, address in addresses.items()}

    assert len(each) >= 5
    assert "sent, corrected" in each
    assert {
        name: count
        for name, count in (year | larger).items()
        if count > LIMIT + OF_COMPOSER * name.startswith(("post: ", "posts:post"))
    } == {}
    assert {name: (larger[name], count) for name, count in largest.items() if count > larger[name]} == {}
    as_a_demonstration(False)
    assert asked(client, "/desk/") <= LIMIT + OF_SET_UP
