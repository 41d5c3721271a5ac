"""The second schema: each clause says what keeps it, and everything but the clauses may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from steamie.rules.catalogue import capabilities
from steamie.rules.clauses import Clause, ClauseWay, Keeping
from steamie.rules.parameters import plain
from steamie.rules.parameters import read as read_parameters
from steamie.rules.permissions import Office
from steamie.rules.shares import problems as problems_of_shares
from steamie.strategy.capabilities import (
    CREDITED,
    EVERY_REVIEW,
    FIRST_REVIEW,
    IDENTITY,
    SHARE,
    ContentShare,
    Years,
)
from steamie.strategy.document import Coded, Document, Identity, Objective, Platform, ReviewRule, digest
from steamie.strategy.register import discover
from steamie.strategy.source import CheckedTable, close

from .reading_order import NUMBER, Known, a_clause, must_be_clauses, sections

CONTROL, NOTHING = "control", "nothing_measures_this"


def read(source: str, root: CheckedTable) -> Document:
    """The document. Problems go to the table's report."""
    discover()
    clauses, shares = _clauses(root)
    by_id = {clause.id: clause for clause in clauses}
    head = _head(root.table("document"))
    parts = _parts(root.table("parts", needed=False), by_id)
    return Document(
        digest=digest(source),
        schema=2,
        **head,
        identity=_identity(root.table("identity", needed=False), clauses),
        offices=_offices(root.table("offices", needed=False)),
        review=_review(clauses),
        **parts,
        purposes=_coded(root, "purposes", by_id),
        objectives=_objectives(root, by_id),
        audiences=_coded(root, "audiences", by_id),
        platforms=_platforms(root, by_id),
        shares=shares,
        sections=sections(root, by_id),
        clauses=clauses,
    )


def _head(table: CheckedTable) -> dict[str, Any]:
    head: dict[str, Any] = {"code": table.text("code", needed=False), "title": table.text("title")}
    head["strapline"] = table.text("strapline", needed=False)
    head["formats"] = table.texts("formats", needed=False)
    head |= {"reviewed": table.day("reviewed"), "due": table.month("due")}
    if head["reviewed"] and head["due"] and head["due"] <= head["reviewed"]:
        table.wrong("due", "is before the day it was reviewed.")
    table.close()
    return head


def _clauses(root: CheckedTable) -> tuple[tuple[Clause, ...], tuple[Any, ...]]:
    tables = root.tables("clauses")
    read = [_clause(table) for table in tables]
    close(tables)
    seen: set[str] = set()
    for table, clause in zip(tables, read, strict=True):
        if clause.id in seen:
            table.wrong("id", f"{clause.id} is there twice.")
        elif clause.id and not NUMBER.fullmatch(clause.id):
            table.wrong("id", f"“{clause.id}” should be letters, figures, dots, dashes and brackets, with a figure among them.")
        seen.add(clause.id)
    return tuple(read), _shares(tables, read)


def _clause(table: CheckedTable) -> Clause:
    number, text = table.text("id"), table.text("text")
    heading = table.text("heading", needed=False) or _shortened(text)
    if "heading" in table.values and not table.values["heading"]:
        table.wrong("heading", "is empty.")
    return Clause(number, heading, text, table.text("must", needed=False), _keeping(table), _owner(table))


def _owner(table: CheckedTable) -> str:
    owner = table.text("owner", needed=False)
    if owner and owner not in set(Office):
        table.wrong("owner", f"there is no office “{owner}”. There are: {', '.join(Office)}.")
        return ""
    return owner


def _shortened(text: str) -> str:
    """A name for the board, from the clause's own words."""
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:70].rsplit(' ', 1)[0]} …"


def _keeping(table: CheckedTable) -> Keeping:
    table.asked.add("keeps")
    value = table.values.get("keeps", ClauseWay.NOTHING.value)
    if value in (ClauseWay.READING.value, ClauseWay.NOTHING.value):
        return Keeping(ClauseWay(value))
    if isinstance(value, dict) and CONTROL in value:
        return _control(table, value)
    if isinstance(value, dict) and NOTHING in value:
        return _nothing(table.table("keeps"))
    table.wrong("keeps", f'should be a control with its parameters, "{ClauseWay.READING}" or "{ClauseWay.NOTHING}".')
    return Keeping(ClauseWay.NOTHING)


def _nothing(table: CheckedTable) -> Keeping:
    keeping = Keeping(ClauseWay.NOTHING, why=table.text(NOTHING), meanwhile=table.text("meanwhile", needed=False))
    table.close()
    return keeping


