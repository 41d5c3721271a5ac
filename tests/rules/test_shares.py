"""The shares a strategy may ask for, what is wrong with some, and how a number of posts is split between them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules import share_words
from steamie.rules.shares import Bound, Share, problems, split, targets

from .kinds_of_content import BOUNDS, EVERY, F08, FOUR, HALVES, NONE

EXACTLY, AT_LEAST, AT_MOST = Bound


def kinds(*asked: tuple[Fraction, Bound]) -> tuple[Share, ...]:
    return tuple(Share(f"k{n}", f"Kind {n}", f"of kind {n}", f"kind-{n}", part, bound) for n, (part, bound) in enumerate(asked))


@pytest.mark.parametrize("shares", [*EVERY.values(), NONE], ids=[*EVERY, "none"])
def test_shares_that_can_all_be_kept_have_no_problem(shares: tuple[Share, ...]) -> None:
    assert problems(shares) == []


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        (F08[:1], "A strategy names from two to five shares of content, or none. This one names 1."),
        (kinds(*[(Fraction(1, 6), EXACTLY)] * 6), "This one names 6."),
        (
            kinds((Fraction(1, 2), EXACTLY), (Fraction(1, 2), EXACTLY), (Fraction(1, 4), EXACTLY)),
            "The shares add up to 5/4, and should add up to 1.",
        ),
        (kinds((Fraction(1, 4), EXACTLY), (Fraction(1, 2), EXACTLY)), "The shares add up to 3/4, and should add up to 1."),
        (
            kinds((Fraction(1, 2), AT_MOST), (Fraction(1, 4), AT_MOST)),
            "The shares come to 3/4 of the posts at most, and no kind is left for the others to be.",
        ),
        (
            kinds((Fraction(1, 2), EXACTLY), (Fraction(1, 4), AT_MOST)),
            "The shares come to 3/4 of the posts at most, and no kind is left for the others to be.",
        ),
        (
            kinds((Fraction(2, 3), AT_LEAST), (Fraction(1, 2), EXACTLY)),
            "What is asked exactly and at least comes to 7/6 of the posts: more than there are.",
        ),
        (
            kinds((Fraction(1, 2), AT_LEAST), (Fraction(1, 2), EXACTLY), (Fraction(1, 4), AT_MOST)),
            "The other shares take every post, so nothing is left for “Kind 2”.",
        ),
        (
            kinds((Fraction(0), EXACTLY), (Fraction(1), EXACTLY)),
            "“Kind 0” is 0 of the posts. A share is more than none of them and less",
        ),
        (kinds((Fraction(3, 2), AT_MOST), (Fraction(1, 2), EXACTLY)), "“Kind 0” is 3/2 of the posts."),
        ((HALVES[0], replace(HALVES[1], code="Council")), "Two shares have the code “council”. Give each its own."),
        ((HALVES[0], replace(HALVES[1], label="The council")), "Two shares have the label “the council”."),
        ((HALVES[0], replace(HALVES[1], phrase=" ")), "“The town” has no phrase."),
        ((HALVES[0], replace(HALVES[1], code="a_code_too_long_to_be_kept")), "has a code of 26 letters. It can have 20."),
        ((HALVES[0], replace(HALVES[1], tolerance=Fraction(1, 2))), "“The town” has a tolerance of 1/2. It can be from 0 to 1/3"),
        ((HALVES[0], replace(HALVES[1], tolerance=Fraction(-1, 10))), "has a tolerance of -1/10."),
    ],
)
def test_what_cannot_be_kept_is_told_in_plain_english(shares: tuple[Share, ...], says: str) -> None:
    assert any(says in words for words in problems(shares)), problems(shares)
    with pytest.raises(ValueError, match=r"[a-z]{3}"):
        targets(shares)


def test_what_is_left_over_goes_to_at_least_and_what_is_lacking_comes_from_at_most() -> None:
    assert targets(F08) == dict.fromkeys(("association", "community", "sector"), Fraction(1, 3))
    assert targets(kinds((Fraction(1, 2), AT_LEAST), (Fraction(1, 4), AT_LEAST))) == {"k0": Fraction(2, 3), "k1": Fraction(1, 3)}
    assert targets(kinds((Fraction(1, 2), EXACTLY), (Fraction(1, 2), AT_MOST), (Fraction(1, 4), AT_MOST))) == {
        "k0": Fraction(1, 2),
        "k1": Fraction(1, 3),
        "k2": Fraction(1, 6),
    }
    assert targets(BOUNDS) == {"help": Fraction(11, 20), "news": Fraction(1, 4), "appeals": Fraction(1, 5)}


parts = st.integers(2, 5).flatmap(lambda n: st.lists(st.integers(1, 12), min_size=n, max_size=n))
bounds = st.sampled_from(Bound)


@st.composite
def shares_of_any_sort(draw: st.DrawFn) -> tuple[Share, ...]:
    """Two to five kinds that can be kept: parts of a whole, some of them meant as bounds and loosened on their own side."""
    numbers = draw(parts)
    whole, made = sum(numbers), []
    for n, number in enumerate(numbers):
        bound, fraction = draw(bounds), Fraction(number, whole)
        if bound is AT_LEAST:
            fraction = fraction * draw(st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(1, 2)]))
        elif bound is AT_MOST:
            fraction = min(fraction * draw(st.sampled_from([Fraction(1), Fraction(11, 10), Fraction(3, 2)])), Fraction(19, 20))
        tolerance = draw(st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 10), Fraction(1, 4)]))
        made.append(Share(f"k{n}", f"Kind {n}", f"of kind {n}", f"kind-{n}", fraction, bound, tolerance))
    shares = tuple(made)
    return (
        shares
        if not problems(shares)
        else tuple(
            replace(share, bound=EXACTLY, fraction=Fraction(number, whole)) for share, number in zip(made, numbers, strict=True)
        )
    )


@given(shares_of_any_sort())
def test_targets_are_the_whole_and_within_every_bound(shares: tuple[Share, ...]) -> None:
    aims = targets(shares)
    assert sum(aims.values()) == 1
    for share in shares:
        assert aims[share.code] > 0
        if share.bound is EXACTLY:
            assert aims[share.code] == share.fraction
        elif share.bound is AT_LEAST:
            assert aims[share.code] >= share.fraction
        else:
            assert aims[share.code] <= share.fraction


@given(shares_of_any_sort(), st.integers(0, 120))
def test_a_number_of_posts_is_split_within_one_post_of_what_is_aimed_at(shares: tuple[Share, ...], number: int) -> None:
    given_out = split(number, shares)
    assert sum(given_out.values()) == number
    if all(share.bound is EXACTLY for share in shares):  # bounds round to their own side, and push the others along
        assert all(abs(given_out[code] - aim * number) < 1 for code, aim in targets(shares).items())


@pytest.mark.parametrize(
    ("shares", "number", "parts"),
    [
        (F08, 7, (3, 2, 2)),
        (F08, 8, (3, 3, 2)),
        (HALVES, 7, (4, 3)),
        (FOUR, 10, (4, 3, 2, 1)),
        (FOUR, 7, (3, 2, 1, 1)),
        (FOUR, 0, (0, 0, 0, 0)),
        (BOUNDS, 7, (4, 2, 1)),
        (BOUNDS, 20, (11, 5, 4)),
    ],
)
def test_split(shares: tuple[Share, ...], number: int, parts: tuple[int, ...]) -> None:
    assert tuple(split(number, shares).values()) == parts


@given(st.integers(0, 500))
def test_exact_thirds_are_even(number: int) -> None:
    parts = split(number, F08)
    assert sum(parts.values()) == number
    assert max(parts.values()) - min(parts.values()) <= 1


@given(st.integers(0, 60))
def test_at_least_half_is_at_least_half_of_whole_posts(number: int) -> None:
    shares = kinds((Fraction(1, 2), AT_LEAST), (Fraction(1, 2), EXACTLY))
    assert split(number, shares)["k0"] >= ceil(number / 2)


def test_more_posts_make_up_for_what_is_there() -> None:
    assert split(5, FOUR, there={"services": 5}) == {"services": 0, "people": 2, "events": 2, "partners": 1}
    assert split(1, HALVES, supply={"town": 3}) == {"council": 0, "town": 1}
    assert split(4, NONE) == {}
    with pytest.raises(ValueError, match="below zero"):
        split(-3, F08)


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (F08, ("third", "thirds", "Rule of thirds", "each about a third", "Each third should be 23% to 43%.")),
        (HALVES, ("half", "halves", "Rule of halves", "each about half", "Each half should be 40% to 60%.")),
        (
            FOUR,
            (
                "share",
                "shares",
                "Shares of content",
                "as the strategy asks",
                "Asked for: Services 30% to 50%, People 20% to 40%, Events 10% to 30%, Partners 0% to 20%.",
            ),
        ),
        (
            BOUNDS,
            (
                "share",
                "shares",
                "Shares of content",
                "as the strategy asks",
                "Asked for: Help at least 50%, News 20% to 30%, Appeals at most 20%.",
            ),
        ),
    ],
    ids=list(EVERY),
)
def test_what_the_shares_are_called(shares: tuple[Share, ...], words: tuple[str, ...]) -> None:
    spoken = (share_words.noun, share_words.plural, share_words.heading, share_words.each, share_words.all_limits)
    assert tuple(say(shares) for say in spoken) == words


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        (F08, "A third our own work, a third local, a third from the sector."),
        (HALVES, "Half about the council, half about the town."),
        (FOUR, "40% about services, 30% about people, a fifth about events, 10% from partners."),
        (BOUNDS, "At least half of help, a quarter news, at most a fifth appeals."),
        (NONE, "The strategy asks for no shares."),
    ],
    ids=[*EVERY, "none"],
)
def test_what_the_strategy_asks_in_a_sentence(shares: tuple[Share, ...], sentence: str) -> None:
    assert share_words.promise(shares) == sentence


def test_a_share_is_shown_by_its_place_and_a_stranger_by_its_code() -> None:
    assert share_words.shown("sector", F08) == share_words.ShownShare("3", "Sector", "Sector")
    assert share_words.shown("sector", HALVES) == share_words.ShownShare(
        "other", "Another share: sector", "Another share: sector"
    )
    assert share_words.shown("", F08) is None
