"""How old a reader needs to be: the Flesch-Kincaid grade and five years (S-24)."""

from __future__ import annotations

import re
from dataclasses import dataclass

AIM = 11
ENOUGH = 20  # words
SENTENCE = 6  # words: fewer say little, however long they are


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """The age in years at which a text reads easily; None when the text is too short to tell."""

    age: int | None
    within: bool
    reason: str


def reading_age(text: str, *, aim: int = AIM) -> ReadingAge:
    """The reading age of a text against an aim, with what to shorten."""
    sentences = _sentences(re.sub(r"(?:https?://|www\.)\S+", "", text))
    words = [word for sentence in sentences for word in sentence]
    if len(words) < ENOUGH:
        return ReadingAge(None, True, f"Too short to tell: {len(words)} words.")
    age = max(5, round(_grade(sentences) + 5))
    return ReadingAge(age, age <= aim, _advice(age, aim, sentences, words))


def hardest_sentence(text: str) -> str:
    """The sentence that asks most of a reader, as it stands; empty for a text without one of six words."""
    sentences = [" ".join(one.split()) for one in re.split(r"(?<=[.!?…])\s+|\n+", re.sub(r"(?:https?://|www\.)\S+", "", text))]
    graded = [(_grade([words]), one) for one in sentences for words in _sentences(one)[:1] if len(words) >= SENTENCE]
    return max(graded, default=(0.0, ""))[1]


def _grade(sentences: list[list[str]]) -> float:
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _sentences(text: str) -> list[list[str]]:
    parts = re.split(r"[.!?…]+(?=\s|$)|\n+", text)
    return [words for part in parts if (words := re.findall(r"[^\W\d_][^\W\d_'’-]*", part))]


def _advice(age: int, aim: int, sentences: list[list[str]], words: list[str]) -> str:
    if age <= aim:
        return f"Reads easily from age {age}."
    longest = max(sentences, key=len)
    hardest = max(words, key=lambda word: (_syllables(word), len(word)))
    return (
        f"Reads from age {age}; aim for {aim}. Longest sentence: {len(longest)} words, "
        f"“{' '.join(longest[:4])} …”. Hardest word: “{hardest}”."
    )


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    quiet = re.sub(r"(?:[^laeiouy]es|[^dtlaeiouy]ed|[^l]e)$", lambda match: match[0][0], plain)
    return max(1, len(re.findall(r"[aeiouy]+", quiet)))
