"""Who may be the second person: decided from values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steamie.rules.two_persons import Confirmer, SecondYes, second_yes

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OFFICER, CHAIR, THIRD, FOURTH = 1, 2, 3, 4
LONG_AGO = NOW - timedelta(days=400)


def someone(
    number: int, invited_by: int | None = None, came: datetime | None = LONG_AGO, second_factor: bool = True
) -> Confirmer:
    return Confirmer(number, invited_by, came, second_factor)


def answer(by: Confirmer, *others: Confirmer, asked_by: int | None = OFFICER, about: tuple[int, ...] = ()) -> SecondYes:
    return second_yes(by=by, asked_by=asked_by, about=about, others=others, now=NOW)


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (someone(OFFICER), False),  # who asked
        (someone(FOURTH), False),  # whom it is about
        (someone(CHAIR), True),  # invited by nobody who is known
        (someone(CHAIR, invited_by=THIRD), True),
        (someone(CHAIR, came=NOW - timedelta(hours=23, minutes=59)), False),
        (someone(CHAIR, came=NOW - timedelta(days=1)), True),
        (someone(CHAIR, came=None), False),
        (someone(CHAIR, second_factor=False), False),
    ],
)
def test_the_second_person_is_another_who_has_been_here_a_day_with_two_factors(by: Confirmer, allowed: bool) -> None:
    assert answer(by, about=(FOURTH,)).allowed is allowed
    assert bool(answer(by, about=(FOURTH,)).reason) is not allowed, "a refusal says why"


def test_nobody_confirms_what_was_asked_by_whoever_invited_them() -> None:
    refused = answer(someone(CHAIR, invited_by=OFFICER), someone(THIRD))

    assert not refused.allowed
    assert "invited you" in refused.reason


@pytest.mark.parametrize(
    "third",
    [
        someone(THIRD, came=None),
        someone(THIRD, came=NOW - timedelta(hours=1)),
        someone(THIRD, second_factor=False),
        someone(OFFICER),
        someone(FOURTH),  # whom it is about
        someone(THIRD, invited_by=OFFICER, came=LONG_AGO + timedelta(days=1)),
    ],
    ids=["never came", "came today", "one factor", "who asked", "about them", "invited later by the same"],
)
def test_where_nobody_else_could_the_only_other_person_may_and_it_is_said(third: Confirmer) -> None:
    assert answer(someone(CHAIR, invited_by=OFFICER), third, about=(FOURTH,)) == SecondYes(True, only_other=True)


@pytest.mark.parametrize("wanting", [{"came": NOW}, {"came": None}, {"second_factor": False}])
def test_the_only_other_person_needs_a_day_and_a_second_factor_too(wanting: dict[str, object]) -> None:
    assert not answer(someone(CHAIR, invited_by=OFFICER, **wanting)).allowed  # type: ignore[arg-type]


def test_of_several_whom_one_person_invited_only_the_first_is_the_only_other() -> None:
    chair = someone(CHAIR, invited_by=OFFICER)
    puppet = someone(THIRD, invited_by=OFFICER, came=LONG_AGO + timedelta(days=1))

    assert answer(chair, puppet).only_other
    assert not answer(puppet, chair).allowed
    assert answer(puppet, chair, about=(CHAIR,)).only_other, "about the chair the next may"


def test_what_nobody_known_asked_for_is_confirmed_by_anyone_settled() -> None:
    assert answer(someone(CHAIR), asked_by=None).allowed
