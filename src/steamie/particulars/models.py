"""Each state of a list of the landlord's own, from the moment somebody checked or changed it. The newest holds."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models


class ParticularEditionQuerySet(models.QuerySet["ParticularEdition"]):
    """Reads of the states."""

    def of(self, code: str) -> ParticularEditionQuerySet:
        """Every state of one list, the newest first."""
        return self.filter(code=code).order_by("-pk")

    def not_looked_over(self) -> ParticularEditionQuerySet:
        """Changes of the lists that take two people, at which nobody else has looked yet. They hold all the same."""
        return self.filter(takes_another=True, looked_over__isnull=True)


class ParticularEdition(models.Model):
    """One list as somebody left it: its data in full, in the shape of the file that it came in."""

    code = models.CharField(max_length=40)
    data = models.JSONField()
    digest = models.CharField(max_length=64)  # of the data: what is read is kept under it
    as_it_came = models.BooleanField(default=False)  # the file's own rows hold, those of a later version of Steamie too
    at = models.DateTimeField()
    by = models.ForeignKey(  # none: it was brought over when Steamie was upgraded
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    takes_another = models.BooleanField(default=False)  # somebody else is to look at what changed
    looked_over = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # the state they left by it

    objects = ParticularEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["code", "-id"], name="newest_of_each_list")]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"


def digest_of(data: dict[str, Any]) -> str:
    """The fingerprint of a list's data, whatever the order in which its facts stand."""
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
