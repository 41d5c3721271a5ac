"""Figures are read daily. What is missing is missing, and one retired name does not spoil the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from steamie.channels.kinds.facebook import data
from steamie.content.publishing.models import Difference
from steamie.evidence.models import Event
from steamie.monitoring.actions import collect, collect_visits
from steamie.monitoring.models import Baseline, Reading
from steamie.monitoring.reading import for_publications
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from steamie.visits.models import Visit
from tests.strategy.papers import stands

from .conftest import NOW, TODAY, publish


def values(publication):
    return {code: latest.value for code, latest in for_publications([publication])[publication.pk].items()}


@pytest.mark.usefixtures("strategy")
def test_likes_shares_comments_and_followers_are_read(page, officer):
    post = page.sent(officer, likes=7, shares=2, comments=3)
    went = collect(channel=page.channel)
    assert (went.received, went.missing) == (4, 0)
    assert values(post) == {"likes": 7, "shares": 2, "comments": 3, "visits": None}
    assert Reading.objects.get(measure="followers").value == 240
    likes = for_publications([post])[post.pk]["likes"]
    assert (likes.day, likes.source) == (TODAY, "Facebook Page, stand-in")
    assert "v26.0" in likes.definition
    assert Event.objects.get(clause="S-55").facts == {"given": 4, "missing": 0, "day": "2026-11-22"}


@pytest.mark.clause("S-55")
def test_missing_is_not_nought_and_a_retired_metric_is_alone(page, officer, monkeypatch):
    """One metric name is dead, and one post is gone from the Page: everything else is still read."""
    retired = replace(data.POST_METRICS[0], name="post_impressions")
    monkeypatch.setattr(data, "POST_METRICS", (retired, *data.POST_METRICS[1:]))
    there = page.sent(officer, likes=4)
    gone = publish(officer, page.channel, "1122_404404", NOW - timedelta(days=2))
    collect(channel=page.channel)
    refused = [call["code"] for call in page.truth()["calls"] if call["route"] == "insights.read" and "code" in call]
    assert refused  # the retired name did fail its call
    assert values(there) == {"likes": 4, "shares": 0, "comments": 0, "visits": None}
    assert values(gone) == {"likes": None, "shares": None, "comments": None, "visits": None}
    missing = for_publications([gone])[gone.pk]["likes"]
    assert missing.words == "not given"
    assert missing.problem
    standing = stands("S-55", NOW)
    assert (standing.state, standing.figure) == (State.AT_RISK, "2 of 4 figures given on 22 November 2026")
    gone.readings.all().delete()
    assert stands("S-55", NOW).state == State.MET
    assert stands("S-55", NOW + timedelta(days=4)).state == State.AT_RISK
    assert stands("S-55", NOW + timedelta(days=9)).state == State.BREACHED


@pytest.mark.parametrize("fault", ["html502=1", "error200=1", "expired=1", "rate=1", "drop_before=1", "nothing=1"])
def test_a_page_that_is_down_leaves_gaps_with_the_reason(page, officer, fault):
    post = page.sent(officer, likes=7)
    page.ask("faults", faults=fault)
    went = collect(channel=page.channel)
    assert (went.received, went.missing) == (0, 4)
    assert went.problem
    assert values(post)["likes"] is None


def test_a_figure_once_given_is_not_lost_to_a_later_gap(page, officer):
    post = page.sent(officer, likes=7)
    collect(channel=page.channel)
    page.ask("faults", faults="html502=1")
    collect(channel=page.channel)
    assert values(post)["likes"] == 7
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        collect(channel=page.channel)
    latest = for_publications([post])[post.pk]["likes"]
    assert (latest.value, latest.day, latest.stale) == (7, TODAY, True)


def test_reading_again_the_same_day_keeps_one_row(page, officer):
    post = page.sent(officer, likes=1)
    collect(channel=page.channel)
    page.ask("residents", post=post.remote_id, likes=5)
    collect(channel=page.channel)
    assert values(post)["likes"] == 5
    assert post.readings.filter(measure="likes").count() == 1


def test_old_posts_are_no_longer_read(page, officer):
    old = page.sent(officer, days_ago=91, likes=3)
    collect(channel=page.channel)
    assert not old.readings.exists()


def test_a_connection_that_cannot_be_opened(page, officer):
    page.sent(officer)
    page.channel.sealed = "nonsense"
    page.channel.save()
    assert "key" in collect(channel=page.channel).problem


def test_the_number_of_queries_does_not_grow_with_posts(page, officer, django_assert_max_num_queries):
    for day in range(1, 31):
        page.sent(officer, days_ago=day)
    with django_assert_max_num_queries(14):
        collect(channel=page.channel)


def test_a_person_must_be_of_the_team(page, committee):
    with pytest.raises(NotAllowed):
        collect(channel=page.channel, by=committee)
    with pytest.raises(NotAllowed):
        collect_visits(by=committee)


def test_our_own_visits_are_counted_to_the_day(page, officer):
    post = page.sent(officer, days_ago=3, link="https://example.org/gas")
    unlinked = page.sent(officer, days_ago=2)
    for days_ago, excluded in ((2, ""), (1, ""), (1, "robot"), (0, "")):
        at = NOW - timedelta(days=days_ago)
        Visit.objects.create(publication=post, at=at, day=at.date(), excluded=excluded)
    collect_visits(TODAY - timedelta(days=1))
    assert values(post)["visits"] == 2
    collect_visits()
    assert values(post)["visits"] == 3
    assert values(unlinked)["visits"] is None


def test_a_link_nobody_followed_is_a_true_nought(page, officer):
    post = page.sent(officer, link="https://example.org/gas")
    collect_visits()
    assert for_publications([post])[post.pk]["visits"].words == "0"


def test_the_command_reads_everything_and_keeps_the_first_baseline(page, officer, capsys):
    page.sent(officer, likes=6, shares=2, comments=4)
    call_command("readings")
    said = capsys.readouterr().out
    assert "Facebook Page: 4 figures." in said
    assert Baseline.objects.get(aim="engagement").engagement.rate == pytest.approx(5.0)
    call_command("readings")
    assert Baseline.objects.filter(aim="engagement").count() == 1


def test_a_comment_that_is_gone_is_noticed_and_one_that_came_is_not(page, officer):
    post = page.sent(officer, comments=3)
    collect(channel=page.channel)
    one = next(comment for comment in page.truth()["comments"] if comment["post"] == post.remote_id)
    page.ask("keeper", comment=one["id"])
    for _ in range(2):
        collect(channel=page.channel)
    noticed = Difference.objects.get()
    assert (noticed.kind, noticed.publication) == ("fewer", post)
    assert noticed.text == "3 comments on 22 November 2026, 2 comments on 22 November 2026."
    page.ask("residents", post=post.remote_id, comments=["Me too"])
    collect(channel=page.channel)
    assert Difference.objects.count() == 1
