"""Who is named in a text with nothing private beside them: no question, one quiet line."""

from __future__ import annotations

from .folding import fold
from .persons import mentions, sentences

MOST = 12  # names: a longer line is no quiet one


def people_named(text: str) -> tuple[str, ...]:
    """The names as they stand in the text, each once, in order."""
    folded = fold(text)
    cased = folded.cased()
    rows = [row for start, end in sentences(folded.plain) for row in mentions(cased, start, end) if row.sure]
    names = (text[slice(*folded.back(row.start, row.end))].removesuffix("'s").removesuffix("’s") for row in rows)
    return tuple(dict.fromkeys(name for name in names if not name.islower()))[:MOST]
