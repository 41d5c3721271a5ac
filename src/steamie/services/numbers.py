"""Whom to call when it cannot wait for us: the landlord's one list, as it comes until somebody changes it.

Every page that says whom to call reads it: the first page, pages of urgent services, every step of a repair, contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from steamie.casework.clauses import IN_TIME
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowLayout

Number = dict[str, str]  # who, short, how, telephone; without a telephone, it is our own
_WHO = RowColumn("who", "Who, or when", hint="For example “Power cut”.", most=60)
_HOW = RowColumn("how", "How", hint="One short sentence.", needed=False, most=120)
_TELEPHONE = RowColumn("telephone", "Telephone", most=30)
_OR_OURS = RowColumn("telephone", "Telephone", hint="Empty for our own, by day and when we are shut.", needed=False, most=30)
_SHORT = RowColumn(
    "short", "In a word", hint="The first two stand on every step of a repair.", needed=False, most=20, listed=False
)
_AT_NIGHT = RowColumn(
    "out_of_hours",
    "Emergency repairs, at night and at weekends",
    hint="Until it is here, no page can tell anyone.",
    needed=False,
    most=30,
)
_TO_RING = re.compile(r"\+?[\d() -]*(?:\d[() -]*){3}")  # what a telephone can dial: at least three digits
WHEN_SHUT = ListSection("", "When the office is shut", (_AT_NIGHT,), RowLayout.FACTS)


@dataclass(frozen=True, slots=True)
class NumbersToCall:
    """For danger and for somebody who is not safe at home, in the order of the page; and our own when the office is shut."""

    emergency: list[Number]
    private: list[Number]
    out_of_hours: str


def _read(table: dict[str, Any]) -> NumbersToCall:
    return NumbersToCall(list(table["emergency"]), list(table["private"]), table.get("out_of_hours") or "")


def _problems(numbers: NumbersToCall) -> Iterator[str]:
    if not numbers.emergency or not numbers.private:
        yield "One number must stay: the page is for somebody in danger."
    elif all(number.get("telephone") for number in numbers.emergency):
        yield "Our own number must stay: leave the telephone of one row empty."
    elif len(ours := [number["who"] for number in numbers.emergency if not number.get("telephone")]) > 1:
        yield f"{_listed(ours)} would all ring our own number. Leave the telephone of one row empty, and give the others theirs."
    for number in numbers.emergency[:2]:
        if not number.get("short") or not number.get("telephone"):
            yield f"The first two stand above every step of a repair. Say “{number['who']}” in a word, with a number."
    yield from _no_numbers(
        (
            *(number.get("telephone", "") for number in numbers.emergency),
            *(number["telephone"] for number in numbers.private),
            numbers.out_of_hours,
        )
    )


def _no_numbers(telephones: Iterable[str]) -> Iterator[str]:
    for telephone in telephones:
        if telephone and not _TO_RING.fullmatch(telephone):
            yield f"“{telephone}” is no telephone number. Write its digits alone: other words belong to “How”."


def _listed(names: list[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _telephones(numbers: NumbersToCall) -> list[str]:
    listed = [row.get("telephone", "") for row in (*numbers.emergency, *numbers.private)]
    return [telephone for telephone in (*listed, numbers.out_of_hours) if telephone]


NUMBERS = register(
    Particular(
        code="numbers",
        label="Whom to call at once",
        about="On the first page, on pages of urgent services, before the repair form, and when home is not safe.",
        capability=IN_TIME,
        shipped=files(__package__) / "numbers.toml",
        read=_read,
        sections=(
            ListSection("emergency", "In danger", (_WHO, _SHORT, _HOW, _OR_OURS), may_go=True),
            ListSection("private", "Not safe at home", (_WHO, _HOW, _TELEPHONE), may_go=True),
            WHEN_SHUT,
        ),
        problems=_problems,
        takes_another=True,
        telephones=_telephones,
    )
)


def emergency() -> list[Number]:
    """Numbers for danger, in the order of the page."""
    return NUMBERS.current().emergency


def private() -> list[Number]:
    """Numbers for somebody who is not safe at home."""
    return NUMBERS.current().private


def out_of_hours() -> str:
    """Our own number for emergency repairs when the office is shut; empty until somebody says it."""
    return NUMBERS.current().out_of_hours


def telephones() -> list[str]:
    """Every number of the list that anybody may be told, our own when the office is shut among them."""
    return _telephones(NUMBERS.current())
