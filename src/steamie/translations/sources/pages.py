"""Pages of the website. The news is not among them: a piece of news is a post."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page

from steamie.rules.segments import TextPart
from steamie.rules.typed_numbers import whole_number
from steamie.translations.sources import TextKind, TranslatedText, translated
from steamie.website import generated_pages
from steamie.website.models import HomePage, ServiceIndexPage, ServicePage, TextPage

from .rich_text import parts_of

PAGE = "page"
WRITTEN = (HomePage, ServiceIndexPage, ServicePage, TextPage)  # with words of their own, at an address of their own


def text_of(page: Page) -> TranslatedText:
    """The words of a page: its title, what leads it, and its body."""
    heading = page.heading if isinstance(page, HomePage) else page.title
    parts = [TextPart("title", heading), TextPart("lead", page.intro), *parts_of(getattr(page, "body", ""))]
    if isinstance(page, ServicePage) and page.online:
        parts.append(TextPart("p", page.online_label or "Do this online"))
    return TranslatedText(
        kind=PAGE,
        key=str(page.pk),
        title=page.title,
        segments=tuple(part for part in parts if part.text.strip()),
        address=page.get_url() or "",
        changed_at=page.last_published_at,
    )


def is_made(page: Page) -> bool:
    """Whether the house makes most of its words, as of the privacy notice: those change with what is set up."""
    return isinstance(page, TextPage) and bool(generated_pages.template(page.slug))


def _every() -> Iterator[TranslatedText]:
    for model in WRITTEN:
        for page in model.objects.live().order_by("path"):
            if not is_made(page):
                yield text_of(page)


def _page(**which: object) -> TranslatedText | None:
    page = Page.objects.live().public().filter(**which).first()
    specific = page.specific if page else None
    return text_of(specific) if isinstance(specific, WRITTEN) and not is_made(specific) else None


def _one(key: str) -> TranslatedText | None:
    number = whole_number(key)
    return _page(pk=number) if number is not None else None


def _at(path: str) -> TranslatedText | None:
    home = HomePage.objects.values_list("url_path", flat=True).first()
    return _page(url_path=home + path.lstrip("/")) if home else None


translated(TextKind(2, PAGE, "Pages", _every, _one, _at))
