"""What stands on one line: names, titles, subjects. A line break in one would end the header of a letter it is put in."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text with a space where lines were broken, by whatever sign breaks lines (Unicode knows ten)."""
    lines = text.splitlines()
    return text if len(lines) == 1 and lines[0] == text else " ".join(filter(None, (line.strip() for line in lines)))
