"""Whose words stand in a post: who wrote any of them may not approve them, save the officer (S-60).

Authorship is history and not an account on a row. Each writing is one person's, with the pieces it set. A run of three words
belongs to whoever first wrote it, so a full stop, a capital or another order of sentences takes no words from anybody, and
words that were taken out and put back by a colleague are still their first writer's. Whoever begins a post answers for all
that stands in it, also where the words came from a suggestion or from an earlier post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

RUN = 3  # words in a row; fewer are everybody's: "of the", "at noon"
_WORD = re.compile(r"\w+(?:[^\w\s]+\w+)*")  # an address or a moment is one word
Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What one person set at one time: each piece with what it then said. ``began``: they began the post with these pieces."""

    person: int
    pieces: Mapping[str, str]
    began: bool = False


def writers_of(standing: Mapping[str, str], history: Sequence[Writing]) -> set[int]:
    """The people who wrote any of the words that stand. ``history`` is in order, the earliest first."""
    of_runs: dict[Run, set[int]] = defaultdict(set)
    of_pieces: dict[tuple[str, str], set[int]] = defaultdict(set)
    for writing in history:
        for name, piece in writing.pieces.items():
            for run in _runs(piece):
                _claim(of_runs[run], writing)
            _claim(of_pieces[name, piece], writing)
    writers: set[int] = set()
    for name, piece in standing.items():
        if not piece:
            continue  # nothing stands there
        writers |= of_pieces.get((name, piece), set())
        for run in _every_run(piece):
            writers |= of_runs.get(run, set())
    return writers


def _claim(writers: set[int], writing: Writing) -> None:
    """The first to write it, and whoever began a post with it."""
    if not writers or writing.began:
        writers.add(writing.person)


def _words(piece: str) -> list[str]:
    return _WORD.findall(piece.casefold())


def _runs(piece: str) -> Iterator[Run]:
    """Every run of three words; the whole of what is shorter."""
    words = _words(piece)
    size = min(RUN, len(words))
    yield from (tuple(words[first : first + size]) for first in range(len(words) - size + 1 if words else 0))


def _every_run(piece: str) -> Iterator[Run]:
    """Runs of up to three words: a short piece that went into a longer one is still found."""
    words = _words(piece)
    for size in range(1, RUN + 1):
        yield from (tuple(words[first : first + size]) for first in range(len(words) - size + 1))
