"""Vacancies (S-33): each comes down by itself at its closing time, and its address then says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from steamie.website.serving import cacheable

from .base import FEATURES, PublicPage


class VacancyQuerySet(PageQuerySet):
    """Reads of the vacancies."""

    def open_at(self, now: datetime) -> VacancyQuerySet:
        """On show, and still to be applied for; the one that closes first comes first."""
        return self.live().filter(closes_at__gt=now).order_by("closes_at")


class VacancyIndexPage(PublicPage):
    """Work with us: every vacancy that is open."""

    intro = models.CharField(max_length=300, blank=True)

    max_count = 1
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.VacancyPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The open ones."""
        context = super().get_context(request, *args, **kwargs)
        context["vacancies"] = VacancyPage.objects.open_at(timezone.now())
        return context


class VacancyPage(PublicPage):
    """One vacancy, open until its closing time and no longer."""

    intro = models.CharField("in one sentence", max_length=300)
    body = RichTextField("the post, and how to apply", features=FEATURES)
    closes_at = models.DateTimeField("closes", help_text="The page comes down by itself then.")

    objects = PageManager.from_queryset(VacancyQuerySet)()

    parent_page_types = ["website.VacancyIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("closes_at"), FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    def clean(self) -> None:
        """Closing is coming down: one date, not two that may differ."""
        super().clean()
        self.expire_at = self.closes_at

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether someone can still apply."""
        return self.live and self.closes_at > (now or timezone.now())

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A vacancy that has closed still answers, to say so."""
        if not path_components and not self.live and self.first_published_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or 410 Gone once it has closed, even if the clock is late in taking it down."""
        if self.is_open() or getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        return cacheable(request, TemplateResponse(request, "website/vacancy_closed.html", {"closed": self}, status=410))
