"""The strategy in force, as everybody reads it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.rules.segments import TextPart
from steamie.strategy.document import Block, Document
from steamie.strategy.models import Edition
from steamie.strategy.reading import current, note_in_force
from steamie.translations.sources import TextKind, TranslatedText, translated

POLICY = "policy"
UNSEEN = ("title", "contents")  # the title stands first, and the contents follow from the headings
ROLES = {"subheading": "h3", "label": "h3", "numbers": "ol", "ticks": "ul", "dashes": "ul"}


def text() -> TranslatedText | None:
    """The words of the strategy in reading order; None before one is loaded."""
    newest = Edition.objects.order_by("-number").values_list("digest", "loaded_at").first()
    if newest is None:
        return None
    note_in_force(newest[0])
    document = current()
    return TranslatedText(POLICY, "strategy", document.title, tuple(_parts(document)), reverse("policy:page"), newest[1])


def _parts(document: Document) -> Iterator[TextPart]:
    yield TextPart("title", document.title)
    if document.strapline:
        yield TextPart("lead", document.strapline)
    for section in document.sections:
        if section.heading and any(block.kind not in UNSEEN for block in section.blocks):
            yield TextPart("h2", section.heading)
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[TextPart]:
    if block.kind in UNSEEN:
        return
    words = [" ".join(" ".join(span.text for span in item).split()) for item in block.items]
    if block.kind in ROLES:
        yield from (TextPart(ROLES[block.kind], each) for each in words if each)
    elif joined := " ".join(filter(None, words)):
        yield TextPart("p", joined)


def _every() -> Iterator[TranslatedText]:
    if the_text := text():
        yield the_text


def _one(key: str) -> TranslatedText | None:
    return text() if key == "strategy" else None


def _at(path: str) -> TranslatedText | None:
    return text() if path == reverse("policy:page") else None


translated(TextKind(1, POLICY, "Our policy", _every, _one, _at))
