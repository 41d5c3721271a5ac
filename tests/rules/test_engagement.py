"""Whether people take part more than they did, and how sure that is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from steamie.rules.engagement import RateChange, change, engagement, towards, visiting

COUNTS = some.lists(some.integers(min_value=0, max_value=500), min_size=10, max_size=60).filter(any)


def test_the_change_and_its_bounds_by_hand() -> None:
    """Means 4 and 2, ten posts each, variances 40/9 and 10/9: the ratio 2, error sqrt(1/36 + 1/36), by pencil."""
    now = visiting([2, 6] * 5)
    before = visiting([1, 3] * 5)
    found = change(now, before)
    assert found is not None
    assert (found.percent, found.low, found.high) == pytest.approx((100, 26.0, 217.5), abs=0.2)
    assert found.words == "up 100% (between up 26% and up 217%)"


def test_followers_are_taken_into_account() -> None:
    posts = [(2, 0, 0), (4, 1, 1)] * 5
    found = change(engagement(posts, 400), engagement(posts, 200))
    assert found is not None
    assert found.percent == pytest.approx(-50)


@pytest.mark.parametrize(
    ("now", "before"),
    [([3] * 9, [3] * 40), ([3] * 40, [3] * 9), ([0] * 20, [3] * 20), ([3] * 20, [0] * 20), ([None] * 30 + [3] * 9, [3] * 40)],
)
def test_too_little_to_say(now: list[int | None], before: list[int | None]) -> None:
    assert change(visiting(now), visiting(before)) is None


def test_a_missing_figure_is_left_out_and_not_nought() -> None:
    assert (visiting([4, None, 0]).interactions, visiting([4, None, 0]).posts, visiting([4, None, 0]).unknown) == (4, 2, 1)


@given(now=COUNTS, before=COUNTS)
def test_the_change_lies_between_its_bounds_and_turns_round(now: list[int], before: list[int]) -> None:
    there, back = change(visiting(now), visiting(before)), change(visiting(before), visiting(now))
    assert there is not None
    assert back is not None
    assert there.low <= there.percent + 1e-9
    assert there.percent <= there.high + 1e-9
    assert (1 + there.percent / 100) * (1 + back.percent / 100) == pytest.approx(1)
    assert (1 + there.low / 100) * (1 + back.high / 100) == pytest.approx(1)


def test_the_bounds_hold_the_truth_about_nineteen_times_in_twenty() -> None:
    """Posts as unlike each other as ours: counts around a mean that itself varies widely. The true change is a fifth up."""
    chance, held, rounds = Random(1878), 0, 400

    def posts(mean: float) -> list[int | None]:
        return [round(mean * chance.lognormvariate(-0.18, 0.6)) for _ in range(60)]

    for _ in range(rounds):
        found = change(visiting(posts(24)), visiting(posts(20)))
        assert found is not None
        held += found.low <= 20 <= found.high
    assert 0.91 <= held / rounds <= 0.99


@pytest.mark.parametrize(
    ("found", "target", "state"),
    [
        (RateChange(12, -3, 29), 10, "met"),
        (RateChange(9, -3, 29), 10, "at_risk"),
        (RateChange(-8, -20, 5), 10, "at_risk"),
        (RateChange(-20, -33, -4), 10, "breached"),
    ],
)
def test_what_counts_as_on_track(found: RateChange, target: float, state: str) -> None:
    assert towards(found, target) == state
