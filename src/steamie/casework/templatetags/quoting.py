"""Words of a letter with what they quote folded away."""

from __future__ import annotations

from django import template

from steamie.letters.mime.quoting import folded as fold

register = template.Library()


@register.filter
def folded(words: str) -> list[tuple[bool, str]]:
    """Each part of the words, and whether it is shown at once."""
    return fold(words)
