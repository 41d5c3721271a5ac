"""Engagement against its baseline and target, with the method shown (S-47, S-54)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.evidence.models import Event
from steamie.monitoring.actions import NothingToKeep, fix_baseline
from steamie.monitoring.engaging import compare_with_baseline
from steamie.monitoring.models import Baseline, Reading
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from tests.pages import in_one_line
from tests.strategy.papers import stands

from .conftest import NOW, TODAY, publish

ENGAGEMENT = "/desk/readings/engagement/"
THEN = (TODAY - timedelta(days=300), TODAY - timedelta(days=210))
MEASURES = ("likes", "shares", "comments", "visits")


def sent(author, channel, days_ago, *counts, read_after=1, link="https://example.org/gas"):
    """A post with its figures, read so many days after it was sent."""
    at = NOW - timedelta(days=days_ago)
    row = publish(author, channel, f"1_{channel.pk}_{days_ago}", at, link=link)
    told = {"channel": channel, "publication": row, "day": (at + timedelta(days=read_after)).date(), "taken_at": NOW}
    Reading.objects.bulk_create(Reading(measure=m, value=v, **told) for m, v in zip(MEASURES, counts, strict=False))
    return row


@pytest.fixture
def year(page, officer):
    """Twelve posts then, and twelve now, on which people did half as much again."""
    for number in range(12):
        sent(officer, page.channel, 295 - 5 * number, 2 + number % 3, 1, 1, 4 + number % 3)
        sent(officer, page.channel, 85 - 5 * number, 4 + number % 3, 1, 1, 2 + number % 3)
    for day in (THEN[1], TODAY):
        Reading.objects.create(measure="followers", channel=page.channel, day=day, value=200, taken_at=NOW)
    return page.channel


def fix(channel, officer, aim=Baseline.ENGAGEMENT, days=THEN, **more):
    told = {"aim": aim, "channel": channel if aim == Baseline.ENGAGEMENT else None, "first": days[0], "last": days[1]}
    return fix_baseline(**told, **{"reason": "The start", "by": officer, "target": 10} | more)


@pytest.mark.clause("S-54")
def test_the_baseline_is_stored_and_later_rates_are_held_against_it(year, officer):
    assert stands("S-54", NOW).state == State.NOT_MEASURED
    baseline = fix(year, officer)
    assert (baseline.interactions, baseline.posts, baseline.followers) == (60, 12, 200)
    standing = stands("S-54", NOW)
    assert standing.state == State.MET
    assert standing.figure == "3.50 for each post and 100 followers, on 12 posts; 2.50 on 12 posts then"
    assert "up 40% (between up " in standing.reason
    assert "Target: up 10%." in standing.reason
    fix(year, officer, target=60)
    assert stands("S-54", NOW).state == State.AT_RISK
    Reading.objects.filter(measure="likes", day__gt=THEN[1]).update(value=0)
    assert stands("S-54", NOW).state == State.BREACHED


@pytest.mark.clause("S-47")
def test_visits_to_the_website_are_held_against_a_baseline_with_the_method_shown(year, officer, at_the_desk):
    assert stands("S-47", NOW).state == State.NOT_MEASURED
    fix(year, officer, aim=Baseline.VISITS, target=5)
    standing = stands("S-47", NOW)
    assert standing.state == State.BREACHED
    assert standing.figure == "3.00 for each post, on 12 posts; 5.00 on 12 posts then"
    assert "down 40% (between down " in standing.reason
    shown = in_one_line(at_the_desk.get(standing.link).text)
    for words in (
        "Down 40% (between down",
        "The target is 5% up",
        "Not known: 0 posts",
        "How it is worked out",
        "nineteen times",
    ):
        assert words in shown


def test_the_season_is_told_when_there_was_one(page, officer):
    for number in range(12):
        sent(officer, page.channel, 364 + 80 - 5 * number, 4, 0, 0)
        sent(officer, page.channel, 80 - 5 * number, 5, 0, 0)
    for day in (TODAY - timedelta(days=364), TODAY):
        Reading.objects.create(measure="followers", channel=page.channel, day=day, value=200, taken_at=NOW)
    comparison = compare_with_baseline(fix(page.channel, officer, days=(TODAY - timedelta(days=90), TODAY)), TODAY)
    assert comparison.season.percent == pytest.approx(25)
    assert (comparison.change.percent, comparison.season_posts) == (pytest.approx(0), 12)
    assert [row.now.posts for row in comparison.quarters][-1] > 0


def test_figures_that_came_after_a_stretch_do_not_count_for_it(year, officer):
    late = Reading.objects.filter(measure="likes", day__lt=THEN[1]).first()
    Reading.objects.create(measure="likes", channel=year, publication=late.publication, day=TODAY, value=500, taken_at=NOW)
    assert fix(year, officer).interactions == 60


def test_only_the_officer_fixes_a_baseline_and_only_of_something(page, officer, colleague):
    with pytest.raises(NotAllowed):
        fix(page.channel, colleague)
    with pytest.raises(NothingToKeep):
        fix(page.channel, officer)


@pytest.mark.usefixtures("strategy")
def test_a_baseline_is_set_on_its_page(year, officer, at_the_desk):
    assert "There is no baseline yet" in at_the_desk.get(ENGAGEMENT).text
    given = {"first": THEN[0], "last": THEN[1], "target": "10", "reason": "Our first quarter on the Page"}
    for wrong, words in (
        ({"last": "2026-11-23"}, "still to come"),
        ({"last": str(THEN[0] + timedelta(days=7))}, "at least four weeks"),
        ({"target": "-1"}, "greater than or equal to 0"),
        ({"reason": ""}, "required"),
        ({"first": "2020-01-01", "last": "2020-06-01"}, "There is no rate for those days"),
    ):
        answer = at_the_desk.post(f"{ENGAGEMENT}engagement/", given | wrong)
        assert answer.status_code == 422
        assert words in answer.text
    done = at_the_desk.post(f"{ENGAGEMENT}engagement/", given, follow=True)
    assert "The baseline is kept: 2.50" in done.text
    assert "Up 40% (between up" in done.text
    assert "Our first quarter on the Page" in done.text
    event = Event.objects.get(verb="fix baseline")
    assert (event.clause, event.facts["target"]) == ("S-54", 10)
    assert at_the_desk.get(f"{ENGAGEMENT}nonsense/").status_code == 404


def test_who_may_look_and_who_may_set(client, db, staff, forum, colleague, officer):
    for person, looks, sets in ((staff, 200, 403), (colleague, 200, 403), (forum, 403, 403), (officer, 200, 200)):
        client.force_login(person)
        assert client.get(ENGAGEMENT).status_code == looks
        assert client.get(f"{ENGAGEMENT}visits/").status_code == sets


def test_the_page_asks_few_questions(year, officer, at_the_desk, django_assert_max_num_queries):
    fix(year, officer)
    fix(year, officer, aim=Baseline.VISITS)
    at_the_desk.get(ENGAGEMENT)
    with django_assert_max_num_queries(15):
        at_the_desk.get(ENGAGEMENT)
