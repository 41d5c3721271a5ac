"""What the contact page offers: each choice with the kind of case it becomes and the time we promise for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from steamie.casework.clauses import IN_TIME
from steamie.casework.kinds import kind_choices, kind_of
from steamie.casework.timing import rule_of
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry, RowLayout
from steamie.rules.clocks import SetBy

from .icons import ICONS

UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of the contact page."""

    code: str
    label: str
    icon: str
    kind: str
    after: str = ""
    needs: tuple[str, ...] = ()
    past: bool = False  # offered no longer

    def promise(self, day: date) -> str:
        """How long it takes and who says so, in a few words; empty where nobody set a time."""
        rule = rule_of(self.kind, day)
        if rule is None:
            return self.after
        time = f"{rule.words}, by law." if rule.set_by is SetBy.LAW else f"We answer in {rule.words}."
        return " ".join(filter(None, (time[:1].upper() + time[1:], self.after)))


def _read(table: dict[str, dict[str, Any]]) -> Mapping[str, Choice]:
    offered = {}
    for code, row in table.items():
        kind_of(row["kind"])
        offered[code] = Choice(code=code, **row | {"needs": tuple(row.get("needs", ()))})
    return offered


def _wrong(read: Mapping[str, Choice]) -> Iterator[str]:
    if UNSURE not in read or read[UNSURE].past:
        yield "“Not sure” must stay: nobody has to know what their matter is called."


ENQUIRIES = register(
    Particular(
        code="contact",
        label="What the contact page offers",
        about="Each choice, with the kind of case it becomes.",
        capability=IN_TIME,
        shipped=files(__package__) / "enquiries.toml",
        read=_read,
        sections=(
            ListSection(
                "",
                "Choices",
                (
                    RowColumn("label", "What it is called", most=60),
                    RowColumn("kind", "The kind of case it becomes", RowEntry.ONE_OF, choices=kind_choices),
                    RowColumn("after", "A few words under it", needed=False, most=100),
                    RowColumn("icon", "Picture", RowEntry.ONE_OF, choices=lambda: ICONS, listed=False),
                ),
                RowLayout.BY_CODE,
            ),
        ),
        problems=_wrong,
    )
)


def choices() -> Mapping[str, Choice]:
    """Every choice by its code, in the order of the page; those offered no longer too."""
    return ENQUIRIES.current()


def offered_choices() -> list[Choice]:
    """The choices that somebody who writes to us can make."""
    return [choice for choice in choices().values() if not choice.past]
