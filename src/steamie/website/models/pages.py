"""The first page, the contact page, and pages of plain text."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from steamie.website import generated_pages

from .base import FEATURES, PublicPage
from .catalogue import ServicePage
from .news import NewsPage


class HomePage(PublicPage):
    """The first page. Whom to call at once stands there too, from the one list of ``services.numbers``."""

    heading = models.CharField(max_length=60, default="What do you need today?")
    intro = models.CharField(max_length=200, blank=True)
    office_hours = models.CharField(
        max_length=120, blank=True, help_text="When someone answers the phone. For example: Monday to Friday, 9am to 5pm."
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "website/home_page.html"
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("office_hours"),
        HelpPanel(template="website/numbers_help.html", heading="Whom to call at once"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The four tiles, the newest of the news, and who suggested it."""
        context = super().get_context(request, *args, **kwargs)
        context["tiles"] = ServicePage.objects.live().on_the_first_page()
        context["news"] = list(NewsPage.objects.live().newest().with_pictures()[:3])
        context["suggested"] = NewsPage.objects.live().newest().suggested()[:2]
        return context


class ContactPage(PublicPage):
    """Where we are and how to reach us. The particulars come from the Association, never typed twice (S-07)."""

    intro = models.CharField(max_length=300, blank=True)
    body = RichTextField(features=FEATURES, blank=True)

    max_count = 1
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]


class TextPage(PublicPage):
    """A page of plain text. Two are made from what is set up here, the privacy notice among them, and take added words."""

    intro = models.CharField(max_length=300, blank=True)
    body = RichTextField("words of our own", features=FEATURES, blank=True)

    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """That of a page which is made, or of one which is written."""
        return generated_pages.template(self.slug) or super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What a page which is made says."""
        return super().get_context(request, *args, **kwargs) | generated_pages.context(self.slug)
