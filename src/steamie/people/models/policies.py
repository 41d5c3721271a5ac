"""The policies a strategy leans on, and who has read them (S-14 to S-17, S-65)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from steamie.evidence.in_force import clause_number
from steamie.evidence.json_rows import JsonRows, moment
from steamie.rules.acknowledgements import ORDER, PolicyInForce, PolicyKind, PolicyReading

ASKED_BY = ("policy.acknowledged", "access.two_steps", "access.ends_with_employment", "policies.in_force")


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Reads of the policies."""

    def current(self, day: date) -> list[Policy]:
        """The version of each policy in force on a day, data protection first."""
        return current(self, day)

    def read_by(self, person: models.Model) -> PolicyQuerySet:
        """Every version, each with the moment this person last acknowledged it as ``read_at``. One query for a page."""
        return self.annotate(read_at=models.Max("acknowledgements__at", filter=Q(acknowledgements__person=person)))

    def as_rows(self) -> JsonRows:
        """These versions as a list within another query, when fetched by ``read_by``; ``of_row`` makes each one again."""
        names = ("pk", "kind", "version", "effective_from", "renewal_months", "read_at")
        return JsonRows(self, **{name: F(name) for name in names})


def current(versions: Iterable[Policy], day: date) -> list[Policy]:
    """The version of each policy in force on a day, data protection first."""
    begun = sorted((policy for policy in versions if policy.effective_from <= day), key=lambda one: (one.effective_from, one.pk))
    return sorted({policy.kind: policy for policy in begun}.values(), key=lambda policy: ORDER.index(PolicyKind(policy.kind)))


def of_row(row: dict[str, Any]) -> Policy:
    """A version of a policy as ``as_rows`` lists it."""
    fields = {name: value for name, value in row.items() if name != "read_at"}
    policy = Policy(**fields | {"effective_from": date.fromisoformat(row["effective_from"])})
    policy.__dict__["read_at"] = moment(row["read_at"])
    return policy


class Policy(models.Model):
    """One version of one of the policies a strategy leans on (S-14 to S-17, S-65)."""

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
        """The policy's name."""
        return PolicyKind(self.kind).label

    @property
    def clause(self) -> str:
        """The clause of the strategy in force that asks for it; empty when none does."""
        return next(filter(None, (clause_number(capability, self.kind) for capability in ASKED_BY)), "")

    @property
    def in_force(self) -> PolicyInForce:
        """As the rules know it."""
        return PolicyInForce(PolicyKind(self.kind), self.version, self.renewal_months)

    @property
    def reading(self) -> PolicyReading:
        """As the rules know it, when fetched by ``read_by`` and read."""
        return PolicyReading(PolicyKind(self.kind), self.version, timezone.localdate(self.__dict__["read_at"]))


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
    def reading(self) -> PolicyReading:
        """As the rules know it."""
        return PolicyReading(PolicyKind(self.policy.kind), self.policy.version, timezone.localdate(self.at))
