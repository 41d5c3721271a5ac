"""The list at the desk: everything that can be translated, and how it stands in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from steamie.rules.written_languages import WrittenLanguage, languages

from . import sources
from .models import OfferedLanguage, Translation
from .sources import TextKind, TranslatedText


class TranslationState(StrEnum):
    """How a text stands in a language. Of a text with a checked translation and a later draft, what the public reads counts."""

    CHECKED = "checked"
    OLDER = "older"
    CHECKING = "checking"
    DRAFT = "draft"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """In words."""
        return _SHOWN[self][0]

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return _SHOWN[self][1]

    @property
    def icon(self) -> str:
        """The icon of its chip."""
        return _SHOWN[self][2]


_SHOWN = {
    TranslationState.CHECKED: ("Checked", "good", "check"),
    TranslationState.OLDER: ("Older than the English", "bad", "flag"),
    TranslationState.CHECKING: ("Being checked", "info", "clock"),
    TranslationState.DRAFT: ("Draft", "warn", "pen"),
    TranslationState.MISSING: ("Not begun", "none", "globe"),
}


@dataclass(frozen=True, slots=True)
class ListedTranslation:
    """One text in one language: what the public reads, and what waits to take its place."""

    text: TranslatedText
    language: WrittenLanguage
    checked: Translation | None = None
    waiting: Translation | None = None

    @property
    def state(self) -> TranslationState:
        """How it stands."""
        if self.checked is not None:
            return TranslationState.CHECKED if self.checked.digest == self.text.digest else TranslationState.OLDER
        if self.waiting is None:
            return TranslationState.MISSING
        return TranslationState.CHECKING if self.waiting.being_checked_since else TranslationState.DRAFT


@dataclass(frozen=True, slots=True)
class LanguageColumn:
    """A language with how many texts stand how in it."""

    language: WrittenLanguage
    offer: OfferedLanguage
    rows: Sequence[tuple[TextKind, Sequence[ListedTranslation]]]

    @property
    def counts(self) -> list[tuple[TranslationState, int]]:
        """How many texts are in each state, none left out."""
        states = Counter(row.state for _, rows in self.rows for row in rows)
        return [(state, states[state]) for state in TranslationState]


def columns(now: datetime) -> list[LanguageColumn]:
    """Every language that is offered, with every text in it. As many queries as there are kinds of text, and two."""
    texts = sources.every()
    offers = sorted(OfferedLanguage.objects.in_force(now), key=lambda offer: offer.language.name)
    standing = _standing([offer.tag for offer in offers])
    return [
        LanguageColumn(
            offer.language, offer, [(kind, list(_listed(of_kind, offer.language, standing))) for kind, of_kind in texts.items()]
        )
        for offer in offers
    ]


def listed(text: TranslatedText, tag: str) -> ListedTranslation:
    """One text in one language."""
    return listed_in(text, [tag])[0]


def listed_in(text: TranslatedText, tags: Sequence[str], *, has_none: bool = False) -> list[ListedTranslation]:
    """One text in each of these languages. One query; none where it is read already that there is no translation."""
    standing = {} if has_none else _standing(tags, text)
    return [row for tag in tags for row in _listed([text], languages()[tag], standing)]


Standing = dict[tuple[str, str, str, bool], Translation]


def _standing(tags: Sequence[str], text: TranslatedText | None = None) -> Standing:
    """The latest translation of each text in each language, those checked and those waiting apart."""
    rows = Translation.objects.standing().filter(language__in=tags).select_related("brought_in_by", "checked_by").order_by("pk")
    if text is not None:
        rows = rows.of(text.kind, text.key)
    return {(row.kind, row.key, row.language, row.checked_at is not None): row for row in rows}


def _listed(texts: Sequence[TranslatedText], language: WrittenLanguage, standing: Standing) -> Iterator[ListedTranslation]:
    for text in texts:
        checked, waiting = (standing.get((text.kind, text.key, language.tag, done)) for done in (True, False))
        yield ListedTranslation(text, language, checked, waiting)
