"""Approval is a row bound to exactly what was approved; so is sending back, and withdrawing (S-60, S-61)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.people.models import Delegation

from .posts import Post


class Submission(models.Model):
    """The author asked for approval. It stands until the post is sent back, approved or withdrawn."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edition = models.PositiveIntegerField()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.post}, submitted"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Reads of approvals."""

    def in_force(self) -> ApprovalQuerySet:
        """Those nobody has undone. Whether one still fits the post is told by its edition and fingerprint."""
        return self.filter(undo__isnull=True)


class Approval(models.Model):
    """Someone who may, approved exactly this. It holds while the post's fingerprint is still the one approved."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    field_list = models.PositiveSmallIntegerField()  # the list of fields the fingerprint was taken by
    edition = models.PositiveIntegerField()
    own_work = models.BooleanField(default=False)  # the officer approved their own: allowed, labelled, counted
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The correction this approves; null: the post itself.
    correction = models.ForeignKey("Correction", null=True, blank=True, on_delete=models.PROTECT, related_name="approvals")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.post}, approved"


class Undo(models.Model):
    """An approval taken back before anything of it was sent. The approval itself stays in the record."""

    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="undo")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.approval}, undone"


class Return(models.Model):
    """Sent back to the author, with what to change."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="returns")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    edition = models.PositiveIntegerField()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.post}, sent back"


class Withdrawal(models.Model):
    """Taken back, before or after it was published. What was public is never deleted from the record."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.post}, withdrawn"
