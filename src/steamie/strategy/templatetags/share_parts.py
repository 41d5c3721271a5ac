"""The kind of content a post counts as, for templates: ``{{ shares|of_code:post.third }}`` knows its name, colour and shape."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from steamie.rules import share_words
from steamie.rules.share_words import ShownShare
from steamie.rules.shares import Share

register = template.Library()


@register.filter
def of_code(shares: Sequence[Share], code: str) -> ShownShare | None:
    """The share with this code among those that the strategy asks for; None for no code."""
    return share_words.shown(code or "", shares)
