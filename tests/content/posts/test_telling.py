"""The page of a post speaks in sentences: who did what, where it goes, when, and what is asked next."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts import composition
from steamie.content.posts.actions import approval, posts
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions.settling import send_later
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY, make_post


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def approved(officer: Person, colleague: Person, website: Channel) -> Post:
    post = make_post(colleague, website)
    approval.submit(post=post, by=colleague, at=NOW)
    approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    return post


def seen(desk: Client, post: Post) -> str:
    """The page, with the gaps between its words as a reader sees them."""
    return " ".join(desk.get(f"/desk/posts/{post.pk}/").text.split())


@pytest.mark.usefixtures("strategy")
def test_what_was_done_is_told_in_sentences(desk: Client, approved: Post) -> None:
    page = seen(desk, approved)
    assert "<strong>Approved by the Finance and Corporate Services Officer</strong>" in page
    assert "<strong>Approval asked for by the Finance and Corporate Services team</strong>" in page
    assert "<dt>Written by</dt><dd>the Finance and Corporate Services team" in " ".join(page.split())
    assert "Where it goes" in page
    assert "Tuesday 24 November 2026, 10:00" in page  # beside the field whose order of day and month is the browser's


def test_what_the_publisher_did_is_told_too(desk: Client, approved: Post, website: Channel) -> None:
    row = approved.publications.get()
    row.step, row.published_at, row.wake_at = Step.PUBLISHED, TUESDAY, None
    row.save()
    assert "Where it went" in seen(desk, approved)


@pytest.mark.usefixtures("strategy")
def test_a_post_changed_after_its_approval_says_approve_again(desk: Client, approved: Post, officer: Person) -> None:
    held = approved.publications.get()
    made = composition.of_post(approved)
    posts.edit(post=approved, composition=replace(made, title="Another headline"), by=officer, at=NOW)
    assert "Approve it again" in seen(desk, approved)
    assert "Changed by the Finance and Corporate Services Officer: the headline" in seen(desk, approved)
    assert "Approve again" in desk.get("/desk/waiting/").content.decode()
    page = desk.get(f"/desk/waiting/{held.pk}/").content.decode()
    assert "Look, then approve it again" in page
    assert "Send it" not in page
    assert "must be approved again" in desk.get("/desk/").content.decode()


def test_another_time_is_shown_where_the_post_now_goes(desk: Client, approved: Post, officer: Person) -> None:
    approved.publications.update(step=Step.HELD, wake_at=None)
    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        send_later(publication=approved.publications.get(), due_at=TUESDAY + timedelta(days=2), by=officer)
        desk.force_login(officer)  # the session of the day before is over
        page = seen(desk, approved)
        plain = " ".join(page.split())
        assert "on <strong>Thursday 26 November 2026 at 10:00</strong>" in plain
        assert "<dt>Moved from</dt><dd>Tuesday 24 November, 10:00</dd>" in plain
        calendar = desk.get("/desk/calendar/?view=list").content.decode()
        assert "Thu 26 Nov, 10:00" in calendar
        assert "Tue 24 Nov" not in calendar


@pytest.mark.clause("S-60")
def test_approving_asks_again_who_is_there(desk: Client, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    session = desk.session
    session["began"] = session["seen"] = time.time() - 360
    session.save()
    given = {"fingerprint": fingerprint(post), "edition": "1"}
    answer = desk.post(f"/desk/posts/{post.pk}/approval/", given)
    assert "reauthenticate" in answer.headers["Location"]
    assert not post.approvals.exists()
    asked = desk.post(f"/desk/posts/{post.pk}/return/", {"reason": "Say when"})
    assert asked.headers["Location"] == f"/desk/posts/{post.pk}/"  # only approving asks


def test_months_lead_to_the_months_beside_them(desk: Client) -> None:
    page = desk.get("/desk/calendar/2026-12-01/?view=month").content.decode()
    assert "<h1>December 2026</h1>" in page
    assert 'href="/desk/calendar/2026-11-01/?view=month"' in page
    assert 'href="/desk/calendar/2027-01-01/?view=month"' in page
    assert "5 Oct" not in page