def _control(table: CheckedTable, value: Mapping[str, Any]) -> Keeping:
    name = value[CONTROL]
    values = {key: plain(raw) for key, raw in value.items() if key != CONTROL}
    controls = capabilities()
    if not isinstance(name, str) or name not in controls:
        near = get_close_matches(str(name), controls, n=1)
        table.wrong("keeps", f"there is no control called “{name}”.{f' Is “{near[0]}” meant?' if near else ''}")
        return Keeping(ClauseWay.NOTHING)
    _, problems = read_parameters(controls[name].parameters, values)
    for problem in problems:
        table.wrong("keeps", f"{problem.name} {problem.message}")
    return Keeping(ClauseWay.CONTROL, name, values)


def _shares(tables: list[CheckedTable], clauses: list[Clause]) -> tuple[Any, ...]:
    """The shares that clauses ask for, in the order of the clauses; together they must be able to hold."""
    asking = [(table, clause) for table, clause in zip(tables, clauses, strict=True) if clause.keeps.control == SHARE]
    credited = {clause.keeps.parameters.get("share") for clause in clauses if clause.keeps.control == CREDITED}
    typed = [(table, clause, parameters) for table, clause in asking if (parameters := _typed(ContentShare, clause))]
    shares = tuple(parameters.of(clause.id, credited=parameters.code in credited) for _, clause, parameters in typed)
    for problem in problems_of_shares(shares) if len(typed) == len(asking) else ():
        typed[0][0].wrong("keeps", problem)
    return shares


def _typed(kind: type, clause: Clause) -> Any:
    parameters, _ = read_parameters(kind, clause.keeps.parameters)
    return parameters


def _review(clauses: tuple[Clause, ...]) -> ReviewRule:
    years = {name: _years(clauses, name) for name in (FIRST_REVIEW, EVERY_REVIEW)}
    return ReviewRule(years[FIRST_REVIEW], years[EVERY_REVIEW])


def _years(clauses: tuple[Clause, ...], capability: str) -> int | None:
    all_years = (_typed(Years, clause) for clause in clauses if clause.keeps.control == capability)
    return next((years.years for years in all_years if years and years.years), None)


def _identity(table: CheckedTable, clauses: tuple[Clause, ...]) -> Identity:
    identity = Identity(**{field.name: table.text(field.name, needed=False) for field in fields(Identity)})
    printed = next((clause for clause in clauses if clause.keeps.control == IDENTITY), None)
    for field in fields(Identity):
        value = getattr(identity, field.name)
        if printed and value and field.name != "short_name" and value not in printed.text:
            table.wrong(field.name, f"“{value}” is not what clause {printed.id} says.")
    table.close()
    return identity


def _offices(table: CheckedTable) -> dict[str, str]:
    named = {office.value: table.text(office.value, needed=False) for office in Office}
    table.close()
    return {office: title for office, title in named.items() if title}


def _parts(table: CheckedTable, by_id: Known) -> dict[str, Any]:
    parts = {name: table.texts(name, needed=False) for name in ("risks", "references")}
    for name, numbers in parts.items():
        must_be_clauses(table, name, numbers, by_id)
    table.close()
    return parts


def _coded(root: CheckedTable, key: str, by_id: Known) -> tuple[Coded, ...]:
    tables = root.tables(key, needed=False)
    coded = [Coded(table.text("code"), table.text("label"), a_clause(table, by_id, needed=False)) for table in tables]
    close(tables)
    for table, one in zip(tables, coded, strict=True):
        if sum(one.code == other.code for other in coded) > 1:
            table.wrong("code", f"“{one.code}” is there twice.")
    return tuple(coded)


def _objectives(root: CheckedTable, by_id: Known) -> tuple[Objective, ...]:
    tables = root.tables("objectives", needed=False)
    objectives = tuple(Objective(table.number("number") or 0, a_clause(table, by_id)) for table in tables)
    close(tables)
    for place, (table, objective) in enumerate(zip(tables, objectives, strict=True), start=1):
        if objective.number and objective.number != place:
            table.wrong("number", f"objective {place} should come here.")
    return objectives


def _platforms(root: CheckedTable, by_id: Known) -> tuple[Platform, ...]:
    tables = root.tables("platforms", needed=False)
    platforms = []
    for table in tables:
        about = table.texts("clauses", needed=False)
        must_be_clauses(table, "clauses", about, by_id)
        platforms.append(Platform(table.text("code"), table.text("name"), about))
    close(tables)
    return tuple(platforms)
