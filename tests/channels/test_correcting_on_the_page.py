"""A correction on the stand-in's Page, with each thing that can go wrong: what the record says is what the Page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.publishing.publisher import advance
from tests.content.making import make_post

NEW = "Bin day moves to Wednesday."


def carry(row, start, minutes):
    """Wake the row whenever it asks, as the clock would."""
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(60):
            row.refresh_from_db()
            if row.wake_at is None or row.wake_at > start + timedelta(minutes=minutes):
                return
            clock.move_to(max(row.wake_at, start))
            advance(row.pk)
        raise AssertionError("It never came to rest.")


@pytest.fixture
def sent(page, officer, control):
    """A post on the Page."""
    now = datetime.now(UTC)
    post = make_post(officer, page, text="Bin day moves to Tuesday.", due_at=now, made_at=now, edited_at=now)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=now - timedelta(minutes=1))
    row = post.publications.get()
    carry(row, now, 1)
    assert row.step == "published"
    return row


@pytest.mark.parametrize(
    ("faults", "stage"),
    [
        ("", "corrected"),
        ("drop@post.*=1x1", "corrected"),
        ("drop_before@post.*=1x1", "corrected"),
        ("html502@post.*=1x1", "corrected"),
        ("error200@post.*=1x1", "corrected"),
        ("nothing@post.*=1x1", "corrected"),
        ("rate@post.*=1", "held"),
        ("expired@post.*=1", "held"),
    ],
)
def test_the_record_says_what_the_page_shows(sent, officer, control, faults, stage):
    made, at = of_post(Post.objects.get(pk=sent.post_id)), datetime.now(UTC)
    told = replace(made, texts={sent.channel_id: NEW})
    written = propose(post=sent.post, composition=told, reason="The wrong day", by=officer, at=at)
    approve_correction(correction=written, fingerprint=fingerprint_of(written), by=officer, at=at)
    if faults:
        control("faults", faults=faults)

    carry(sent, at, 30)

    amendment = written.amendments.get()
    (shown,) = [post["message"] for post in control()["posts"] if not post["deleted"]]
    assert (amendment.stage, shown) == (stage, NEW if stage == "corrected" else "Bin day moves to Tuesday.")
    assert stage == "corrected" or amendment.problem
    assert sent.attempts.filter(verb="edit").exclude(outcome="done").exists() is bool(faults)
