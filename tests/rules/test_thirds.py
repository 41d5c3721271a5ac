"""The rule of thirds in tables."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.thirds import Third, balance, exact_thirds, forecast, needed, rolling

A, C, S = Third
JUNE = date(2027, 6, 30)
EACH = "You need one own-work post, one community post and one sector post before 30 June."
counts = st.fixed_dictionaries(dict.fromkeys(Third, st.integers(0, 60)))


def of(*numbers: int) -> dict[Third, int]:
    return dict(zip(Third, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "within", "enough", "reason"),
    [
        ((10, 10, 10), True, True, "Our work 10, Local 10, Sector 10 of 30 posts: each about a third."),
        ((20, 5, 5), False, True, "20 of 30 posts are our own work: 67%, above 43%."),
        ((13, 13, 4), False, True, "4 of 30 posts are from the sector: 13%, below 23%."),
        ((5, 1, 6), False, True, "1 of 12 posts is local: 8%, below 23%."),
        (
            (13, 7, 10),
            True,
            True,
            "Our work 13, Local 7, Sector 10 of 30 posts: each about a third.",
        ),
        ((14, 7, 10), False, True, "14 of 31 posts are our own work: 45%, above 43%."),
        ((3, 2, 2), True, True, "Our work 3, Local 2, Sector 2 of 7 posts: each about a third."),
        ((2, 2, 1), True, False, "Too few to tell: 5 posts."),
        ((5, 0, 0), False, False, "Too few to tell: 5 posts."),
        ((1, 0, 0), False, False, "Too few to tell: 1 post."),
        ((0, 0, 0), False, False, "There are no posts yet."),
    ],
)
def test_balance(numbers: tuple[int, int, int], within: bool, enough: bool, reason: str) -> None:
    answer = balance(of(*numbers))
    assert (answer.within, answer.enough, answer.reason, answer.total) == (within, enough, reason, sum(numbers))


def test_what_is_outside_is_reckoned_exactly_though_the_percentages_are_rounded() -> None:
    edge = balance(of(84, 58, 107))  # 58 of 249 is 23.29%, the limit 23.33%: both are shown as 23.3
    assert (edge.shares[C], edge.lowest) == (23.3, 23.3)
    assert edge.outside == {C}
    assert edge.reason == "58 of 249 posts are local: 23%, just below 23%."
    assert balance(of(10, 10, 10)).outside == frozenset()
    assert balance(of(20, 5, 5)).outside == {A, C, S}


def test_shares_and_limits_are_percentages() -> None:
    answer = balance(of(20, 5, 5))
    assert answer.shares == {A: 66.7, C: 16.7, S: 16.7}
    assert (answer.lowest, answer.highest) == (23.3, 43.3)


def test_a_third_left_out_counts_as_none() -> None:
    assert balance({A: 6}).counts == of(6, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: balance(of(-1, 3, 3)), "Our work has -1"),
        (lambda: balance({"housing": 3}), "none of them"),
        (lambda: balance(of(1, 1, 1), tolerance=50), "0 to 33"),
        (lambda: exact_thirds(-3), "below zero"),
    ],
)
def test_what_does_not_add_up_is_refused_in_words(wrong: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        wrong()


@pytest.mark.parametrize(
    ("numbers", "slots", "posts", "sentence"),
    [
        ((10, 10, 10), None, {}, "The thirds are in balance; keep it so until 30 June."),
        ((10, 5, 8), None, {C: 1}, "You need one community post before 30 June."),
        ((20, 5, 5), None, {C: 9, S: 8}, None),
        ((3, 1, 3), 4, {C: 1}, "You need one community post before 30 June."),
        (
            (0, 0, 0),
            None,
            {A: 1, C: 1, S: 1},
            EACH,
        ),
        ((9, 3, 0), 1, {C: 2, S: 5}, None),
    ],
)
def test_needed(numbers: tuple[int, int, int], slots: int | None, posts: dict[Third, int], sentence: str | None) -> None:
    answer = needed(of(*numbers), by=JUNE, slots_left=slots)
    if sentence:
        assert (answer.posts, answer.sentence) == (posts, sentence)
    assert balance({t: of(*numbers)[t] + answer.posts.get(t, 0) for t in Third}).within


def test_needed_says_when_it_cannot_be_reached() -> None:
    answer = needed(of(9, 3, 0), by=JUNE, slots_left=1)
    assert not answer.reachable
    assert answer.sentence.startswith("Balance can no longer be reached by 30 June: it takes")
    assert answer.sentence.endswith("and one place is left.")


@given(counts, st.integers(0, 33))
def test_needed_is_enough_and_one_fewer_is_not(have: dict[Third, int], tolerance: int) -> None:
    answer = needed(have, by=JUNE, tolerance=tolerance)
    assert balance({t: have[t] + answer.posts.get(t, 0) for t in Third}, tolerance=tolerance).within
    fewer = answer.total - 1
    for first in range(fewer + 1 if fewer < 12 else 0):
        for second in range(fewer - first + 1):
            tried = of(have[A] + first, have[C] + second, have[S] + fewer - first - second)
            assert not balance(tried, tolerance=tolerance).within


@given(st.integers(0, 500))
def test_exact_thirds_are_even(number: int) -> None:
    parts = exact_thirds(number)
    assert sum(parts.values()) == number
    assert max(parts.values()) - min(parts.values()) <= 1


def test_rolling_counts_the_last_ninety_days() -> None:
    today = date(2026, 11, 22)
    dated = [(today, A), (today - timedelta(days=89), C), (today - timedelta(days=90), S), (today + timedelta(days=1), S)]
    assert rolling(dated, on=today).counts == of(1, 1, 0)


@given(counts, counts)
def test_a_forecast_adds_up_and_offers_what_would_put_it_right(so_far: dict[Third, int], to_come: dict[Third, int]) -> None:
    ahead = forecast(so_far, to_come, by=date(2027, 3, 31))
    assert ahead.balance.counts == {third: so_far.get(third, 0) + to_come.get(third, 0) for third in Third}
    mended = Counter(ahead.balance.counts) + Counter(ahead.needs.posts)
    assert not ahead.balance.total or balance(mended).within
    assert any(ahead.drifts(third) for third in Third) == (ahead.balance.enough and not ahead.balance.within)
    assert ahead.sentence == "" or "31 March ends with" in ahead.sentence
