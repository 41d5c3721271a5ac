"""The parts of a letter of news."""

from __future__ import annotations

from dataclasses import dataclass

HEADING = "# "  # how a line begins that is a heading


@dataclass(frozen=True, slots=True)
class NewsBlock:
    """A heading, or a paragraph."""

    words: str
    is_heading: bool = False


def blocks(words: str) -> list[NewsBlock]:
    """The parts of a letter: an empty line parts them; a line that begins with "# " is a heading."""
    parts = (part.strip() for part in words.replace("\r\n", "\n").split("\n\n"))
    found = []
    for part in filter(None, parts):
        first, _, rest = part.partition("\n")
        if first.startswith(HEADING):
            found.append(NewsBlock(first.removeprefix(HEADING).strip(), is_heading=True))
            part = rest.strip()
        if part:
            found.append(NewsBlock(part))
    return found
