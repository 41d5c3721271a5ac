"""What no rule places: single words weigh beside families, a comment is like others of its kind, and a guess stops no clock."""

from __future__ import annotations

import pytest

from steamie.conversations.urgency import WITHOUT_CLOCK, triage
from steamie.rules.triage import rulebook

BOOK = rulebook()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("has the date for the kitchens been set yet", "question"),
        ("patio slab is rocking", "repair"),
        ("wouldn't house a single one of them blacks", "hate"),
        ("overflowing bins cos number 6 dumps all her stuff in ours", "asb"),
    ],
)
def test_what_no_rule_places_is_taken_for_what_it_reads_like(text: str, kind: str) -> None:
    judged = BOOK.judge(text)
    assert (judged.primary, judged.guessed, judged.urgent) == (kind, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "your contractor left mud all up the hall and broke my lamp and just went away laughing",
        "Boiler is making a funny banging noise but still heats ok",
        "shed roof blew off in the wind",
        "ma boy's got asthma an the mould in his room's worse than ever",
        "party in 2/1 till 5am AGAIN. bass going through the floor",
        "ma heid's burstin, some night at the bowling",
        "plug hole is blocked in the bath",
    ],
)
def test_ordinary_words_weigh_against_an_alarm(text: str) -> None:
    assert not BOOK.judge(text).urgent


@pytest.mark.parametrize(
    "text",
    ["Power's off, mum's feeding pump is on battery and it's beeping", "they make my autistic son hold the drugs for them"],
)
def test_what_keeps_somebody_alive_and_who_is_used_are_urgent(text: str) -> None:
    assert BOOK.judge(text).urgent


@pytest.mark.django_db
def test_a_guess_stops_no_clock() -> None:
    text = "Quarterly would be plenty for that newsletter"
    judged = BOOK.judge(text)
    assert judged.guessed
    assert judged.primary in WITHOUT_CLOCK
    assert triage(text).primary == "question"


def test_nothing_but_signs_is_no_kind() -> None:
    assert (BOOK.judge("").primary, BOOK.judge("qwx").guessed) == ("offtopic", False)
