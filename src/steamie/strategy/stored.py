"""An edition as it is stored: the document parsed, as plain data with a schema number of its own.

A stored edition is read from this data, never from its file again: tomorrow's parser cannot change yesterday's strategy.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from steamie.rules.clauses import Clause, ClauseWay, Keeping
from steamie.rules.parameters import plain
from steamie.rules.shares import Bound, Share

from .document import Block, Coded, Document, Identity, Objective, Platform, ReviewRule, Section, TextSpan

SCHEMA = 1  # of what is stored; a change of it comes with a migration of the rows and a test that opens the rows of before
PLAIN = ("digest", "schema", "code", "title", "strapline")


class UnknownSchema(Exception):
    """The stored data is of a schema this version does not know."""


def to_data(document: Document) -> dict[str, Any]:
    """The document as JSON can hold it."""
    data = {name: getattr(document, name) for name in PLAIN}
    data |= {"reviewed": _day(document.reviewed), "due": _day(document.due)}
    data |= {name: list(getattr(document, name)) for name in ("formats", "risks", "references")}
    data |= {"identity": asdict(document.identity), "offices": dict(document.offices), "review": asdict(document.review)}
    for name in ("purposes", "objectives", "audiences", "platforms", "shares"):
        data[name] = [_flat(asdict(one)) for one in getattr(document, name)]
    data["clauses"] = [_clause_data(clause) for clause in document.clauses]
    data["sections"] = [_section_data(section) for section in document.sections]
    return {"stored": SCHEMA, "document": data}


def from_data(stored: dict[str, Any]) -> Document:
    """The document again. Raises ``Unreadable`` for data of another schema."""
    if stored.get("stored") != SCHEMA:
        raise UnknownSchema(f"This edition is stored in form {stored.get('stored')}; this version reads form {SCHEMA}.")
    data = stored["document"]
    return Document(
        **{name: data[name] for name in PLAIN},
        reviewed=_date(data["reviewed"]),
        due=_date(data["due"]),
        formats=tuple(data["formats"]),
        risks=tuple(data["risks"]),
        references=tuple(data["references"]),
        identity=Identity(**data["identity"]),
        offices=data["offices"],
        review=ReviewRule(**data["review"]),
        purposes=tuple(Coded(**one) for one in data["purposes"]),
        objectives=tuple(Objective(**one) for one in data["objectives"]),
        audiences=tuple(Coded(**one) for one in data["audiences"]),
        platforms=tuple(Platform(one["code"], one["name"], tuple(one["clauses"])) for one in data["platforms"]),
        shares=tuple(_share(one) for one in data["shares"]),
        sections=tuple(_section(one) for one in data["sections"]),
        clauses=tuple(_clause(one) for one in data["clauses"]),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


def _clause_data(clause: Clause) -> dict[str, Any]:
    keeping = clause.keeps
    keeps = {"way": keeping.way.value, "control": keeping.control, "parameters": _flat(dict(keeping.parameters))}
    keeps |= {"why": keeping.why, "meanwhile": keeping.meanwhile}
    data = {"id": clause.id, "heading": clause.heading, "text": clause.text, "must": clause.must, "keeps": keeps}
    return data | ({"owner": clause.owner} if clause.owner else {})


def _clause(data: dict[str, Any]) -> Clause:
    keeps = data["keeps"]
    return Clause(**{**data, "keeps": Keeping(**{**keeps, "way": ClauseWay(keeps["way"])})})


def _share(data: dict[str, Any]) -> Share:
    exact = {name: Fraction(data[name]) for name in ("fraction", "tolerance")}
    return Share(**{**data, **exact, "bound": Bound(data["bound"]), "hints": tuple(data.get("hints", ()))})


def _section_data(section: Section) -> dict[str, Any]:
    blocks = [
        {
            "kind": block.kind,
            "anchor": block.anchor,
            "items": [[[span.text, span.clause] for span in item] for item in block.items],
        }
        for block in section.blocks
    ]
    return {"id": section.id, "heading": section.heading, "label": section.label, "listed": section.listed, "blocks": blocks}


def _section(data: dict[str, Any]) -> Section:
    blocks = tuple(
        Block(one["kind"], tuple(tuple(TextSpan(*span) for span in item) for item in one["items"]), one["anchor"])
        for one in data["blocks"]
    )
    return Section(data["id"], data["heading"], data["label"], data["listed"], blocks)
