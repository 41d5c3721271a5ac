"""The catalogue of services: what we do, for whom, whose page it is, and when it must be read again (S-44)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from steamie.rules.permissions import Office

from .base import FEATURES, PublicPage

# F.08, "Our Audience", in its order.
AUDIENCES = [
    ("tenants", "Tenants"),
    ("sharing_owners", "Sharing owners"),
    ("owner_occupiers", "Owner occupiers"),
    ("applicants", "Housing register applicants"),
    ("committee", "Management Committee"),
    ("forum", "Resident Forum"),
    ("supporters", "People and organisations who support our work"),
    ("partners", "Partners in social housing"),
]
ICONS = [
    (name, name) for name in ("tool", "card", "key", "people", "help", "talk", "pen", "globe", "lock", "idea", "proof", "phone")
]


class ServiceIndexPage(PublicPage):
    """Everything we do, on one page."""

    intro = models.CharField(max_length=300, blank=True)

    max_count = 1
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.ServicePage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Services in the order of the catalogue, or those for one audience."""
        context = super().get_context(request, *args, **kwargs)
        chosen = dict(AUDIENCES).get(request.GET.get("for", ""), "")
        services = ServicePage.objects.live().in_order()
        context["services"] = services.for_audience(request.GET["for"]) if chosen else services
        context["audiences"], context["chosen"] = AUDIENCES, chosen
        return context


class ServiceQuerySet(PageQuerySet):
    """Reads of the catalogue."""

    def in_order(self) -> ServiceQuerySet:
        """As the editor arranged them."""
        return self.order_by("path")

    def on_the_first_page(self) -> ServiceQuerySet:
        """The four that most people come for."""
        return self.filter(on_home=True).order_by("path")[:4]

    def for_audience(self, code: str) -> ServiceQuerySet:
        """Services for one audience of the strategy."""
        return self.filter(audiences__contains=f" {code} ")

    def stale(self, today: date) -> ServiceQuerySet:
        """Pages past the day they should have been read again."""
        return self.filter(review_by__lt=today)


class ServicePage(PublicPage):
    """One service. Past its review date the page says so, to us and to the reader."""

    intro = models.CharField(max_length=300)
    body = RichTextField(features=FEATURES)
    audiences = models.CharField(max_length=120, default=" tenants ", help_text="Codes of the strategy's audiences.")
    kept_by = models.CharField(max_length=20, choices=[(o.value, o.label) for o in Office], default=Office.OFFICER.value)
    review_by = models.DateField()
    urgent = models.BooleanField(default=False, help_text="Show the emergency numbers before anything else.")
    online = models.URLField(blank=True, help_text="Where to do this online, if anywhere.")
    online_label = models.CharField(max_length=60, blank=True)
    icon = models.CharField(max_length=20, choices=ICONS, default="help")
    on_home = models.BooleanField(default=False, help_text="Show as a tile on the first page (the first four).")

    objects = PageManager.from_queryset(ServiceQuerySet)()

    parent_page_types = ["website.ServiceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("audiences"),
        FieldPanel("kept_by"),
        FieldPanel("review_by"),
        FieldPanel("urgent"),
        FieldPanel("online"),
        FieldPanel("online_label"),
        FieldPanel("icon"),
        FieldPanel("on_home"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    def clean(self) -> None:
        """Keep audiences as known codes, spaced so that one can be found whole."""
        super().clean()
        known = dict(AUDIENCES)
        codes = [code for code in self.audiences.replace(",", " ").split() if code in known]
        self.audiences = f" {' '.join(codes)} "

    def is_stale(self, today: date | None = None) -> bool:
        """Whether the day to read it again has passed."""
        return self.review_by < (today or timezone.localdate())

    @property
    def audience_labels(self) -> list[str]:
        """Who it is for, in the strategy's words."""
        known = dict(AUDIENCES)
        return [known[code] for code in self.audiences.split() if code in known]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Whether it is stale, and the emergency numbers when they come first."""
        context = super().get_context(request, *args, **kwargs)
        context["stale"] = self.is_stale()
        if self.urgent:
            home = Page.objects.ancestor_of(self).filter(depth=2).specific().first()
            context["emergencies"] = home.emergencies.all() if hasattr(home, "emergencies") else []
        return context
