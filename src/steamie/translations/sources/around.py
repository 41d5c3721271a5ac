"""The words that stand around every translation: that it is older than the English, who checked it, the names of the months."""

from __future__ import annotations

from collections.abc import Iterator

from steamie.rules.segments import TextPart
from steamie.translations.sources import TextKind, TranslatedText, translated

AROUND, KEY = "around", "all"
OLDER = "This translation is older than the English. Call us to be sure of dates and figures."
CHANGED = "The English changed on"
READ_ENGLISH = "Read it in English"
CHECKED = "Checked by a person on"
TRANSLATED_BY = "Translated by"
BY_MACHINE = "A computer wrote the first draft."
CALL = "Rather talk? Call us. We find somebody who speaks your language."
OTHERS = "Other languages"
FORM = "You may answer in your language."
LETTER = "This is what the letter says. Dots stand for what is yours alone, such as your name."
MONTHS = "January, February, March, April, May, June, July, August, September, October, November, December"
SENTENCES = (OLDER, CHANGED, READ_ENGLISH, CHECKED, TRANSLATED_BY, BY_MACHINE, CALL, OTHERS, FORM, LETTER, MONTHS)


def text() -> TranslatedText:
    """All of them, as one text."""
    return TranslatedText(AROUND, KEY, "Words around every translation", tuple(TextPart("p", each) for each in SENTENCES))


def _every() -> Iterator[TranslatedText]:
    yield text()


def _one(key: str) -> TranslatedText | None:
    return text() if key == KEY else None


def _at(path: str) -> TranslatedText | None:
    return None


translated(TextKind(9, AROUND, "Around every translation", _every, _one, _at))
