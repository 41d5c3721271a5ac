"""The letters we write to everybody alike. What stands for a name or a number in one is three dots here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.rules.phrases import has_words
from steamie.rules.segments import TextPart
from steamie.translations.sources import TextKind, TranslatedText, translated
from steamie.translations.sources.template_words import drawn

LETTER = "letter"
SIGNED = "…\nYour reference: …"  # what the room of cases writes below
ABOUT_A_CASE = ("Did the damp come back? […]", "We need longer […]")  # subjects of letters that go out through it
# What people call it, the subject it comes with, and what draws it. None is written to somebody of the desk.
LETTERS: dict[str, tuple[str, str, str]] = {
    "message-received": ("We have your message", "We have your message […]", "casework/letters/received.txt"),
    "repair-fixed": ("Is your repair fixed?", "Was your repair fixed? […]", "services/letters/fixed.txt"),
    "damp-again": ("Did the damp come back?", "Did the damp come back? […]", "services/letters/damp_again.txt"),
    "complaint-longer": ("Your complaint takes longer", "We need longer […]", "complaints/letters/longer.txt"),
    "account-code": ("Your account with us", "", "portal/letters/code.txt"),  # on paper
    "account-link": ("The link to your account", "Your link to …", "portal/letters/link.txt"),
    "account-closed": ("Your account is closed", "Your account is closed", "portal/letters/closed.txt"),
    "suggestion-thanks": ("Thank you for your suggestion", "Thank you: your suggestion …", "suggestions/letters/thanks.txt"),
    "news-confirm": ("Please confirm news by e-mail", "Do you want our news by e-mail?", "newsletter/letters/confirm.txt"),
}


def _text(key: str) -> TranslatedText:
    title, subject, template = LETTERS[key]
    parts = [TextPart("title", title), *(TextPart("p", words) for words in _words(subject, template) if words != title)]
    return TranslatedText(LETTER, key, title, tuple(parts), reverse("translations:letter", args=[key]))


def _words(subject: str, template: str) -> Iterator[str]:
    """Its subject and each paragraph once, of every branch."""
    signed = [SIGNED] if subject in ABOUT_A_CASE else []
    blocks = [subject, *signed, *(block for words in drawn(template) for block in words.split("\n\n"))]
    paragraphs = ("\n".join(line for line in map(str.strip, block.split("\n")) if line) for block in blocks)
    yield from dict.fromkeys(block for block in paragraphs if has_words(block))


def _every() -> Iterator[TranslatedText]:
    return (_text(key) for key in LETTERS)


def _one(key: str) -> TranslatedText | None:
    return _text(key) if key in LETTERS else None


def _at(path: str) -> TranslatedText | None:
    return next((_text(key) for key in LETTERS if reverse("translations:letter", args=[key]) == path), None)


translated(TextKind(5, LETTER, "Letters", _every, _one, _at))
