"""How posts stand against their shares, in tables for F.08 and for other strategies, and what would put it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.rules import balance as rule
from steamie.rules.balance import Balance, Forecast, Needs, cause, fewest
from steamie.rules.shares import Share

from .kinds_of_content import BOUNDS, EVERY, F08, FOUR, HALVES, NONE
from .test_shares import kinds, shares_of_any_sort

A, C, S = (share.code for share in F08)
JUNE = date(2027, 6, 30)
EACH = "You need one own-work post, one community post and one sector post before 30 June."
counts = st.fixed_dictionaries(dict.fromkeys((A, C, S), st.integers(0, 60)))


def of(*numbers: int, shares: tuple[Share, ...] = F08) -> dict[str, int]:
    return dict(zip((share.code for share in shares), numbers, strict=True))


def balance(numbers: dict[str, int], shares: tuple[Share, ...] = F08) -> Balance:
    return rule.balance(numbers, shares)


def needed(numbers: dict[str, int], shares: tuple[Share, ...] = F08, **more: object) -> Needs:
    return rule.needed(numbers, shares, by=JUNE, **more)


def forecast(so_far: dict[str, int], to_come: dict[str, int], shares: tuple[Share, ...] = F08) -> Forecast:
    return rule.forecast(so_far, to_come, shares, by=date(2027, 3, 31))


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
    assert edge.percents[C] == round(float(100 * F08[1].lowest), 1) == 23.3
    assert edge.outside == {C}
    assert edge.reason == "58 of 249 posts are local: 23%, just below 23%."
    assert balance(of(10, 10, 10)).outside == frozenset()
    assert balance(of(20, 5, 5)).outside == {A, C, S}


def test_shares_and_limits_are_percentages() -> None:
    answer = balance(of(20, 5, 5))
    assert answer.percents == {A: 66.7, C: 16.7, S: 16.7}
    assert (F08[0].lowest, F08[0].highest) == (Fraction(7, 30), Fraction(13, 30))


def test_a_third_left_out_counts_as_none() -> None:
    assert balance({A: 6}).counts == of(6, 0, 0)


def test_what_does_not_add_up_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="association has -1"):
        balance(of(-1, 3, 3))
    with pytest.raises(ValueError, match="add up to 5/4"):
        needed({"k0": 3}, kinds((Fraction(1, 2), F08[0].bound), (Fraction(3, 4), F08[0].bound)))
    with pytest.raises(ValueError, match="no posts"):
        cause(of(0, 0, 0), A, F08)


@pytest.mark.parametrize("shares", [F08, HALVES, FOUR, NONE])
def test_a_post_of_another_edition_is_counted_apart_and_named(shares: tuple[Share, ...]) -> None:
    answer = balance(dict.fromkeys((share.code for share in shares), 4) | {"gossip": 2, "": 1}, shares)
    assert answer.total == 4 * len(shares)
    assert answer.apart == {"gossip": 2, "": 1}
    assert answer.counted_apart == "3 posts are counted apart: they have another share (gossip) or none."
    assert balance({"gossip": 1}, shares).counted_apart == "1 post is counted apart: it has another share (gossip)."
    assert balance({"": 2}, shares).counted_apart == "2 posts are counted apart: they have no share."


@pytest.mark.parametrize(("kinds", "number"), [(2, 6), (3, 6), (4, 8), (5, 10)])
def test_one_post_of_the_fewest_moves_a_share_by_less_than_twenty_points_and_half_an_average_share(
    kinds: int, number: int
) -> None:
    assert fewest(FOUR[:1] * kinds) == number
    one_post = Fraction(1, number)
    assert one_post < Fraction(1, 5)
    assert one_post <= Fraction(1, 2) * Fraction(1, kinds)
    fewer = Fraction(1, number - 1)
    assert fewer >= Fraction(1, 5) or fewer > Fraction(1, 2) * Fraction(1, kinds)


@pytest.mark.parametrize(
    ("shares", "numbers", "within", "reason"),
    [
        (HALVES, (10, 10), True, "The council 10, The town 10 of 20 posts: each about half."),
        (HALVES, (13, 7), False, "13 of 20 posts are about the council: 65%, above 60%."),
        (HALVES, (2, 3), True, "Too few to tell: 5 posts."),
        (FOUR, (8, 6, 4, 2), True, "Services 8, People 6, Events 4, Partners 2 of 20 posts: as the strategy asks."),
        (FOUR, (7, 5, 2, 6), False, "6 of 20 posts are from partners: 30%, above 20%."),
        (FOUR, (2, 2, 2, 1), True, "Too few to tell: 7 posts."),
        (BOUNDS, (12, 5, 3), True, "Help 12, News 5, Appeals 3 of 20 posts: as the strategy asks."),
        (BOUNDS, (9, 6, 5), False, "9 of 20 posts are of help: 45%, below 50%."),
        (BOUNDS, (11, 4, 5), False, "5 of 20 posts are appeals: 25%, above 20%."),
        (BOUNDS, (19, 0, 1), False, "0 of 20 posts are news: 0%, below 20%."),
        (NONE, (), True, "The strategy asks for no shares."),
    ],
)
def test_balance_under_other_strategies(shares: tuple[Share, ...], numbers: tuple[int, ...], within: bool, reason: str) -> None:
    answer = balance(of(*numbers, shares=shares), shares)
    assert (answer.within, answer.reason) == (within, reason)


@pytest.mark.parametrize(
    ("shares", "numbers", "sentence"),
    [
        (HALVES, (10, 10), "The halves are in balance; keep it so until 30 June."),
        (HALVES, (10, 6), "You need one town post before 30 June."),
        (FOUR, (8, 6, 0, 2), "You need two event posts before 30 June."),
        (BOUNDS, (9, 6, 5), "You need five help posts before 30 June."),
        (NONE, (), "The strategy asks for no shares."),
    ],
)
def test_needed_under_other_strategies(shares: tuple[Share, ...], numbers: tuple[int, ...], sentence: str) -> None:
    answer = needed(of(*numbers, shares=shares), shares)
    assert (answer.sentence, answer.reachable) == (sentence, True)


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
def test_needed(numbers: tuple[int, int, int], slots: int | None, posts: dict[str, int], sentence: str | None) -> None:
    answer = needed(of(*numbers), slots_left=slots)
    if sentence:
        assert (answer.posts, answer.sentence) == (posts, sentence)
    assert balance({t: of(*numbers)[t] + answer.posts.get(t, 0) for t in (A, C, S)}).within


def test_needed_says_when_it_cannot_be_reached() -> None:
    answer = needed(of(9, 3, 0), slots_left=1)
    assert not answer.reachable
    assert answer.sentence.startswith("Balance can no longer be reached by 30 June: it takes")
    assert answer.sentence.endswith("and one place is left.")


def ways(number: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Every way to give out a number of posts."""
    if kinds == 1:
        yield (number,)
        return
    for first in range(number + 1):
        yield from ((first, *rest) for rest in ways(number - first, kinds - 1))


