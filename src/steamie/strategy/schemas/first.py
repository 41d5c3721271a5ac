"""The first schema, as files were written before clauses said what keeps them: read as far as it goes.

It bound controls to clause numbers, so a number says nothing here: a clause is measured only where it is word for word a clause
of the strategy this desk comes with. Its tables of shares, reviews, offices, purposes and audiences hold as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from steamie.rules.clauses import Clause, ClauseWay, Keeping
from steamie.rules.permissions import Office
from steamie.rules.shares import Share, by_code, problems
from steamie.strategy.document import TITLE, Coded, Document, Identity, Objective, Platform, ReviewRule, Section, digest
from steamie.strategy.source import CheckedTable, ProblemReport, close, load

from . import second
from .reading_order import NUMBER, Known, a_clause, must_be_clauses, sections

UNSAID = "This file was written before statements said what keeps them."
PARTS = [
    "business_plan",
    "regulatory_standards",
    "risks",
    "terms_of_reference",
    "references",
    "equality",
    "contents",
    "mission",
    "account_management",
    "risk_management",
    "content_calendar",
    "monitoring",
]


def read(source: str, root: CheckedTable) -> Document:
    """The document. Problems go to the table's report."""
    clauses = _clauses(root, root.values)
    by_id = {clause.id: clause for clause in clauses}
    return Document(
        digest=digest(source),
        schema=1,
        **_head(root.table("document"), by_id),
        identity=_identity(root.table("identity", needed=False)),
        offices=_offices(root.table("offices", needed=False)),
        review=_review(root.table("review", needed=False), by_id),
        **_parts(root.table("parts", needed=False), by_id),
        purposes=_coded(root, "purposes", by_id),
        objectives=_objectives(root, by_id),
        audiences=_coded(root, "audiences", by_id),
        platforms=_platforms(root, by_id),
        shares=_shares(root, by_id),
        sections=_titled(sections(root, by_id)),
        clauses=clauses,
    )


def _titled(parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """In the first schema the first block of a section called "front" was the title."""
    if not parts or parts[0].id != "front" or not parts[0].blocks:
        return parts
    first, *others = parts[0].blocks
    return (replace(parts[0], blocks=(replace(first, kind=TITLE), *others)), *parts[1:])


def _clauses(root: CheckedTable, values: Mapping[str, Any]) -> tuple[Clause, ...]:
    tables = root.tables("clauses")
    head = values.get("document")
    measured = _measured_words(str(head.get("code", "")) if isinstance(head, dict) else "")
    clauses = []
    seen: set[str] = set()
    for table in tables:
        number, heading, text = table.text("id"), table.text("heading"), table.text("text")
        must, _room = table.text("must", needed=False), table.text("room", needed=False)
        clauses.append(Clause(number, heading, text, must, measured.get((number, text), Keeping(ClauseWay.NOTHING, why=UNSAID))))
        if number in seen:
            table.wrong("id", f"{number} is there twice.")
        elif number and not NUMBER.fullmatch(number):
            table.wrong("id", f"“{number}” should be letters, figures, dots, dashes and brackets, with a figure among them.")
        seen.add(number)
    close(tables)
    return tuple(clauses)


@cache
def _ours() -> Document:
    """The strategy that comes with this desk."""
    source = resources.files("steamie.strategy").joinpath("documents/f08.toml").read_text()
    return second.read(source, CheckedTable(load(source), (), ProblemReport(source)))


def _measured_words(code: str) -> Mapping[tuple[str, str], Keeping]:
    """What keeps each clause of the strategy that comes with this desk, by number and words; nothing for another strategy."""
    ours = _ours()
    return {(clause.id, clause.text): clause.keeps for clause in ours.clauses} if code == ours.code else {}


def _head(table: CheckedTable, by_id: Known) -> dict[str, Any]:
    head: dict[str, Any] = {"code": table.text("code"), "title": table.text("title")}
    head["strapline"] = table.text("strapline", needed=False)
    head["formats"] = table.texts("formats", needed=False)
    must_be_clauses(table, "formats_statement", table.texts("formats_statement", needed=False), by_id)
    must_be_clauses(table, "equality_statement", (table.text("equality_statement", needed=False),), by_id)
    head |= {"reviewed": table.day("reviewed"), "due": table.month("due")}
    if head["reviewed"] and head["due"] and head["due"] <= head["reviewed"]:
        table.wrong("due", "is before the day it was reviewed.")
    table.close()
    return head


def _identity(table: CheckedTable) -> Identity:
    identity = Identity(**{field.name: table.text(field.name, needed=False) for field in fields(Identity)})
    table.close()
    return identity


def _offices(table: CheckedTable) -> dict[str, str]:
    named = {office.value: table.text(office.value, needed=False) for office in Office if office is not Office.AUDITOR}
    table.close()
    return {office: title for office, title in named.items() if title}


def _review(table: CheckedTable, by_id: Known) -> ReviewRule:
    rule = ReviewRule(
        table.number("first_after_years", needed=False),
        table.number("then_every_years", needed=False),
    )
    must_be_clauses(table, "clauses", table.texts("clauses", needed=False), by_id)
    table.close()
    return rule


def _parts(table: CheckedTable, by_id: Known) -> dict[str, Any]:
    parts = {name: table.texts(name, needed=False) for name in PARTS}
    for name, numbers in parts.items():
        must_be_clauses(table, name, numbers, by_id)
    table.close()
    return {name: parts[name] for name in ("risks", "references")}


def _coded(root: CheckedTable, key: str, by_id: Known) -> tuple[Coded, ...]:
    tables = root.tables(key, needed=False)
    coded = [Coded(table.text("code"), table.text("label"), a_clause(table, by_id)) for table in tables]
    close(tables)
    for table, one in zip(tables, coded, strict=True):
        if sum(one.code == other.code for other in coded) > 1:
            table.wrong("code", f"“{one.code}” is there twice.")
    return tuple(coded)


def _objectives(root: CheckedTable, by_id: Known) -> tuple[Objective, ...]:
    tables = root.tables("objectives", needed=False)
    objectives = tuple(Objective(table.number("number") or 0, a_clause(table, by_id)) for table in tables)
    close(tables)
    return objectives


def _platforms(root: CheckedTable, by_id: Known) -> tuple[Platform, ...]:
    tables = root.tables("platforms", needed=False)
    platforms = []
    for table in tables:
        about = [number for key in ("mission", "aim", "outputs") for number in table.texts(key, needed=False)]
        must_be_clauses(table, "mission", tuple(about), by_id)
        platforms.append(Platform(table.text("code"), table.text("name"), tuple(about)))
    close(tables)
    return tuple(platforms)


def _shares(root: CheckedTable, by_id: Known) -> tuple[Share, ...]:
    tables = root.tables("thirds", needed=False)
    shares = [share for table in tables if (share := _share(table, by_id))]
    close(tables)
    for problem in problems(shares) if len(shares) == len(tables) else ():
        tables[0].wrong("share", problem)
    return tuple(shares)


def _share(table: CheckedTable, by_id: Known) -> Share | None:
    """A share by the code that the first schema had for it; how it reads was left to the program, and stands in our own."""
    code, written, clause = table.text("third"), table.text("share"), a_clause(table, by_id)
    shares = by_code(_ours().shares)
    if code and code not in shares:
        table.wrong("third", f"“{code}” is not one of {', '.join(shares)}.")
        return None
    try:
        return replace(shares[code], fraction=Fraction(written), clause=clause) if code else None
    except (ValueError, ZeroDivisionError):
        table.wrong("share", f'“{written}” should be a fraction such as "1/3".')
        return None
