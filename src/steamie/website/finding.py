"""What a search finds: pages with the words in either number, the very words first. One wrong letter is mended."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page
from wagtail.search.query import And, PlainText

from steamie.rules.word_forms import forms, mended, worth_finding

from .models import ContactPage, NewsPage, ServicePage, TextPage, VacancyPage

MOST_RESULTS = 100  # pages of each sort
MOST_WORDS = 12  # of a question; the rest are left out
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
POSSESSIVE = re.compile(r"['’]s\b")
WRITTEN = (ServicePage, NewsPage, TextPage, ContactPage, VacancyPage)  # the pages that hold words of their own


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The pages found, best first; and the words looked for instead of those typed, where a letter was mended."""

    pages: Sequence[Any] = ()
    instead: str = ""


def find(typed: str) -> SearchResults:
    """Look for these words; where no page has them all, for the words one wrong letter away from those that no page has."""
    everything = words_of(typed)[:MOST_WORDS]
    words = worth_finding(everything)
    if not words:
        return SearchResults()
    if pages := _with_all(words):
        return SearchResults(pages)
    right = {word: better for word in words if (better := mended(word, vocabulary()))}
    if not right:
        return SearchResults()
    pages = _with_all([right.get(word, word) for word in words])
    return SearchResults(pages, " ".join(right.get(word, word) for word in everything))


def words_of(text: str) -> list[str]:
    """The words in lower case, without signs: the index has a language of its own, which is not for visitors."""
    return WORD.findall(POSSESSIVE.sub("", text.lower()))


def _with_all(words: Sequence[str]) -> list[Any]:
    """What we do comes first, best match first; then the news, newest first. In each, pages with the very words lead."""
    question = And([PlainText(" ".join(forms(word)), operator="or") for word in words])
    pages = Page.objects.live().public().filter(depth__gt=2)
    lasting = pages.not_type(NewsPage).specific().search(question)[:MOST_RESULTS]
    news = NewsPage.objects.live().order_by("-first_published_at").search(question, order_by_relevance=False)[:MOST_RESULTS]
    return [page for sort in (lasting, news) for page in sorted(sort, key=_in_other_words(words))]


def _in_other_words(words: Sequence[str]) -> Callable[[Any], bool]:
    """Whether a page holds one of the words in its other number only."""
    exactly = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]

    def other(page: Any) -> bool:
        text = f"{page.title} {getattr(page, 'intro', '')} {getattr(page, 'body', '')}"
        return not all(word.search(text) for word in exactly)

    return other


def _words_in(*texts: str) -> set[str]:
    return set(words_of(html.unescape(TAG.sub(" ", " ".join(texts)))))


@dataclass(slots=True)
class _Vocabulary:
    """How many pages on show hold each word, counted again when a page has changed. Read only where nothing was found."""

    state: int = 0
    pages_with: Mapping[str, int] = field(default_factory=dict)

    def now(self) -> Mapping[str, int]:
        """The words of the site as it is."""
        state = hash(tuple(Page.objects.live().order_by("pk").values_list("pk", "title", "last_published_at")))
        if state != self.state:
            rows = (row for kind in WRITTEN for row in kind.objects.live().values_list("title", "intro", "body").iterator())
            self.pages_with = Counter(word for row in rows for word in _words_in(*row))
            self.state = state
        return self.pages_with


_vocabulary = _Vocabulary()


def vocabulary() -> Mapping[str, int]:
    """How many pages on show hold each word."""
    return _vocabulary.now()
