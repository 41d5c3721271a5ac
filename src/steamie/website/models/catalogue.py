"""The catalogue of services: what we do, for whom, whose page it is, and when it must be read again (S-44)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from steamie.evidence.in_force import NEUTRAL, office_title
from steamie.rules.permissions import Office
from steamie.rules.wording.reading import ReadingAge, hardest_sentence, reading_age
from steamie.strategy.reading import NotLoaded, current
from steamie.website.markup import to_text

from .base import FEATURES, PICTURE_PANEL, Pictured, PublicPage

ICONS = [
    ("tool", "Spanner"),
    ("card", "Bank card"),
    ("key", "Key"),
    ("people", "People"),
    ("help", "Question mark"),
    ("talk", "Speech bubble"),
    ("pen", "Pen"),
    ("globe", "Globe"),
    ("lock", "Padlock"),
    ("idea", "Light bulb"),
    ("proof", "Shield"),
    ("phone", "Telephone"),
]


def audiences_in_force() -> list[tuple[str, str]]:
    """The audiences of the strategy in force, as codes and labels; none before one is loaded."""
    try:
        return [(audience.code, audience.label) for audience in current().audiences]
    except NotLoaded:
        return []


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
        audiences = audiences_in_force()
        chosen = dict(audiences).get(request.GET.get("for", ""), "")
        services = ServicePage.objects.live().in_order()
        context["services"] = services.for_audience(request.GET["for"]) if chosen else services
        context["audiences"], context["chosen"] = audiences, chosen
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

    def unread(self) -> ServiceQuerySet:
        """Pages as they came with the website: nobody here has read them and said that they are right."""
        return self.filter(checks__isnull=True)

    def to_read_again(self, today: date) -> ServiceQuerySet:
        """Shown, and past the day they were to be read again."""
        return self.live().filter(review_by__lt=today).order_by("review_by", "title")

    def own_pages_of(self, code: str) -> ServiceQuerySet:
        """Pages written for this audience and no other (S-37, S-38)."""
        return self.filter(audiences=f" {code} ")


class AudienceBoxes(forms.CheckboxSelectMultiple):
    """A box to tick for each audience; kept as one line of codes."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The codes ticked, as the field holds them."""
        return " ".join(super().value_from_datadict(data, files, name) or [])

    def format_value(self, value: Any) -> list[str]:
        """The codes held, as boxes to tick."""
        return value.split() if isinstance(value, str) else list(value or [])


class ServicePage(Pictured, PublicPage):
    """One service. Until someone here has read it, and again past its review date, the page says so, to us and to the reader."""

    intro = models.CharField("in one sentence", max_length=300)
    body = RichTextField("what it says", features=FEATURES)
    audiences = models.CharField("who it is for", max_length=120, default=" tenants ")
    kept_by = models.CharField(
        max_length=20, choices=[(o.value, title) for o, title in NEUTRAL.items()], default=Office.OFFICER.value
    )
    review_by = models.DateField("read again by", default=timezone.localdate)
    urgent = models.BooleanField("emergency numbers first", default=False)
    online = models.URLField("where to do this online", blank=True, help_text="The whole address, if there is one.")
    online_label = models.CharField("words on its button", max_length=60, blank=True)
    icon = models.CharField(max_length=20, choices=ICONS, default="help")
    on_home = models.BooleanField("on the first page", default=False, help_text="The first four are shown there as tiles.")

    objects = PageManager.from_queryset(ServiceQuerySet)()  # type: ignore[django-manager-missing]  # Wagtail's managers have no types

    parent_page_types = ["website.ServiceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        PICTURE_PANEL,
        FieldPanel("audiences", widget=AudienceBoxes(choices=CallableChoiceIterator(audiences_in_force))),
        MultiFieldPanel([FieldPanel("online"), FieldPanel("online_label")], heading="Online"),
        MultiFieldPanel([FieldPanel("icon"), FieldPanel("on_home"), FieldPanel("urgent")], heading="How it is shown"),
        MultiFieldPanel(
            [
                HelpPanel("<p>Read the page, then say on the desk, under Website, that it is right: the date moves on.</p>"),
                FieldPanel("kept_by"),
                FieldPanel("review_by", read_only=True),
            ],
            heading="Keeping it right",
        ),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    def clean(self) -> None:
        """Keep audiences as known codes, spaced so that one can be found whole."""
        super().clean()
        labels = dict(audiences_in_force())
        codes = [code for code in self.audiences.replace(",", " ").split() if code in labels or not labels]
        self.audiences = f" {' '.join(codes)} "

    @property
    def keeper(self) -> str:
        """The office that keeps it right, in the strategy's own words."""
        return office_title(self.kept_by)

    def is_stale(self, today: date | None = None) -> bool:
        """Whether the day to read it again has passed."""
        return self.review_by < (today or timezone.localdate())

    def is_unread(self) -> bool:
        """Whether nobody here has yet said that it is right."""
        return not self.checks.exists()

    @property
    def plain_words(self) -> str:
        """What it says, as words."""
        return f"{self.intro}\n{to_text(self.body)}"

    @property
    def reading(self) -> ReadingAge:
        """From what age it reads easily."""
        return reading_age(self.plain_words)

    @property
    def hardest_sentence(self) -> str:
        """The sentence that asks most of its reader."""
        return hardest_sentence(self.plain_words)

    @property
    def audience_labels(self) -> list[str]:
        """Who it is for, in the strategy's words."""
        labels = dict(audiences_in_force())
        return [labels[code] for code in self.audiences.split() if code in labels]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Whether it is stale, and the emergency numbers when they come first."""
        context = super().get_context(request, *args, **kwargs)
        context["unread"] = self.is_unread()
        context["stale"] = not context["unread"] and self.is_stale()
        return context


class PageCheck(models.Model):
    """Someone here read a service page and said that it is right (S-44). Its next reading is due a year later."""

    page = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page}, read on {self.at:%-d %B %Y}"
