"""Proposals: exact thirds, dated items on time, and a reason for everything."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules import proposal
from steamie.rules.proposal import Candidate, OpenSlot, Proposal, shared_out
from steamie.rules.shares import Share, split

from .kinds_of_content import BOUNDS, F08, FOUR, HALVES, NONE

A, C, S = CODES = tuple(share.code for share in F08)
START = date(2027, 1, 4)

ADJECTIVES = {share.code: share.adjective for share in F08}


def propose(
    slots: list[OpenSlot], candidates: list[Candidate], placed: dict[str, int], shares: tuple[Share, ...] = F08
) -> Proposal:
    return proposal.propose(slots, candidates, placed, shares)


def slots(number: int, share: str | None = None, gap: int = 2) -> list[OpenSlot]:
    return [OpenSlot(f"s{n:03}", START + timedelta(days=gap * n), share) for n in range(number)]


def ideas(number: int, share: str | None, **more: object) -> list[Candidate]:
    return [Candidate(f"{share}-{n:03}{more.get('tag', '')}", f"Idea {n}", share, age_days=n) for n in range(number)]


def test_thirds_come_out_exact_around_what_is_already_placed() -> None:
    candidates = [*ideas(20, A), *ideas(20, C), *ideas(20, S)]
    answer = propose(slots(9), candidates, {A: 4, C: 1, S: 1})
    assert Counter(p.share for p in answer.placements) == {A: 1, C: 4, S: 4}
    assert answer.balance.counts == {A: 5, C: 5, S: 5}
    assert not answer.open


def test_no_two_neighbours_alike_when_avoidable() -> None:
    answer = propose(slots(12), [*ideas(9, A), *ideas(9, C), *ideas(9, S)], {})
    thirds = [p.share for p in answer.placements]
    assert all(one != other for one, other in pairwise(thirds))


def test_each_third_is_spread_over_the_weeks() -> None:
    answer = propose(slots(27), [*ideas(9, A), *ideas(9, C), *ideas(9, S)], {})
    for start in range(0, 27, 9):
        nine = Counter(p.share for p in answer.placements[start : start + 9])
        assert nine == {A: 3, C: 3, S: 3}


def test_a_guessed_day_says_which_words_it_was_guessed_from() -> None:
    carols = Candidate("c", "Carols", C, day=START - timedelta(days=11), window_days=28, because="Carols")
    answer = propose(slots(3), [carols], {})
    assert dict(answer.unplaced)[carols] == ("It says “Carols”. There is no open place on 24 December or in the 28 days before.")


def test_a_dated_item_goes_on_its_day_or_within_its_window_before() -> None:
    panto = Candidate("panto", "Panto", C, day=START + timedelta(days=7), window_days=3)
    late = Candidate("late", "Too early for us", S, day=START - timedelta(days=1), window_days=5)
    answer = propose(slots(6), [panto, late, *ideas(6, A)], {})
    placed = {p.candidate.key: p for p in answer.placements}
    assert placed["panto"].slot.day == START + timedelta(days=6)
    assert placed["panto"].reason == "It goes out 1 day before its day, 11 January, and counts as Local."
    assert {c.key: why for c, why in answer.unplaced}["late"] == ("There is no open place on 3 January or in the 5 days before.")


def test_dated_items_make_way_for_each_other() -> None:
    two = slots(2, gap=1)
    either = Candidate("a-either", "Either day", A, day=two[1].day, window_days=1)
    only_second = Candidate("b-second", "Second day only", C, day=two[1].day)
    answer = propose(two, [either, only_second], {})
    assert {p.candidate.key: p.slot.key for p in answer.placements} == {"a-either": "s000", "b-second": "s001"}


def test_suggestions_before_evergreen_and_oldest_first() -> None:
    fresh, old = Candidate("fresh", "Fresh", C, age_days=2), Candidate("old", "Old", C, age_days=40)
    again = Candidate("again", "Again", C, evergreen=True, age_days=300)
    answer = propose(slots(3, C), [again, fresh, old], {})
    assert [p.candidate.key for p in answer.placements] == ["old", "fresh", "again"]
    assert answer.placements[0].reason == "Waiting for 40 days, and counts as Local."


def test_an_open_place_says_what_it_waits_for() -> None:
    answer = propose(slots(3), ideas(9, A), {})
    assert [p.share for p in answer.placements] == [A]
    assert {why for _, why in answer.open} == {
        "No community item is left for this place.",
        "No sector item is left for this place.",
    }
    assert all(why == "Our work has all the places its third allows." for _, why in answer.unplaced)


def test_an_item_without_a_third_takes_the_one_that_is_missing() -> None:
    answer = propose(slots(3), [*ideas(1, A), *ideas(1, S), Candidate("x", "Unread", None)], {})
    assert {p.candidate.key: p.share for p in answer.placements}["x"] == C
    assert "our guess" in next(p.reason for p in answer.placements if p.candidate.key == "x")


def test_a_whole_quarter_takes_under_two_seconds_of_work() -> None:
    candidates = [
        Candidate(f"c{n}", "t", CODES[n % 3], START + timedelta(days=n % 150) if n % 5 == 0 else None, 3, age_days=n)
        for n in range(300)
    ]
    began = time.process_time()
    answer = propose(slots(78, gap=1), candidates, {})
    assert time.process_time() - began < 2
    assert answer.balance.counts == {A: 26, C: 26, S: 26}


codes = st.sampled_from([*CODES, None])
candidates_of_any_sort = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        title=st.just("t"),
        share=codes,
        day=st.none() | st.dates(START, START + timedelta(days=20)),
        window_days=st.integers(0, 5),
        evergreen=st.booleans(),
        age_days=st.integers(0, 99),
    ),
    max_size=20,
    unique_by=lambda c: c.key,
)
slots_of_any_sort = st.lists(
    st.builds(OpenSlot, key=st.uuids().map(str), day=st.dates(START, START + timedelta(days=20)), share=codes),
    max_size=10,
    unique_by=lambda s: s.key,
)
already = st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(0, 8)))


@given(slots_of_any_sort, candidates_of_any_sort, already, st.randoms())
def test_any_proposal_is_sound(open_slots, candidates, placed, chance) -> None:
    answer = propose(open_slots, candidates, placed)
    assert len({p.slot.key for p in answer.placements}) == len({p.candidate.key for p in answer.placements})
    assert len(answer.placements) + len(answer.open) == len(open_slots)
    assert len(answer.placements) + len(answer.unplaced) == len(candidates)
    for p in answer.placements:
        assert p.slot.share in (None, p.share)
        assert p.candidate.share in (None, p.share)
        assert p.candidate.day is None or 0 <= (p.candidate.day - p.slot.day).days <= p.candidate.window_days
        assert p.reason.endswith(".")
    for _, why in (*answer.unplaced, *answer.open):  # and what was not done says why
        assert why.endswith(".")
        assert len(why) > 20
    shuffled = [chance.sample(open_slots, len(open_slots)), chance.sample(candidates, len(candidates))]
    assert propose(*shuffled, placed) == answer


@given(st.integers(0, 15), already)
def test_with_enough_of_everything_the_thirds_are_as_even_as_can_be(number: int, placed: dict[str, int]) -> None:
    answer = propose(slots(number), [*ideas(15, A), *ideas(15, C), *ideas(15, S)], placed)
    assert len(answer.placements) == number
    ends = answer.balance.counts
    for share in CODES:
        if answer.balance.counts[share] > placed[share]:  # it was given something: it is no higher than any other by two
            assert ends[share] - min(ends.values()) <= 1


@given(st.lists(st.sampled_from(CODES), max_size=15), st.tuples(*[st.integers(0, 15)] * 3))
def test_places_kept_for_a_third_are_filled_as_far_as_its_supply_goes_and_no_further(kept, supply) -> None:
    open_slots = [OpenSlot(f"s{n:03}", START + timedelta(days=n), share) for n, share in enumerate(kept)]
    stock = dict(zip(CODES, supply, strict=True))
    answer = propose(open_slots, [idea for share, number in stock.items() for idea in ideas(number, share)], {})
    filled = Counter(p.share for p in answer.placements)
    for share in CODES:
        assert filled[share] == min(stock[share], kept.count(share))
        assert sum(slot.share == share for slot, _ in answer.open) == kept.count(share) - filled[share]
    assert all(ADJECTIVES[slot.share] in why for slot, why in answer.open)


@pytest.mark.parametrize("shares", [HALVES, FOUR, BOUNDS])
def test_other_shares_come_out_exact_around_what_is_placed_and_apart(shares: tuple[Share, ...]) -> None:
    stock = [idea for share in shares for idea in ideas(20, share.code)]
    answer = propose(slots(13), stock, {shares[0].code: 7}, shares)
    assert answer.balance.counts == split(20, shares)
    assert not answer.open
    empty = list(shared_out(slots(20), [], {}, shares).values())
    assert Counter(empty) == split(20, shares)
    assert sum(one == other for one, other in pairwise(empty)) == max(0, 2 * max(Counter(empty).values()) - 21)


def test_places_of_five_kinds_are_shared_out_in_under_two_seconds_of_work() -> None:
    five = (*FOUR[:3], *(Share(code, code, code, code, FOUR[3].fraction / 2) for code in "ab"))
    began = time.process_time()
    out = list(shared_out(slots(78, gap=1), [], {}, five).values())
    assert time.process_time() - began < 2
    assert Counter(out) == split(78, five)
    assert all(one != other for one, other in pairwise(out))


def test_without_shares_items_go_by_their_days_and_by_how_long_they_have_waited() -> None:
    party = Candidate("party", "Party", "community", day=START + timedelta(days=3), window_days=2)
    fresh, old = Candidate("fresh", "Fresh", age_days=2), Candidate("old", "Old", A, age_days=40)
    again = Candidate("again", "Again", evergreen=True, age_days=300)
    answer = propose(slots(5), [again, fresh, party, old], {}, NONE)
    assert [(p.candidate.key, p.share) for p in answer.placements] == [
        ("old", None),
        ("party", None),
        ("fresh", None),
        ("again", None),
    ]
    assert [p.reason for p in answer.placements] == [
        "Waiting for 40 days.",
        "It goes out 1 day before its day, 7 January.",
        "Waiting for 2 days.",
        "A post that can be used again, last used 300 days ago; no suggestion was waiting for this place.",
    ]
    assert [why for _, why in answer.open] == ["No item is left for this place."]
    assert set(shared_out(slots(3), [], {}, NONE).values()) == {None}


def test_a_share_that_is_full_is_called_by_what_the_strategy_calls_it() -> None:
    answer = propose(slots(2), ideas(9, "town"), {}, HALVES)
    assert {why for _, why in answer.unplaced} == {"The town has all the places its half allows."}


def test_what_is_needed_now_takes_the_next_place_and_keeps_it() -> None:
    first = START
    now = Candidate("now", "The water is off", A, needed_now=True, because="urgent")
    dated = Candidate("dated", "A fair", A, day=first, window_days=0)
    answer = propose(slots(3), [*ideas(3, C), dated, now], {})
    places = {each.candidate.key: each for each in answer.placements}
    assert (places["now"].slot.day, places["now"].reason) == (
        first,
        f"It says “urgent”, so it takes the next place, and counts as {F08[0].label}.",
    )
    assert "dated" not in places
    full = propose([], [now], {})
    assert full.unplaced[0][1] == "It says “urgent”, and no place is open. Write it for a day of its own."


def test_what_was_for_last_week_is_over_and_says_so() -> None:
    late = Candidate("late", "Bins", A, day=START - timedelta(days=3), window_days=7, because="this Friday", over=True)
    (left,) = propose(slots(3), [late], {}).unplaced
    assert left[1] == "It says “this Friday”: that was for 1 January. Ask whether it still holds."
