"""Time as people write it in a suggestion: from the day it was written; and what asks to be out now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.relative_days import needed_now, relative_day

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("The hall is shut tomorrow", date(2026, 12, 1), "tomorrow"),
        ("Coffee morning the day after tomorrow", date(2026, 12, 2), "the day after tomorrow"),
        ("The water is off today", MONDAY, "today"),
        ("Bingo tonight!", MONDAY, "tonight"),
        ("The bins come this Friday", date(2026, 12, 4), "this Friday"),
        ("Forms back by Friday please", date(2026, 12, 4), "by Friday"),
        ("See you on Monday night", MONDAY, "on Monday"),
        ("The lift is checked next Tuesday", date(2026, 12, 8), "next Tuesday"),
        ("Scaffolding comes\nnext  week", date(2026, 12, 7), "next week"),
        ("A litter pick this week", date(2026, 12, 6), "this week"),
        ("Fun day at the weekend", date(2026, 12, 5), "at the weekend"),
        ("A fete next weekend", date(2026, 12, 12), "next weekend"),
        ("Rent letters go out next month", date(2026, 12, 1), "next month"),
        ("Deadline later this month", MONDAY, "later this month"),
        ("Not next week but tomorrow’s meeting is on Thursday", date(2026, 12, 7), "next week"),
        ("Bingo every Friday", None, ""),
        ("Open on Mondays", None, ""),
        ("We are open on Monday and Thursday", None, ""),
        ("Tomorrow’s leaders", None, ""),
        ("Today's prices", None, ""),
        ("The weekend was great", None, ""),
        ("Nothing with a day", None, ""),
    ],
)
def test_the_day_that_is_meant(text: str, day: date | None, words: str) -> None:
    meant = relative_day(text, on=MONDAY)
    assert (meant and meant.day, meant.words if meant else "") == (day, words)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from(["tomorrow", "this Sunday", "next week", "next month"]))
def test_it_is_never_before_the_day_it_was_written_and_soon(on: date, words: str) -> None:
    meant = relative_day(f"It is {words}.", on=on)
    assert meant
    assert timedelta() <= meant.day - on <= timedelta(days=31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This is needed now, people are phoning", "needed now"),
        ("URGENT: the water is off", "URGENT"),
        ("It’s very urgent", "very urgent"),
        ("Please post this as soon as possible", "post this as soon as possible"),
        ("Can you put it up straight away", "put it up straight away"),
        ("Volunteers are urgently wanted", "urgently"),
        ("Not urgent", ""),
        ("This is not needed now", ""),
        ("How to report urgent repairs", ""),
        ("What is urgent care?", ""),
        ("Now that winter is here", ""),
        ("If you smell gas, leave straight away", ""),
    ],
)
def test_what_is_needed_now(text: str, words: str) -> None:
    assert needed_now(text) == words
