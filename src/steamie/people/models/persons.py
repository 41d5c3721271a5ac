"""Someone who can sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from steamie.evidence.json_rows import JsonRows
from steamie.evidence.kept_rows import KeptQuestions
from steamie.rules.acknowledgements import Lapse, lapses
from steamie.rules.permissions import Office

from .policies import Policy, current, of_row

ANYBODY = -(2**40)  # stands in the kept question for whoever is asked about
_questions = KeptQuestions(2)  # of today, and of the day before to whoever asks at midnight


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
            cache[day] = self._lapses_of(Policy.objects.read_by(self), day)
        return cache[day]

    def _lapses_of(self, versions: Iterable[Policy], day: date) -> list[Lapse]:
        versions = list(versions)
        readings = [policy.reading for policy in versions if policy.__dict__["read_at"]]
        in_force = [policy.in_force for policy in current(versions, day)]
        return lapses(in_force, readings, self.offices(day), on=day)

    def read_what_a_page_asks(self) -> None:
        """Read today's offices and policies in one query: every page of the desk asks for both."""
        day = timezone.localdate()
        if day in self.__dict__.get("_lapses", {}):
            return
        rows: list[tuple[Any, Any]] = _questions.about(day, lambda: _asked_by_a_page(day)).ask({ANYBODY: self.pk})
        row = rows[0] if rows else ([], [])
        self.__dict__["_offices"] = {day: {Office(each["office"]) for each in row[0]}}
        self.__dict__["_lapses"] = {day: self._lapses_of([of_row(each) for each in row[1]], day)}

    def forget_answers(self) -> None:
        """Drop what this object remembers about offices and policies, after a change."""
        self.__dict__.pop("_offices", None)
        self.__dict__.pop("_lapses", None)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Binds every session to the password and to the locks, so that changing either ends it."""
        return salted_hmac(
            "steamie.people.session", f"{self.password}:{self.locks_changed}", secret=secret, algorithm="sha256"
        ).hexdigest()


def _asked_by_a_page(day: date) -> models.QuerySet[Any]:
    """The offices of one person on a day, and every version of each policy with when they read it."""
    somebody = Person(pk=ANYBODY)
    offices = JsonRows(somebody.grants.model.objects.in_force(day).filter(person=ANYBODY), office=F("office"))
    policies = Policy.objects.read_by(somebody).as_rows()
    return Person.objects.filter(pk=ANYBODY).order_by().values_list(offices, policies)
