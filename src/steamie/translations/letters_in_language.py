"""A letter to a resident who asked for a language: the approved translation first, the English below it.

Every paragraph must be translated, or hold nothing but an address or our name: half a letter in a language is worse than none.
"""

from __future__ import annotations

import re

from django.conf import settings

from steamie.letters.reader_language import Retold, in_reader_language
from steamie.portal.models import ContactWish, ResidentAccount
from steamie.rules.phrases import TranslatedPhrases
from steamie.rules.written_languages import ENGLISH, WrittenLanguage, languages
from steamie.strategy.reading import association

from . import public

SAME = {"pa": "pa-Guru"}  # languages that an account offers by another name
ADDRESS = re.compile(r"https?://\S+")
BETWEEN = "\n\n----------\nEnglish\n\n"


@in_reader_language
def retold(address: str, subject: str, words: str) -> Retold | None:
    """The letter in the language that the reader's account asks for, with the English; None where it cannot be."""
    tag = language_of(address)
    if tag not in languages() or tag == ENGLISH:
        return None
    translated = letter_in(languages()[tag], subject, words)
    if translated is None:
        return None
    heading, whole = translated
    return f"{heading} / {subject}" if heading else subject, whole + BETWEEN + words.strip() + "\n"


def letter_in(language: WrittenLanguage, subject: str, words: str) -> Retold | None:
    """Subject and words in a language alone; None where a paragraph is not translated. An untranslated subject is empty."""
    phrases = public.phrases_of_letters(language)
    translated = _paragraphs(words, phrases)
    return None if translated is None else (phrases.of(subject) or "", _moved("\n\n".join(translated), language.tag))


def language_of(address: str) -> str:
    """The language of everybody who has an account with this address, as they asked or our list has it; empty where several."""
    accounts = ResidentAccount.objects.open().filter(email__iexact=address)
    newest = dict(accounts.values_list("pk", "tenant__language"))
    wishes = ContactWish.objects.filter(account__in=newest).order_by("pk") if newest else ()
    newest |= {wish.account_id: wish.language for wish in wishes}
    tags = set(filter(None, newest.values()))
    tag = tags.pop() if len(tags) == 1 else ""
    return SAME.get(tag, tag)


def _paragraphs(words: str, phrases: TranslatedPhrases) -> list[str] | None:
    paragraphs = [_tidy(block) for block in words.split("\n\n") if block.strip()]
    translated = [phrases.of(paragraph) or (paragraph if _is_plain(paragraph) else None) for paragraph in paragraphs]
    whole = [one for one in translated if one is not None]
    return whole if len(whole) == len(translated) and whole != paragraphs else None


def _tidy(block: str) -> str:
    return "\n".join(line for line in map(str.strip, block.split("\n")) if line)


def _is_plain(paragraph: str) -> bool:
    """Whether it reads alike in every language: an address, our name, our telephone."""
    ours = association()
    same = {"--"} | ({ours.name, ours.short_name, ours.telephone} if ours else set())
    return all(line in same or ADDRESS.fullmatch(line) for line in paragraph.split("\n"))


def _moved(words: str, tag: str) -> str:
    """Addresses of our forms lead to the form in the language, where it can be had."""
    ours, offered = settings.PUBLIC_URL, public.forms_in(tag)

    def moved(link: re.Match[str]) -> str:
        path = link[0].removeprefix(ours)
        return ours + public.form_address_in(tag, path, offered) if link[0].startswith(f"{ours}/") else link[0]

    return ADDRESS.sub(moved, words)
