"""What somebody said of the people on a picture: whether they can be recognised, and have agreed (S-68)."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from steamie.files.models import Picture

from .posts import Post


class Recognised(StrEnum):
    """Who can be recognised on a picture that shows people. Of anybody who has not agreed, no picture is used."""

    NOBODY = "nobody"
    AGREED = "agreed"


class PeopleShown(models.Model):
    """One answer for one picture of a post. It does not hold for another picture, so a change of pictures asks again."""

    ANSWERS = [
        (Recognised.NOBODY, "Nobody can be recognised"),
        (Recognised.AGREED, "Everyone who can be recognised has agreed"),
    ]

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="people_shown")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ANSWERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.post}: {self.get_answer_display()}"
