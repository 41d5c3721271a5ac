"""What the public can have in other languages: for the strip on a page, and for the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from steamie.content.posts.models import Post, Publication
from steamie.rules.phrases import TranslatedPhrases
from steamie.rules.written_languages import WrittenLanguage, languages
from steamie.website.models import NewsPage

from . import sources
from .models import OfferedLanguage, Translation, TranslationQuerySet
from .rendering import WordsAround, words_around
from .sources import TranslatedText, forms, letters, pages, policy, posts
from .sources.form_routes import form_at


class PublicState(StrEnum):
    """What a reader is told of a translation."""

    CHECKED = "checked"
    OLDER = "older"
    BEING_CHECKED = "being checked"


@dataclass(frozen=True, slots=True)
class LanguageRendition:
    """A page in one language, as the strip shows it. ``address`` is empty while it is being checked."""

    language: WrittenLanguage
    state: PublicState
    on: date | None  # checked: that day; older: when the English changed; being checked: when it is expected
    address: str = ""
    by_machine: bool = False

    @property
    def tag(self) -> str:
        """The tag of the language."""
        return self.language.tag

    @property
    def own_name(self) -> str:
        """The language, as its readers call it."""
        return self.language.own

    @property
    def note(self) -> str:
        """What a reader is told of it beside its name."""
        day = f"{self.on.day} {self.on:%B %Y}" if self.on else ""
        match self.state:
            case PublicState.CHECKED:
                return f"Checked by a person, {day}"
            case PublicState.OLDER:
                return f"An older version. The English changed on {day}" if day else "An older version."
        return f"Being checked. Ready about {day}" if day else "Being checked."


def texts_in_other_languages() -> frozenset[tuple[str, str]]:
    """The kind and key of each text that has a translation, checked or not, in a language that is offered."""
    offered = OfferedLanguage.objects.in_force(timezone.now()).values("tag")
    return frozenset(Translation.objects.standing().filter(language__in=offered).order_by().values_list("kind", "key"))


def public_for(thing: Page | Post | str, *, begun: frozenset[tuple[str, str]] | None = None) -> list[LanguageRendition]:
    """Every language this page or post can be had in; ``thing`` may be a path of the website.

    ``begun``: what has a translation at all, where the caller knows it: then nothing is asked for the rest.
    """
    if begun is not None and isinstance(thing, NewsPage) and not any(kind == posts.POST for kind, _ in begun):
        return []
    which = _which(thing)
    if begun is not None and which not in begun:
        return []
    rows = list(_offered(*which)) if which else []
    text = _text_of(thing, *which) if which and rows else None
    if text is None:
        return []
    tags = sorted({row.language for row in rows}, key=lambda tag: languages()[tag].name)
    shown = (_rendition(text, [row for row in rows if row.language == tag]) for tag in tags)
    return [one for one in shown if one is not None]


def checked_translation(text: TranslatedText, tag: str) -> Translation | None:
    """The translation that the public reads; None where there is none, or the language is not offered any more."""
    return _offered(text.kind, text.key).filter(language=tag, checked_at__isnull=False).order_by("-checked_at").first()


def forms_in(tag: str) -> frozenset[str]:
    """The forms that can be had in a language: one query."""
    offered = OfferedLanguage.objects.in_force(timezone.now()).filter(tag=tag).values("tag")
    rows = Translation.objects.checked().filter(kind=forms.FORM, language__in=offered)
    return frozenset(rows.order_by().values_list("key", flat=True))


def phrases_in(language: WrittenLanguage, key: str) -> tuple[TranslatedPhrases, WordsAround]:
    """Every checked sentence of our forms in a language, those of one form before the rest; and the words around. Two queries."""
    words = words_around(language)
    rows = Translation.objects.checked().filter(kind=forms.FORM, language=language.tag).order_by("-checked_at", "-pk")
    own_first = sorted(rows, key=lambda row: row.key != key)
    pairs = [(part.text, translated) for row in own_first for part, translated in row.pairs]
    return TranslatedPhrases([*pairs, *words.translated.items()], words.months), words


def phrases_of_letters(language: WrittenLanguage) -> TranslatedPhrases:
    """Every checked sentence of our letters in a language that is offered. Three queries."""
    words = words_around(language)
    offered = OfferedLanguage.objects.in_force(timezone.now()).filter(tag=language.tag).values("tag")
    rows = Translation.objects.checked().filter(kind=letters.LETTER, language__in=offered).order_by("-checked_at", "-pk")
    return TranslatedPhrases([(part.text, done) for row in rows for part, done in row.pairs], words.months)


def form_address_in(tag: str, address: str, offered: frozenset[str]) -> str:
    """Where an address of a form of ours is in a language, if that form is among those offered in it; else the same."""
    parts = urlsplit(address)
    elsewhere = parts.scheme or parts.netloc or not parts.path.startswith("/")
    if elsewhere or form_at(parts.path) not in offered:
        return address
    return parts._replace(path=address_in(tag, parts.path)).geturl()


def address_in(tag: str, address: str) -> str:
    """Where the public reads a page in another language."""
    place = address.strip("/")
    return reverse("translations:page", args=[tag, place]) if place else reverse("translations:home", args=[tag])


def public_addresses() -> Iterator[tuple[str, datetime | None]]:
    """Where the public reads each checked translation, and since when."""
    offered = OfferedLanguage.objects.in_force(timezone.now()).values("tag")
    rows = Translation.objects.checked().filter(language__in=offered).values_list("kind", "key", "language", "checked_at")
    texts: dict[tuple[str, str], TranslatedText | None] = {}
    for kind, key, tag, checked_at in rows.order_by("kind", "key", "language", "pk"):
        if (kind, key) not in texts:
            texts[kind, key] = sources.one(kind, key)
        if (text := texts[kind, key]) and text.address:
            yield address_in(tag, text.address), checked_at


def _offered(kind: str, key: str) -> TranslationQuerySet:
    offered = OfferedLanguage.objects.in_force(timezone.now()).values("tag")
    return Translation.objects.of(kind, key).standing().filter(language__in=offered)


def _which(thing: Page | Post | str) -> tuple[str, str] | None:
    """The kind and key of what is shown; None for what cannot be translated."""
    if isinstance(thing, Post):
        return posts.POST, str(thing.pk)
    if isinstance(thing, NewsPage):
        sent = Publication.objects.filter(code=thing.marker).values_list("post_id", flat=True).first() if thing.marker else None
        return (posts.POST, str(sent)) if sent else None
    if isinstance(thing, Page):
        return (pages.PAGE, str(thing.pk)) if thing.pk else None
    if (fixed := fixed_places().get(thing)) is not None:
        return fixed
    text = sources.at(thing)
    return (text.kind, text.key) if text else None


@cache
def fixed_places() -> dict[str, tuple[str, str]]:
    """The kind and key of each text that is no page of the website's tree, by its address: these never change."""
    others = [text for kind in (forms.FORM, letters.LETTER) for text in sources.kinds()[kind].every()]
    fixed = {text.address: (text.kind, text.key) for text in others if text.address}
    return {reverse("policy:page"): (policy.POLICY, "strategy")} | fixed


def _text_of(thing: Page | Post | str, kind: str, key: str) -> TranslatedText | None:
    if isinstance(thing, pages.WRITTEN):
        return None if pages.is_made(thing) else pages.text_of(thing)
    return posts.text_of(thing) if isinstance(thing, Post) else sources.one(kind, key)


def _rendition(text: TranslatedText, rows: list[Translation]) -> LanguageRendition | None:
    """Of the standing rows of one language: what is checked comes before what is being checked."""
    language = languages()[rows[0].language]
    checked = max((row for row in rows if row.checked_at), key=lambda row: row.pk, default=None)
    if checked is not None and checked.checked_at is not None and text.address:
        address = address_in(language.tag, text.address)
        if checked.digest == text.digest:
            day = timezone.localdate(checked.checked_at)
            return LanguageRendition(language, PublicState.CHECKED, day, address, checked.by_machine)
        changed = timezone.localdate(text.changed_at) if text.changed_at else None
        return LanguageRendition(language, PublicState.OLDER, changed, address, checked.by_machine)
    waiting = next((row for row in rows if row.being_checked_since and not row.checked_at), None)
    return LanguageRendition(language, PublicState.BEING_CHECKED, waiting.ready_on) if waiting else None
