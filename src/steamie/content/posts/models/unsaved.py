"""What somebody typed and has not saved yet, so that a reload or a page that fails loses nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Unsaved(models.Model):
    """A form as its writer left it. It is shown to them alone, and goes when the form is saved."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=40)  # which form it is: "new", "post-12", "correction-12"
    fields = models.JSONField()  # {"title": ["…"]}, as a browser sends them; files are not kept
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="one_unsaved_form")]

    def __str__(self) -> str:
        return self.form
