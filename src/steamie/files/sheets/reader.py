"""Run as a program of its own: reads a sheet on standard input, writes its cells as JSON on standard output.

It opens what a stranger sent, so it lives in a process with little memory and little time, and imports nothing of the house.
Arguments: how the letters of a text file are to be read, or nothing; how many rows are read; how many letters of all cells.
Exit 0: {"tables": [{"name", "lines": {row: [cell, …]}, "merged": [[row, column, last row, last column], …], "beyond": rows left
unread, "wrong": {row: reason}}], "doubts": [[row, column, character], …], "encoding", "encodings": [[code, some words], …]}.
Rows and columns count from 1 and 0, as a spreadsheet does and as a list does. Exit 3: refused, the reason on standard error.
"""

import codecs
import csv
import datetime
import io
import json
import re
import resource
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

MEMORY = 640 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of processor time
UNPACKED, PARTS = 60_000_000, 2_000  # bytes, and files, in a packed sheet
COLUMNS, TABLES = 100, 20
_ASKED = sys.argv if __name__ == "__main__" else []  # imported, it has somebody else's arguments before it
ROWS = int(_ASKED[2]) if len(_ASKED) > 2 else 600
LETTERS = int(_ASKED[3]) if len(_ASKED) > 3 else 1_000_000  # of all cells together
SURE = 40  # lines looked at to find the separator
Choices = list[list[str]]  # [code, some words], the one that was taken first
MARK = "\ue000"  # stands before a letter that is in doubt, inside this program only
_BAD_LETTERS = set("‚„ƒ†‡ˆ‰‹›¤¦¬¯¸¶§\u00ad") | {chr(code) for code in range(0x80, 0xA0)}
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u203a]|â€[\u0080-\u2122]")


def refuse(reason: str) -> NoReturn:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Find out what kind of file it is, and read it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it answers by its pipe, and writes no file
    content = sys.stdin.buffer.read()
    encoding = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        packed = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        answer = read_workbook(content) if packed else read_text(content, encoding)
    except MemoryError:
        refuse("The file needs too much memory to read. Keep only the rows that are needed, and send those.")
    if sum(len(cell) for table in answer["tables"] for line in table["lines"].values() for cell in line) > LETTERS:
        refuse("The file holds too many words to read at once. Keep only the rows that are needed, and send those.")
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


# Packed sheets: xlsx, xls, ods


def read_workbook(content: bytes) -> dict[str, Any]:
    """Every table of a workbook that holds anything."""
    if content.startswith(b"PK"):
        measure(content)
    import python_calamine  # noqa: PLC0415 - only once the limits hold

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names[:TABLES]]
        tables = [table_of(sheet) for sheet in sheets]
    except python_calamine.PasswordError:
        refuse("The file is locked with a password. Save it without one, and send that.")
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        refuse("The file could not be read: it may be damaged, or no sheet. Save it again as xlsx, ods or CSV.")
    filled = [table for table in tables if table["lines"]]
    return {"tables": filled, "doubts": [], "encoding": "", "encodings": []}


def measure(content: bytes) -> None:
    """Refuse by the list of contents alone what would unpack to more than we take."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        refuse("The file could not be read: it may be damaged, or no sheet. Save it again as xlsx, ods or CSV.")
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        refuse("The file unpacks to more than we can take. Keep only the rows that are needed, without pictures, and send those.")
    if not any(part.filename in {"[Content_Types].xml", "content.xml", "mimetype"} for part in parts):
        refuse("This is a packed file, and no sheet. Unpack it, and send the sheet that is in it.")


def table_of(sheet: Any) -> dict[str, Any]:
    """The filled lines of one table, and what is merged in it."""
    top, left = sheet.start or (0, 0)
    if sheet.width > COLUMNS:
        refuse(f"The sheet has {sheet.width} columns. At most {COLUMNS} can be read: take out those that are not needed.")
    lines: dict[int, list[str]] = {}
    beyond = 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True, nrows=20_000), top + 1):
        texts = [""] * left + [text_of(cell) for cell in cells]
        if not any(texts):
            continue
        if len(lines) < ROWS:
            lines[number] = texts
        else:
            beyond += 1
    ranges = sheet.merged_cell_ranges or []
    merged = [[first[0] + 1, first[1], last[0] + 1, last[1]] for first, last in ranges[:10_000]]
    return {"name": sheet.name, "lines": lines, "merged": merged, "beyond": beyond, "wrong": {}}


def text_of(cell: object) -> str:
    """A cell as words: a day as 2027-02-01, a time as 10:00."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, datetime.timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell).strip()


# Text: csv, with any separator, in any alphabet


def read_text(content: bytes, encoding: str) -> dict[str, Any]:
    """The one table of a text file, with the letters that are in doubt."""
    text, encoding, choices = decode(content, encoding)
    if "\x00" in text:
        refuse("This is not a sheet. Save your plan as xlsx, ods or CSV, and send that.")
    text = text.lstrip("\ufeff")
    separator, text = separator_of(text)
    lines: dict[int, list[str]] = {}
    wrong: dict[int, str] = {}
    doubts: list[list[Any]] = []
    beyond = 0
    for number, cells, reason in records(text, separator):
        if not reason and not any(cells):
            continue
        if len(lines) >= ROWS:
            beyond += 1
            continue
        doubts += [[number, place, after[:1]] for place, cell in enumerate(cells) for after in cell.split(MARK)[1:]]
        lines[number] = [cell.replace(MARK, "") for cell in cells]
        if reason:
            wrong[number] = reason
    if max(map(len, lines.values()), default=0) > COLUMNS:
        refuse(f"The sheet has more than {COLUMNS} columns. Take out those that are not needed.")
    table = {"name": "", "lines": lines, "merged": [], "beyond": beyond, "wrong": wrong}
    tables = [table] if lines else []
    return {"tables": tables, "doubts": doubts, "encoding": encoding, "encodings": choices}


