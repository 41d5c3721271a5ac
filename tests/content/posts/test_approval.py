"""An approval is of exactly what was looked at, by someone who may."""

from __future__ import annotations

import pytest

from steamie.channels.models import Channel
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed
from tests.content.making import NOW, TUESDAY, make_post


def test_the_officer_approves_a_colleagues_post(officer: Person, colleague: Person, website: Channel, facebook: Channel) -> None:
    post = make_post(colleague, website, facebook)
    approval = approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    assert not approval.own_work
    rows = list(post.publications.all())
    assert {row.channel_id for row in rows} == {website.pk, facebook.pk}
    for row in rows:
        assert row.step == Step.APPROVED
        assert row.due_at == row.wake_at == TUESDAY
        assert row.fingerprint == fingerprint(post)
        assert len(row.code) == 8
    assert Post.objects.with_standing().get(pk=post.pk).standing == "approved"


def test_a_changed_post_is_not_approved(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    seen = fingerprint(post)
    post.texts.update(text="Something else")
    with pytest.raises(Changed):
        approve(post=post, fingerprint=seen, by=officer, at=NOW)
    assert not post.publications.exists()


def test_nobody_without_the_office_approves(colleague: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    for person in (colleague, staff):
        with pytest.raises(NotAllowed):
            approve(post=post, fingerprint=fingerprint(post), by=person, at=NOW)


def test_the_officers_own_work_is_labelled(officer: Person, website: Channel) -> None:
    post = make_post(officer, website)
    assert approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW).own_work
