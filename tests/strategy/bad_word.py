"""Word files as somebody sends them who means no good, or whose program broke: each a few kilobytes."""

from __future__ import annotations

import io
import zipfile

import docx

from steamie.strategy.importing import opener

CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:tc>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{}</w:tr></w:tbl>"


def word_file(body: str) -> bytes:
    """A Word file whose body is this markup."""
    empty, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", f"<w:body>{body}".encode(), 1)
            after.writestr(name, content)
    return changed.getvalue()


def unpacking_to_much() -> bytes:
    """A file of many equal bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (opener.UNPACKED + 1))
    return kept.getvalue()


SPANNING_MUCH = TABLE.format(CELL.format('<w:gridSpan w:val="900000000"/>'))  # one cell that is wide as a billion
BROKEN = "<w:p><w:r>"
BAD = {
    "unpacks to much": (unpacking_to_much, "unpacks to far more"),
    "spans much": (lambda: word_file(SPANNING_MUCH), "more in this file than this desk can read"),
    "broken": (lambda: word_file(BROKEN), "not a Word file this desk can open"),
    "no file": (lambda: b"PK\x03\x04nothing", "not a Word file this desk can open"),
}
