"""Cut the small files of our faces out of the whole ones: the letters of plain English, in the weights that pages use.

uv tool run --from "fonttools[woff]" python tools/small_fonts.py      then: python tools/vendor_lock.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parents[1] / "src" / "steamie" / "project" / "static" / "fonts"
BASIC = [*range(0x20, 0x7F), 0xA0, 0xA3, 0xB7, 0xD7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2192]
FIGURES = range(0x30, 0x3A)
SMALL = (  # whole file, small file, letters, weights
    ("atkinson-next-latin", "atkinson-next-basic", BASIC, (400, 700)),
    ("bricolage-latin", "bricolage-basic", BASIC, (700, 800)),
    ("bricolage-latin", "bricolage-figures", FIGURES, (400, 800)),
)


def cut(whole: str, small: str, letters: Any, weights: tuple[int, int], folder: Path) -> int:
    """Write one small file; its size in bytes."""
    unpacked = folder / f"{whole}.ttf"
    font = TTFont(FONTS / f"{whole}.woff2")
    font.flavor = None
    font.save(unpacked)  # names of glyphs are the same everywhere only in a file that was written
    font = instancer.instantiateVariableFont(TTFont(unpacked), {"wght": weights})
    options = subset.Options()
    options.flavor, options.hinting = "woff2", False
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONTS / f"{small}.woff2")
    return (FONTS / f"{small}.woff2").stat().st_size


if __name__ == "__main__":
    # Glyphs that look the same in every weight have no entry among the differences; the library asks for one.
    subset._dict_subset = lambda entries, glyphs: {glyph: entries[glyph] for glyph in glyphs if glyph in entries}
    with tempfile.TemporaryDirectory() as place:
        for row in SMALL:
            print(row[1], cut(*row, Path(place)), "bytes")
