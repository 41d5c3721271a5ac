"""The demonstration year: about 300 posts, in and out of balance, every row of it accounted for."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from steamie.content.models import Post, Publication, Quarter, QuarterClosing, Suggestion
from steamie.desk.demonstration import load
from steamie.evidence.models import Event
from steamie.evidence.verify import verify
from steamie.monitoring.models import Reading
from steamie.rules.thirds import Third, balance
from steamie.strategy.models import ClauseStanding
from steamie.website.models import NewsPage
from tests.strategy.rows import every_figure_leads_to_its_rows

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def year(db: None, settings: Settings, tmp_path: Path) -> list[str]:
    settings.DATA = tmp_path  # the record's head is kept there, outside the database
    said: list[str] = []
    load(progress=said.append, now=NOW)
    return said


def test_the_demonstration_year(year: list[str]) -> None:
    """Loading takes seconds, so it is done once and looked at from five sides."""
    it_holds_together()
    its_quarters_are_in_and_out_of_balance()
    its_present_quarter_is_part_planned()
    every_figure_leads_to_its_rows(NOW)
    without_the_stand_in_the_page_is_simply_not_connected(year)


def it_holds_together() -> None:
    sent = Publication.objects.filter(published_at__isnull=False)

    assert 280 <= Post.objects.count() <= 330
    assert sent.count() > 350
    assert NewsPage.objects.live().count() == sent.filter(channel__kind="website").count()
    assert Event.objects.filter(verb="publish").count() == sent.count()
    assert verify(anchors=[]).intact
    assert Suggestion.objects.filter(answer__isnull=True).count() == 3
    assert Reading.objects.filter(value__isnull=True).exclude(problem="").count() == 1
    assert ClauseStanding.objects.count() == 81


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
