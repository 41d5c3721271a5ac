"""Whatever is done, in whatever order: nothing unapproved is ever bound to go out (promise 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from steamie.content.actions import approval, posts
from steamie.content.actions.withdrawals import withdraw
from steamie.content.composition import of_post
from steamie.content.fingerprint import fingerprint
from steamie.content.models import Approval, Post
from steamie.content.models.publications import Step
from steamie.content.refusals import AlreadyGoing, Changed, NotReady
from steamie.people.models import Delegation
from steamie.people.permissions import NotAllowed
from steamie.rules.permissions import Office
from tests.conftest import make_person

from .making import NOW, make_channel, make_post

REFUSALS = (NotAllowed, Changed, NotReady, AlreadyGoing)
WHO = st.sampled_from(["officer", "deputy", "staff"])
GOING = {Step.CREATING, Step.CREATED, Step.PUBLISHING, Step.PUBLISHED}


class Desk(RuleBasedStateMachine):
    """An officer, a colleague and a member of staff, all busy on one post."""

    @initialize()
    def open_the_desk(self) -> None:
        self.people = {
            "officer": make_person(Office.OFFICER, f"Officer {id(self)}"),
            "deputy": make_person(Office.TEAM, f"Deputy {id(self)}"),
            "staff": make_person(Office.STAFF, f"Staff {id(self)}"),
        }
        self.channels = [make_channel("website"), make_channel("facebook")]
        self.post = make_post(self.people["staff"], *self.channels)
        self.seen = fingerprint(self.post)
        self.now = NOW
        self.allowed: set[str] = set()
        self.editors = [self.people["staff"]]

    def _tick(self) -> None:
        self.now += timedelta(seconds=1)
        self.post = Post.objects.get(pk=self.post.pk)

    @rule(who=WHO, title=st.sampled_from("ABC"), both=st.booleans())
    def edit(self, who: str, title: str, both: bool) -> None:
        self._tick()
        words = {channel.pk: f"Words {title}" for channel in self.channels[: 1 + both]}
        made = replace(of_post(self.post), title=f"Title {title}", texts=words)
        before = fingerprint(self.post)
        try:
            posts.edit(post=self.post, composition=made, by=self.people[who], at=self.now)
        except REFUSALS:
            return
        if fingerprint(Post.objects.get(pk=self.post.pk)) != before:
            self.editors = [self.people["staff"], self.people[who]]

    @rule()
    def look(self) -> None:
        self._tick()
        self.seen = fingerprint(self.post)

    @rule(who=WHO)
    def approve(self, who: str) -> None:
        self._tick()
        person = self.people[who]
        deputy = who == "deputy" and Delegation.objects.filter(lent_to=person, ended_at=None).exists()
        may = who == "officer" or (deputy and person not in self.editors)
        try:
            given = approval.approve(post=self.post, fingerprint=self.seen, by=person, at=self.now)
        except REFUSALS:
            return
        assert may or given.by_id != person.pk
        assert given.fingerprint == fingerprint(self.post)
        self.allowed.add(given.fingerprint)

    @rule()
    def delegate(self) -> None:
        self._tick()
        who, day = {"lent_by": self.people["officer"], "lent_to": self.people["deputy"]}, date(2026, 11, 1)
        Delegation.objects.create(since=day, until=date(2026, 12, 1), reason="Leave", **who)

    @rule()
    def end_the_delegation(self) -> None:
        self._tick()
        Delegation.objects.filter(lent_to=self.people["deputy"]).update(ended_at=self.now)

    @rule()
    def send_back(self) -> None:
        self._tick()
        try:
            approval.send_back(post=self.post, reason="Again", by=self.people["officer"], at=self.now)
        except REFUSALS:
            return

    @rule()
    def withdraw(self) -> None:
        self._tick()
        withdraw(post=self.post, reason="No", by=self.people["officer"], at=self.now)

    @rule(channel=st.integers(0, 1))
    def the_publisher_begins(self, channel: int) -> None:
        """As the publisher does: only a row that is approved, due to wake, and still of the post as it is."""
        self._tick()
        row = self.post.publications.filter(channel=self.channels[channel], step=Step.APPROVED, wake_at__isnull=False).first()
        if row and row.fingerprint == fingerprint(self.post) and not hasattr(self.post, "withdrawal"):
            row.step = Step.CREATING
            row.save()

    @invariant()
    def nothing_unapproved_is_bound_to_go(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        present = fingerprint(post)
        for row in post.publications.all():
            assert row.fingerprint in self.allowed
            assert Approval.objects.filter(post=post, fingerprint=row.fingerprint).exists()
            if row.step in GOING or (row.step == Step.APPROVED and row.wake_at):
                assert row.fingerprint == present


@pytest.mark.django_db
def test_nothing_unapproved_ever_goes_out() -> None:
    from django.db import transaction  # noqa: PLC0415 -- only this test opens its own savepoints

    class Undone(Desk):
        """Each example runs in a savepoint of its own, so that the next begins from nothing."""

        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)

    chosen = settings(max_examples=200, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Undone, settings=chosen)
