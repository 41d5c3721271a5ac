"""Whether anybody here can be expected to read a comment's language, and whether a single word of it names a danger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steamie.rules.triage.lists import Hit
from steamie.rules.triage.reading import Word

FEWEST_WORDS = 3
ENGLISH_SHARE = 0.2  # of the words: English and Scots sentences have more that stand in our lists than this
ENGLISH_SHARE_BESIDE_DANGER = 0.4  # where one word seems to name a danger in another language
LATIN = "\u02ff"  # the last letter of the Latin script
OTHER_LANGUAGES = "in any language"  # ends the name of each list of words that are not English
DANGER_IN_ANY_LANGUAGE = "danger in any language"
LITTLE_WORDS_ELSEWHERE = "little words in any language"


@dataclass(frozen=True, slots=True)
class Language:
    """`unread`: not English or Scots, as far as script and little words tell; `danger`: it has a word that names one."""

    unread: bool
    danger: bool


def read_language(comment: Sequence[Word], hits: Iterable[Hit]) -> Language:
    """Read the script first, then the share of words that English lists have, against the little words of others."""
    letters = [word for word in comment if word.forms[0].isalpha()]
    every = list(hits)
    dangers = [comment[hit.first].forms[0] for hit in every if hit.family == DANGER_IN_ANY_LANGUAGE]
    if 2 * sum(word.forms[0][0] > LATIN for word in letters) > len(letters):
        return Language(True, bool(dangers))
    english = _covered(hit for hit in every if not hit.family.endswith(OTHER_LANGUAGES))
    elsewhere = _covered(hit for hit in every if hit.family == LITTLE_WORDS_ELSEWHERE)
    share = ENGLISH_SHARE_BESIDE_DANGER if dangers else ENGLISH_SHARE
    few = len(english) < share * len(letters) or len(elsewhere - english) > len(english)
    return Language(few and len(letters) >= FEWEST_WORDS, bool(dangers) and (few or any(word[0] > LATIN for word in dangers)))


def _covered(hits: Iterable[Hit]) -> set[int]:
    return {at for hit in hits for at in range(hit.first, hit.last + 1)}
