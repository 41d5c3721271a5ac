"""The words that stand around a translation, in its language where they are translated."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString

from steamie.translations.rendering import WordsAround

register = template.Library()


@register.simple_tag
def word_around(around: WordsAround, english: str) -> SafeString:
    """One of the sentences."""
    return around.of(english)


@register.simple_tag
def day_around(around: WordsAround, day: date | datetime | None) -> SafeString:
    """A day."""
    return around.day(day)
