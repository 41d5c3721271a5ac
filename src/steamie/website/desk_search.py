"""Pages of the website in a search of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from steamie.people.asking import Viewer
from steamie.people.search_register import MOST_HITS, Question, SearchHit, searched
from steamie.rules.permissions import Act

from .finding import TAG, find, vocabulary
from .models import NewsPage


class _Pages:
    title = "Website"

    def may(self, viewer: Viewer) -> bool:
        """Whoever looks after the website or reads how things stand."""
        return viewer.may(Act.EDIT_WEBSITE) or viewer.may(Act.READ_MEASURES)

    def find(self, question: Question) -> list[SearchHit]:
        """Pages as a visitor would find them, without the news: its posts have a section of their own.

        Words that were mended are offered for all sections together.
        """
        results = find(question.typed)
        pages = [] if results.instead else [page for page in results.pages if not isinstance(page, NewsPage)]
        return [_hit(page) for page in pages[:MOST_HITS]]

    def texts(self, viewer: Viewer) -> Iterator[str]:
        """The words of the site as it is."""
        return iter(vocabulary())


def _hit(page: Any) -> SearchHit:
    text = f"{getattr(page, 'intro', '')} {TAG.sub(' ', str(getattr(page, 'body', '')))}"
    return SearchHit(page.title, page.url, "Website page", text)


searched(60, _Pages())
