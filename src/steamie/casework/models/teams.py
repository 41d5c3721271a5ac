"""The teams that deal with cases, and who is in them between which dates. Both are the landlord's data."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation, Q


class TeamQuerySet(models.QuerySet["Team"]):
    """Reads of teams."""

    def with_members(self, day: date) -> models.QuerySet[Team, tuple[str, str, int | None, str | None]]:
        """Code and name of each team with number and name of each member on a day; once with none where nobody is in it."""
        in_force = Q(memberships__since__lte=day) & (Q(memberships__until__isnull=True) | Q(memberships__until__gte=day))
        rows = self.annotate(member=FilteredRelation("memberships", condition=in_force)).order_by("name", "member__person__name")
        return rows.values_list("code", "name", "member__person_id", "member__person__name")


class Team(models.Model):
    """People who deal with one sort of matter."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)  # where its letters are answered; empty: the Association's own

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of who is in which team."""

    def in_force(self, day: date) -> MembershipQuerySet:
        """Memberships that hold on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Membership(models.Model):
    """A person is in a team between two dates. ``stands_in``: only while those named are away."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teams")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day
    stands_in = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "since"], name="team_of_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.team}"
