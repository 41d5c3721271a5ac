"""A first guess at the share of a suggestion, by the hints that F.08 gives, and at its day."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from steamie.rules.guessing import guess_day, guess_share
from steamie.strategy.parsing import parse

from .kinds_of_content import HALVES, NONE

F08 = parse((files("steamie.strategy") / "documents" / "f08.toml").read_text()).shares


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Panto tickets at the community centre, £3 for weans", "community"),
        ("New kitchens go in at Kinfauns from March; our staff will call round", "association"),
        ("Scottish Government opens a consultation on heat in homes", "sector"),
        ("Something nice happened", None),
        ("The school and the regulator", None),
    ],
)
def test_guess(text: str, share: str | None) -> None:
    assert guess_share(text, F08).share == share


def test_the_guess_says_why() -> None:
    assert guess_share("The school panto", F08).reason == "It mentions “panto”, “school”."


def test_a_share_without_hints_is_never_guessed() -> None:
    assert guess_share("The town council", HALVES).reason == "Nothing in the words says which half it is."
    assert guess_share("The town council", NONE).share is None


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Panto tickets at the centre, 12 December", date(2026, 12, 12), "12 December"),
        ("See you on the 3rd of Jan, 2027", date(2027, 1, 3), "3rd of Jan, 2027"),
        ("December 5th: the switch-on", date(2026, 12, 5), "December 5th"),
        ("Rent goes up from 1 April", date(2027, 4, 1), "1 April"),
        ("Carol concert in the church", date(2026, 12, 24), "Carol"),
        ("A Burns supper for all", date(2027, 1, 25), "Burns supper"),
        ("A Valentine’s tea dance", date(2027, 2, 14), "Valentine"),
        ("Who to call over the holidays", date(2026, 12, 24), "over the holidays"),
        ("Carers’ Day at the hall", date(2027, 6, 8), "Carers' Day"),
        ("A talk at the hall\nWe could do it for Carers’ Day too", None, ""),  # named beside it, not what it is about
        ("The gala on 3 November was great", None, ""),  # lately over: it is told of, not asked for
        ("It opened on 4 May 1977", None, ""),
        ("Closed since 2 March 2020", None, ""),
        ("The 31 February of our dreams, at 5 Maybank Street", None, ""),
        ("Nothing with a day", None, ""),
    ],
)
def test_the_day_some_words_are_about(text: str, day: date | None, words: str) -> None:
    guess = guess_day(text, on=date(2026, 11, 23), named={"Carers' Day": lambda year: date(year, 6, 8)})
    assert ((guess.day, guess.words) if guess else (None, "")) == (day, words)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_holidays_are_christmas_only_when_it_comes_next(month: int) -> None:
    """From September to January; in between they are the schools'."""
    guess = guess_day("Clubs over the holidays", on=date(2027, month, 1))
    assert (guess and guess.day) == (date(2027, 12, 24) if month in {9, 10, 11, 12, 1} else None)


@pytest.mark.parametrize(("text", "days"), [("On 12 December", 14), ("Carol concert", 28), ("Carers’ Day", 7)])
def test_how_long_before_its_day_it_may_be_said(text: str, days: int) -> None:
    guess = guess_day(text, on=date(2026, 11, 23), named={"Carers' Day": lambda year: date(year, 6, 8)})
    assert (guess and guess.window_days) == days


def test_what_is_said_each_year_is_about_the_next_time() -> None:
    assert guess_day("Our hours at Christmas", on=date(2026, 12, 28)) is None
    assert guess_day("Our hours at Christmas", on=date(2026, 12, 28), again=True).day == date(2027, 12, 24)
