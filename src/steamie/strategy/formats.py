"""The strategy in large print: as a PDF to keep, and the rules it is checked against (S-03, S-22)."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from steamie.evidence.in_force import office_phrase
from steamie.printing import typeset
from steamie.rules.permissions import Office

from .document import TITLE, Document, digest

LARGE = "large print"
LARGE_PRINT = Path(__file__).with_name("large-print.typ")
_ANCHOR = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}\s+){3,}[A-Z]{2,}\b")


def paper(document: Document) -> str:
    """The body of the public page: the paper in reading order."""
    return render_to_string("strategy/_paper.html", {"document": document})


def broken_anchors(document: Document) -> tuple[list[str], list[str]]:
    """Clauses that have no address on the page, and links of the contents list that lead nowhere (S-22)."""
    html = paper(document)
    anchors = _ANCHOR.findall(html)
    unreachable = [clause.id for clause in document.clauses if anchors.count(clause.id) != 1]
    return unreachable, [link for link in _LINK.findall(html) if link not in anchors]


def large_print_checks(document: Document) -> dict[str, bool]:
    """The clear and large print rules that can be checked on the page and its stylesheet, each kept or not (S-03)."""
    html = paper(document)
    rules = _RULE.findall(re.sub(r"\s+", "", _stylesheet()))
    large = "".join(f"{selectors}{{{body}}}" for selectors, body in rules if ".st_large" in selectors)
    return {
        "18 point or more in print": ".st_large{font-size:18pt" in large,
        "24 pixels or more on screen": ".st_large{font-size:1.5rem;" in large,
        "lines one and a half apart": "line-height:1.5}" in large,
        "no italics": not re.search(r"<(i|em|cite)\b", html) and "italic" not in large,
        "no underlining for emphasis": not re.search(r"<(u|ins)\b", html),
        "no block capitals": not _CAPITALS.search(_TAG.sub(" ", html)) and "uppercase" not in large,
        "aligned left": "text-align:" not in large,
        "headings larger than the text": bool(re.search(r"\.st_largeh2[^{]*\{font-size:2\.125rem", large)),
        "every clause is there": not broken_anchors(document)[0],
    }


def large_print_pdf(document: Document, *, overdue: str) -> Path:
    """The large print as a tagged PDF (PDF/UA-1), made once for each edition and kept. Raises ``CannotTypeset``."""
    file = Path(settings.DATA) / "formats" / f"{_fingerprint(document, overdue)}.pdf"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_bytes(typeset(LARGE_PRINT, data=_data(document, overdue)))
        half.replace(file)
    return file


def overdue_words(due: date | None) -> str:
    """What a printed copy says of a late review; it has no count of days, for it lies in drawers."""
    if due is None:
        return ""
    return (
        f"This policy is past its review date. It was due for review in {due:%B %Y}. "
        f"It still applies until {office_phrase(Office.COMMITTEE)} approves a new one."
    )


def _fingerprint(document: Document, overdue: str) -> str:
    """Changes with the words, the warning, and the way it is set."""
    return digest(document.digest + overdue + LARGE_PRINT.read_text())[:16]


def _data(document: Document, overdue: str) -> dict[str, object]:
    sections = [
        {
            "heading": section.heading,
            "listed": section.listed,
            "blocks": [
                {
                    "kind": block.kind,
                    "listed": bool(block.anchor),
                    "items": [" ".join(span.text for span in item) for item in block.items],
                }
                for block in section.blocks
                if block.kind != TITLE
            ],
        }
        for section in document.sections
    ]
    head = {"title": document.title, "code": document.code, "strapline": document.strapline}
    return head | {"association": document.identity.name, "overdue": overdue, "sections": sections}


def _stylesheet() -> str:
    """The sheet the public pages load."""
    path = finders.find("site.css")
    return re.sub(r"/\*.*?\*/", "", Path(path).read_text()).replace(";}", "}") if path else ""
