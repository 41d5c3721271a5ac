"""The labelled phrases the wording check is measured on, and its figures with the lists as they are now (S-66, S-67, S-68)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from steamie.rules import wording
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.measuring import CheckScore, Phrase, TriedPhrase, measure, score
from steamie.wording.vocabulary import Vocabulary

FILE = Path(__file__).with_name("phrases.toml")
_Lists = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every labelled phrase of the package, in the order of the file."""
    return tuple(_read({label: sorts for label, sorts in _file().items() if label != "association"}))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def _read(labels: dict[str, dict[str, dict[str, list[str]]]]) -> Iterator[Phrase]:
    for label, sorts in labels.items():
        for sort, halves in sorts.items():
            for half in ("known", "held_out"):
                yield from (Phrase(text, label, sort, half == "held_out") for text in halves[half])


def tried(vocabulary: Vocabulary) -> tuple[TriedPhrase, ...]:
    """What the check says about each phrase with these lists. Read once for each state of the lists: some 0.1 s of work."""
    lists = tuple(sorted((name, tuple(words)) for name, words in vocabulary.lists.items()))
    return _tried(lists, tuple(vocabulary.ours))


@lru_cache(maxsize=4)
def _tried(lists: _Lists, ours: tuple[str, ...]) -> tuple[TriedPhrase, ...]:
    return measure(
        phrases(), lambda text: wording.check(text, lists=dict(lists), ours=(*_file()["association"]["details"], *ours))
    )


def held_out(rows: Sequence[TriedPhrase], subject: Subject) -> CheckScore:
    """The score on the phrases that were never used to mend the rules: the only figure worth showing on the board."""
    return score((row for row in rows if row.phrase.held_out), subject)
