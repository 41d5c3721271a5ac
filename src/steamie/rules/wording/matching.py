"""Finding listed words in a text, however they were dressed up: accents, look-alikes, 5h1t, s.h.i.t, s h i t, shiit, sh*t, f***.

A word that ends in a star stands for every word that begins so: "fuck*" finds "fuckwits".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from .findings import Finding, FindingKind, Window
from .folding import Folded, fold
from .words import INNOCENT, SOFTER

_STANDS_FOR = {"a": "a@4", "e": "e3", "i": "i1!|", "o": "o0", "u": "uv", "s": "s5$", "t": "t7+", "g": "g9", "b": "b8", "l": "l1|"}
_REASONS = {
    "offensive": "This could offend.",
    "confrontational": "This could start a quarrel.",
    "topic": "People feel strongly about this: read it once more.",
}


def listed(text: Folded, name: str, words: Sequence[str]) -> Iterator[Finding]:
    """Every listed word or phrase in the text, whole words only."""
    kind = FindingKind(name) if name in set(FindingKind) else FindingKind.TOPIC
    reason = _REASONS.get(name, "This is on a list of words to think about.")
    for start, end, word in _matches(text, tuple(words), dressed_up=kind is FindingKind.OFFENSIVE):
        softer = SOFTER.get(word, "")
        advice = f"{reason} You could say “{softer}”." if softer else reason
        also = FindingKind.CONFRONTATIONAL if kind is FindingKind.OFFENSIVE else None
        yield Finding(name, kind, text.original[start:end], start, end, advice, softer=softer, also=also)


def windowed(text: Folded, window: Window) -> Iterator[Finding]:
    """What a sensitive window asks about, on a day inside it."""
    rule = f"window: {window.title}"[:60]
    reason = f"{window.title}, until {window.last.day} {window.last:%B %Y}: {window.reason}"
    if not window.words:
        yield Finding(rule, FindingKind.WINDOW, "", 0, 0, reason)
    for start, end, _ in _matches(text, tuple(window.words), dressed_up=False):
        yield Finding(rule, FindingKind.WINDOW, text.original[start:end], start, end, reason)


def _matches(text: Folded, words: tuple[str, ...], *, dressed_up: bool) -> Iterator[tuple[int, int, str]]:
    patterns, plain = _pattern(words, dressed_up)
    innocent = [match.span() for match in _INNOCENT.finditer(text.plain)] if dressed_up else []
    for match in _tried(text.plain, patterns):
        # Figures alone, such as £455, are never a word in disguise.
        if not match.lastgroup or not any(character.isalpha() for character in match[0]):
            continue
        if not any(first <= match.start() and match.end() <= last for first, last in innocent):
            yield *text.span(match), plain[int(match.lastgroup[1:])]


def _tried(plain: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """What the patterns match, from left to right: at each beginning of a word, only those of its first letter are tried."""
    reached = 0
    for beginning in _BEGINNING.finditer(plain):
        start = beginning.start()
        pattern = patterns.get(plain[start])
        if pattern and start >= reached and (match := pattern.match(plain, start)):
            reached = match.end()
            yield match


_BEGINNING = re.compile(r"(?<![\w/@#.-])[^\s]")
_INNOCENT = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in INNOCENT)})(?!\w)")


@lru_cache(maxsize=32)
def _pattern(words: tuple[str, ...], dressed_up: bool) -> tuple[Mapping[str, re.Pattern[str]], tuple[str, ...]]:
    """A pattern for each character that a word may begin with, and the words by their numbers."""
    plain = tuple(sorted({fold(word).plain.strip() for word in words} - {"", "*"}, key=lambda word: (word[0], -len(word), word)))
    spell = _disguised if dressed_up else _spelled
    choices: dict[str, list[str]] = {}
    for number, word in enumerate(plain):
        choice = f"(?P<w{number}>(?:{spell(word.rstrip('*'))}){_ending(word)})"
        for first in _STANDS_FOR.get(word[0], word[0]) if dressed_up else word[0]:
            choices.setdefault(first, []).append(choice)
    return {first: re.compile(rf"(?:{'|'.join(part)})(?![\w@]|[-'/]\w)") for first, part in choices.items()}, plain


def _ending(word: str) -> str:
    return r"\w*" if word.endswith("*") else ""


def _spelled(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _disguised(word: str) -> str:
    dressed = r"\s+".join(r"[._-]?".join(_letters(part)) for part in word.split())
    if " " in word or len(word) < SPACED:
        return dressed
    apart = " ".join(re.escape(letter) for letter in word)
    # Hidden letters: all but the first, or all but the first and what follows the hidden ones ("b****rd").
    return rf"{dressed}|{apart}|{re.escape(word[0])}\*{{{len(word) - 1}}}"


DRAWN_OUT = 12  # times a letter may be repeated
SPACED = 4  # letters: shorter words, spaced out, are too often only letters


def _letters(part: str) -> Iterator[str]:
    for place, letter in enumerate(part):
        if not letter.isalpha():
            yield re.escape(letter)
            continue
        drawn_out = f"{_letter(letter)}{{1,{DRAWN_OUT}}}"
        # A star or a hash hides a letter inside a word, not the first. More for each would take for ever to try.
        yield f"(?:{drawn_out}|[*#@%]{{1,2}})" if place and len(part) > 2 else drawn_out


def _letter(letter: str) -> str:
    return f"[{re.escape(_STANDS_FOR.get(letter, letter))}]"
