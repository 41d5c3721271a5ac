"""A translation, as far as a test wants it."""

from __future__ import annotations

from datetime import UTC, datetime

from steamie.people.models import Person
from steamie.translations import actions, sources
from steamie.translations.actions import Incoming
from steamie.translations.models import OfferedLanguage, Translation
from steamie.translations.sources import TranslatedText

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
POLISH = "Zgłoś naprawę, zadzwoń do nas"
URDU = "مرمت کی اطلاع دیں، ہمیں فون کریں"
WORDS = {"pl": POLISH, "ur": URDU, "gd": "Innis dhuinn mu chàradh, cuir fòn thugainn", "pa-Guru": "ਮੁਰੰਮਤ ਬਾਰੇ ਦੱਸੋ, ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ"}


def offered(tag: str, by: Person, at: datetime = NOW) -> OfferedLanguage:
    """A language that is offered."""
    row = OfferedLanguage.objects.filter(tag=tag, ended_at__isnull=True).first()
    return row or actions.offer_language(tag=tag, asked_for="A household asked", by=by, at=at)


def drafted(name: str, tag: str, by: Person, at: datetime = NOW, *, by_machine: bool = False) -> Translation:
    """A whole draft of a text: every part says the same, with its number."""
    offered(tag, by, at)
    text = text_named(name)
    words = [f"{WORDS[tag]} {number}" for number, _ in enumerate(text.segments)]
    incoming = Incoming(words, "A. Translator", by_machine)
    return actions.bring_in(text=text, tag=tag, incoming=incoming, by=by, at=at)


def checked(name: str, tag: str, by: Person, approver: Person, at: datetime = NOW) -> Translation:
    """One that the public reads."""
    return actions.approve(translation=drafted(name, tag, by, at), checker="B. Reader", by=approver, at=at)


def text_named(name: str) -> TranslatedText:
    """A text that is there."""
    text = sources.named(name)
    assert text is not None
    return text


def approved_words(name: str, tag: str, words: dict[str, str], by: Person, approver: Person) -> Translation:
    """A text that the public reads, each part by its English."""
    offered(tag, by)
    text = text_named(name)
    incoming = Incoming([words[part.text] for part in text.segments], "A. Translator")
    draft = actions.bring_in(text=text, tag=tag, incoming=incoming, by=by, at=NOW)
    return actions.approve(translation=draft, checker="B. Reader", by=approver, at=NOW)
