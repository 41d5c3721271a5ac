"""The languages a page can be had in: tag, own name, direction and letters; and whether words are in the one they should be."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("languages.csv")
ENGLISH = "en-GB"
FEWEST_LETTERS = 12  # of a text: fewer say nothing about its language
FEWEST_WORDS = 12
ENGLISH_SHARE = 0.2  # of the words: an English text has more of its own little words than this
LETTERS: Mapping[str, re.Pattern[str]] = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "gurmukhi": re.compile(r"[\u0a00-\u0a7f]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "bengali": re.compile(r"[\u0980-\u09ff]"),
    "ethiopic": re.compile(r"[\u1200-\u139f]"),
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
}
# Letters that one of two neighbours has and the other has not.
OWN_LETTERS: Mapping[str, tuple[str, str]] = {
    "uk": ("іїєґ", "Russian"),
    "ru": ("ыэъё", "Ukrainian"),
    "zh-Hans": ("们这来时说对会为学国开关问间门电话请维网机经业务东车长样还过无", "Chinese in traditional letters"),
    "zh-Hant": ("們這來時說對會為學國開關問間門電話請維網機經業務東車長樣還過無", "Chinese in simplified letters"),
}
NEIGHBOURS = {"uk": "ru", "ru": "uk", "zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
LITTLE_WORDS = frozenset(
    ["the", "and", "of", "to", "you", "your", "we", "are", "with", "for", "this", "that", "have", "will", "from", "our", "they"]
)
# Marks that turn the direction of what follows, and characters that nobody sees. Joiners stay: Persian and Hindi need them.
UNSEEN = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class WrittenLanguage:
    """A language: its tag (BCP 47), what we and its readers call it, and how it is written."""

    tag: str
    name: str
    own: str
    direction: str  # ltr or rtl; empty for one that is not written
    letters: str

    @property
    def is_rtl(self) -> bool:
        """Whether it is written from the right."""
        return self.direction == "rtl"


@cache
def languages() -> Mapping[str, WrittenLanguage]:
    """Every written language by tag, in the order of their English names."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [WrittenLanguage(**row) for row in csv.DictReader(lines) if row["direction"]]
    return {row.tag: row for row in sorted(rows, key=lambda row: row.name)}


def tag_of(words: str) -> str:
    """The tag of a language as somebody wrote it, by its tag or its name in English or in itself; empty where we know none."""
    sought = words.strip().casefold()
    if sought in ("en", ENGLISH.casefold(), "english"):
        return ENGLISH
    named = (one for one in languages().values() if sought in (one.tag.casefold(), one.name.casefold(), one.own.casefold()))
    found = next(named, None)
    return found.tag if found else ""


def plain(words: str) -> str:
    """Words as they are kept: one form for each letter, no unseen marks, no space at either end."""
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").split("\n")
    return UNSEEN.sub("", "\n".join(" ".join(line.split()) for line in lines)).strip()


def not_in(language: WrittenLanguage, texts: Sequence[str]) -> str:
    """Why these words are not in this language, in a sentence; empty when nothing speaks against it."""
    text = " ".join(texts)
    letters = [each for each in text if each.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return ""
    expected = sum(1 for each in letters if LETTERS[language.letters].match(each))
    if 2 * expected < len(letters):
        return f"Most of these words are not in the letters of {language.name}. Choose the language they are in."
    if neighbour := _neighbour(language.tag, text):
        return f"These words look like {neighbour}, not {language.name}. Choose the language they are in."
    if language.letters == "latin" and language.tag != "sco" and _is_english(text):
        return f"These words look like English, not {language.name}."
    return ""


def _neighbour(tag: str, text: str) -> str:
    if tag not in NEIGHBOURS:
        return ""
    (own, _), (others, _) = OWN_LETTERS[tag], OWN_LETTERS[NEIGHBOURS[tag]]
    lower = text.lower()
    ours = sum(lower.count(letter) for letter in own if letter not in others)
    theirs = sum(lower.count(letter) for letter in others if letter not in own)
    return OWN_LETTERS[tag][1] if theirs > 2 * ours and theirs > 2 else ""


def _is_english(text: str) -> bool:
    words = WORD.findall(text.lower())
    little = sum(word in LITTLE_WORDS for word in words)
    return len(words) >= FEWEST_WORDS and little >= ENGLISH_SHARE * len(words)
