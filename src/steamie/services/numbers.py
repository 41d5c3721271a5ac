"""Whom to call when it cannot wait for us: the landlord's own list, as it comes until somebody changes it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from steamie.casework.clauses import IN_TIME
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn

Number = dict[str, str]  # who, short, how, telephone
_WHO = RowColumn("who", "Who, or when", hint="For example “Power cut”.", most=60)
_HOW = RowColumn("how", "How", hint="One short sentence.", needed=False, most=120)
_TELEPHONE = RowColumn("telephone", "Telephone", most=30)
_SHORT = RowColumn(
    "short", "In a word", hint="The first two stand on every step of a repair.", needed=False, most=20, listed=False
)


def _problems(numbers: dict[str, list[Number]]) -> Iterator[str]:
    for part in ("emergency", "private"):
        if not numbers[part]:
            yield "One number must stay: the page is for somebody in danger."
    for number in numbers["emergency"][:2]:
        if not number.get("short"):
            yield f"The first two stand above every step of a repair. Say “{number['who']}” in a word."
    for number in (*numbers["emergency"], *numbers["private"]):
        if not any(sign.isdigit() for sign in number["telephone"]):
            yield f"“{number['telephone']}” is no telephone number."


def _read(table: dict[str, list[Number]]) -> dict[str, list[Number]]:
    return {part: list(table[part]) for part in ("emergency", "private")}


NUMBERS = register(
    Particular(
        code="numbers",
        label="Whom to call at once",
        about="Before the repair form, and when home is not safe. The first page has its own, in the editor.",
        capability=IN_TIME,
        shipped=files(__package__) / "numbers.toml",
        read=_read,
        sections=(
            ListSection("emergency", "In danger", (_WHO, _SHORT, _HOW, _TELEPHONE), may_go=True),
            ListSection("private", "Not safe at home", (_WHO, _HOW, _TELEPHONE), may_go=True),
        ),
        problems=_problems,
    )
)


def emergency() -> list[Number]:
    """Numbers for danger, in the order of the page."""
    return NUMBERS.current()["emergency"]


def private() -> list[Number]:
    """Numbers for somebody who is not safe at home."""
    return NUMBERS.current()["private"]
