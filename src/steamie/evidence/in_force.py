"""What the rooms below the strategy ask of it: the titles of the offices, and which clause asks for something.

The strategy room answers once it is ready. Before a strategy is loaded titles are neutral, and nothing is asked for by a clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from steamie.rules.permissions import Office

NEUTRAL = {
    Office.OFFICER: "Responsible officer",
    Office.TEAM: "Communications team",
    Office.STAFF: "Staff",
    Office.COMMITTEE: "Committee",
    Office.FORUM: "Forum",
    Office.AUDITOR: "Auditor",
}


class InForce(Protocol):
    """The strategy in force, as far as the rooms below it need to know."""

    def office_title(self, office: Office) -> str:
        """What the document calls an office; empty when it does not say."""

    def clause_number(self, capability: str, which: str) -> str:
        """The clause a capability keeps; empty when no clause asks for it."""

    def association_names(self) -> tuple[str, ...]:
        """What the Association is called, in full and for short; nothing before the set-up has asked."""


class _NothingYet:
    def office_title(self, office: Office) -> str:
        return ""

    def clause_number(self, capability: str, which: str) -> str:
        return ""

    def association_names(self) -> tuple[str, ...]:
        return ()


_source: list[InForce] = [_NothingYet()]


def answer_from(source: InForce) -> None:
    """Take the answers from here from now on."""
    _source[0] = source


def office_title(office: Office | str) -> str:
    """An office in the strategy's own words: "Finance Officer". Raises ``ValueError`` for a code that is no office."""
    checked = Office(office)
    return _source[0].office_title(checked) or NEUTRAL[checked]


def office_titles() -> list[tuple[str, str]]:
    """Every office with its title, for a form."""
    return [(office.value, office_title(office)) for office in Office]


def office_phrase(office: Office | str) -> str:
    """An office inside a sentence, after "by": "the Finance Officer", "a member of staff"."""
    checked, title = Office(office), office_title(office)
    if checked is Office.STAFF and title == NEUTRAL[checked]:
        return "a member of staff"
    return f"the {title[:1].lower()}{title[1:]}" if title == NEUTRAL[checked] else f"the {title}"


def association_names() -> tuple[str, ...]:
    """What the Association is called, in full and for short; nothing before the set-up has asked."""
    return _source[0].association_names()


def clause_number(capability: str, which: str = "") -> str:
    """The clause of the strategy in force that a capability keeps; empty when none does. ``which`` picks among several."""
    return _source[0].clause_number(capability, which)


def asked_by(capability: str, *which: str) -> str:
    """Which clauses ask for a capability, in brackets after a space: " (S-66, S-67)"; nothing when none does."""
    numbers = [clause_number(capability, one) for one in which or ("",)]
    listed = ", ".join(dict.fromkeys(filter(None, numbers)))
    return f" ({listed})" if listed else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What an event cites: the clause that asks for a capability, by the strategy in force when it is written down."""

    capability: str
    which: str = ""  # the value of a parameter, where several clauses ask for the same capability

    @property
    def number(self) -> str:
        """The clause's number; empty when the strategy does not ask for this."""
        return clause_number(self.capability, self.which)
