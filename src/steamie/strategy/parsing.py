"""From a strategy file to a ``Document``, or to a list of everything that is wrong with it (S-01)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from dataclasses import fields
from datetime import date
from fractions import Fraction

from steamie.rules.permissions import Office
from steamie.rules.shares import Bound, Share, problems

from .document import (
    CLAUSES,
    ROOMS,
    Block,
    Clause,
    Coded,
    Document,
    Identity,
    Malformed,
    Objective,
    Platform,
    ReviewRule,
    Section,
    Span,
)
from .source import Report, Table, close, load

PARAGRAPHS = {"paragraph", "lines", "subheading", "label", "contents"}
LISTS = {"ticks", "dashes", "numbers"}
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
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_REFERENCE = re.compile(r"\{(S-\d+)\}")


def parse(source: str) -> Document:
    """Read a strategy file. Raises ``Malformed`` with every problem at once, each naming its line and field."""
    values = load(source)  # before anything else reads the file: this refuses what is made to stop a reader
    report = Report(source)
    root = Table(values, (), report)
    document = _document(source, root)
    root.close()
    if report.problems:
        raise Malformed(report.problems)
    return document


def _document(source: str, root: Table) -> Document:
    clauses = _clauses(root)
    known = {clause.id: clause for clause in clauses}
    head = _head(root.table("document"), known)
    return Document(
        source=source,
        **head,
        identity=_identity(root.table("identity"), known),
        offices=_offices(root.table("offices")),
        review=_review(root.table("review"), known),
        parts=_parts(root.table("parts"), known),
        purposes=_coded(root, "purposes", known),
        objectives=_objectives(root, known),
        audiences=_coded(root, "audiences", known),
        platforms=_platforms(root, known),
        shares=_shares(root, known),
        sections=_sections(root, known),
        clauses=clauses,
    )


Known = dict[str, Clause]


def _clauses(root: Table) -> tuple[Clause, ...]:
    tables = root.tables("clauses")
    clauses = [Clause(*(table.text(field.name) for field in fields(Clause))) for table in tables]
    close(tables)
    seen: set[str] = set()
    for table, clause in zip(tables, clauses, strict=True):
        if clause.id in seen:
            table.wrong("id", f"{clause.id} is there twice.")
        elif clause.id and clause.id not in CLAUSES:
            table.wrong("id", f"{clause.id} is not one of {CLAUSES[0]} to {CLAUSES[-1]}.")
        if clause.room and clause.room not in ROOMS:
            table.wrong("room", f"there is no room called “{clause.room}”. The rooms are {', '.join(sorted(ROOMS))}.")
        seen.add(clause.id)
    for number in CLAUSES:
        if number not in seen:
            root.wrong("clauses", f"clause {number} is missing.")
    return tuple(sorted(clauses, key=lambda clause: clause.id))


def _head(table: Table, known: Known) -> dict[str, object]:
    due = _due(table)
    head: dict[str, object] = {key: table.text(key) for key in ("code", "title", "strapline")}
    head |= {"reviewed": table.day("reviewed"), "due": due, "due_words": f"{due:%B %Y}"}
    head |= {"formats": table.texts("formats"), "formats_statement": table.texts("formats_statement")}
    head["equality_statement"] = table.text("equality_statement")
    _must_be_clauses(table, "formats_statement", head["formats_statement"], known)
    _must_be_clauses(table, "equality_statement", (head["equality_statement"],), known)
    if head["reviewed"] != date.min and due != date.max and due <= head["reviewed"]:
        table.wrong("due", "is before the day it was reviewed.")
    table.close()
    return head


def _due(table: Table) -> date:
    """A month as the paper gives it; it is late from the first day after it."""
    written = table.text("due")
    found = _MONTH.match(written)
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) >= 1900:
        year, month = int(found[1]), int(found[2])
        return date(year, month, monthrange(year, month)[1])
    if written:
        table.wrong("due", f'“{written}” should be a month such as "2024-09".')
    return date.max


def _identity(table: Table, known: Known) -> Identity:
    identity = Identity(*(table.text(field.name) for field in fields(Identity)))
    printed = known["S-07"].text if "S-07" in known else ""
    for field in fields(Identity):
        value = getattr(identity, field.name)
        if printed and value and field.name != "short_name" and value not in printed:
            table.wrong(field.name, f"“{value}” is not what clause S-07 says.")
    table.close()
    return identity


def _offices(table: Table) -> dict[str, str]:
    named = {office.value: table.text(office.value) for office in Office if office is not Office.AUDITOR}
    table.close()
    return named


def _review(table: Table, known: Known) -> ReviewRule:
    rule = ReviewRule(table.number("first_after_years"), table.number("then_every_years"), table.texts("clauses"))
    _must_be_clauses(table, "clauses", rule.clauses, known)
    table.close()
    return rule


def _parts(table: Table, known: Known) -> dict[str, tuple[str, ...]]:
    parts = {name: table.texts(name) for name in PARTS}
    for name, numbers in parts.items():
        _must_be_clauses(table, name, numbers, known)
    table.close()
    return parts


def _coded(root: Table, key: str, known: Known) -> tuple[Coded, ...]:
    tables = root.tables(key)
    coded = [Coded(table.text("code"), table.text("label"), _clause(table, known)) for table in tables]
    close(tables)
    for table, one in zip(tables, coded, strict=True):
        if sum(one.code == other.code for other in coded) > 1:
            table.wrong("code", f"“{one.code}” is there twice.")
    return tuple(coded)


def _objectives(root: Table, known: Known) -> tuple[Objective, ...]:
    tables = root.tables("objectives")
    objectives = tuple(Objective(table.number("number"), _clause(table, known)) for table in tables)
    close(tables)
    for place, (table, objective) in enumerate(zip(tables, objectives, strict=True), start=1):
        if objective.number and objective.number != place:
            table.wrong("number", f"objective {place} should come here.")
    return objectives


def _platforms(root: Table, known: Known) -> tuple[Platform, ...]:
    tables = root.tables("platforms")
    platforms = []
    for table in tables:
        lists = [table.texts(key) for key in ("mission", "aim", "outputs")]
        for key, numbers in zip(("mission", "aim", "outputs"), lists, strict=True):
            _must_be_clauses(table, key, numbers, known)
        platforms.append(Platform(table.text("code"), table.text("name"), *lists))
    close(tables)
    return tuple(platforms)


def _shares(root: Table, known: Known) -> tuple[Share, ...]:
    tables = root.tables("shares", needed=False)
    shares = [share for table in tables if (share := _share(table, known))]
    close(tables)
    if len(shares) != len(tables):
        return ()
    for message in problems(shares):
        root.wrong("shares", message)
    return tuple(shares)


def _share(table: Table, known: Known) -> Share | None:
    texts = [table.text(key) for key in ("code", "label", "phrase", "adjective")]
    fraction, bound, tolerance = _fraction(table, "fraction"), _bound(table), _fraction(table, "tolerance", Fraction(1, 10))
    rest = {key: table.text(key, needed=False) for key in ("name", "aim", "counted", "invitation", "purpose")}
    clause = _clause(table, known)
    credited, hints = table.flag("credited"), table.texts("hints", needed=False)
    if fraction is None or bound is None or tolerance is None:
        return None
    return Share(*texts, fraction, bound, tolerance, clause, **rest, credited=credited, hints=hints)


def _fraction(table: Table, key: str, usual: Fraction | None = None) -> Fraction | None:
    written = table.text(key, needed=usual is None)
    try:
        return Fraction(written) if written else usual
    except (ValueError, ZeroDivisionError):
        table.wrong(key, f'“{written}” should be a fraction such as "1/3".')
        return None


def _bound(table: Table) -> Bound | None:
    written = table.text("bound", needed=False) or Bound.EXACTLY
    try:
        return Bound(written)
    except ValueError:
        table.wrong("bound", f"“{written}” is not one of {', '.join(Bound)}.")
        return None


def _sections(root: Table, known: Known) -> tuple[Section, ...]:
    tables = root.tables("sections")
    sections = tuple(_section(table, known) for table in tables)
    close(tables)
    placed = Counter(number for section in sections for number in section.clauses)
    for number in known:
        if number in CLAUSES and placed[number] != 1:
            times = "nowhere" if placed[number] == 0 else f"{placed[number]} times"
            root.wrong("sections", f"clause {number} stands {times} in the reading order; it should stand once.")
    return sections


def _section(table: Table, known: Known) -> Section:
    heading = table.text("heading", needed=False)
    label = table.text("label", needed=not heading) or heading
    tables = table.tables("blocks")
    blocks = tuple(block for inner in tables if (block := _block(inner, known)))
    close(tables)
    return Section(table.text("id"), heading, label, table.flag("listed"), blocks)


def _block(table: Table, known: Known) -> Block | None:
    kind, anchor = table.text("kind"), table.text("anchor", needed=False)
    if kind in LISTS:
        key, written = "items", table.texts("items")
    elif kind in PARAGRAPHS:
        key, written = "text", (table.text("text"),)
    else:
        if kind:
            table.wrong("kind", f"“{kind}” is not one of {', '.join(sorted(PARAGRAPHS | LISTS))}.")
        table.asked |= {"text", "items"}
        return None
    for item in written:
        _must_be_clauses(table, key, tuple(_REFERENCE.findall(item)), known)
    return Block(kind, tuple(_spans(item, known) for item in written), anchor)


def _spans(written: str, known: Known) -> tuple[Span, ...]:
    """The words of the paper, with each ``{S-57}`` replaced by the text of that clause."""
    spans = []
    for index, part in enumerate(_REFERENCE.split(written)):
        if index % 2:
            spans.append(Span(known[part].text if part in known else "", part))
        elif part.strip():
            spans.append(Span(part.strip()))
    return tuple(spans)


def _clause(table: Table, known: Known) -> str:
    number = table.text("clause")
    _must_be_clauses(table, "clause", (number,), known)
    return number


def _must_be_clauses(table: Table, key: str, numbers: tuple[str, ...], known: Known) -> None:
    for number in numbers:
        if number and number not in known:
            table.wrong(key, f"there is no clause {number}.")
