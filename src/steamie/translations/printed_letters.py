"""Letters on paper in the language of a tenant: whole and approved, or a sentence that they are not to be had in it yet."""

from __future__ import annotations

from steamie.portal.letter_words import PrintedWords, translates_printed
from steamie.rules.written_languages import ENGLISH, languages

from .letters_in_language import letter_in
from .rendering import words_around
from .sources import around


@translates_printed
def printed(tag: str, heading: str, words: str) -> PrintedWords | None:
    """The letter in this language; where it is not translated whole, the sentence that offers a call instead."""
    if tag not in languages() or tag == ENGLISH:
        return None
    language = languages()[tag]
    translated = letter_in(language, heading, words)
    if translated and translated[0]:
        return PrintedWords(tag, language.direction, translated[0], translated[1].split("\n\n"))
    return PrintedWords(tag, language.direction, note=words_around(language).translated.get(around.CALL) or around.CALL)