def records(text: str, separator: str) -> Iterator[tuple[int, list[str], str]]:
    """Each line with its number as the spreadsheet counts, its cells, and what is wrong with the file there, if anything."""
    reader, number = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            open_ended = "limit" in str(problem) or "end of data" in str(problem)
            yield (
                number,
                [],
                (
                    "A quotation mark is opened here and never closed, so the rows from here on could not be read."
                    if open_ended
                    else "A quotation mark stands in the middle of a cell, so the rows from here on could not be read. "
                    "Double it, or take it out."
                ),
            )
            return
        yield number, [cell.strip() for cell in cells], ""


def separator_of(text: str) -> tuple[str, str]:
    """What stands between cells, as the file says in its first line or as its lines show; and the text after that line."""
    first, _, rest = text.partition("\n")
    if declared := re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE):
        return declared[1], rest
    start = "\n".join(text.splitlines()[:SURE])
    return max(",;\t|", key=lambda separator: evenness(start, separator)), text


def evenness(start: str, separator: str) -> tuple[int, int]:
    """How many lines have the same number of cells, more than one; then how many cells that is."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(start, newline=""), delimiter=separator) if any(cells))
    except csv.Error:
        return (0, 0)
    wide = {width: lines for width, lines in widths.items() if width > 1}
    width = max(wide, key=lambda width: (wide[width], width), default=0)
    return (wide.get(width, 0), width)


def decode(content: bytes, encoding: str) -> tuple[str, str, Choices]:
    """The text, how it was read, and the other ways to read it where that is in doubt."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "utf-16", []
    if content[1:2] == b"\x00" or content[:1] == b"\x00":
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", errors="replace"), "utf-16", []
    if encoding:
        return as_asked(content, encoding).replace(MARK, ""), encoding, []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return by_judgement(content)
    if _MOJIBAKE.search(text):
        return as_asked(content, "repaired"), "repaired", choices_of(content, ("repaired", "utf-8"))
    return text, "utf-8", []


def by_judgement(content: bytes) -> tuple[str, str, Choices]:
    """A file that is not wholly UTF-8: mostly so, with bytes in doubt; or of an alphabet of one byte a letter."""
    whole = content.decode("utf-8", errors="ignore")
    letters = sum(ord(letter) > 127 for letter in whole)
    broken = sum(byte > 127 for byte in content) - len("".join(letter for letter in whole if ord(letter) > 127).encode())
    if letters > broken or (letters and broken <= 2):
        return as_asked(content, "utf-8"), "utf-8", []
    ways = sorted(("cp1252", "mac_roman", "cp850"), key=lambda way: oddities(as_asked(content, way)))
    best = as_asked(content, ways[0])
    doubtful = ways[0] != "cp1252" or oddities(best)
    return best, ways[0], choices_of(content, ways) if doubtful else []


def as_asked(content: bytes, encoding: str) -> str:
    """The text as this alphabet has it; a byte that UTF-8 does not know is marked."""
    if encoding == "repaired":
        text = content.decode("utf-8-sig", errors="replace")
        return _MOJIBAKE_RUN.sub(lambda run: put_right(run[0]), text)
    if encoding == "utf-8":
        return content.decode("utf-8-sig", errors="one_byte")
    return content.decode(encoding, errors="replace")


_MOJIBAKE_RUN = re.compile("[\u0080-\u2122]+")


def put_right(run: str) -> str:
    """Letters that were UTF-8 and were read as Windows text once too often."""
    try:
        return b"".join(_byte_of(letter) for letter in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte_of(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def one_byte(error: UnicodeError) -> tuple[str, int]:
    """A byte in doubt, as Windows text has it, with a mark before it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.start + 1]
    return MARK + piece.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error("one_byte", one_byte)


def choices_of(content: bytes, ways: Sequence[str]) -> Choices:
    """Each way to read the letters that makes another text, with the words in which they differ."""
    texts = {way: as_asked(content, way).replace(MARK, "") for way in ways}
    different: dict[str, str] = {}
    for way, text in texts.items():
        if "\ufffd" not in text and text not in different.values():
            different[way] = text
    return [[way, ", ".join(foreign_words(text)[:6])] for way, text in different.items()]


def foreign_words(text: str) -> list[str]:
    """The words with letters beyond the plainest, each once, in order."""
    return list(dict.fromkeys(word for word in re.findall(r"[^\s,;|]*[^\x00-\x7f][^\s,;|]*", text)))


def oddities(text: str) -> int:
    """How many letters stand where no one would write them: a sign inside a word, a capital behind a small letter."""
    return sum(
        is_odd(letter, text[place - 1 : place], text[place + 1 : place + 2])
        for place, letter in enumerate(text)
        if ord(letter) > 127
    )


def is_odd(letter: str, before: str, after: str) -> bool:
    """Whether a letter makes no sense between these two."""
    if letter in _BAD_LETTERS or letter == "\ufffd" or "\u2500" <= letter <= "\u25ff":
        return True
    if letter.isalpha():
        return letter.isupper() and before.islower()
    return letter not in "‘’“”–—…·•£€ " and before.isalpha() and after.isalpha()


if __name__ == "__main__":
    main()
