"""Who sees how much of a case, and the order of the inbox."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules import phone_references
from steamie.rules.cases import Looker, Rank, Sight, rank, sight
from steamie.rules.clocks import SetBy
from steamie.rules.permissions import Office
from steamie.rules.phone_references import ALPHABET, DRAWN, understood

OFFICER, AUDITOR, STAFF = {Office.OFFICER}, {Office.AUDITOR}, {Office.STAFF}


@pytest.mark.parametrize(
    ("looker", "masked", "comment", "seen"),
    [
        (Looker(STAFF, in_team=True), False, False, Sight.WORDS),
        (Looker(STAFF, handles=True), False, False, Sight.WORDS),
        (Looker(STAFF), False, False, Sight.NOTHING),
        (Looker(set(), in_team=True), True, False, Sight.WORDS),
        (Looker(STAFF, handles=True), True, False, Sight.NOTHING),  # handed a safeguarding matter without being named for them
        (Looker(OFFICER), False, False, Sight.STANDING),
        (Looker(OFFICER), False, True, Sight.WORDS),  # it stood in public
        (Looker(OFFICER), True, True, Sight.STANDING),
        (Looker(AUDITOR), False, False, Sight.REDACTED),
        (Looker(AUDITOR, granted=True), False, False, Sight.WORDS),
        (Looker(AUDITOR, granted=True), True, False, Sight.STANDING),
        (Looker({Office.COMMITTEE}), False, False, Sight.NOTHING),
        (Looker({Office.FORUM}), False, True, Sight.NOTHING),
    ],
)
def test_sight(looker: Looker, masked: bool, comment: bool, seen: Sight) -> None:
    assert sight(looker, masked=masked, came_as_comment=comment) is seen


@pytest.mark.parametrize(
    ("dangerous", "clocks", "place"),
    [
        (True, [], Rank.DANGER),
        (False, [SetBy.US, SetBy.LAW], Rank.LAW),
        (False, [SetBy.PROCEDURE], Rank.LAW),
        (False, [SetBy.US], Rank.PROMISE),
        (False, [], Rank.NO_CLOCK),
    ],
)
def test_rank(dangerous: bool, clocks: list[SetBy], place: Rank) -> None:
    assert rank(dangerous=dangerous, clocks=clocks) is place


numbers = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=DRAWN, max_size=DRAWN)


@given(numbers, st.integers(0, DRAWN), st.integers(1, len(ALPHABET) - 1))
def test_a_reference_with_one_letter_misheard_is_noticed(drawn: list[int], place: int, by: int) -> None:
    plain = list(phone_references.reference(drawn).replace("-", ""))
    plain[place] = ALPHABET[(ALPHABET.index(plain[place]) + by) % len(ALPHABET)]
    assert understood("".join(plain)) == ""


@given(numbers, st.integers(0, DRAWN - 1))
def test_a_reference_with_two_letters_exchanged_is_noticed(drawn: list[int], place: int) -> None:
    plain = list(phone_references.reference(drawn).replace("-", ""))
    exchanged = plain.copy()
    exchanged[place], exchanged[place + 1] = plain[place + 1], plain[place]
    assert exchanged == plain or understood("".join(exchanged)) == ""


@given(numbers)
def test_a_reference_is_understood_however_it_is_typed(drawn: list[int]) -> None:
    written = phone_references.reference(drawn)
    assert (
        understood(written)
        == understood(written.lower().replace("-", " "))
        == understood(f" {written.replace('5', 's')} ")
        == written
    )
    assert len(written.replace("-", "")) <= 7
