"""How the newest letter about somebody stands, on whatever page it matters."""

from __future__ import annotations

from typing import Any

from django import template

from steamie.letters.models import Letter
from steamie.letters.tones import tone_of

register = template.Library()


@register.inclusion_tag("letters/state.html")
def letter_state(letter: Letter | None, what: str) -> dict[str, Any]:
    """The state of this letter in a line that begins with ``what`` it is."""
    return {"letter": letter, "what": what, "tone": tone_of(letter) if letter else ("", "")}


@register.simple_tag
def newest_letter(reference: str) -> Letter | None:
    """The newest letter about whom or what this reference names."""
    return Letter.objects.newest_about([reference]).get(reference)
