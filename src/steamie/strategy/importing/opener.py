"""Run as a program of its own, ``opener.py KIND``: reads a Word or PDF file on standard input, writes its words as JSON.

It opens what a stranger sent, so it lives in a process with little memory and little time, and imports nothing of the house.
Exit 0, for "word": a list of blocks, each ``["p", style, words]`` or ``["table", rows]``, where a row is a list of cells and a
cell a list of ``[style, words]``; for "pdf": one text. Exit 3: refused, the reason on standard error.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, NoReturn

MEMORY = 640 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of processor time
UNPACKED, PARTS = 40_000_000, 2_000  # bytes, and files, in a Word file
CELLS, LETTERS, PAGES = 20_000, 1_000_000, 100
NO_WORD = "This is not a Word file this desk can open. Save it again as .docx, or paste the words."
NO_PDF = "This PDF cannot be opened. Save it again as a PDF or as Word, or paste the words."
FAR_MORE = "This Word file unpacks to far more than words. Paste the words instead."
TOO_LONG = "There is more in this file than this desk can read. Send the words that are needed, and no more."
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError, SyntaxError, RecursionError)


def refuse(reason: str) -> NoReturn:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Read what is there, once the limits hold."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it answers by its pipe, and writes no file
    content = sys.stdin.buffer.read()
    try:
        answer = word(content) if sys.argv[1] == "word" else pdf(content)
    except MemoryError:
        refuse(TOO_LONG)
    sys.stdout.buffer.write(json.dumps(answer).encode())


def word(content: bytes) -> list[Any]:
    """The paragraphs and tables of a Word file, in reading order."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, *BROKEN):
        refuse(NO_WORD)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        refuse(FAR_MORE)
    import docx  # noqa: PLC0415 - only once the limits hold

    try:
        return list(_measured(docx.Document(io.BytesIO(content))))
    except (zipfile.BadZipFile, *BROKEN):
        refuse(NO_WORD)


def _measured(document: Any) -> Iterator[list[Any]]:
    """Each block, as long as they are no more than a text has."""
    cells = letters = 0
    for block in _blocks(document):
        if block[0] == "table":
            cells += sum(len(row) for row in block[1])
            letters += sum(len(words) for row in block[1] for cell in row for _, words in cell)
        else:
            letters += len(block[2])
        if cells > CELLS or letters > LETTERS:
            refuse(TOO_LONG)
        yield block


def _blocks(document: Any) -> Iterator[list[Any]]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            yield ["table", [[[_paragraph(one) for one in cell.paragraphs] for cell in row.cells] for row in part.rows]]
        else:
            yield ["p", *_paragraph(part)]


def _paragraph(paragraph: Any) -> list[str]:
    style = paragraph.style.name if paragraph.style else ""
    return [style or "", paragraph.text]


def pdf(content: bytes) -> str:
    """The words of a PDF, page after page."""
    from pypdf import PdfReader  # noqa: PLC0415 - only once the limits hold
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            refuse("This PDF is locked with a password. Save a copy without one, or paste the words.")
        if len(reader.pages) > PAGES:
            refuse(f"This PDF has {len(reader.pages)} pages; a strategy has at most {PAGES}.")
        return "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, *BROKEN):
        refuse(NO_PDF)


if __name__ == "__main__":
    main()