@settings(max_examples=200)
@given(shares_of_any_sort(), st.data())
def test_needed_is_enough_and_one_fewer_is_not(shares: tuple[Share, ...], data: st.DataObject) -> None:
    have = data.draw(st.fixed_dictionaries({share.code: st.integers(0, 12 // len(shares)) for share in shares}))
    answer = needed(have, shares)
    assert balance(Counter(have) + Counter(answer.posts), shares).within
    assert all(number > 0 for number in answer.posts.values())
    for fewer in range(min(answer.total, 9 - len(shares))):  # every way to add fewer, as far as they can be gone through
        for way in ways(fewer, len(shares)):
            tried = {share.code: have[share.code] + more for share, more in zip(shares, way, strict=True)}
            assert not balance(tried, shares).within


@given(counts)
def test_what_a_third_needs_is_never_met_by_one_post_fewer(have: dict[str, int]) -> None:
    answer = needed(have)
    fewer = answer.total - 1
    for first in range(fewer + 1 if fewer < 12 else 0):
        for second in range(fewer - first + 1):
            assert not balance(of(have[A] + first, have[C] + second, have[S] + fewer - first - second)).within


def test_rolling_counts_the_last_ninety_days() -> None:
    today = date(2026, 11, 22)
    dated = [(today, A), (today - timedelta(days=89), C), (today - timedelta(days=90), S), (today + timedelta(days=1), S)]
    assert rule.rolling(dated, F08, on=today).counts == of(1, 1, 0)


@given(counts, counts)
def test_a_forecast_adds_up_and_offers_what_would_put_it_right(so_far: dict[str, int], to_come: dict[str, int]) -> None:
    ahead = forecast(so_far, to_come)
    assert ahead.balance.counts == {share: so_far.get(share, 0) + to_come.get(share, 0) for share in (A, C, S)}
    mended = Counter(ahead.balance.counts) + Counter(ahead.needs.posts)
    assert not ahead.balance.total or balance(mended).within
    assert any(ahead.drifts(share) for share in (A, C, S)) == (ahead.balance.enough and not ahead.balance.within)
    assert ahead.sentence == "" or "31 March ends with" in ahead.sentence


@pytest.mark.parametrize(
    ("shares", "sent", "sentence"),
    [
        (
            F08,
            (2, 2, 2),
            "As planned, with 3 still to come, 31 March ends with Our work 3, Local 3, Sector 3: each about a third.",
        ),
        (HALVES, (3, 3), "As planned, with 2 still to come, 31 March ends with The council 4, The town 4: each about half."),
        (
            FOUR,
            (7, 5, 3, 1),
            "As planned, with 4 still to come, 31 March ends with "
            "Services 8, People 6, Events 4, Partners 2: as the strategy asks.",
        ),
        (NONE, (), ""),
    ],
)
def test_the_forecast_in_words(shares: tuple[Share, ...], sent: tuple[int, ...], sentence: str) -> None:
    assert forecast(of(*sent, shares=shares), dict.fromkeys((share.code for share in shares), 1), shares).sentence == sentence


@pytest.mark.parametrize("shares", EVERY.values(), ids=list(EVERY))
def test_how_one_share_stands_beyond_its_limits_is_said_of_each(shares: tuple[Share, ...]) -> None:
    all_in_the_last = dict.fromkeys((share.code for share in shares), 0) | {shares[-1].code: 10}
    answer = balance(all_in_the_last, shares)
    for code in answer.outside:
        over = "above" if code == shares[-1].code else "below"
        assert f", {over} " in cause(all_in_the_last, code, shares)
