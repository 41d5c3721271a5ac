"""Write down which letters our printed pages have, by asking the typesetter. For developers, after it or its faces have changed.

The house reads the table, so that a post for the noticeboard is told before it is approved, and not when it should hang.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst

PRINTING = Path(__file__).parents[1] / "src/steamie/printing"
TABLE = PRINTING / "letters.csv"
FACES = '("Bricolage Grotesque", "Atkinson Hyperlegible Next")'
PAGE = f'#set document(title: "x")\n#set text(font: {FACES})\n#json("data.json").text'
AT_ONCE = 64
NO_LETTER = ("Cn", "Cs", "Co", "Cc", "Mn", "Mc", "Me")  # a mark depends on the letter it stands on


def prints(folder: Path, letters: list[str]) -> bool:
    """Whether all of them do."""
    (folder / "data.json").write_text(json.dumps({"text": "".join(letters)}))
    try:
        typst.compile(
            folder / "page.typ", root=folder, font_paths=[PRINTING / "fonts"], ignore_system_fonts=True, pdf_standards="ua-1"
        )
    except RuntimeError:
        return False
    return True


def printable(folder: Path, letters: list[str]) -> Iterator[str]:
    """Those of these letters that print, found by halving. A script of which no eighth letter prints is taken as missing."""
    if prints(folder, letters):
        yield from letters
    elif len(letters) == AT_ONCE and not any(prints(folder, [letter]) for letter in letters[::8]):
        return
    elif half := len(letters) // 2:
        yield from printable(folder, letters[:half])
        yield from printable(folder, letters[half:])


def ranges(letters: list[str]) -> list[tuple[int, int]]:
    """First and last code point of each unbroken run."""
    found: list[tuple[int, int]] = []
    for point in map(ord, letters):
        if found and found[-1][1] == point - 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


def main() -> None:
    """Everything up to the end of the pictographs."""
    known = [chr(point) for point in range(0x20, 0x20000) if unicodedata.category(chr(point)) not in NO_LETTER]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.typ").write_text(PAGE)
        parts = (known[start : start + AT_ONCE] for start in range(0, len(known), AT_ONCE))
        found = [letter for part in parts for letter in printable(folder, part)]
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("first", "last"))
        table.writerows((f"{first:x}", f"{last:x}") for first, last in ranges(found))
    sys.stdout.write(f"{len(found)} of {len(known)} letters print\n")


if __name__ == "__main__":
    main()
