"""The accounts we hold: one row a channel, with its owner, deputy and sealed credentials (S-57, S-63)."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.urls import reverse

from . import registry
from .contract import ChannelKind, Disconnected


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Reads of the account register."""

    def active(self) -> ChannelQuerySet:
        """Channels in use."""
        return self.filter(closed_at__isnull=True)

    def with_last_check(self) -> ChannelQuerySet:
        """Each with its newest check at hand as ``last_check``, in one more query."""
        return self.prefetch_related(_newest_check())


def _newest_check() -> Prefetch[str]:
    newest = ConnectionCheck.objects.filter(channel=OuterRef("channel")).order_by("-at", "-pk").values("pk")[:1]
    return Prefetch("checks", ConnectionCheck.objects.filter(pk=Subquery(newest)), to_attr="newest_checks")


def read_obstacles(channels: Sequence[Channel]) -> None:
    """Put at hand what ``obstacle`` looks at, for all of these: two queries at most, and none where it is at hand already."""
    prefetch_related_objects(list(channels), _newest_check())
    prefetch_related_objects([channel for channel in channels if channel.needs_confirmation], "confirmation")


class Channel(models.Model):
    """An account on a platform. The credentials are sealed; the key is not in the database."""

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)  # when these credentials were given
    rotated_at = models.DateTimeField(null=True, blank=True)  # when they were last sealed under a new key
    remote_id = models.CharField(max_length=80, blank=True)  # the pinned Page
    remote_name = models.CharField(max_length=200, blank=True)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    needs_confirmation = models.BooleanField(default=False)  # a second person must say that the pinned Page is ours
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The account's own page on the desk."""
        return reverse("channels:one", args=[self.pk])

    @property
    def installed(self) -> type[ChannelKind] | None:
        """The kind it is of; None while that is not installed."""
        return registry.kinds().get(self.kind)

    @property
    def waits_for_second_person(self) -> bool:
        """Whether the account is connected, but nobody else has said yet that it is ours."""
        return self.needs_confirmation and not hasattr(self, "confirmation")

    @property
    def obstacle(self) -> Disconnected | None:
        """Why nothing can be published there now, with what to do; None when nothing known hinders it."""
        kind = self.installed
        if self.closed_at:
            return Disconnected(f"{self} is closed.", remedy="Choose another channel.")
        if kind is None:
            return Disconnected(f"{self} is not installed.", remedy="Ask whoever looks after the machine to install it again.")
        if registry.waits_for_connecting(self.kind, self.remote_id):
            return Disconnected(f"{self} is not connected yet.", remedy=f"Sign in at {kind.label} and pick the account.")
        if self.waits_for_second_person:
            return Disconnected(f"{self} waits for a second person.", remedy="Somebody else must say that it is ours.")
        return self._broken

    @property
    def _broken(self) -> Disconnected | None:
        check = self.last_check
        if check is None or not check.broken:
            return None
        remedy = next((remedy for _, remedy in check.problems), "Look at the connection.")
        return Disconnected(f"{self} does not work. {check.summary}", remedy=remedy)

    @property
    def shown_to_work(self) -> ConnectionCheck | None:
        """The newest check that published by effect and worked, since the present details were sealed; None without one."""
        checks = self.checks.filter(by_effect=True, working=True)
        return (checks.filter(at__gte=self.sealed_at) if self.sealed_at else checks).order_by("-at", "-pk").first()

    @property
    def last_check(self) -> ConnectionCheck | None:
        """The newest look at the connection."""
        at_hand: list[ConnectionCheck] | None = getattr(self, "newest_checks", None)
        if at_hand is not None:
            return at_hand[0] if at_hand else None
        return self.checks.order_by("-at", "-pk").first()


class ChannelConfirmation(models.Model):
    """The second person's yes: the Page that was picked is ours. Until then nothing leaves through it."""

    channel = models.OneToOneField(Channel, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel}, confirmed by {self.by}"


class ConnectionCheck(models.Model):
    """One look at a connection, by the doctor or the hourly probe."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    working = models.BooleanField()
    reached = models.BooleanField(default=True)  # whether the channel answered at all
    broken = models.BooleanField(default=False)  # surely not working: it said so, or could not be reached twice running
    summary = models.CharField(max_length=300)
    by_effect = models.BooleanField(default=False)  # it did what publishing does, and did not only look
    problems = models.JSONField(default=list)  # [[what is wrong, what to do], …]
    expires_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when a letter named these problems

    class Meta:
        get_latest_by = "at"
        indexes = [models.Index(fields=["channel", "-at"], name="check_by_channel")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.summary}"


class AccessComparison(models.Model):
    """One look at who may administer an account, as the channel told it or as somebody saw it there."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="access_comparisons")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField(default=list)  # everybody who may
    strangers = models.JSONField(default=list)  # those of them who should not
    told_by_channel = models.BooleanField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.channel} on {self.at:%d.%m.%Y}"


class AccessCut(models.Model):
    """Somebody who left can no longer administer an account: a colleague took it away there, and says so."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="access_cuts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_cuts")
    left_at = models.DateTimeField()  # when their access to the desk was cut
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["channel", "person"], name="access_cut_once")]

    def __str__(self) -> str:
        return f"{self.person} on {self.channel}"

    @property
    def minutes(self) -> int:
        """Whole minutes from the cut at the desk to the cut at the channel."""
        return max(0, round((self.at - self.left_at).total_seconds() / 60))
