"""From posts to forms: rates with intervals, small numbers hidden, and nothing said that the numbers do not bear."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.monitoring.attributing import attribution
from steamie.visits.models import Form, FormsAfterPost, PageView, Visit
from steamie.website.models import ServicePage
from tests.website.conftest import home

from .conftest import NOW, TODAY, publish

__all__ = ["home"]


def followed(officer, channel, number, *, share, visits, repairs=0, messages=0, hour=0):
    """A post with a link, visits to it, and forms they ended in."""
    row = publish(
        officer, channel, f"r{number}", NOW - timedelta(days=5, hours=hour), link="https://example.org/a", title=f"Post {number}"
    )
    type(row.post).objects.filter(pk=row.post_id).update(share=share)
    Visit.objects.bulk_create(Visit(publication=row, at=NOW, day=TODAY) for _ in range(visits))
    for form, forms in ((Form.REPAIR, repairs), (Form.MESSAGE, messages)):
        if forms:
            FormsAfterPost.objects.create(post_id=row.post_id, form=form, day=TODAY, number=forms)
    return row


@pytest.fixture
def some(page, officer, strategy):
    for number in range(3):
        followed(officer, page.channel, number, share="association", visits=40, repairs=12, messages=6)
        followed(officer, page.channel, number + 10, share="community", visits=40, repairs=2, messages=1)
    followed(officer, page.channel, 20, share="sector", visits=4, messages=1)


def test_totals_rates_and_the_sort_that_surely_leads(some):
    result = attribution(TODAY - timedelta(days=10), TODAY)
    assert (result.posts, result.visits, result.forms.total) == (7, 244, 64)
    assert result.by_form == [("Report a repair", 42), ("Contact us", 22)]
    assert result.rate.words == "26 in every 100 visits, somewhere from 21 to 32"
    share = result.groups[0]
    rows = {row.label: row for row in share.rows}
    assert len(rows) == 3
    ours = share.rows[0]
    assert (ours.posts, ours.rate.whole, ours.words) == (3, 120, "45 in every 100 visits, somewhere from 36 to 54")
    assert share.sentence == f"“{ours.label}” ends in a form more often than the rest."
    hidden = [row.label for row in share.rows if row.forms is None]
    assert len(hidden) >= 2  # the small one, and another so that it does not follow from the total
    assert {group.heading for group in result.groups} >= {"By audience", "By purpose", "By hour"}
    assert result.groups[1].sentence == "Too few to tell a difference."  # all for one audience


def test_the_page_and_the_file_hide_the_same_numbers(some, at_the_desk):
    text = " ".join(at_the_desk.get("/desk/readings/attribution/").text.split())
    assert "64 visits from posts ended in a form" in text
    assert "An estimate, apart:" in text
    assert "Google counts only people who agreed" in text
    sheet = at_the_desk.get("/desk/readings/attribution/export/").content.decode()
    assert sheet.count("hidden") >= 2
    assert "45 in every 100 visits" in sheet


def test_nothing_to_say_is_said(page, at_the_desk, strategy):
    text = " ".join(at_the_desk.get("/desk/readings/attribution/").text.split())
    assert "<b>0</b>posts that somebody followed" in text
    assert "too few to tell" in text


def test_the_uplift_compares_the_days_of_posts_with_the_others(home, page, officer, strategy):
    service = ServicePage.objects.first()
    for back in range(60):
        PageView.objects.create(page=service, day=TODAY - timedelta(days=back), views=40 if back % 6 in (4, 5) else 10 + back % 3)
    for back in range(5, 60, 6):  # seen on the day of the post and the day after
        publish(officer, page.channel, f"u{back}", NOW - timedelta(days=back), link="https://example.org/a", title=f"Post {back}")
    result = attribution(TODAY - timedelta(days=59), TODAY)
    assert result.uplift is not None
    assert 240 < result.uplift.percent < 300
    assert result.uplift.low > 200


def test_the_page_asks_few_questions(some, at_the_desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        assert at_the_desk.get("/desk/readings/attribution/").status_code == 200
