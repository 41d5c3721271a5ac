"""How a comment is cut into words: the spellings a word may stand for, and its sentence. Cost grows with length only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 40  # letters that are looked at: longer ones are no word of any list
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff"
PIECE = re.compile(rf"[{IDEOGRAPHS}]|(?:(?![{IDEOGRAPHS}_])\w)+(?:['’`´](?:(?![{IDEOGRAPHS}_])\w)+)*|[^\w\s]|_", re.UNICODE)
KEPT_SIGNS = frozenset("?%")  # of what is neither letter nor picture; the rest only separates
ENDS_SENTENCE = frozenset(".!?;…؟۔。!?")
APOSTROPHES = str.maketrans("", "", "'’`´")
UNDECOMPOSED = str.maketrans("łđøıßæ", "ldoisa")
DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
WITHOUT_MEANING = re.compile(r"(?<=\w)['’`´](?:s|ll|re|ve|d|m)$", re.IGNORECASE)
ATTACHED_ARABIC = ("وال", "بال", "فال", "ال", "لل", "و", "ب", "ف")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a comment, with the spellings it is looked up by and its place in the text."""

    forms: tuple[str, ...]
    sentence: int
    start: int
    end: int


def folded(word: str) -> str:
    """A word in small letters, without accents, apostrophes or letters drawn out ("Heeelp" is "help")."""
    plain = unicodedata.normalize("NFKD", word.lower()).translate(APOSTROPHES)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf")
    bare = bare.translate(UNDECOMPOSED)
    return DRAWN_OUT.sub(r"\1", bare) if len(set(bare)) > 1 else bare


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """The word without what an apostrophe adds ("mum's"), a dropped g put back, and Arabic without what is joined to it."""
    plain = folded(WITHOUT_MEANING.sub("", word[:LONGEST_WORD]))
    forms = [plain]
    if plain.endswith("in") and len(plain) > 4:
        forms.append(plain + "g")
    if "\u0600" <= plain[:1] <= "\u06ff":
        forms += [plain[len(joined) :] for joined in ATTACHED_ARABIC if plain.startswith(joined) and len(plain) - len(joined) > 1]
    return tuple(forms)


def words(text: str, written_as: Mapping[str, tuple[str, ...]]) -> list[Word]:
    """The words of `text` in order; `written_as` turns Scots and short spellings into the words of the lists."""
    comment: list[Word] = []
    sentence, line_end = 0, 0
    for piece in PIECE.finditer(text):
        if "\n" in text[line_end : piece.start()]:
            sentence += 1
        line_end = piece.end()
        sign = piece.group()
        comment += [Word(forms, sentence, piece.start(), piece.end()) for forms in usual_spellings(sign, written_as)]
        if sign in ENDS_SENTENCE:
            sentence += 1
    return comment


def usual_spellings(piece: str, written_as: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The spellings of each word that a piece of text stands for: none for a comma, two words for "can't"."""
    if not piece[0].isalnum() and piece not in KEPT_SIGNS and unicodedata.category(piece) not in {"So", "Sc"}:
        return []
    forms = spellings(piece)
    return [(usual, *(() if usual == forms[0] else forms)) for usual in written_as.get(forms[0], ())] or [forms]
