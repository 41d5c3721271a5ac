"""Several posts of the calendar at once, each by what was shown of it; and posts that come again by a rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.calendar import repeating, several
from steamie.content.calendar.models import RepeatedPost
from steamie.content.calendar.several import pick
from steamie.content.posts.models import Post
from steamie.evidence.models import Event
from steamie.people.models import Person
from tests.content.calendar.pages import page_of
from tests.content.making import NOW, TUESDAY, make_post

CALENDAR = "/desk/calendar/2026-10-01/"


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


def due(post: Post) -> str:
    post.refresh_from_db()
    return f"{timezone.localtime(post.due_at):%Y-%m-%d %H:%M}"


def test_posts_are_chosen_without_a_script_and_the_bar_says_what_moving_does(
    officer: Person, colleague: Person, website: Channel, desk: Client
) -> None:
    post, other = make_post(colleague, website), make_post(colleague, website, title="Soup", due_at=TUESDAY + timedelta(days=1))
    desk.post(f"{CALENDAR}posts/approvals/", {"post": pick(post)})
    page = page_of(desk.get(f"{CALENDAR}?choose=1&post={other.pk}&day=2026-12-03"))
    assert page.count('class="st_pick"') == 2
    assert "Soup. Not approved yet." in page
    assert 'value="2026-12-03"' in page
    assert "Moving it cancels the approval." in page_of(desk.get(f"{CALENDAR}?choose=1&post={post.pk}"))


def test_several_posts_are_moved_each_at_its_own_time(colleague: Person, website: Channel, desk: Client) -> None:
    """Forty posts on to a holiday: it is done, and said."""
    posts = [
        make_post(colleague, website, title=f"Post {number}", due_at=TUESDAY + timedelta(hours=number % 5))
        for number in range(40)
    ]
    answer = page_of(
        desk.post(f"{CALENDAR}posts/moves/", {"post": [pick(post) for post in posts], "day": "2026-12-25"}, follow=True)
    )
    assert "40 posts moved. The office is shut that day: Christmas Day." in answer
    assert {due(post) for post in posts} == {f"2026-12-25 {10 + hours}:00" for hours in range(5)}


def test_posts_beyond_the_most_at_once_are_named_and_stay(
    colleague: Person, website: Channel, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "MOST", 1)
    first, beyond = (make_post(colleague, website, title=title) for title in ("First", "Beyond"))
    before = due(beyond)
    picks = [pick(post) for post in (first, beyond)]
    answer = page_of(desk.post(f"{CALENDAR}posts/moves/", {"post": picks, "day": "2026-12-03"}, follow=True))
    assert "1 post moved." in answer
    assert "“Beyond” was not moved. At most 1 go at once." in answer
    assert due(beyond) == before


def test_what_changed_since_it_was_shown_drops_out_and_says_so(
    officer: Person, colleague: Person, website: Channel, desk: Client
) -> None:
    same, changed, bare = (make_post(colleague, website, title=title) for title in ("Same", "Changed", "Bare"))
    Post.objects.filter(pk=bare.pk).update(audience="")
    picks = [pick(Post.objects.get(pk=one.pk)) for one in (same, changed, bare)]
    Post.objects.filter(pk=changed.pk).update(title="Changed by another")
    answer = page_of(desk.post(f"{CALENDAR}posts/approvals/", {"post": picks}, follow=True))
    assert "1 post approved." in answer
    assert "“Changed by another” was not approved. It changed since you looked." in answer
    assert "“Bare” was not approved. Say for whom it is" in answer
    assert [post.title for post in Post.objects.approved()] == ["Same"]
    assert Event.objects.filter(verb="approve").count() == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"day": "2026-11-16"}, "Monday 16 November has passed."),  # a drag on to last week
        ({"day": ""}, "Choose the day."),
        ({"day": "2029-01-01"}, "is more than a year ahead"),
        ({"day": "soon"}, "Write the day as the box shows it."),
        ({"day": "2026-12-01", "time": "late"}, "Write the time as the box shows it."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_ticks_stay(
    colleague: Person, website: Channel, desk: Client, told: dict[str, str], why: str
) -> None:
    post = make_post(colleague, website)
    answer = desk.post(f"{CALENDAR}posts/moves/", {"post": pick(post)} | told)
    assert answer.status_code == 422
    page = page_of(answer)
    assert why in page
    assert f'value="{pick(post)}" checked' in page
    assert due(post) == "2026-11-24 10:00"


def test_nothing_ticked_and_what_is_no_post_do_nothing(desk: Client) -> None:
    assert desk.post(f"{CALENDAR}posts/moves/", {"day": "2026-12-01"}).status_code == 422
    assert desk.post(f"{CALENDAR}posts/approvals/").status_code == 422
    assert desk.post(f"{CALENDAR}posts/copies/", {"day": "2026-12-01", "post": ["x:y", "9999999:z"]}).status_code == 302


def test_a_copy_for_another_day_is_a_draft(colleague: Person, website: Channel, desk: Client) -> None:
    post = make_post(colleague, website)
    desk.post(f"{CALENDAR}posts/copies/", {"post": pick(post), "day": "2026-12-03", "time": "16:30"})
    copy = Post.objects.exclude(pk=post.pk).get()
    assert (copy.title, due(copy), copy.standing, due(post)) == (post.title, "2026-12-03 16:30", "draft", "2026-11-24 10:00")


def test_a_post_is_written_on_any_open_day_by_one_press_and_filters_show_only_theirs(
    colleague: Person, website: Channel, desk: Client
) -> None:
    make_post(colleague, website)
    page = page_of(desk.get("/desk/calendar/"))
    assert 'href="/desk/posts/new/?day=2026-11-26"' in page
    assert 'href="/desk/posts/new/?day=2026-11-20"' not in page  # it has passed
    assert 'href="/desk/posts/new/?day=2026-12-25"' not in page  # the office is shut
    assert 'id="this-week"' in page
    assert "Drafts 1" in page
    assert "Your yearly gas safety check" in page_of(desk.get(f"{CALENDAR}?only=drafts"))
    assert "Your yearly gas safety check" not in page_of(desk.get(f"{CALENDAR}?only=approve"))


def test_a_post_comes_again_on_the_last_friday_whatever_the_clock_and_the_holidays(
    officer: Person, website: Channel, desk: Client, time_machine: object
) -> None:
    post = make_post(officer, website, title="Bin days")
    told = {"post": post.pk, "which": 5, "weekday": 4, "wall_time": "10:00"}
    assert desk.post("/desk/calendar/repetitions/", told | {"which": 9}).status_code == 422
    desk.post("/desk/calendar/repetitions/", told)
    desk.post("/desk/calendar/repetitions/", told)  # pressed twice: one rule
    drafts = [row.post for row in RepeatedPost.objects.order_by("day")]
    # The last Friday of December is Christmas Day: it is for the day before.
    assert [(due(one), one.standing) for one in drafts] == [("2026-11-27 10:00", "draft"), ("2026-12-24 10:00", "draft")]

    in_spring = datetime(2027, 3, 1, 9, tzinfo=UTC)
    time_machine.move_to(in_spring, tick=False)
    assert repeating.write_due_drafts(now=in_spring) == 1
    assert repeating.write_due_drafts(now=in_spring) == 0
    easter = RepeatedPost.objects.get(day=date(2027, 3, 26)).post
    assert due(easter) == "2027-03-25 10:00"  # Good Friday; still ten by the clock, before the clocks go forward
    time_machine.move_to(in_spring + timedelta(days=40), tick=False)
    repeating.write_due_drafts(now=in_spring + timedelta(days=40))
    april = RepeatedPost.objects.get(day=date(2027, 4, 30)).post
    assert (due(april), april.due_at.hour) == ("2027-04-30 10:00", 9)  # summer time

    rule = april.repeated_by.repetition
    assert rule.wall_time == time(10)
    desk.force_login(officer)  # forty days later the session has ended
    desk.post(f"/desk/calendar/repetitions/{rule.pk}/ending/")
    assert repeating.write_due_drafts(now=in_spring + timedelta(days=90)) == 0
    assert Post.objects.filter(title="Bin days").count() == 5
