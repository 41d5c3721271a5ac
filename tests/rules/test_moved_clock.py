"""What is believed when a machine's clock has been put back, and what two machines with different clocks may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steamie.rules.moved_clock import APART, LEASE, believable_ends, lies_ahead

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

HAPPENED = [
    ("never", None, False),
    ("an hour ago", timedelta(hours=-1), False),
    ("now", timedelta(0), False),
    ("a minute ahead, by a machine whose clock is fast", timedelta(minutes=1), False),
    ("more than a minute ahead", timedelta(seconds=61), True),
    ("next year", timedelta(days=365), True),
]


@pytest.mark.parametrize(("when", "ahead"), [row[1:] for row in HAPPENED], ids=[row[0] for row in HAPPENED])
def test_what_has_happened_cannot_lie_ahead(when: timedelta | None, ahead: bool) -> None:
    assert lies_ahead(NOW + when if when is not None else None, NOW) is ahead


CLAIMS = [
    ("taken now", timedelta(0), True),
    ("taken nineteen seconds ago", timedelta(seconds=-19), True),
    ("taken long enough ago to be over", timedelta(seconds=-21), False),
    ("taken by a machine whose clock is a minute fast", timedelta(minutes=1), True),
    ("taken before the clock was put back by two minutes", timedelta(minutes=2), False),
    ("taken before the clock was put back by a day", timedelta(days=1), False),
]


@pytest.mark.parametrize(("taken", "in_force"), [row[1:] for row in CLAIMS], ids=[row[0] for row in CLAIMS])
def test_a_claim_is_believed_for_as_long_as_a_claim_can_run(taken: timedelta, in_force: bool) -> None:
    first, last = believable_ends(NOW)

    assert (first <= NOW + taken + LEASE <= last) is in_force
    assert last - first == LEASE + APART
