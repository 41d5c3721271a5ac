"""People, the offices they hold between dates, delegations, and the policies they have acknowledged."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone

from steamie.rules.permissions import Office


class PersonManager(BaseUserManager["Person"]):
    """Makes people; there is no superuser in this house."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        """A person with a password, or with none until they set one by invitation."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in. What they may do comes only from offices held today."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_bypasses_the_offices")]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """How the minute book names this person."""
        return f"person:{self.pk}"

    @property
    def office(self) -> str:
        """The highest office held today, or an empty string."""
        held = self.offices()
        return next((office.value for office in Office if office in held), "")

    def offices(self, on: date | None = None) -> set[Office]:
        """Offices held on a day (today unless told). Cached for the life of this object."""
        day = on or timezone.localdate()
        cache = self.__dict__.setdefault("_offices", {})
        if day not in cache:
            cache[day] = {Office(office) for office in self.grants.in_force(day).values_list("office", flat=True)}
        return cache[day]


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of who holds what."""

    def in_force(self, day: date) -> GrantQuerySet:
        """Grants that hold on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, ended_at__isnull=True)


class Grant(models.Model):
    """An office held by a person between dates (S-57, S-58)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    office = models.CharField(max_length=20, choices=[(o.value, o.label) for o in Office])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "office"], name="grant_by_person")]

    def __str__(self) -> str:
        return f"{self.person} as {Office(self.office).label}"


class Delegation(models.Model):
    """Approval lent to a colleague between dates, while the officer is away (S-60)."""

    lent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_lent")
    lent_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="delegation_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.lent_to} for {self.lent_by}, {self.since} to {self.until}"
