"""The page of readings, its file, and a figure entered by hand."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from steamie.content.plan.models import Quarter
from steamie.evidence.models import Event
from steamie.monitoring.actions import AlreadyGiven, collect, collect_visits, enter_by_hand
from steamie.monitoring.models import Reading
from steamie.monitoring.reading import for_publications
from steamie.monitoring.trend import trend

from .conftest import NOW, TODAY

READINGS = "/desk/readings/"


def test_figures_are_shown_with_their_day_and_what_they_mean(page, officer, at_the_desk):
    page.sent(officer, likes=1234, link="https://example.org/gas", title="Gas <checks>")
    collect(channel=page.channel)
    collect_visits()
    text = at_the_desk.get(READINGS).text
    for words in ("1,234", "Gas &lt;checks&gt;", "Read 22 Nov 2026", "Graph v26.0", "stand-in", "1 post"):
        assert words in text
    assert "style=" not in text.partition("<main")[2]


def test_an_empty_desk(at_the_desk, db):
    text = at_the_desk.get(READINGS).text
    assert "No figures yet" in text
    assert "Followers have not been read yet" in text


@pytest.mark.parametrize("many", [3, 40])
def test_the_page_asks_few_questions_however_many_posts(page, officer, at_the_desk, many, django_assert_max_num_queries):
    for day in range(1, many + 1):
        page.sent(officer, days_ago=day, likes=day)
    collect(channel=page.channel)
    at_the_desk.get(READINGS)
    with django_assert_max_num_queries(15):
        answer = at_the_desk.get(READINGS)
    assert answer.text.count("/desk/posts/") == min(many, 16)


def test_a_quarter_is_picked_and_pages_are_turned(page, officer, at_the_desk):
    quarter = Quarter.objects.create(first=date(2026, 10, 1), last=date(2026, 12, 31), made_at=NOW)
    for day in range(1, 28):
        page.sent(officer, days_ago=day)
    page.sent(officer, days_ago=80, title="Before the quarter")
    assert "Before the quarter" in at_the_desk.get(READINGS, {"page": "2"}).text
    picked = at_the_desk.get(READINGS, {"quarter": quarter.first.isoformat(), "page": "2"}).text
    assert "Before the quarter" not in picked
    assert "27 posts" in picked
    assert "?quarter=2026-10-01&amp;page=1" in picked
    assert at_the_desk.get(READINGS, {"quarter": "nonsense", "page": "-4"}).status_code == 200


def test_who_may_look(client, staff, forum, committee):
    for person, status in ((staff, 200), (committee, 200), (forum, 403)):
        client.force_login(person)
        assert client.get(READINGS).status_code == status
        assert client.get(f"{READINGS}export/").status_code == status
    client.force_login(committee)
    assert client.get(f"{READINGS}by-hand/").status_code == 403


def test_no_cell_of_the_file_starts_a_formula(page, officer, at_the_desk):
    page.sent(officer, likes=3, title="=HYPERLINK(evil)")
    collect(channel=page.channel)
    answer = at_the_desk.get(f"{READINGS}export/")
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    told = {row["measure"]: row["value"] for row in rows}
    assert told | {"comments": "0", "followers": "240", "likes": "3", "shares": "0"} == told
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def given(publication=None, **more):
    what = f"post-{publication.pk}" if publication else "channel-1"
    return {"what": what, "measure": "likes", "day": TODAY.isoformat(), "value": "12", "reason": "On the Page at 9:40"} | more


@pytest.mark.usefixtures("strategy")
def test_a_figure_is_entered_by_hand_and_says_so(page, officer, at_the_desk):
    post = page.sent(officer)
    assert at_the_desk.get(f"{READINGS}by-hand/").status_code == 200
    assert at_the_desk.post(f"{READINGS}by-hand/", given(post)).status_code == 302
    latest = for_publications([post])[post.pk]["likes"]
    assert (latest.value, latest.source) == (12, "entered by hand")
    assert "by hand" in at_the_desk.get(READINGS).text
    event = Event.objects.get(verb="enter by hand")
    assert (event.clause, event.reason, event.facts["value"]) == ("S-55", "On the Page at 9:40", 12)
    followers = {"what": f"channel-{page.channel.pk}", "measure": "followers"}
    assert at_the_desk.post(f"{READINGS}by-hand/", given(**followers)).status_code == 302
    assert Reading.objects.get(measure="followers").value == 12


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"measure": "followers"}, "Choose a post for likes"),
        ({"value": "-1"}, "greater than or equal to 0"),
        ({"day": "2026-11-23"}, "still to come"),
        ({"reason": ""}, "required"),
        ({"what": "post-999"}, "Choose one of the answers shown."),
    ],
)
def test_a_wrong_figure_is_explained_and_what_was_typed_stays(page, officer, at_the_desk, wrong, words):
    answer = at_the_desk.post(f"{READINGS}by-hand/", given(page.sent(officer)) | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Reading.objects.exists()


def test_what_the_channel_gave_stands(page, officer, at_the_desk):
    post = page.sent(officer, likes=7)
    collect(channel=page.channel)
    answer = at_the_desk.post(f"{READINGS}by-hand/", given(post))
    assert answer.status_code == 422
    assert "That figure stands" in answer.text
    with pytest.raises(AlreadyGiven):
        enter_by_hand(measure="likes", day=TODAY, value=1, publication=post, by=officer, reason="x")


def test_a_later_reading_does_not_replace_what_was_entered_that_day(page, officer):
    post = page.sent(officer, likes=7)
    enter_by_hand(measure="likes", day=TODAY, value=5, publication=post, by=officer, reason="Seen")
    collect(channel=page.channel)
    assert for_publications([post])[post.pk]["likes"].value == 5


def test_a_trend_leaves_gaps_and_thins_long_runs():
    days = [(TODAY - timedelta(days=n), None if n == 2 else 200 + n) for n in range(5, -1, -1)]
    drawn = trend(days)
    assert (len(drawn.lines), len(drawn.dots), drawn.missing, drawn.low, drawn.high) == (2, 0, 1, 200, 205)
    assert trend([(TODAY, None)]) is None
    assert trend([(TODAY, 4)]).dots == (("60.0", "184.0"),)
    long = trend([(TODAY - timedelta(days=n), n) for n in range(364, -1, -1)])
    assert len(long.rows) <= 60
    assert long.rows[-1][0] == TODAY
