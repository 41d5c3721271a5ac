"""Sheets from strangers: read in a child with little memory and little time; limits stand before the cost."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest

from steamie.files import sheets
from steamie.files.sheets import SheetRefused, content_of, read
from tests.content.calendar.calendars import ods, xlsx

from .hostile import Files

ALLOWED = 20 * 1024  # KiB that a hostile file may cost the process that asked


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet is refused for what it is, never because the machine is busy."""
    monkeypatch.setattr(sheets, "SECONDS", 300)


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def grown(content: bytes, part: str, size: int) -> bytes:
    """A workbook one of whose parts unpacks to this many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as box, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in box.namelist():
            bomb.writestr(name, b" " * size + box.read(name) if name == part else box.read(name))
    return out.getvalue()


def far_cell() -> bytes:
    """A workbook with one cell at the first corner and one at the last."""
    out = io.BytesIO()
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    content = xlsx(["a"])
    with zipfile.ZipFile(io.BytesIO(content)) as box, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as far:
        for name in box.namelist():
            far.writestr(name, sheet if name.endswith("sheet1.xml") else box.read(name))
    return out.getvalue()


HOSTILE = Files(
    {
        "a packed file with nothing in it": lambda: packed(),
        "packed in packed in packed": lambda: packed(a=packed(b=packed(c=b"0" * 1_000_000))),
        "a workbook that unpacks to 300 MB": lambda: grown(xlsx(["a"]), "xl/worksheets/sheet1.xml", 300_000_000),
        "a cell at the end of the world": lambda: far_cell(),
        "the start of a packed file": lambda: b"PK\x03\x04rest",
        "the start of an old workbook": lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 2000,
        "a picture": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "a program": lambda: b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 200,
        "more columns than a plan has": lambda: (",".join("abc" for _ in range(5_000)) + "\n").encode(),
        "more words than a plan has": lambda: b"title\n" + (b"x" * 7_000 + b"\n") * 590,
        "an entity that grows": lambda: packed(
            **{
                "[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><Types>&c;</Types>',
                "xl__workbook.xml": b"<workbook/>",
            }
        ),
    }.items()
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read(HOSTILE[name])
    (sentence,) = refused.value.messages
    assert sentence.endswith(".")
    assert "Traceback" not in sentence


def test_a_large_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(SheetRefused, match="larger than 5 MB"):
        content_of(io.BytesIO(b"x" * (sheets.LARGEST + 1)))
    with pytest.raises(SheetRefused, match="empty"):
        content_of(io.BytesIO())


def test_hostile_files_cost_the_asking_process_little(tmp_path: object) -> None:
    """In a process of its own, so that what other tests hold does not count."""
    script = (
        "import resource, sys, pathlib\n"
        "from django.conf import settings\n"
        "settings.configure()\n"
        "from steamie.files.sheets import read, SheetRefused\n"
        "def try_one(content):\n"
        "    try:\n        read(content)\n    except SheetRefused:\n        pass\n"
        "try_one(b'title')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for path in sys.argv[1:]:\n    try_one(pathlib.Path(path).read_bytes())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    paths = []
    largest = ("title\n" + ("😀" * 1_600 + "\n") * 590).encode()  # as much as is taken, in the longest letters there are
    for number, content in enumerate([*HOSTILE.values(), largest]):
        path = tmp_path / str(number)
        path.write_bytes(content)
        paths.append(str(path))
    done = subprocess.run([sys.executable, "-c", script, *paths], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= ALLOWED


def test_a_workbook_gives_its_cells_as_words_and_what_is_merged() -> None:
    import datetime  # noqa: PLC0415 -- only here

    cells = [datetime.date(2027, 2, 1), datetime.time(9, 30), datetime.datetime(2027, 2, 1, 14, 0), 3.0, 1.5, True, " x "]
    answer = read(xlsx(["Day"], cells, [None, "y"], merge=["A2:A3"]))
    (table,) = answer["tables"]
    assert table["lines"]["2"] == ["2027-02-01", "09:30", "2027-02-01 14:00", "3", "1.5", "yes", "x"]
    assert table["merged"] == [[2, 0, 3, 0]]


def test_an_opendocument_sheet_is_read() -> None:
    (table,) = read(ods(["Day", "Title"], ["1 March 2027", "Bins"]))["tables"]
    assert table["lines"] == {"1": ["Day", "Title"], "2": ["1 March 2027", "Bins"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_alphabets_spreadsheets_write(encoding: str) -> None:
    answer = read("title,third\nCafé – “open”,local\n".encode(encoding))
    assert answer["tables"][0]["lines"]["2"] == ["Café – “open”", "local"]
    assert (answer["doubts"], answer["encodings"]) == ([], [])


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_an_alphabet_that_would_make_nonsense_is_doubted(encoding: str) -> None:
    answer = read("title,third\nCafé Crème résumé,local\n".encode(encoding))
    assert answer["encoding"] == encoding
    assert answer["tables"][0]["lines"]["2"][0] == "Café Crème résumé"
    assert answer["encodings"][0][0] == encoding
    assert len(answer["encodings"]) > 1


def test_letters_saved_the_wrong_way_once_are_put_right_and_asked_about() -> None:
    answer = read("title\nCafé, it’s\n".encode().decode("cp1252").encode())
    assert answer["tables"][0]["lines"]["2"] == ["Café", "it’s"]
    assert dict(answer["encodings"])["repaired"].startswith("Café")


def test_of_one_bad_byte_only_that_byte_is_in_doubt() -> None:
    answer = read("title,words\nCafé,It’s open\nSecond,bad @ here\n".encode().replace(b"@", b"\x92"))
    assert answer["doubts"] == [[3, 1, "’"]]
    assert answer["tables"][0]["lines"]["2"] == ["Café", "It’s open"]
    json.dumps(answer)
