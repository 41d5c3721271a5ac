"""The report in other forms: a tagged PDF, the same in large print, Word, and every figure as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from steamie.printing import typeset

from .charts import as_svg, quarter_chart

TEMPLATE = Path(__file__).with_name("report.typ")
COLUMNS = ("Measure", "This quarter", "Year ago", "In words")


def foot(content: dict[str, Any], digest: str) -> str:
    """When it was made, and its fingerprint."""
    made = datetime.fromisoformat(content["made"])
    return f"Made from records on {made:%A} {made.day} {made:%B %Y} at {made:%H:%M}. Fingerprint {digest[:8].upper()}."


def pdf(content: dict[str, Any], *, status: str, digest: str, large: bool = False) -> bytes:
    """A tagged PDF (PDF/UA-1); ``large``: 18 point throughout, lists for wide tables. Raises ``CannotTypeset``."""
    pictures: dict[str, bytes] = {}
    sections = [_section(section, pictures, large=large) for section in content["sections"]]
    data = content | {"sections": sections, "status": status, "foot": foot(content, digest), "large": large}
    return typeset(TEMPLATE, data=data, pictures=pictures)


def _section(section: dict[str, Any], pictures: dict[str, bytes], *, large: bool) -> dict[str, Any]:
    charts = []
    for one in section["charts"]:
        if drawn := quarter_chart(one["title"], one["points"]):
            name = f"chart-{len(pictures) + 1}.svg"
            pictures[name] = as_svg(drawn, size=18 if large else 15)
            points = [[label, "not counted" if value is None else str(value)] for label, value in one["points"]]
            charts.append({"title": drawn.title, "words": drawn.words, "file": name, "points": points})
    return section | {"charts": charts}


def word(content: dict[str, Any], *, status: str, digest: str) -> bytes:
    """A Word document with real headings, lists and tables, for the committee's pack."""
    from docx import Document as WordDocument  # noqa: PLC0415 - few ask for it, and it weighs eight megabytes

    paper = WordDocument()
    paper.core_properties.title, paper.core_properties.author = content["title"], content["association"]
    paper.add_heading(content["title"], 1)
    paper.add_paragraph(status)
    if content["lead"]:
        paper.add_paragraph(content["lead"])
    for one in content["front"]:
        paper.add_paragraph(f"{one['label']}: {one['text']}. {one['words']}", style="List Bullet")
    _listed(paper, "We ask you to decide", content["decisions"], "List Number")
    _listed(paper, "What is missing from this report", content["missing"] or ["Nothing that we know of."])
    _listed(paper, "What you decided last time", [" ".join(one.values()) for one in content["before"]])
    for section in content["sections"]:
        paper.add_heading(section["heading"], 2)
        for line in section["lines"]:
            paper.add_paragraph(line)
        _table(paper, [COLUMNS, *(_cells(one) for one in section["figures"])])
        for chart in section["charts"]:
            rows = [(label, "not counted" if value is None else str(value)) for label, value in chart["points"]]
            _table(paper, [("Quarter", chart["title"]), *rows])
    paper.add_paragraph(foot(content, digest))
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _listed(paper: Any, heading: str, lines: list[str], style: str = "List Bullet") -> None:
    if lines:
        paper.add_heading(heading, 2)
    for line in lines:
        paper.add_paragraph(line, style=style)


def _table(paper: Any, rows: list[tuple[str, ...]]) -> None:
    if len(rows) < 2:
        return
    table = paper.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    before = "" if one["before"] is None else one["before_text"]
    return one["label"], one["text"], before, one["words"]


def figures(content: dict[str, Any]) -> Iterator[list[Any]]:
    """Every figure of the report as rows of a sheet, charts included."""
    yield ["Section", "Measure", "Number", "Of", "A year ago", "In words"]
    for section in content["sections"]:
        for one in section["figures"]:
            yield [section["heading"], one["label"], _number(one["value"]), one["of"], one["before"], one["words"]]
        for chart in section["charts"]:
            for label, value in chart["points"]:
                yield [section["heading"], f"{chart['title']}, {label}", _number(value), "", "", ""]


def _number(value: int | None) -> int | str:
    return "not given" if value is None else value
