"""Where to ask for news by e-mail, for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.website.beside import in_the_sitemap


@in_the_sitemap("news by e-mail")
def asking_for_news() -> Iterator[tuple[str, datetime | None]]:
    """The page where people ask for it."""
    yield reverse("newsletter:ask"), None
