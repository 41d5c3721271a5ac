"""What every public page shares."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from steamie.website.serving import cacheable

# What an editor may use in the body of a page: no raw HTML, no embeds from elsewhere, no headings above the page's own.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class PublicPage(Page):
    """A page of the site: the same for everyone, so anyone may cache it."""

    private_page_options: list[str] = []  # nothing here is secret; what is secret does not belong on the website

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, with cache headers. A preview in the editor is never cached."""
        response = super().serve(request, *args, **kwargs)
        return response if getattr(request, "is_preview", False) else cacheable(request, response)

    @property
    def summary(self) -> str:
        """One or two sentences for search engines, feeds and link previews."""
        return self.search_description or getattr(self, "intro", "")
