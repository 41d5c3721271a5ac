"""Community projects with those who took part and what came of them; and what tenants read and approved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.urls import reverse

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

REPORTED_WITHIN = timedelta(days=60)  # after its last day: then it is said what came of it, or the clause is watched


class ProjectQuerySet(models.QuerySet["Project"]):
    """Reads of projects."""

    def public(self) -> ProjectQuerySet:
        """Those that were published, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-since", "-pk")

    def counted(self) -> ProjectQuerySet:
        """With how many took part in all."""
        return self.annotate(people=Sum("gatherings__people"))

    def to_report(self, day: date) -> ProjectQuerySet:
        """Over, and nobody said yet what came of it."""
        return self.public().filter(until__lt=day, reported_at__isnull=True)


class Project(models.Model):
    """Something we do with the neighbourhood."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    about = models.TextField()
    partners = models.CharField(max_length=300, blank=True)  # organisations, as they are thanked in public
    since = models.DateField()
    until = models.DateField(null=True)  # its last day
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)  # what came of it
    reported_at = models.DateTimeField(null=True)

    objects = ProjectQuerySet.as_manager()
    if TYPE_CHECKING:
        gatherings: RelatedManager[Gathering]

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in public."""
        return reverse("consultations:project", args=[self.slug])


class Gathering(models.Model):
    """One day of a project, and how many took part: a number, never names."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="gatherings")
    day = models.DateField()
    title = models.CharField(max_length=120)
    people = models.PositiveIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.title


class TenantApproval(models.Model):
    """Tenants read something and approved it: what, when and how many in public; who they were in private."""

    title = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)  # of the page or paper on our website
    approved_on = models.DateField()
    people = models.PositiveIntegerField()
    names = models.TextField()  # private: shown to nobody but those who may write them down
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-approved_on", "-pk"]

    def __str__(self) -> str:
        return self.title
