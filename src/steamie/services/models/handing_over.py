"""The landlord's repairs system, and how each repair that is handed over to it stands."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.crypto import salted_hmac

from steamie.casework.models import Case
from steamie.letters.models import Letter
from steamie.rules.handing_over import A_DAY, FieldLimits, Letters

SALT = "steamie.services.repairs_system"


class Carrier(models.TextChoices):
    """How repairs are handed over."""

    NONE = "none", "Not handed over: our own people read them here"
    EMAIL = "e-mail", "By e-mail"
    WEBHOOK = "webhook", "Over the web, signed"
    FOLDER = "folder", "As files in a folder"


class FileFormat(models.TextChoices):
    """What a file or an attachment is."""

    JSON = "json", "JSON"
    CSV = "csv", "CSV"


class RepairsSystem(models.Model):
    """Where repairs go. Rows are added and never changed: the newest holds."""

    carrier = models.CharField(max_length=10, choices=Carrier)
    address = models.CharField(max_length=300, blank=True)  # an e-mail address, or that of the webhook
    file_format = models.CharField(max_length=4, choices=FileFormat, default=FileFormat.JSON)
    longest = models.JSONField(default=dict)  # characters by field
    letters = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Letters], default=Letters.ANY.value)
    salt = models.CharField(max_length=64, blank=True)  # of the secret that both sides sign with
    since = models.DateTimeField()
    set_by = models.CharField(max_length=80)  # a reference, as in the record

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_carrier_display()

    @property
    def secret(self) -> str:
        """What both sides sign with, worked out from this house's key: it stands in no table and in no copy of one."""
        return salted_hmac(SALT, self.salt, algorithm="sha256").hexdigest() if self.salt else ""

    @property
    def limits(self) -> FieldLimits:
        """What its fields take."""
        return FieldLimits(self.longest, Letters(self.letters))


class HandOverState(models.TextChoices):
    """How a hand-over stands. Nothing is accepted before the other side said so."""

    KEPT = "kept", "Waits to be sent"
    SENT = "sent", "Sent, not yet accepted"
    ACCEPTED = "accepted", "Accepted"
    UNKNOWN = "unknown", "Sent, no clear answer"
    REFUSED = "refused", "Refused"
    BOUNCED = "bounced", "Came back"
    GIVEN_UP = "given up", "Not taken in two days"
    WITHDRAWN = "withdrawn", "Not sent: it is not wanted any more"


ON_THE_WAY = (HandOverState.KEPT, HandOverState.SENT, HandOverState.UNKNOWN)
STUCK = (HandOverState.REFUSED, HandOverState.BOUNCED, HandOverState.GIVEN_UP)  # only a person moves it


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Reads of hand-overs."""

    def due(self, now: datetime) -> HandOverQuerySet:
        """To be sent now, the longest waiting first."""
        return self.filter(state__in=ON_THE_WAY, next_at__lte=now).order_by("next_at", "pk")

    def stuck(self) -> HandOverQuerySet:
        """Surely not taken, and nothing but a person will move it."""
        return self.filter(state__in=STUCK).order_by("changed_at", "pk")

    def to_be_told(self) -> HandOverQuerySet:
        """With the other side, not wanted any more, and nobody has told them yet."""
        return self.filter(withdrawn_at__isnull=False, told_at__isnull=True).exclude(state=HandOverState.WITHDRAWN)

    def silent(self, now: datetime) -> HandOverQuerySet:
        """Not accepted a day after the system should have answered. What went by e-mail has no answer to wait for."""
        waiting = self.filter(state__in=ON_THE_WAY, since__lte=now - A_DAY)
        return waiting.exclude(carrier=Carrier.EMAIL, state=HandOverState.SENT).order_by("since", "pk")


class HandOver(models.Model):
    """One repair on its way to the repairs system, under one key for ever: sent again, it is still the same repair there."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="hand_over")
    key = models.CharField(max_length=32, unique=True)
    carrier = models.CharField(max_length=10, choices=Carrier)
    state = models.CharField(max_length=10, choices=HandOverState)
    why = models.CharField(max_length=300, blank=True)  # the other side's words, or ours
    job = models.CharField(max_length=60, blank=True)  # its number over there
    kept_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    since = models.DateTimeField()  # patience runs from here: kept, or tried again by a person
    next_at = models.DateTimeField(null=True)
    failed = models.PositiveIntegerField(default=0)  # tries since then
    alarmed_at = models.DateTimeField(null=True)  # people were written to
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")

    withdrawn_at = models.DateTimeField(null=True)  # it is not wanted any more
    told_at = models.DateTimeField(null=True)  # the other side was told so

    objects = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="hand_over_state")]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def may_go_again(self) -> bool:
        """Whether a person may send it again."""
        return self.state != HandOverState.ACCEPTED and self.withdrawn_at is None

    @property
    def to_be_told(self) -> bool:
        """Whether somebody has to tell the other side that it is not wanted any more."""
        return self.withdrawn_at is not None and self.told_at is None and self.state != HandOverState.WITHDRAWN


class HandOverStep(models.Model):
    """A hand-over came into a state: when, by whom, and why."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=HandOverState)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)  # a reference, as in the record
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class HandOverLease(models.Model):
    """Who hands over now. One row: of two workers, one does and the other finds that nothing is to be done."""

    token = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.token
