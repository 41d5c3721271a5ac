"""Whatever is done, in whatever order, and whatever is lost on the way: nothing goes out that nobody allowed (promise 3)."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from steamie.channels import registry
from steamie.channels.contract import Outgoing, Receipt
from steamie.content.posts.actions import approval, correcting, posts, undoing
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Correction, Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.publishing.actions import settling, stops
from steamie.content.publishing.actions.withdrawals import withdraw
from steamie.content.publishing.models import Stop
from steamie.content.publishing.publisher import advance
from steamie.people.models import Delegation
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed, NotReady
from steamie.rules.permissions import Office
from steamie.rules.situation import PACE
from tests.conftest import make_person
from tests.content.making import NOW, make_channel, make_post
from tests.content.pretend import Pretend, World, lost
from tests.surroundings import examples

REFUSALS = (NotAllowed, Changed, NotReady, AlreadyGoing, settling.NotSettled)
WHO = st.sampled_from(["officer", "deputy", "staff"])
REACHED: Counter[str] = Counter()  # what the machine came to do: a machine that comes to nothing proves nothing
MEANWHILE = st.sampled_from(["nothing", "nothing", "nothing", "stop", "undo", "withdraw", "behind our back"])
DUE = NOW + timedelta(minutes=1)  # soon, so that what is sent and what is decided get in each other's way


class Watched(Pretend):
    """A channel that reports whatever it is asked to show, at the moment it is asked."""

    kind: ClassVar = "watched"
    desk: ClassVar[Desk]

    def create(self, outgoing: Outgoing) -> Receipt:
        self.desk.shows("create", outgoing.text)
        return super().create(outgoing)

    def publish(self, remote_id: str) -> Receipt:
        self.desk.shows("publish", self.world.posts[remote_id].text)
        return super().publish(remote_id)

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        self.desk.shows("edit", outgoing.text)
        super().edit(remote_id, outgoing)


class Desk(RuleBasedStateMachine):
    """An officer, a colleague and a member of staff, all busy on one post, while the publisher carries it."""

    @initialize(so_far=st.sampled_from(["written", "sent", "corrected"]))
    def open_the_desk(self, so_far: str) -> None:
        self.people = {
            "officer": make_person(Office.OFFICER, f"Officer {id(self)}"),
            "deputy": make_person(Office.TEAM, f"Deputy {id(self)}"),
            "staff": make_person(Office.STAFF, f"Staff {id(self)}"),
        }
        Watched.world, Watched.desk = World(NOW), self
        self.channels = [make_channel("watched", "One"), make_channel("watched", "Two")]
        self.post = make_post(self.people["staff"], *self.channels, due_at=DUE)
        self.seen = fingerprint(self.post)
        self.now = NOW
        self.wrong: list[str] = []
        self.tampered = False
        self.editors = [self.people["staff"]]
        if so_far != "written":
            self.approve_what_is_there()
            self.it_is_sent("nothing")
        if so_far == "corrected":
            self.it_is_corrected("D", "nothing")

    def shows(self, verb: str, text: str) -> None:
        """What is asked of a channel must be approved as it is, and free to go, at that very moment."""
        REACHED[verb] += 1
        post = Post.objects.get(pk=self.post.pk)
        given = Approval.objects.in_force().filter(post=post, fingerprint=fingerprint(post)).order_by("at").last()
        if given is None:
            self.wrong.append(f"{verb}: nobody approved the post as it is")
        elif given.at + PACE.undo > self.now:
            self.wrong.append(f"{verb}: it could still be undone")
        if text not in {row.text for row in post.texts.all()}:
            self.wrong.append(f"{verb}: {text} is not what the post says")
        if hasattr(post, "withdrawal"):
            self.wrong.append(f"{verb}: it was withdrawn")
        if Stop.objects.in_force().exists():
            self.wrong.append(f"{verb}: all posts were stopped")

    def _tick(self, seconds: int = 1) -> None:
        self.now += timedelta(seconds=seconds)
        Watched.world.now = self.now
        self.post = Post.objects.get(pk=self.post.pk)

    def _words(self, title: str, both: bool) -> dict[int, str]:
        return {channel.pk: f"Words {title}" for channel in self.channels[: 1 + both]}

    @rule(who=WHO, title=st.sampled_from("ABC"), both=st.booleans())
    def edit(self, who: str, title: str, both: bool) -> None:
        self._tick()
        made = replace(of_post(self.post), title=f"Title {title}", texts=self._words(title, both))
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
        may = self._may_approve(who, self.editors)
        try:
            given = approval.approve(post=self.post, fingerprint=self.seen, by=self.people[who], at=self.now)
        except REFUSALS:
            return
        assert may or given.by_id != self.people[who].pk
        assert given.fingerprint == fingerprint(self.post)

    @rule()
    def approve_what_is_there(self) -> None:
        self.look()
        self.approve("officer")

    def _may_approve(self, who: str, authors: list[object]) -> bool:
        person = self.people[who]
        deputy = who == "deputy" and Delegation.objects.filter(lent_to=person, ended_at=None).exists()
        return who == "officer" or (deputy and person not in authors)

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        self._tick()
        before, asked = fingerprint(self.post), len(Watched.world.calls)
        given = Approval.objects.in_force().filter(post=self.post, edition=self.post.edition).order_by("at").last()
        if given is None:
            return
        try:
            undoing.undo(approval=given, by=self.people[who], at=self.now)
        except REFUSALS:
            assert fingerprint(Post.objects.get(pk=self.post.pk)) == before
            return
        REACHED["undo"] += 1
        assert len(Watched.world.calls) == asked
        assert not Publication.objects.filter(post=self.post, fingerprint=given.fingerprint, step=Step.PUBLISHED).exists()

    @rule(who=WHO, title=st.sampled_from("DEF"))
    def write_a_correction(self, who: str, title: str) -> None:
        self._tick()
        now = of_post(self.post)
        made = replace(now, title=f"Title {title}", texts=dict.fromkeys(now.texts, f"Words {title}"))
        before = fingerprint(self.post)
        with suppress(*REFUSALS):
            correcting.propose(post=self.post, composition=made, reason="It was wrong", by=self.people[who], at=self.now)
        assert fingerprint(Post.objects.get(pk=self.post.pk)) == before

    @precondition(lambda self: Correction.objects.awaiting_approval().filter(post=self.post).exists())
    @rule(who=WHO)
    def approve_the_correction(self, who: str) -> None:
        self._tick()
        written = Correction.objects.awaiting_approval().get(post=self.post)
        may = self._may_approve(who, [written.by, *self.editors])
        try:
            given = correcting.approve_correction(
                correction=written, fingerprint=fingerprint_of(written), by=self.people[who], at=self.now
            )
        except REFUSALS:
            return
        assert may
        assert given.fingerprint == fingerprint(Post.objects.get(pk=self.post.pk))

    @rule(title=st.sampled_from("DEF"))
    def correct(self, title: str) -> None:
        self.write_a_correction("deputy", title)
        if Correction.objects.awaiting_approval().filter(post=self.post).exists():
            self.approve_the_correction("officer")

    @rule(title=st.sampled_from("DEF"), meanwhile=MEANWHILE)
    def it_is_corrected(self, title: str, meanwhile: str) -> None:
        self.correct(title)
        self._meanwhile(meanwhile)
        self.the_publisher_works(30)

    def _meanwhile(self, what: str) -> None:
        match what:
            case "stop":
                self.stop_or_resume(stopped=True)
            case "undo":
                self.undo("officer")
            case "withdraw":
                self.withdraw()
            case "behind our back":
                self.post.texts.update(text="Nobody approved this")
                self.tampered = True

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

    @precondition(lambda self: Post.objects.published().exists() or self.now > DUE)
    @rule()
    def withdraw(self) -> None:
        self._tick()
        withdraw(post=self.post, reason="No", by=self.people["officer"], at=self.now)

    @rule(stopped=st.booleans())
    def stop_or_resume(self, stopped: bool) -> None:
        self._tick()
        deed = stops.stop_everything if stopped else stops.resume
        deed(reason="Something happened", by=self.people["officer"], at=self.now)

    @rule(verb=st.sampled_from(["create", "publish", "edit"]), after=st.booleans())
    def lose_an_answer(self, verb: str, after: bool) -> None:
        Watched.world.faults.append(lost(verb, after=after))

    @rule(seconds=st.sampled_from([1, 10, 30, 60]))
    def the_publisher_works(self, seconds: int) -> None:
        self._tick(seconds)
        for pk in Publication.objects.to_wake(self.now).values_list("pk", flat=True):
            advance(pk, now=lambda: self.now)

    @rule(meanwhile=MEANWHILE)
    def it_is_sent(self, meanwhile: str = "nothing") -> None:
        self._meanwhile(meanwhile)
        self.the_publisher_works(max(1, int((DUE - self.now).total_seconds()) + 1))
        self.the_publisher_works(30)

    @invariant()
    def nothing_went_that_nobody_allowed(self) -> None:
        assert self.wrong == []

    @precondition(lambda self: not self.tampered)
    @invariant()
    def what_is_bound_to_go_is_approved(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        present = fingerprint(post)
        for row in post.publications.all():
            if row.step == Step.APPROVED and row.wake_at and not hasattr(post, "withdrawal"):
                assert row.fingerprint == present
                assert Approval.objects.in_force().filter(post=post, fingerprint=present).exists()

    @precondition(lambda self: not self.tampered)
    @invariant()
    def the_record_and_the_channel_agree(self) -> None:
        """What the record calls corrected says the new words; one post a channel, never two."""
        for row in Publication.objects.filter(post=self.post, step=Step.PUBLISHED):
            said = Watched.world.posts[row.remote_id].text
            last = row.amendments.order_by("pk").last()
            if last is None:
                assert said in {text.text for text in self.post.texts.all()} | _earlier(row)
            elif last.stage == "corrected":
                assert said == last.words
            else:
                assert said in {last.before, last.words}
        shown = [made.marker for made in Watched.world.visible()]
        assert len(shown) == len(set(shown))


def _earlier(row: Publication) -> set[str]:
    """A correction that is written or undone, and one that changed only the other channel, leaves these words."""
    return {change.before for change in row.post.corrections.first().changes.all()} if row.post.corrections.exists() else set()


@pytest.mark.django_db
def test_nothing_unapproved_ever_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import transaction  # noqa: PLC0415 -- only this test opens its own savepoints

    monkeypatch.setattr(registry, "kinds", lambda: {"watched": Watched})

    class Undone(Desk):
        """Each example runs in a savepoint of its own, so that the next begins from nothing."""

        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)

    chosen = settings(max_examples=examples(25), stateful_step_count=12, suppress_health_check=list(HealthCheck))
    REACHED.clear()
    run_state_machine_as_test(Undone, settings=chosen)
    assert all(REACHED[deed] for deed in ("create", "publish", "edit")), REACHED
