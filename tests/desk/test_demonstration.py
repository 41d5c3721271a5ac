"""The demonstration year: about 300 posts, in and out of balance, every row of it accounted for."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings
from wagtail.images.models import Image
from wagtail.models import Page

from steamie.content.models import Picture, Post, Publication, Quarter, QuarterClosing, Suggestion, SuggestionLink
from steamie.desk.demonstration import load, topics
from steamie.evidence.models import Event
from steamie.evidence.verify import verify
from steamie.monitoring.models import Reading
from steamie.rules.thirds import Third, balance
from steamie.strategy.models import ClauseStanding
from steamie.website.models import NewsPage
from tests.strategy.rows import every_figure_leads_to_its_rows

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def year(db: None, settings: Settings, tmp_path: Path) -> list[str]:
    settings.DATA = tmp_path  # the record's head is kept there, outside the database
    settings.MEDIA_ROOT = tmp_path / "media"
    said: list[str] = []
    load(progress=said.append, now=NOW)
    return said


def test_the_demonstration_year(year: list[str]) -> None:
    """Loading takes seconds, so it is done once and looked at from every side."""
    it_holds_together()
    its_news_is_of_every_third_and_says_nothing_too_often()
    its_events_say_where_and_when_by_the_clock_on_the_wall()
    its_pictures_are_kept_once_and_described()
    one_post_was_put_right_one_withdrawn_and_one_sent_back()
    some_suggestions_came_by_a_link()
    its_quarters_are_in_and_out_of_balance()
    its_present_quarter_is_part_planned()
    every_figure_leads_to_its_rows(NOW)
    without_the_stand_in_the_page_is_simply_not_connected(year)


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
    news = Counter(NewsPage.objects.live().values_list("third", flat=True))
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


def its_quarters_are_in_and_out_of_balance() -> None:
    standings = [
        balance({Third(third): count for third, count in closing.counts.items()}).within
        for closing in QuarterClosing.objects.order_by("quarter__first")
    ]

    assert True in standings
    assert False in standings


def its_present_quarter_is_part_planned() -> None:
    quarter = Quarter.objects.holding(NOW.date()).get()
    posts = Post.objects.in_quarter(quarter).with_standing()
    ahead = Counter(post.standing.value for post in posts if post.due_at > NOW)

    assert {"approved", "awaiting approval", "draft"} <= set(ahead)
    assert quarter.slots.filter(post__isnull=True).exists()


def without_the_stand_in_the_page_is_simply_not_connected(year: list[str]) -> None:
    assert any("does not answer" in line for line in year)
    assert Publication.objects.filter(channel__kind="facebook").exclude(remote_id="").count() == 0
