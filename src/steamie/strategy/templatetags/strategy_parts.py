"""Small words for the strategy's pages."""

from __future__ import annotations

from django import template

from steamie.strategy import lines

register = template.Library()


@register.simple_tag
def standings_of(inside: list[lines.BoardLine]) -> str:
    """How the statements of one heading stand."""
    return lines.in_words(inside)


@register.filter
def days(number: int) -> str:
    """``1 day``, ``783 days``."""
    return f"{number} day{'' if number == 1 else 's'}"


@register.filter
def any_of(phrases: list[str]) -> str:
    """ "in larger print, on audio or in another language"."""
    *others, last = phrases
    return f"{', '.join(others)} or {last}" if others else last
