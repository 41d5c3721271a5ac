"""Two persons are two: who may give the second yes to what another asked for.

The second person was not invited by the first, and has been here for a day. In a new house nobody else is there yet: then the
first of those whom the first person invited may do it, with a second factor of their own, and it is said that they were the
only other person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

SETTLED = timedelta(days=1)  # after the first sign-in: an invitation taken over by somebody else is noticed meanwhile


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Somebody whose office may give the second yes."""

    number: int
    invited_by: int | None  # None: by the set-up, or by nobody who is known
    first_signed_in: datetime | None
    second_factor: bool


@dataclass(frozen=True, slots=True)
class SecondYes:
    """Whether somebody may be the second person; if not, why not, in words fit for the screen."""

    allowed: bool
    reason: str = ""
    only_other: bool = False  # nobody else could: it is labelled, counted, and looked at again by the next who can


def second_yes(
    *, by: Confirmer, asked_by: int | None, about: Iterable[int], others: Iterable[Confirmer], now: datetime
) -> SecondYes:
    """May ``by`` confirm what ``asked_by`` asked for? ``about``: whom it concerns, who never confirms it.

    ``others``: everyone else whose office may confirm it.
    """
    taking_part = {asked_by, *about}
    if by.number in taking_part:
        return SecondYes(False, "Two people decide this together, and you are already one of them.")
    if not _is_settled(by, now):
        return SecondYes(False, "You first signed in less than a day ago. You can confirm this from tomorrow.")
    if not by.second_factor:
        return SecondYes(False, "Add a second way to prove it is you before you confirm this.")
    if asked_by is None or by.invited_by != asked_by:
        return SecondYes(True)
    left = [one for one in others if one.number not in taking_part and _is_settled(one, now) and one.second_factor]
    if any(one.invited_by != asked_by for one in left):
        return SecondYes(False, "Whoever asked for this invited you. Somebody whom they did not invite confirms it.")
    if any(_came_before(one, by) for one in left):
        return SecondYes(False, "Whoever asked for this invited you. The first of those they invited confirms it.")
    return SecondYes(True, only_other=True)


def _is_settled(one: Confirmer, now: datetime) -> bool:
    return one.first_signed_in is not None and now - one.first_signed_in >= SETTLED


def _came_before(one: Confirmer, other: Confirmer) -> bool:
    return (one.first_signed_in, one.number) < (other.first_signed_in, other.number)
