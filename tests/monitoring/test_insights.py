"""Insights, figure by figure: dead, empty, value; kept for ninety days a post; Facebook's day where the clocks change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from steamie.channels.kinds.facebook import data, insights
from steamie.monitoring.actions import collect
from steamie.monitoring.insight_states import insight_states
from steamie.monitoring.models import Gap, Reading
from steamie.monitoring.trend import trend

from .conftest import NOW, TODAY


def states(channel):
    [account] = [one for one in insight_states() if one.channel == channel]
    return {(state.measure.code, state.measure.of_a_post): state for state in account.figures}


def test_each_figure_of_a_post_is_kept_with_what_it_is(page, officer):
    post = page.sent(officer, likes=3)
    collect(channel=page.channel)
    row = Reading.objects.get(publication=post, measure="viewers", day=TODAY)
    assert row.value is not None or row.gap in Gap.values
    assert "post_total_media_view_unique" in row.definition


def test_a_name_that_meta_ended_is_dead_and_spoils_no_other(page, officer, monkeypatch):
    page.sent(officer, likes=3)
    ended = data.PAGE_METRICS[0].__class__(**{**_fields(data.PAGE_METRICS[0]), "name": "page_impressions"})
    monkeypatch.setattr(data, "PAGE_METRICS", (ended, *data.PAGE_METRICS[1:]))
    collect(channel=page.channel)
    dead = Reading.objects.get(publication__isnull=True, measure=ended.measure)
    assert (dead.value, dead.gap) == (None, Gap.DEAD)
    assert states(page.channel)[ended.measure, False].word == "dead"
    others = Reading.objects.filter(publication__isnull=True, measure__in=[m.measure for m in data.PAGE_METRICS[1:]])
    assert others.exists()
    assert not others.filter(gap=Gap.DEAD).exists()


def _fields(metric):
    return {name: getattr(metric, name) for name in metric.__dataclass_fields__}


@pytest.mark.parametrize(
    ("answer", "problem", "gap"),
    [
        ({"data": []}, "", "empty"),
        ({}, "No (code 100)", "dead"),
        ({}, "Facebook did not answer.", ""),
        ({"data": [1]}, "", "empty"),
    ],
)
def test_three_states_and_not_reached(answer, problem, gap):
    assert insights._gap(None, answer, problem, "Nothing.")[0] == gap
    assert insights._gap(5, answer, "", "Nothing.") == ("", "")


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 10, 24), "2026-10-25T07:00:00+0000"),  # the UK's clocks go back that night, California's a week later
        (date(2026, 10, 31), "2026-11-01T07:00:00+0000"),
        (date(2026, 11, 1), "2026-11-02T08:00:00+0000"),  # the day of 25 hours in California
        (date(2026, 3, 8), "2026-03-09T07:00:00+0000"),  # the day of 23
        (date(2026, 3, 28), "2026-03-29T07:00:00+0000"),  # the UK's clocks go forward
    ],
)
def test_facebook_s_day_is_california_s_also_when_clocks_change(day, ends):
    answer = {"data": [{"values": [{"value": 7, "end_time": ends}, {"value": 9, "end_time": "2020-01-01T08:00:00+0000"}]}]}
    assert insights._on(answer, day) == 7


def test_a_page_with_few_likes_is_told_so(page, officer, at_the_desk):
    Reading.objects.create(
        measure="followers", day=TODAY, channel=page.channel, value=64, definition="d", source="Facebook", taken_at=NOW
    )
    text = " ".join(at_the_desk.get("/desk/readings/insights/").text.split())
    assert "This Page has 64 likes or followers" in text
    assert "Not given yet" in text


def test_it_says_from_when_a_figure_is_counted_otherwise(page, officer, at_the_desk):
    for back, definition in ((40, "page_fans"), (39, "page_fans"), (10, "page_follows"), (0, "page_follows")):
        about = {"measure": "followers", "definition": definition, "source": "Facebook", "taken_at": NOW}
        Reading.objects.create(day=TODAY - timedelta(days=back), channel=page.channel, value=200, **about)
    assert states(page.channel)["followers", False].since == TODAY - timedelta(days=10)
    assert "do not compare across that day" in " ".join(at_the_desk.get("/desk/readings/insights/").text.split())


def test_no_line_is_drawn_from_one_definition_to_another():
    days = [(date(2026, 11, day), 10 + day) for day in range(1, 9)]
    assert len(trend(days).lines) == 1
    assert len(trend(days, [date(2026, 11, 5)]).lines) == 2
