"""What a printed page adds to the words: heads and feet on every page, words cut at the end of a line, joined letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

AT_EDGES = 2  # lines at the top and at the bottom of a page that may be its furniture
FEWEST = 3  # pages: what stands on fewer is no furniture
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page )?0(?: ?(?:of|/) ?0)?[\W_]*")
_CUT = re.compile(r"(?P<first>[^\W\d_]{2,})-\n[ \t]*(?P<rest>[a-z]{2,})")
_JOINED = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None})


def without(pages: Sequence[str]) -> list[str]:
    """The pages without the lines that stand at the edges of most of them; what is more than a page number stays once."""
    cut = [page.splitlines() for page in pages]
    times = Counter(key for lines in cut for key in {_alike(lines[place]) for place in _edges(lines)})
    furniture = {key for key, number in times.items() if number >= FEWEST and number * 2 > len(pages)}
    seen: set[str] = set()
    return ["\n".join(_kept(lines, furniture, seen)) for lines in cut]


def _edges(lines: Sequence[str]) -> set[int]:
    """The places of the first and the last lines with words."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return {*filled[:AT_EDGES], *filled[-AT_EDGES:]}


def _kept(lines: Sequence[str], furniture: set[str], seen: set[str]) -> list[str]:
    edges, kept = _edges(lines), []
    for place, line in enumerate(lines):
        key = _alike(line)
        if place not in edges or key not in furniture or (key not in seen and not _PAGE_NUMBER.fullmatch(key)):
            kept.append(line)
        if place in edges:
            seen.add(key)
    return kept


def _alike(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()


def rejoined(words: str) -> str:
    """Words cut at the end of a line put together: without the hyphen where the document knows the whole word, else with it."""
    plain = words.translate(_JOINED)
    known = set(re.findall(r"[^\W\d_]+", plain.casefold()))

    def whole(cut: re.Match[str]) -> str:
        joined = cut["first"] + cut["rest"]
        return joined if joined.casefold() in known else f"{cut['first']}-{cut['rest']}"

    return _CUT.sub(whole, plain)
