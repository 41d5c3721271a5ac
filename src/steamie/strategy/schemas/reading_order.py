"""The paper in reading order: sections, blocks and runs of text, as every schema writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from steamie.rules.clauses import Clause
from steamie.strategy.document import TITLE, Block, Section, TextSpan
from steamie.strategy.source import CheckedTable, close

Known = dict[str, Clause]

PARAGRAPHS = {"paragraph", "lines", "subheading", "label", "contents", TITLE}
LISTS = {"ticks", "dashes", "numbers"}
NUMBER = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9](?:[A-Za-z0-9.()-]{0,18}[A-Za-z0-9)])?")
"""What a clause may be called: letters, figures, dots, dashes and brackets, with a figure among them, 20 characters at most."""

_REFERENCE = re.compile(r"\{([A-Za-z0-9.()-]{1,20})\}")


def sections(root: CheckedTable, by_id: Known) -> tuple[Section, ...]:
    """Every section; each clause must stand once. Without sections the clauses stand one after another under the title."""
    tables = root.tables("sections", needed=False)
    if not tables:
        return one_section(by_id.values())
    parts = tuple(_section(table, by_id) for table in tables)
    close(tables)
    placed = Counter(number for section in parts for number in section.clauses)
    for number in by_id:
        if placed[number] != 1:
            times = "nowhere" if placed[number] == 0 else f"{placed[number]} times"
            root.wrong("sections", f"clause {number} stands {times} in the reading order; it should stand once.")
    _addresses(root, parts, by_id)
    return parts


def one_section(clauses: Iterable[Clause]) -> tuple[Section, ...]:
    """All clauses under one heading, a paragraph each."""
    blocks = tuple(Block("paragraph", ((TextSpan(clause.text, clause.id),),)) for clause in clauses)
    return (Section("statements", "", "The strategy", False, blocks),)


def _addresses(root: CheckedTable, parts: tuple[Section, ...], by_id: Known) -> None:
    """Sections, subheadings and clauses are addresses of one page: no two may be the same."""
    taken = Counter([*(section.id for section in parts), *(block.anchor for one in parts for block in one.subheadings), *by_id])
    for address, times in taken.items():
        if address and times > 1:
            root.wrong("sections", f"“{address}” is the address of {times} places on the page; each needs one of its own.")


def _section(table: CheckedTable, by_id: Known) -> Section:
    heading = table.text("heading", needed=False)
    label = table.text("label", needed=not heading) or heading
    tables = table.tables("blocks")
    blocks = tuple(block for inner in tables if (block := _block(inner, by_id)))
    close(tables)
    return Section(table.text("id"), heading, label, table.flag("listed"), blocks)


def _block(table: CheckedTable, by_id: Known) -> Block | None:
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
        must_be_clauses(table, key, tuple(_REFERENCE.findall(item)), by_id)
    return Block(kind, tuple(_spans(item, by_id) for item in written), anchor)


def _spans(written: str, by_id: Known) -> tuple[TextSpan, ...]:
    """The words of the paper, with each ``{S-57}`` replaced by the text of that clause."""
    spans = []
    for index, part in enumerate(_REFERENCE.split(written)):
        if index % 2:
            spans.append(TextSpan(by_id[part].text if part in by_id else "", part))
        elif part.strip():
            spans.append(TextSpan(part.strip()))
    return tuple(spans)


def a_clause(table: CheckedTable, by_id: Known, *, needed: bool = True) -> str:
    """The clause a table is about; it must be one of the document's."""
    number = table.text("clause", needed=needed)
    must_be_clauses(table, "clause", (number,), by_id)
    return number


def must_be_clauses(table: CheckedTable, key: str, numbers: tuple[str, ...], by_id: Known) -> None:
    """Each of these must be a clause of the document."""
    for number in numbers:
        if number and number not in by_id:
            table.wrong(key, f"there is no clause {number}.")
