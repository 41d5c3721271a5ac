"""Claims under real contention: of many who want a row at once, one gets it. Run on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from steamie.channels.models import Channel
from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.models import Amendment, Approval, Correction, Post, Publication
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.publishing.publisher import advance, claims
from steamie.people.models import Person
from steamie.rules.situation import PACE
from tests.content.making import TUESDAY
from tests.content.pretend import World, planned

NEW = "Every home with gas needs a check each year."
LATER = TUESDAY + timedelta(hours=1)
GOES = LATER + PACE.undo

pytestmark = pytest.mark.django_db(transaction=True)


def together(count: int, work: object) -> list[object]:
    """Do the same thing in several threads, let go at one instant; what each returned."""
    gate, answers = threading.Barrier(count), []

    def run() -> None:
        gate.wait()
        try:
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_many_claimants_one_gets_the_row(page: Channel, officer: Person, world: World) -> None:
    publication = planned(officer, page)

    tokens = together(8, lambda: claims.take(publication.pk, claims.claimant(), TUESDAY))

    assert len(tokens) == 8
    assert sum(bool(token) for token in tokens) == 1


@pytest.fixture
def written(page: Channel, officer: Person, world: World) -> Correction:
    """A correction of a post that has been sent, waiting for approval."""
    advance(planned(officer, page).pk)
    made = of_post(Post.objects.get())
    made = replace(made, texts=dict.fromkeys(made.texts, NEW))
    return propose(post=Post.objects.get(), composition=made, reason="Not said how often", by=officer, at=LATER)


def approved(written: Correction, by: Person) -> Approval:
    return approve_correction(correction=written, fingerprint=fingerprint_of(written), by=by, at=LATER)


def test_approved_by_many_at_once_a_correction_is_approved_once(written: Correction, officer: Person) -> None:
    given = together(6, lambda: approved(Correction.objects.get(), officer).pk)

    assert len(given) == 6
    assert len(set(given)) == 1
    assert Amendment.objects.count() == 1


def test_woken_by_many_a_correction_is_carried_once(written: Correction, officer: Person, world: World) -> None:
    approved(written, officer)
    with time_machine.travel(GOES, tick=False):
        together(6, lambda: advance(Publication.objects.get().pk))

    assert Amendment.objects.get().stage == "corrected"
    assert [post.edits for post in world.posts.values()] == [[NEW]]


def test_undone_at_the_instant_it_goes_a_correction_is_carried_or_undone_and_never_half(
    written: Correction, officer: Person, world: World
) -> None:
    given, turn = approved(written, officer), iter(["undo", "carry"])

    def one_or_the_other() -> str:
        try:
            if next(turn) == "carry":
                return advance(Publication.objects.get().pk) and "carried"
            undo(approval=given, by=officer, at=GOES)
        except AlreadyGoing:
            return "too late"
        return "undone"

    with time_machine.travel(GOES, tick=False):
        done = together(2, one_or_the_other)

    carried = Post.objects.get().texts.get().text == NEW
    assert carried is ("too late" in done), done
    assert [post.text == NEW for post in world.visible()] == [carried]
    assert Amendment.objects.filter(stage="corrected").exists() is carried


def test_woken_by_many_it_appears_once(page: Channel, officer: Person, world: World) -> None:
    publication = planned(officer, page)

    together(6, lambda: advance(publication.pk))

    assert Publication.objects.get().step == "published"
    assert [post.shown_times for post in world.posts.values()] == [1]
