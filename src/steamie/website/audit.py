"""What is known of the site's accessibility: the check made before release, and pictures without words here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .models import NewsPage
from .models.news import NewsQuerySet

RESULT = Path(__file__).parent / "data" / "audit.json"


@dataclass(frozen=True, slots=True)
class Audit:
    """A run of axe-core over every kind of public page, made by the browser tests before release."""

    tool: str
    on: date
    pages: tuple[str, ...]
    findings: int


def shipped(path: Path = RESULT) -> Audit | None:
    """The result that came with this version, if one did."""
    if not path.exists():
        return None
    result = json.loads(path.read_text())
    return Audit(result["tool"], date.fromisoformat(result["on"]), tuple(result["pages"]), result["findings"])


def undescribed_pictures() -> NewsQuerySet:
    """News pages on show whose picture nobody has described."""
    return NewsPage.objects.live().filter(picture__isnull=False, picture_description="")
