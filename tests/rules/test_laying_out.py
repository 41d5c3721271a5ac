"""Laying out a quarter: exact thirds on open days, and a place near every dated item."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.rules.laying_out import Layout, lay_out
from steamie.rules.proposal import Candidate, OpenSlot, propose
from steamie.rules.quarters import Span, quarter_of
from steamie.rules.shares import Share, split
from steamie.rules.working_days import scottish_holidays
from tests.surroundings import examples

from .kinds_of_content import F08, FOUR, HALVES, NONE

SPAN = quarter_of(date(2027, 1, 1))
SHORT = Span(SPAN.first, date(2027, 2, 4))  # enough weeks to show what holds for thirteen
SHUT = scottish_holidays([2027])
A, C, S = CODES = tuple(share.code for share in F08)


def laid(weekdays: set[int], dated: list[Candidate] | None = None, span: Span = SPAN, **more: object) -> Layout:
    told = {"start": SPAN.first, "shut": SHUT, "taken": (), "placed": {}, "shares": F08, **more}
    return lay_out(span, weekdays=weekdays, dated=dated or [], **told)


def test_two_a_week_in_exact_thirds_but_not_on_a_holiday() -> None:
    layout = laid({0, 4})
    assert len(layout.places) == 23
    assert Counter(place.share for place in layout.places) == {A: 8, C: 8, S: 7}
    assert [day for day, _ in layout.skipped] == [date(2027, 1, 1), date(2027, 1, 4), date(2027, 3, 26)]
    assert all(why for _, why in layout.skipped)


def test_it_makes_up_for_what_is_there_and_leaves_its_days_alone() -> None:
    layout = laid({1}, taken={date(2027, 1, 5)}, placed={A: 5, C: 1, S: 1})
    counts = Counter(place.share for place in layout.places)
    assert date(2027, 1, 5) not in {place.day for place in layout.places}
    assert {share: counts[share] + have for share, have in {A: 5, C: 1, S: 1}.items()} == {A: 7, C: 6, S: 6}


def test_a_dated_item_far_from_every_place_gets_its_own() -> None:
    burns = Candidate("burns", "Burns Night", C, day=date(2027, 1, 25), window_days=2)
    assert [(p.day, p.share) for p in laid({2}, [burns]).places if p.title] == [(date(2027, 1, 25), C)]
    near = Candidate("near", "Near a Wednesday", S, day=date(2027, 1, 28), window_days=2)
    assert not [p for p in laid({2}, [near]).places if p.title]
    shut = Candidate("shut", "New year", C, day=date(2027, 1, 4), window_days=0)
    assert not [p for p in laid({2}, [shut]).places if p.title]


@pytest.mark.parametrize("shares", [HALVES, FOUR, NONE])
def test_under_other_strategies_too(shares: tuple[Share, ...]) -> None:
    layout = laid({0, 4}, shares=shares)
    assert len(layout.places) == 23
    assert Counter(place.share for place in layout.places) == (split(23, shares) or {None: 23})


items = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        title=st.just("t"),
        share=st.sampled_from(CODES),
        day=st.dates(SHORT.first, SHORT.last),
        window_days=st.integers(0, 7),
    ),
    max_size=8,
    unique_by=lambda item: item.key,
)
open_weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=3)
already = st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(0, 6)))


@settings(max_examples=examples(20))
@given(open_weekdays, items, already, st.dates(SHORT.first, SHORT.last), st.randoms())
def test_any_layout_is_exact_open_and_the_same_again(weekdays, dated, placed, start, chance) -> None:
    layout = laid(weekdays, dated, SHORT, placed=placed, start=start)
    days = [place.day for place in layout.places]
    assert len(set(days)) == len(days)
    assert not set(days) & set(SHUT)
    assert all(start <= day <= SHORT.last for day in days)
    counts = Counter(place.share for place in layout.places)
    ends = {share: placed[share] + counts[share] for share in CODES}
    for share in CODES:  # a third that was given anything is no more than one above the least
        assert not counts[share] or ends[share] - min(ends.values()) <= 1
    assert laid(weekdays, chance.sample(dated, len(dated)), SHORT, placed=placed, start=start) == layout


@settings(max_examples=examples(20))
@given(open_weekdays, items)
def test_what_is_laid_out_can_be_filled_exactly(weekdays, dated) -> None:
    layout = laid(weekdays, dated, SHORT)
    slots = [OpenSlot(place.day.isoformat(), place.day, place.share) for place in layout.places]
    stock = [Candidate(f"{share}{n:03}", "t", share, evergreen=True, age_days=n) for share in CODES for n in range(20)]
    answer = propose(slots, [*stock, *dated], {}, F08)
    assert not answer.open
    counts = answer.balance.counts.values()
    assert max(counts) - min(counts) <= 1
    left = {item.key: why for item, why in answer.unplaced if item.day}
    assert all(why.endswith(".") for why in left.values())
    for item in dated:  # alone with an open day, it is placed
        if len(dated) == 1 and any(
            (item.day - timedelta(days=n)) in {p.day for p in layout.places} for n in range(item.window_days + 1)
        ):
            assert item.key not in left
