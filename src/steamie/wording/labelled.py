"""The labelled drafts the wording check is measured on, and the figures with today's lists (S-66 to S-68).

Each line of a file is one draft: ``text``; ``class``, which is catch, clean or grey; ``labels``; ``spans``. Only this
module opens the held-out half, and it hands out counts of it, never a text.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from steamie.rules import wording
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.measuring import (
    GROUPS,
    LABELS,
    OF_SUBJECT,
    DraftClass,
    LabelledDraft,
    Measured,
    Proportion,
    TriedDraft,
    figures,
    measure,
    of_labels,
)
from steamie.wording.vocabulary import Vocabulary

FOLDER = Path(__file__).with_name("labelled_drafts")
DEVELOPMENT, HELD_OUT = FOLDER / "development.jsonl", FOLDER / "held_out.jsonl"
Lists = tuple[tuple[str, tuple[str, ...]], ...]
LONGEST = 63_206  # characters of a draft: the longest text a channel takes


class UnreadableDrafts(ValueError):
    """A file of labelled drafts that cannot be read; the message names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class DraftSet:
    """What is known of a set: its name, who made it, and how many drafts it has in all."""

    name: str
    maker: str
    size: int


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """How one subject's check does on the held-out half: found of labelled, and clean drafts asked about under it."""

    found: Proportion
    alarms: Proportion


@cache
def about() -> DraftSet:
    """The set that comes with the software."""
    row = _about()
    size = sum(len(path.read_text("utf-8").splitlines()) for path in (DEVELOPMENT, HELD_OUT))
    return DraftSet(row["name"], row["maker"], size)


@cache
def _about() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "about.toml").read_text("utf-8"))


def read(path: Path) -> tuple[LabelledDraft, ...]:
    """Every draft of a file. Raises :class:`UnreadableDrafts`, and :class:`OSError` where there is no such file."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as fault:
        raise UnreadableDrafts(f"{path.name} is not text in UTF-8.") from fault
    drafts = tuple(_draft(line, number) for number, line in enumerate(lines, 1) if line.strip())
    if not drafts:
        raise UnreadableDrafts(f"{path.name} holds no drafts: it needs one JSON object a line.")
    return drafts


def _draft(line: str, number: int) -> LabelledDraft:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as fault:
        raise UnreadableDrafts(f"Line {number} is not JSON: {fault.msg}.") from fault
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableDrafts(f"Line {number} has no text.")
    if len(row["text"]) > LONGEST:
        raise UnreadableDrafts(f"Line {number} is longer than the {LONGEST:,} characters a post can have.")
    labels = _labels(row, number)
    spans = tuple(_span(span, len(row["text"]), number) for span in row.get("spans") or ())
    return LabelledDraft(row["text"], _sort(row, number), labels, spans, str(row.get("card", "")))


def _sort(row: Mapping[str, Any], number: int) -> DraftClass:
    if row.get("class") not in set(DraftClass):
        raise UnreadableDrafts(f"Line {number}: class must be catch, clean or grey, not {row.get('class')!r}.")
    return DraftClass(row["class"])


def _labels(row: Mapping[str, Any], number: int) -> tuple[str, ...]:
    labels = row.get("labels") or []
    if not isinstance(labels, list):
        raise UnreadableDrafts(f"Line {number}: labels must be a list.")
    for label in labels:
        if label not in LABELS:
            raise UnreadableDrafts(f"Line {number}: {label!r} is no label. Labels are {', '.join(LABELS)}.")
    return tuple(labels)


def _span(span: Any, length: int, number: int) -> tuple[int, int, frozenset[str]]:
    """A span as [start, end], [start, end, label] or an object with start, end and label or labels."""
    if isinstance(span, dict):
        span = [span.get("start"), span.get("end"), span.get("labels") or span.get("label") or []]
    if not isinstance(span, list) or len(span) not in (2, 3) or not all(type(place) is int for place in span[:2]):
        raise UnreadableDrafts(f"Line {number}: a span needs a start and an end, as whole numbers.")
    start, end, *named = span
    if not 0 <= start < end <= length:
        raise UnreadableDrafts(f"Line {number}: the span from {start} to {end} lies outside the text.")
    labels = named[0] if named else []
    return start, end, frozenset([labels] if isinstance(labels, str) else labels)


def tried(drafts: Iterable[LabelledDraft], *, lists: Lists, ours: tuple[str, ...]) -> tuple[TriedDraft, ...]:
    """What the check asks about each draft with these lists."""
    words = dict(lists)
    return measure(drafts, lambda text: wording.check(text, lists=words, ours=ours))


def development(vocabulary: Vocabulary) -> tuple[TriedDraft, ...]:
    """What the check asks about the half that anybody may read."""
    return _tried(DEVELOPMENT, *_of(vocabulary))


def held_out(vocabulary: Vocabulary) -> Measured:
    """The figures of the half that was kept apart: the ones worth showing on the board."""
    return figures(_tried(HELD_OUT, *_of(vocabulary)))


def held_out_of(vocabulary: Vocabulary, subject: Subject) -> SubjectFigures:
    """The held-out figures of one subject's check."""
    rows = _tried(HELD_OUT, *_of(vocabulary))
    wanted = [label for group in OF_SUBJECT[subject] for label in GROUPS[group]]
    clean = [row for row in rows if row.draft.sort is DraftClass.CLEAN]
    asked = sum(any(finding.subject is subject for finding in row.findings) for row in clean)
    return SubjectFigures(of_labels(rows, wanted), Proportion(asked, len(clean)))


@lru_cache(maxsize=8)
def _tried(path: Path, lists: Lists, ours: tuple[str, ...]) -> tuple[TriedDraft, ...]:
    """Read once for each state of the lists: some 0.1 s of work."""
    return tried(read(path), lists=lists, ours=(*_about()["ours"], *ours))


def _of(vocabulary: Vocabulary) -> tuple[Lists, tuple[str, ...]]:
    return tuple(sorted((name, tuple(words)) for name, words in vocabulary.lists.items())), tuple(vocabulary.ours)


def of_halves(vocabulary: Vocabulary) -> Iterator[tuple[str, Sequence[TriedDraft]]]:
    """Both halves of the shipped set, for the measure command."""
    for title, path in (("Development half", DEVELOPMENT), ("Held-out half", HELD_OUT)):
        yield title, _tried(path, *_of(vocabulary))


def of_file(path: Path, vocabulary: Vocabulary) -> tuple[TriedDraft, ...]:
    """What the check asks about the drafts of any labelled file."""
    lists, ours = _of(vocabulary)
    return tried(read(path), lists=lists, ours=ours)
