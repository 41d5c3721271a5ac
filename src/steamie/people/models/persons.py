"""Someone who can sign in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from steamie.rules.acknowledgements import Lapse, lapses
from steamie.rules.permissions import Office

from .policies import Policy


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
    invited_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_signed_in_at = models.DateTimeField(null=True, blank=True)
    locks_changed = models.PositiveIntegerField(default=0)  # raising it ends every session of this person at once

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
        offices = self.offices()
        return next((office.value for office in Office if office in offices), "")

    def offices(self, on: date | None = None) -> set[Office]:
        """Offices held on a day (today unless told). Cached for the life of this object."""
        day = on or timezone.localdate()
        cache: dict[date, set[Office]] = self.__dict__.setdefault("_offices", {})
        if day not in cache:
            cache[day] = {Office(office) for office in self.grants.in_force(day).values_list("office", flat=True)}
        return cache[day]

    def lapses(self, on: date | None = None) -> list[Lapse]:
        """Policies this person must still acknowledge, with the reason. Cached for the life of this object."""
        day = on or timezone.localdate()
        cache: dict[date, list[Lapse]] = self.__dict__.setdefault("_lapses", {})
        if day not in cache:
            versions = Policy.objects.read_by(self)
            readings = [policy.reading for policy in versions if policy.__dict__["read_at"]]
            in_force = [policy.in_force for policy in versions.current(day)]
            cache[day] = lapses(in_force, readings, self.offices(day), on=day)
        return cache[day]

    def forget_answers(self) -> None:
        """Drop what this object remembers about offices and policies, after a change."""
        self.__dict__.pop("_offices", None)
        self.__dict__.pop("_lapses", None)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Binds every session to the password and to the locks, so that changing either ends it."""
        return salted_hmac(
            "steamie.people.session", f"{self.password}:{self.locks_changed}", secret=secret, algorithm="sha256"
        ).hexdigest()
