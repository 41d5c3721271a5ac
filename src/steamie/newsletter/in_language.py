"""A letter of news in the language of its reader: what was translated and checked, or a sentence that it was not.

Only a translation of the very words that go out is sent: one that is older than them would say what they no longer say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from steamie.rules.phrases import TranslatedPhrases
from steamie.rules.segments import MARK
from steamie.rules.written_languages import ENGLISH, WrittenLanguage, languages
from steamie.translations.letters_in_language import BETWEEN, language_of, letter_in
from steamie.translations.models import Translation
from steamie.translations.public import checked_translation

from . import translated_texts
from .blocks import NewsBlock
from .models import NewsLetter, NewsSubscription


@dataclass(frozen=True, slots=True)
class NewsInLanguage:
    """What stands before the English of a letter: its translation; or, without a subject, the sentence that there is none."""

    language: WrittenLanguage
    subject: str
    blocks: Sequence[NewsBlock]
    is_english: bool = False  # even that sentence is not translated

    @property
    def text(self) -> str:
        """As plain text, with what parts it from the English."""
        first = [self.subject] if self.subject else []
        return (
            "\n\n".join([*first, *(block.words.upper() if block.is_heading else block.words for block in self.blocks)]) + BETWEEN
        )


def of_news(letter: NewsLetter, subscription: NewsSubscription, leaving: str) -> NewsInLanguage | None:
    """A letter of news for its reader; None for those who read English."""
    language = _language_of(subscription)
    if language is None:
        return None
    text, around = translated_texts.text_of(letter), _around(language)
    row = checked_translation(text, language.tag)
    if row is None or row.digest != text.digest:
        words = around.of(translated_texts.NOT_YET)
        return NewsInLanguage(language, "", [NewsBlock(words or translated_texts.NOT_YET)], is_english=words is None)
    subject, *rest = _blocks_of(row)
    return NewsInLanguage(language, subject.words, [*rest, *_foot(around, subscription, leaving)])


def of_confirmation(subscription: NewsSubscription, subject: str, english: str) -> NewsInLanguage | None:
    """The letter that asks for a confirmation; None for those who read English, or where it is not translated whole."""
    language = _language_of(subscription)
    translated = letter_in(language, subject, english) if language else None
    if language is None or translated is None:
        return None
    return NewsInLanguage(language, translated[0], [NewsBlock(part) for part in translated[1].split("\n\n")])


def _language_of(subscription: NewsSubscription) -> WrittenLanguage | None:
    """The language that they chose for their news, or else for letters to their account; None for English."""
    tag = subscription.language or language_of(subscription.email)
    return languages()[tag] if tag in languages() and tag != ENGLISH else None


def _around(language: WrittenLanguage) -> TranslatedPhrases:
    row = checked_translation(translated_texts.around(), language.tag)
    return TranslatedPhrases([(part.text, words) for part, words in row.pairs] if row else [])


def _blocks_of(row: Translation) -> list[NewsBlock]:
    return [NewsBlock(MARK.sub("", words), part.role in translated_texts.HEADINGS) for part, words in row.pairs]


def _foot(around: TranslatedPhrases, subscription: NewsSubscription, leaving: str) -> list[NewsBlock]:
    """Why they get it and how to stop it, as far as that is translated: the English below always says it."""
    why, stop = around.of(f"Why you get this: {subscription.get_basis_display()}."), around.of(translated_texts.STOP)
    return [NewsBlock(words) for words in (why, f"{stop}\n{leaving}" if stop else None) if words]
