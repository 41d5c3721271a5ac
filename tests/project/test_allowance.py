"""A small Page may be called little: a day's duties and three posts stay within two hundred calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from steamie.channels.kinds.facebook import data
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.publishing.publisher import advance
from steamie.people.models import Person
from steamie.project import rounds
from tests.content.making import make_post
from tests.stand_in_page import NOW, Page, page

__all__ = ["page"]  # a fixture, used by name below
DAY = timedelta(days=1)
ASKING = ("comparing lately", "comparing quiet accounts", "comparing", "comparing in full", "connections", "readings")


def test_a_day_of_the_desk_stays_within_the_allowance(page: Page, officer: Person) -> None:
    for days_ago in range(1, 61):
        page.sent(officer, days_ago=days_ago, likes=1)

    def calls(deed: Callable[[], Any]) -> int:
        before = len(page.world.log)
        deed()
        return len(page.world.log) - before

    def publish() -> None:
        post = make_post(officer, page.channel, due_at=NOW)
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
        for seconds in (0, 21, 40, 90, 600, 1200):
            advance(post.publications.get().pk, now=lambda seconds=seconds: NOW + timedelta(seconds=seconds))
        assert post.publications.get().published_at

    assert {duty.name for duty in rounds.duties()} >= set(ASKING)
    by_effect = calls(partial(rounds.go, "connections"))  # once a day what nobody sees is made and deleted besides
    duties = [duty for duty in rounds.duties() if duty.name in ASKING]
    a_day = {duty.name: DAY / duty.every * calls(partial(rounds.go, duty.name)) for duty in duties}
    a_day["three posts"] = 3 * calls(publish)
    a_day["connections, by effect"] = by_effect

    assert a_day["comparing lately"] == 96
    assert all(a_day[name] for name in ASKING if name != "comparing quiet accounts"), a_day
    assert sum(a_day.values()) <= data.CALLS_A_DAY, a_day
