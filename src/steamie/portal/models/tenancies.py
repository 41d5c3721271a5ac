"""The landlord's list: homes that are let, who is on each tenancy, and a list on its way in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from steamie.rules.tenancy_columns import heading_of, puts_month_first
from steamie.rules.tenancy_lists import HeldPerson, HeldTenancy
from steamie.rules.written_languages import languages
from steamie.services.handing.payload import compared

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


def _on(day: date) -> Q:
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gte=day))


class TenancyQuerySet(models.QuerySet["Tenancy"]):
    """Reads of tenancies."""

    def in_force(self, day: date) -> TenancyQuerySet:
        """Tenancies that somebody holds on a day; the last day counts."""
        return self.filter(_on(day))

    def at_address(self, address: str, postcode: str) -> TenancyQuerySet:
        """Tenancies of one home, however its address was written."""
        return self.filter(sought=compared(address, postcode))

    def searched(self, words: str) -> TenancyQuerySet:
        """Tenancies whose number, address, postcode or tenants hold these words."""
        anywhere = ("reference", "address", "postcode", "tenants__name")
        wanted = Q()
        for name in anywhere:
            wanted |= Q(**{f"{name}__icontains": words})
        return self.filter(wanted).distinct().order_by("reference")

    def by_reference(self) -> dict[str, HeldTenancy]:
        """Every tenancy with its people, as a list is compared with it."""
        return {tenancy.reference: tenancy.as_held() for tenancy in self.prefetch_related("tenants")}


class Tenancy(models.Model):
    """A home that is let, under the landlord's own number. All who hold it together are one household."""

    reference = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10)
    sought = models.CharField(max_length=400, db_index=True)  # address and postcode as they are compared
    since = models.DateField(null=True)
    until = models.DateField(null=True)  # its last day

    objects = TenancyQuerySet.as_manager()
    if TYPE_CHECKING:
        tenants: RelatedManager[Tenant]

    class Meta:
        verbose_name_plural = "tenancies"

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("portal_desk:tenancy", args=[self.pk])

    def is_held_on(self, day: date) -> bool:
        """Whether somebody holds it on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)

    def as_held(self) -> HeldTenancy:
        """As a list is compared with it."""
        people = tuple(tenant.as_held() for tenant in self.tenants.all())
        return HeldTenancy(self.pk, self.reference, self.address, self.postcode, self.since, self.until, people)


class TenantQuerySet(models.QuerySet["Tenant"]):
    """Reads of those who hold tenancies."""

    def in_force(self, day: date) -> TenantQuerySet:
        """Those on a tenancy on a day, of tenancies held on it."""
        return self.filter(_on(day), tenancy__in=Tenancy.objects.in_force(day))


class Tenant(models.Model):
    """Somebody on a tenancy, as the landlord's list has them."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="tenants")
    number = models.CharField(max_length=40, blank=True)  # the landlord's number of the person
    name = models.CharField(max_length=160)
    born = models.DateField(null=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)  # its tag, for letters, until their account says otherwise
    since = models.DateField(null=True)
    until = models.DateField(null=True)  # their last day

    objects = TenantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def language_name(self) -> str:
        """What we call the language of their letters; empty for English."""
        return languages()[self.language].name if self.language in languages() else ""

    def is_on_it(self, day: date) -> bool:
        """Whether they are on the tenancy on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)

    def as_held(self) -> HeldPerson:
        """As a list is compared with it."""
        return HeldPerson(
            self.pk, self.name, self.number, self.born, self.email, self.phone, self.since, self.until, self.language
        )


class TenancyList(models.Model):
    """A list somebody sent, with its cells until it is taken or a day has passed, and what they have answered about it."""

    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    content = models.BinaryField()  # the file as it came; empty once forgotten
    reading = models.JSONField(default=dict)  # what ``files.sheets.read`` answered; empty once forgotten
    columns = models.JSONField(default=dict)  # which of its columns is which of ours: {"reference": 0}
    month_first = models.BooleanField(default=False)  # 02/03 is the third of February
    complete = models.BooleanField(default=False)  # who is not on it has moved out
    taken_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)  # how many tenancies it changed

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """What taking it will do."""
        return reverse("portal_desk:list", args=[self.pk])

    @property
    def headings(self) -> list[str]:
        """The cells of the line that names the columns."""
        return list(self._lines.get(heading_of(self._lines), []))

    @property
    def rows(self) -> dict[int, list[str]]:
        """Its lines below that one, by number."""
        numbers = list(self._lines)
        below = numbers[numbers.index(heading_of(self._lines)) + 1 :] if numbers else []
        return {int(number): self._lines[number] for number in below}

    @property
    def puts_month_first(self) -> bool:
        """Whether its own days show that the month stands first."""
        return puts_month_first(self.rows.values(), self.headings)

    @property
    def _lines(self) -> dict[str, list[str]]:
        tables = self.reading.get("tables", [])
        return dict(tables[0]["lines"]) if tables else {}
