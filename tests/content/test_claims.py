"""Claims under real contention: of many who want a row at once, one gets it. Run on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from steamie.channels.models import Channel
from steamie.content.models import Publication
from steamie.content.publisher import advance, claims
from steamie.people.models import Person

from .making import TUESDAY
from .pretend import World, planned

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


def test_woken_by_many_it_appears_once(page: Channel, officer: Person, world: World) -> None:
    publication = planned(officer, page)

    together(6, lambda: advance(publication.pk))

    assert Publication.objects.get().step == "published"
    assert [post.shown_times for post in world.posts.values()] == [1]
