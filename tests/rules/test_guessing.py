"""A first guess at the third of a suggestion."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.rules.guessing import guess_day, guess_third
from steamie.rules.thirds import Third


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("Panto tickets at the community centre, £3 for weans", Third.COMMUNITY),
        ("New kitchens go in at Kinfauns from March; our staff will call round", Third.ASSOCIATION),
        ("Scottish Government opens a consultation on heat in homes", Third.SECTOR),
        ("Something nice happened", None),
        ("The school and the regulator", None),
    ],
)
def test_guess(text: str, third: Third | None) -> None:
    assert guess_third(text).third == third


def test_the_guess_says_why() -> None:
    assert guess_third("The school panto").reason == "It mentions “panto”, “school”."


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
        ("The gala on 3 November was great", None, ""),  # lately over: it is told of, not asked for
        ("It opened on 4 May 1977", None, ""),
        ("Closed since 2 March 2020", None, ""),
        ("The 31 February of our dreams, at 5 Maybank Street", None, ""),
        ("Nothing with a day", None, ""),
    ],
)
def test_the_day_some_words_are_about(text: str, day: date | None, words: str) -> None:
    guess = guess_day(text, on=date(2026, 11, 23))
    assert ((guess.day, guess.words) if guess else (None, "")) == (day, words)
