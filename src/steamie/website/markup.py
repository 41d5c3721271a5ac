"""Between the plain words of a post and the body of a page. Nothing a person typed becomes markup, and no letter is lost."""

from __future__ import annotations

import html
import re

from django.utils.html import escape, strip_tags
from django.utils.text import Truncator

from steamie.rules.addresses import addresses

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
PARAGRAPH = re.compile(r"</p>\s*<p[^>]*>", re.IGNORECASE)


def to_body(text: str) -> str:
    """Words as paragraphs, everything escaped; addresses become links. ``to_text`` gives the same words back."""
    return "".join(f"<p>{_linked(block).replace(chr(10), '<br>')}</p>" for block in text.strip().split("\n\n"))


def to_text(body: str) -> str:
    """The words of a body, with its paragraphs and line breaks."""
    spaced = PARAGRAPH.sub("\n\n", BREAK.sub("\n", body))
    return html.unescape(strip_tags(spaced)).strip()


def summary(text: str, length: int = 180) -> str:
    """The beginning of the words, on one line, for lists and previews."""
    return Truncator(" ".join(text.split())).chars(length)


def _linked(words: str) -> str:
    """The words, escaped, with a link round each address."""
    pieces, place = [], 0
    for address in addresses(words):
        written = escape(words[address.first : address.last])
        pieces += [escape(words[place : address.first]), f'<a href="{escape(address.leads_to)}">{written}</a>']
        place = address.last
    return "".join([*pieces, escape(words[place:])])
