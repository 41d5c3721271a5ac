"""The letters we write to everybody alike. What stands for a name or a number in one is three dots here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template import Engine
from django.urls import reverse

from steamie.rules.segments import TextPart
from steamie.translations.sources import TextKind, TranslatedText, translated

LETTER = "letter"
LETTERS: dict[str, tuple[str, str]] = {
    "message-received": ("We have your message", "casework/letters/received.txt"),
    "message-overdue": ("Our answer is late", "casework/letters/overdue.txt"),
    "repair-fixed": ("Is your repair fixed?", "services/letters/fixed.txt"),
    "complaint-longer": ("Your complaint takes longer", "complaints/letters/longer.txt"),
    "account-link": ("The link to your account", "portal/letters/link.txt"),
    "suggestion-thanks": ("Thank you for your suggestion", "suggestions/letters/thanks.txt"),
    "news-confirm": ("Please confirm news by e-mail", "newsletter/letters/confirm.txt"),
}
TAG, FILLED = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL), re.compile(r"{{.*?}}", re.DOTALL)
DOTS = "…"


def _text(key: str) -> TranslatedText:
    title, template = LETTERS[key]
    source: str = Engine.get_default().get_template(template).source
    words = FILLED.sub(DOTS, TAG.sub("", source))
    paragraphs = ("\n".join(line for line in map(str.strip, block.split("\n")) if line) for block in words.split("\n\n"))
    parts = [TextPart("title", title), *(TextPart("p", block) for block in paragraphs if block.strip(f"{DOTS} \n"))]
    return TranslatedText(LETTER, key, title, tuple(parts), reverse("translations:letter", args=[key]))


def _every() -> Iterator[TranslatedText]:
    return (_text(key) for key in LETTERS)


def _one(key: str) -> TranslatedText | None:
    return _text(key) if key in LETTERS else None


def _at(path: str) -> TranslatedText | None:
    return next((_text(key) for key in LETTERS if reverse("translations:letter", args=[key]) == path), None)


translated(TextKind(5, LETTER, "Letters", _every, _one, _at))
