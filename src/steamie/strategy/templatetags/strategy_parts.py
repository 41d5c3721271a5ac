"""Small words for the strategy's pages."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def days(number: int) -> str:
    """``1 day``, ``783 days``."""
    return f"{number} day{'' if number == 1 else 's'}"


@register.filter
def any_of(phrases: list[str]) -> str:
    """ "in larger print, on audio or in another language"."""
    *others, last = phrases
    return f"{', '.join(others)} or {last}" if others else last
