"""How a rate is worked out, and how fresh the figures are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.monitoring.actions import collect, collect_visits
from steamie.rules.engagement import engagement
from steamie.rules.standing import State
from tests.strategy.papers import stands

from .conftest import NOW, TODAY


def test_a_post_with_a_gap_is_unknown_and_not_nought():
    found = engagement([(4, 1, 1), (None, 3, 3), (2, 0, 2)], 200)
    assert (found.interactions, found.posts, found.unknown) == (10, 2, 1)
    assert found.rate == pytest.approx(2.5)
    assert "2.50 for each post and 100 followers" in found.words


@pytest.mark.parametrize(("posts", "followers"), [([], 200), ([(1, 1, 1)], None), ([(1, 1, 1)], 0), ([(None, 1, 1)], 10)])
def test_no_rate_without_posts_or_followers(posts, followers):
    assert engagement(posts, followers).rate is None


@pytest.mark.clause("S-77")
def test_with_both_sources_down_the_page_still_builds_and_says_so(page, officer, at_the_desk):
    post = page.sent(officer, likes=4, link="https://example.org/gas")
    assert stands("S-77", NOW).state == State.NOT_MEASURED
    collect(channel=page.channel)
    collect_visits()
    fresh = stands("S-77", NOW)
    assert fresh.state == State.MET
    assert "Google Analytics is not connected" in fresh.reason
    page.ask("faults", faults="drop_before=1")
    collect(channel=page.channel, now=NOW + timedelta(days=3), day=TODAY + timedelta(days=3))
    later = stands("S-77", NOW + timedelta(days=3))
    assert (later.state, later.figure) == (State.AT_RISK, "Page figures 3 days old; visits 3 days old")
    post.readings.all().delete()
    page.channel.readings.all().delete()
    collect(channel=page.channel)
    answer = at_the_desk.get("/desk/readings/")
    assert answer.status_code == 200
    assert "Google Analytics is not connected" in answer.text
    assert "not given" in answer.text
