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
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

MEMORY = 640 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of processor time
UNPACKED, PARTS = 40_000_000, 2_000  # bytes, and files, in a Word file
CELLS, LETTERS, PAGES = 20_000, 1_000_000, 100
WIDEST = 100  # columns that one cell may be merged over
NEXT_PAGE = "\f"
NOT_READ = {"del", "moveFrom", "Fallback", "instrText"}  # taken out, moved away, or a second copy for older programs
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
Element = Any  # of the document's XML
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
    styles = {style.style_id: style.name or "" for style in document.styles}
    yield from _blocks_in(document.element.body, styles)


def _blocks_in(element: Element, styles: Mapping[str, str]) -> Iterator[list[Any]]:
    """Every paragraph and table, in text boxes and content controls too; tracked changes as if accepted."""
    for child in element:
        name = _name(child)
        if name in NOT_READ:
            continue
        if name == "tbl":
            yield ["table", [_row(row, styles) for row in _all(child, "tr")]]
            continue
        if name == "p":
            yield ["p", *_paragraph(child, styles)]
        yield from _blocks_in(child, styles)


def _row(row: Element, styles: Mapping[str, str]) -> list[list[list[str]]]:
    """Its cells; one that is merged over several columns stands once, with empty ones beside it."""
    cells: list[list[list[str]]] = []
    for cell in _all(row, "tc"):
        cells.append([_paragraph(one, styles) for one in _all(cell, "p")])
        span = _value(_first(_first(cell, "tcPr"), "gridSpan"))
        columns = int(span) if span.isdecimal() else 1
        if columns > WIDEST:
            refuse(TOO_LONG)
        cells += [[]] * (columns - 1)
    return cells


def _paragraph(element: Element, styles: Mapping[str, str]) -> list[str]:
    properties = _first(element, "pPr")
    style = styles.get(_value(_first(properties, "pStyle")), "")
    numbered = _first(properties, "numPr") is not None and not style.lower().startswith(("heading", "title"))
    return ["List" if numbered else style, "".join(_pieces(element))]


def _pieces(element: Element) -> Iterator[str]:
    """The words of a paragraph, without those of a text box that hangs on it."""
    for child in element:
        name = _name(child)
        if name in NOT_READ or name == "txbxContent":
            continue
        if name == "t":
            yield child.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        else:
            yield from _pieces(child)


def _all(element: Element, name: str) -> Iterator[Element]:
    """Those of a name, however deep, but none within another of them."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) not in NOT_READ:
            yield from _all(child, name)


def _first(element: Element, name: str) -> Element:
    return next((child for child in element if _name(child) == name), None) if element is not None else None


def _value(element: Element) -> str:
    """Its attribute ``w:val``; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "") if element is not None else ""


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


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
        return NEXT_PAGE.join(page.extract_text() for page in reader.pages)
    except (PyPdfError, *BROKEN):
        refuse(NO_PDF)


if __name__ == "__main__":
    main()
