"""A text as a table of three columns: number, English, translation. In Word, or as a sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

from defusedcsv import csv
from django.core.exceptions import ValidationError

from steamie.files import sheets
from steamie.people.refusals import NotReady, Problem
from steamie.rules.written_languages import WrittenLanguage
from steamie.strategy.importing import opening
from steamie.translations.sources import TranslatedText

from .carried import Carried, Pair

ROWS = 3_000
HEADINGS = ("Number", "English")


def to_csv(text: TranslatedText, language: WrittenLanguage, words: Sequence[str]) -> bytes:
    """A sheet that every program opens."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([*HEADINGS, language.name])
    for number, (segment, translated) in enumerate(zip(text.segments, words, strict=True), start=1):
        rows.writerow([number, segment.text, translated])
    return out.getvalue().encode("utf-8-sig")


def from_sheet(content: bytes) -> Carried:
    """The second and third column of a sheet."""
    try:
        tables = sheets.read(content, rows=ROWS)["tables"]
    except ValidationError as refusal:
        raise NotReady([Problem(refusal.messages[0], "file")]) from None
    lines = [cells for table in tables[:1] for cells in table["lines"].values()]
    return Carried([pair for cells in lines if (pair := _pair([str(cell or "") for cell in cells]))])


def to_word(text: TranslatedText, language: WrittenLanguage, words: Sequence[str]) -> bytes:
    """A Word file with a table; the marks in braces move with the words between them."""
    import docx  # noqa: PLC0415 -- eight megabytes that only those who send a file out need

    document = docx.Document()
    document.add_heading(f"{text.title}: {language.name}", level=1)
    document.add_paragraph("Write the translation in the last column. Keep {1} and {/1} round the same words: they are links.")
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, (*HEADINGS, language.name), strict=True):
        cell.text = heading
    for number, (segment, translated) in enumerate(zip(text.segments, words, strict=True), start=1):
        for cell, content in zip(table.add_row().cells, (str(number), segment.text, translated), strict=True):
            cell.text = content
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def from_word(content: bytes) -> Carried:
    """The second and third column of every table."""
    try:
        tables = [block for block in opening.word_blocks(content) if isinstance(block, opening.WordTable)]
    except opening.CannotOpen as why:
        raise NotReady([Problem(str(why), "file")]) from None
    rows = [[_text(cell) for cell in row] for table in tables for row in table.rows[:ROWS]]
    return Carried([pair for cells in rows if (pair := _pair(cells))])


def _text(cell: opening.Cell) -> str:
    return "\n".join(paragraph.words for paragraph in cell)


def _pair(cells: Sequence[str]) -> Pair | None:
    """English and translation of a row; a sign that keeps a cell from being a formula is taken off again."""
    if len(cells) < 3 or cells[1].strip() in ("", HEADINGS[1]):
        return None
    return cells[1], cells[2][1:] if cells[2][:1] == "'" and cells[2][1:2] in "=+-@" else cells[2]
