"""Letters of news, and what stands below each, as texts that can be translated."""

from __future__ import annotations

from collections.abc import Iterator

from steamie.rules.segments import TextPart
from steamie.rules.typed_numbers import whole_number
from steamie.translations.sources import TextKind, TranslatedText, translated

from .blocks import blocks
from .models import Basis, NewsLetter

NEWS, AROUND = "news", "around"
WHY = "Why you get this: …."
STOP = "Stop these letters, or change how you get them:"
NOT_YET = "This letter is not in your language yet. Call us, and we tell you what it says."
HEADINGS = ("title", "h3")


def text_of(letter: NewsLetter) -> TranslatedText:
    """A letter as it was written."""
    parts = (TextPart("h3" if block.is_heading else "p", block.words) for block in blocks(letter.words))
    return TranslatedText(
        NEWS, str(letter.pk), letter.subject, (TextPart("title", letter.subject), *parts), changed_at=letter.written_at
    )


def around() -> TranslatedText:
    """What stands in every letter."""
    sentences = (WHY, *(basis.label for basis in Basis), STOP, NOT_YET)
    return TranslatedText(NEWS, AROUND, "Below every letter of news", tuple(TextPart("p", words) for words in sentences))


def _every() -> Iterator[TranslatedText]:
    """Those that have not gone to everybody yet."""
    yield around()
    rows = NewsLetter.objects.filter(finished_at__isnull=True, stopped_at__isnull=True)
    yield from map(text_of, rows.order_by("-pk"))


def _one(key: str) -> TranslatedText | None:
    if key == AROUND:
        return around()
    letter = NewsLetter.objects.filter(pk=whole_number(key) or 0, stopped_at__isnull=True).first()
    return text_of(letter) if letter else None


def _at(path: str) -> TranslatedText | None:
    return None  # a letter has no page on the website


translated(TextKind(6, NEWS, "News by e-mail", _every, _one, _at))
