"""Visits to the website that followed a post (S-56), and forms begun there: no address, no cookie, no profile.

No row here leads to a person or to a case, and none of a case leads here: a test walks every table to see that it is so.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, Q, Sum

from steamie.content.posts.models import Post, Publication


class Exclusion(models.TextChoices):
    """Why a visit is kept but not counted."""

    ROBOT = "robot", "A robot or search engine"
    PREVIEW = "preview", "A link preview, made by the platform when someone shares"
    PREFETCH = "prefetch", "Fetched ahead by a browser; nobody has looked yet"
    STAFF = "staff", "Someone signed in to the desk"
    REPEAT = "repeat", "The same visitor again within half an hour"
    OBJECTION = "objection", "Someone who asked not to be counted"


class VisitQuerySet(models.QuerySet["Visit"]):
    """Reads of the visits."""

    def counted(self) -> VisitQuerySet:
        """Visits that count."""
        return self.filter(excluded="")

    def between(self, first: date, last: date) -> VisitQuerySet:
        """Visits on these days, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def totals(self) -> dict[str, int]:
        """How many counted (under an empty key), and how many were set aside by each rule."""
        rows = self.order_by().values_list("excluded").annotate(n=Count("pk"))
        return dict(rows)


class Visit(models.Model):
    """One following of a post's short link. ``excluded`` is empty when it counts, else the rule that set it aside."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="visits")
    at = models.DateTimeField()  # the hour it began in
    day = models.DateField()  # the local day, for figures
    excluded = models.CharField(max_length=10, choices=Exclusion.choices, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["publication", "day"], name="visit_by_publication"),
            models.Index(fields=["day"], name="visit_counted", condition=Q(excluded="")),
        ]

    def __str__(self) -> str:
        return f"{self.publication} on {self.day}"


class PageViewQuerySet(models.QuerySet["PageView"]):
    """Reads of how often pages were looked at."""

    def counted(self) -> int:
        """Views that count, added up."""
        return self.filter(excluded="").aggregate(n=Sum("views"))["n"] or 0


class PageView(models.Model):
    """How often a page was looked at on one day (S-33, S-37, S-38), by the same rules as a visit: a number and nothing else."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="views_by_day")
    day = models.DateField()
    excluded = models.CharField(max_length=10, choices=Exclusion.choices, blank=True)
    views = models.PositiveIntegerField(default=0)

    objects = PageViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "day", "excluded"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.page} on {self.day}: {self.views}"


class RecentCaller(models.Model):
    """A digest that tells a repeat from a new visit. It is thrown away after half an hour, and with each day's salt."""

    what = models.CharField(max_length=30)  # "post 12" or "page 34"
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "digest"], name="one_recent_caller")]

    def __str__(self) -> str:
        return f"a caller at {self.at}"


class Form(models.TextChoices):
    """What somebody fills in. The form for a private call is in no total, so that no number says that somebody asked."""

    REPAIR = "repair", "Report a repair"
    MESSAGE = "message", "Contact us"


class FormsBegun(models.Model):
    """How often the page with a form’s boxes was opened on one day, while the office was open or shut: only a number."""

    form = models.CharField(max_length=10, choices=Form)
    day = models.DateField()
    office_shut = models.BooleanField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "day", "office_shut"], name="one_total_of_forms_begun")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} on {self.day}: {self.number}"


class FormsAfterPost(models.Model):
    """How many forms were sent on one day by people whom a post's link led straight there, or to the page before it."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="forms_after")
    form = models.CharField(max_length=10, choices=Form)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "form", "day"], name="one_total_of_forms_after_a_post")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} after {self.post} on {self.day}: {self.number}"
