"""People, the offices they hold between dates, delegations, and the policies they have acknowledged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from steamie.rules.acknowledgements import Lapse, PolicyInForce, PolicyKind, Reading, lapses
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
        held = self.offices()
        return next((office.value for office in Office if office in held), "")

    def offices(self, on: date | None = None) -> set[Office]:
        """Offices held on a day (today unless told). Cached for the life of this object."""
        day = on or timezone.localdate()
        cache = self.__dict__.setdefault("_offices", {})
        if day not in cache:
            cache[day] = {Office(office) for office in self.grants.in_force(day).values_list("office", flat=True)}
        return cache[day]

    def lapses(self, on: date | None = None) -> list[Lapse]:
        """Policies this person must still acknowledge, with the reason. Cached for the life of this object."""
        day = on or timezone.localdate()
        cache = self.__dict__.setdefault("_lapses", {})
        if day not in cache:
            known = Policy.objects.read_by(self)
            readings = [policy.reading for policy in known if policy.read_at]
            in_force = [policy.in_force for policy in known.current(day)]
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


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of who holds what."""

    def in_force(self, day: date) -> GrantQuerySet:
        """Grants that hold on a day. One that waits for its second person does not hold."""
        return self.confirmed().filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, ended_at__isnull=True)

    def open(self, day: date) -> GrantQuerySet:
        """Grants that hold, will hold, or wait for their second person."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), ended_at__isnull=True)

    def confirmed(self) -> GrantQuerySet:
        """Grants that need no second person, or have one."""
        return self.filter(Q(needs_confirmation=False) | Q(confirmation__isnull=False))

    def awaiting_confirmation(self, day: date) -> GrantQuerySet:
        """Grants that a second person has still to confirm."""
        return self.open(day).filter(needs_confirmation=True, confirmation__isnull=True)


class Grant(models.Model):
    """An office held by a person between dates (S-57, S-58)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    office = models.CharField(max_length=20, choices=[(o.value, o.label) for o in Office])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    needs_confirmation = models.BooleanField(default=False)  # asked at the grant: this office needs two people
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "office"], name="grant_by_person")]

    def __str__(self) -> str:
        return f"{self.person} as {Office(self.office).label}"

    @property
    def label(self) -> str:
        """The office in the strategy's own words."""
        return Office(self.office).label


class GrantConfirmation(models.Model):
    """The second person's yes to an office that can approve or connect."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.grant}, confirmed by {self.by}"


class Recertification(models.Model):
    """That someone looked at a grant in a quarter, and kept it or ended it (S-58)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="recertifications")
    quarter = models.CharField(max_length=7)  # "2026-Q4"
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kept = models.BooleanField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "quarter"], name="looked_at_once_a_quarter")]

    def __str__(self) -> str:
        return f"{self.grant}, {self.quarter}: {'kept' if self.kept else 'ended'}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Reads of who stands in for whom."""

    def in_force(self, day: date) -> DelegationQuerySet:
        """Delegations that hold on a day."""
        return self.filter(since__lte=day, until__gte=day, ended_at__isnull=True)

    def open(self, day: date) -> DelegationQuerySet:
        """Delegations that hold or will hold."""
        return self.filter(until__gte=day, ended_at__isnull=True)


class Delegation(models.Model):
    """Approval lent to a colleague between dates, while the officer is away (S-60)."""

    lent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_lent")
    lent_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="delegation_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.lent_to} for {self.lent_by}, {self.since} to {self.until}"


class Departure(models.Model):
    """That a person left, and when their access was cut (S-17)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="departures")
    last_day = models.DateField()
    at = models.DateTimeField()  # when the access was cut
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.person} left on {self.last_day}"

    @property
    def days_late(self) -> int:
        """Whole days between the last day and the cut."""
        return max(0, (timezone.localdate(self.at) - self.last_day).days)


class FreshStartQuerySet(models.QuerySet["FreshStart"]):
    """Reads of lost second factors."""

    def waiting(self, now: datetime) -> FreshStartQuerySet:
        """Asked for lately, and not yet confirmed. One that nobody confirms lapses by itself."""
        return self.filter(asked_at__gt=now - FreshStart.LAPSES_AFTER, confirmation__isnull=True).order_by("asked_at")


class FreshStart(models.Model):
    """Somebody lost their second factor and their recovery codes; a colleague asks that they may set up a new one (S-15)."""

    LAPSES_AFTER = timedelta(days=3)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fresh_starts")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    objects = FreshStartQuerySet.as_manager()

    def __str__(self) -> str:
        return f"A new second factor for {self.person}"


class FreshStartConfirmation(models.Model):
    """The second person's yes: the old factors are gone from that moment."""

    fresh_start = models.OneToOneField(FreshStart, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.fresh_start}, confirmed by {self.by}"


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Reads of the policies."""

    def current(self, day: date) -> list[Policy]:
        """The version of each policy in force on a day, in the order of the clauses."""
        begun = sorted((policy for policy in self if policy.effective_from <= day), key=lambda one: (one.effective_from, one.pk))
        return sorted({policy.kind: policy for policy in begun}.values(), key=lambda policy: policy.clause)

    def read_by(self, person: Person) -> PolicyQuerySet:
        """Every version, each with the moment this person last acknowledged it as ``read_at``. One query for a page."""
        return self.annotate(read_at=models.Max("acknowledgements__at", filter=Q(acknowledgements__person=person)))


class Policy(models.Model):
    """One version of one of the four policies that F.08 leans on (S-14 to S-17, S-65)."""

    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in PolicyKind])
    version = models.CharField(max_length=20)
    effective_from = models.DateField()
    renewal_months = models.PositiveSmallIntegerField(default=12)  # 0: once is enough
    address = models.URLField(blank=True)  # where the document is kept

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_row_a_version")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def title(self) -> str:
        """The policy's name as F.08 gives it."""
        return PolicyKind(self.kind).label

    @property
    def clause(self) -> str:
        """The clause of F.08 that names it."""
        return PolicyKind(self.kind).clause

    @property
    def in_force(self) -> PolicyInForce:
        """As the rules know it."""
        return PolicyInForce(PolicyKind(self.kind), self.version, self.renewal_months)

    @property
    def reading(self) -> Reading:
        """As the rules know it, when fetched by ``read_by`` and read."""
        return Reading(PolicyKind(self.kind), self.version, timezone.localdate(self.read_at))


class Acknowledgement(models.Model):
    """That a person read a version of a policy and will follow it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acknowledgements")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "policy"], name="ack_by_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.policy}"

    @property
    def version(self) -> str:
        """The version that was read."""
        return self.policy.version

    @property
    def reading(self) -> Reading:
        """As the rules know it."""
        return Reading(PolicyKind(self.policy.kind), self.policy.version, timezone.localdate(self.at))


class Tally(models.Model):
    """Something counted at the door for a while (``tallies``), under the keyed hash of its name. It is no part of the record."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"until {self.until}"
