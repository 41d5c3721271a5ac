"""Letters with a code, one page for each person, as they go to the post.

Whoever has another language on our list gets a page in it first, where the letter is translated and checked, then the English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.printing import CannotTypeset
from steamie.printing.typesetting import typeset
from steamie.rules.letter_codes import spaced
from steamie.strategy.reading import association

from .letter_words import PrintedWords, printed_in
from .models import Tenant
from .models.accounts import CODE_LASTS

TEMPLATE = Path(__file__).with_name("code-letter.typ")
HEADING = "Your account with us"
ABOVE = 2  # paragraphs above the code
ENGLISH = "en-GB"


def as_pdf(codes: Sequence[tuple[Tenant, str]], day: date) -> bytes:
    """All of them in one file. Raises ``CannotTypeset``. The file is kept nowhere.

    Where this machine has no letters for one of the languages, all are printed in English: the codes are made by then.
    """
    letters = [(one, code, _pages(one, day)) for one, code in codes]
    foreign = any(page.language != ENGLISH for _, _, pages in letters for page in pages)
    try:
        return _typeset(letters, day, any_script=foreign)
    except CannotTypeset:
        if not foreign:
            raise
        return _typeset([(one, code, pages[-1:]) for one, code, pages in letters], day)


def _pages(tenant: Tenant, day: date) -> list[PrintedWords]:
    """The page in their language, if there is one, and the English: with a line above where theirs is missing."""
    ours = association()
    context = {
        "name": tenant.name,
        "page": settings.PUBLIC_URL + reverse("portal:register"),
        "until": f"{day + CODE_LASTS:%-d %B %Y}",
        "telephone": ours.telephone if ours else "",
    }
    words = render_to_string("portal/letters/code.txt", context).strip()
    theirs = printed_in(tenant.language, HEADING, words) if tenant.language else None
    english = PrintedWords(ENGLISH, "ltr", HEADING, words.split("\n\n"), note=theirs.note if theirs else "")
    return [theirs, english] if theirs and theirs.paragraphs else [english]


def _typeset(letters: Sequence[tuple[Tenant, str, list[PrintedWords]]], day: date, *, any_script: bool = False) -> bytes:
    ours = association()
    data = {
        "association": ours.name if ours else "",
        "address": ours.address if ours else "",
        "day": f"{day:%-d %B %Y}",
        "letters": [page for tenant, code, pages in letters for page in _printed(tenant, code, pages)],
    }
    return typeset(TEMPLATE, data=data, any_script=any_script)


def _printed(tenant: Tenant, code: str, pages: Sequence[PrintedWords]) -> Iterator[dict[str, Any]]:
    home = {"name": tenant.name, "address": tenant.tenancy.address, "postcode": tenant.tenancy.postcode, "code": spaced(code)}
    for page in pages:
        yield home | {
            "language": page.language.split("-")[0],
            "direction": page.direction,
            "note": page.note,
            "heading": page.heading,
            "above": list(page.paragraphs[:ABOVE]),
            "below": list(page.paragraphs[ABOVE:]),
        }
