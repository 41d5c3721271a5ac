"""The report as it is read aloud: its words and figures in the order of the page, without the moment it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from steamie.formats.pages import PageWords
from steamie.formats.passages import PagePassage, Run

LANGUAGE = "en-GB"


def words_of_report(content: dict[str, Any], *, status: str, address: str) -> PageWords:
    """What is read. The same figures make the same words, so that a report is read once."""
    return PageWords(address, content["title"], LANGUAGE, tuple(_passages(content, status)))


def _passages(content: dict[str, Any], status: str) -> Iterator[PagePassage]:
    yield _heading(content["title"], 1)
    yield _plain(status)
    if content["lead"]:
        yield _plain(content["lead"])
    for one in content["front"]:
        yield _plain(f"{one['label']}: {one['text']}. {one['words']}")
    yield from _listed("We ask you to decide", content["decisions"])
    yield from _listed("What is missing from this report", content["missing"] or ["Nothing that we know of."])
    yield from _listed("What you decided last time", [" ".join(one.values()) for one in content["before"]])
    for section in content["sections"]:
        yield from _section(section)


def _section(section: dict[str, Any]) -> Iterator[PagePassage]:
    yield _heading(section["heading"], 2)
    for line in section["lines"]:
        yield _plain(line)
    for one in section["figures"]:
        before = "" if one["before"] is None or "of a year ago" in one["words"] else f" A year ago: {one['before_text']}."
        yield _plain(f"{one['label']}: {one['text']}.{before} {one['words']}".strip())
    for chart in section["charts"]:
        points = [f"{label}: {'not counted' if value is None else value}" for label, value in chart["points"]]
        yield _plain(f"{chart['title']}, by quarter. {', '.join(points)}")


def _listed(heading: str, lines: list[str]) -> Iterator[PagePassage]:
    if lines:
        yield _heading(heading, 2)
    for line in lines:
        yield _plain(line)


def _heading(words: str, level: int) -> PagePassage:
    return PagePassage("heading", (Run(words),), level)


def _plain(words: str) -> PagePassage:
    return PagePassage("text", (Run(" ".join(words.split())),))
