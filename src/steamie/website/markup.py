"""Between the plain words of a post and the body of a page. Nothing a person typed becomes markup."""

from __future__ import annotations

import html
import re

from django.utils.html import linebreaks, strip_tags, urlize
from django.utils.text import Truncator

BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
PARAGRAPH = re.compile(r"</p>\s*<p[^>]*>", re.IGNORECASE)


def to_body(text: str) -> str:
    """Words as paragraphs, everything escaped; web addresses become links."""
    return linebreaks(urlize(text.strip(), autoescape=True), autoescape=False)


def to_text(body: str) -> str:
    """The words of a body, with its paragraphs and line breaks."""
    spaced = PARAGRAPH.sub("\n\n", BREAK.sub("\n", body))
    return html.unescape(strip_tags(spaced)).strip()


def summary(text: str, length: int = 180) -> str:
    """The beginning of the words, on one line, for lists and previews."""
    return Truncator(" ".join(text.split())).chars(length)
