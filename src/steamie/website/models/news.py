"""The news: each page is a post on the website channel, kept even when it is taken down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images.models import Image
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from steamie.content.posts.models import Amendment, Publication
from steamie.website.rendering import when, whole_days
from steamie.website.rights import NewsRights
from steamie.website.serving import cacheable

from .base import FEATURES, PICTURE_PANEL, Pictured, PublicPage

PER_PAGE = 12
# The sizes a news picture is shown in; made when the picture arrives, not when someone reads.
SMALL, MEDIUM, LARGE, CARD = "max-480x480", "max-800x800", "max-1280x1280", "fill-1200x630-c75|format-jpeg"
RENDITIONS = (SMALL, MEDIUM, LARGE, CARD)


class NewsQuerySet(PageQuerySet):
    """Reads of the news."""

    def newest(self) -> NewsQuerySet:
        """Newest first, by the day it was first shown."""
        return self.order_by("-first_published_at", "-pk")

    def suggested(self) -> NewsQuerySet:
        """What somebody suggested, and may be thanked for by name or group (S-23)."""
        asked_for = Publication.objects.filter(post__suggestion__isnull=False)
        return self.exclude(credit="").filter(marker__in=asked_for.values("code"))

    def with_pictures(self) -> NewsQuerySet:
        """With each picture and its sizes, in two queries however many there are."""
        return self.prefetch_related(Prefetch("picture", queryset=Image.objects.prefetch_renditions(*RENDITIONS)))


class NewsIndexPage(PublicPage):
    """All the news, newest first."""

    intro = models.CharField(max_length=300, blank=True)

    max_count = 1
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.NewsPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of the list."""
        context = super().get_context(request, *args, **kwargs)
        shown = NewsPage.objects.live().newest().with_pictures()
        context["news"] = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
        if context["news"].number > 1:  # a later page of the list is known by its own address, not by the first one's
            context["page_address"] = f"{settings.PUBLIC_URL}{request.path}?page={context['news'].number}"
        return context


class NewsPage(Pictured, PublicPage):
    """One piece of news."""

    intro = models.CharField(max_length=300, blank=True)
    body = RichTextField(features=FEATURES)
    share = models.CharField(max_length=20, blank=True)  # code of a share of the strategy it was written under
    event_starts = models.DateTimeField(null=True, blank=True)
    event_ends = models.DateTimeField(null=True, blank=True)
    event_place = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    marker = models.CharField(max_length=40, blank=True, editable=False)  # the code of its publication (S-56)

    objects = PageManager.from_queryset(NewsQuerySet)()  # type: ignore[django-manager-missing]  # Wagtail's managers have no types

    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False  # news comes from the calendar, approved; nobody writes it here past that
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        PICTURE_PANEL,
        MultiFieldPanel([FieldPanel("event_starts"), FieldPanel("event_ends"), FieldPanel("event_place")], heading="Event"),
        FieldPanel("share"),
        FieldPanel("credit"),
        FieldPanel("link"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marker"], condition=~Q(marker=""), name="one_page_a_marker")]

    def permissions_for_user(self, user: Any) -> NewsRights:
        """In the editor, news can be looked at. The post is changed and withdrawn on the desk."""
        return NewsRights(user, self)

    @property
    def link_host(self) -> str:
        """Where the link leads, by name; nothing when it leads to a page of ours."""
        host = urlsplit(self.link).hostname or ""
        return "" if host == urlsplit(settings.PUBLIC_URL).hostname else host

    @property
    def whole_days(self) -> tuple[date, date] | None:
        """The first and last day of an event that lasts whole days; None for one that begins at an hour."""
        return whole_days(self.event_starts, self.event_ends, zone=settings.TIME_ZONE)

    @property
    def when(self) -> str:
        """Date and time of the event, in words."""
        return when(self.event_starts, self.event_ends, zone=settings.TIME_ZONE)

    @property
    def corrected_at(self) -> datetime | None:
        """When its words were last put right after people could read them; None when they never were."""
        carried = Amendment.objects.carried().filter(publication__code=self.marker) if self.marker else Amendment.objects.none()
        return carried.order_by("corrected_at").values_list("corrected_at", flat=True).last()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A page that was public and was taken down still answers, to say so."""
        if not path_components and not self.live and self.first_published_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or 410 Gone with the day and the reason."""
        if self.live or getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        context = {"page": None, "takedown": Takedown.objects.filter(page=self).first()}
        return cacheable(request, TemplateResponse(request, "website/gone.html", context, status=410))


class Takedown(models.Model):
    """A news page taken down: when, and what we tell the reader. The page itself is kept."""

    page = models.OneToOneField(NewsPage, on_delete=models.CASCADE, related_name="takedown")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, default="It was out of date or not quite right.")

    def __str__(self) -> str:
        return f"{self.page}, taken down"
