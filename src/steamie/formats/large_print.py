"""Large print of anything that can be read out of a page: by the rules for clear and large print, on screen and as a PDF.

The rules (UK Association for Accessible Formats, clear and large print): 16 point or more, here 18; aligned left; no italics, no
underlining, no block capitals for emphasis; a list of contents where there are parts; the same words, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from steamie.printing import typeset

from .passages import PagePassage, direction_of

TEMPLATE = Path(__file__).with_name("large.typ")
PARTS = 4  # headings from which a list of contents helps
LISTS = {"item": "ul", "number": "ol"}
_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}[ ,]+){3,}[A-Z]{2,}\b")


@dataclass(slots=True)
class LargeBlock:
    """A heading, a paragraph, or the items of one list."""

    kind: str  # "h2" to "h6", "p", "b", "ul", "ol"
    passages: list[PagePassage] = field(default_factory=list)
    anchor: str = ""

    @property
    def first(self) -> PagePassage:
        """The only one, where it is no list."""
        return self.passages[0]


def blocks(passages: Sequence[PagePassage], base: str = "") -> list[LargeBlock]:
    """The passages with their lists together and an anchor for each heading. The heading of the page itself is left out.

    No heading is more than one step below the one above it, as readers of the screen and of tagged PDFs ask: the one between
    may have been hidden on the page.
    """
    laid_out: list[LargeBlock] = []
    depth = 1  # of the heading above
    for passage in (_set_in_sentence_case(one) for one in passages if one.level != 1):
        depth = min(passage.level, depth + 1) if passage.level else depth
        kind = f"h{depth}" if passage.level else _kind(passage)
        if kind in LISTS.values() and laid_out and laid_out[-1].kind == kind:
            laid_out[-1].passages.append(passage)
        else:
            laid_out.append(LargeBlock(kind, [passage], f"{base}part-{len(laid_out) + 1}" if passage.level else ""))
    return laid_out


def contents(laid_out: Sequence[LargeBlock]) -> list[LargeBlock]:
    """The headings to list at the beginning; none of a short page."""
    headings = [block for block in laid_out if block.kind == "h2"]
    return headings if len(headings) >= PARTS else []


def pdf(title: str, passages: Sequence[PagePassage], *, language: str, note: str = "", address: str = "") -> bytes:
    """The large print as a tagged PDF (PDF/UA-1). Raises ``CannotTypeset``, for a script that our printed letters do not have."""
    laid_out = blocks(passages)
    data = {
        "title": title,
        "language": language.split("-")[0],
        "direction": direction_of(language),
        "note": note,
        "address": address,
        "contents": bool(contents(laid_out)),
        "blocks": [{"kind": block.kind, "items": list(_printed(block))} for block in laid_out],
    }
    return typeset(TEMPLATE, data=data, any_script=True)


def _kind(passage: PagePassage) -> str:
    return LISTS.get(passage.kind) or ("b" if passage.kind == "term" else "p")


def _printed(block: LargeBlock) -> Iterator[list[Mapping[str, Any]]]:
    """Each passage as runs; where a link leads outside a page of ours, its address stands in the text: paper has no links."""
    for passage in block.passages:
        yield [
            {"text": run.text, "strong": run.strong, "link": urljoin(f"{settings.PUBLIC_URL}/", run.href) if run.href else ""}
            for run in passage.runs
        ]


def _set_in_sentence_case(passage: PagePassage) -> PagePassage:
    """Without shouting: four or more words in capitals are hard to read large. Abbreviations stay as they are."""
    if not _CAPITALS.search(passage.text):
        return passage
    runs = tuple(
        type(run)(_CAPITALS.sub(lambda match: match[0].capitalize(), run.text), run.href, run.strong) for run in passage.runs
    )
    return PagePassage(passage.kind, runs, passage.level)
