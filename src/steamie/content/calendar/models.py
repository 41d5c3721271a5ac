"""A sheet on its way in: kept for a day, so that its steps can be taken one by one; and how columns were matched before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from steamie.content.posts.models import Post


class SheetUpload(models.Model):
    """A sheet somebody sent, with its cells and what they have answered about it so far."""

    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()  # the file as it came
    reading = models.JSONField()  # what ``files.sheets.read`` answered
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with every row of it."""
        return reverse("calendar:sheet", args=[self.pk])


class SheetPost(models.Model):
    """A post made of a row of a sheet: a row is brought in once, however often it is sent."""

    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="posts")
    row = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "row"], name="one_post_a_row")]

    def __str__(self) -> str:
        return f"{self.upload}, row {self.row}"


class ColumnMatch(models.Model):
    """Which of our columns each column of a sheet was matched with, for the next sheet with the same headings."""

    headings = models.CharField(max_length=64, unique=True)  # SHA-256 of the headings, in order
    columns = models.JSONField()  # by heading and its place: {"0": "day"}
    matched_at = models.DateTimeField()
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{len(self.columns)} columns"
