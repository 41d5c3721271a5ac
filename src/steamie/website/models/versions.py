"""The version of everything the public can see: a number that every change moves on."""

from __future__ import annotations

from django.db import models


class PublicVersion(models.Model):
    """One row. The database adds one with each change of a row that a public page is made from (``website.stamping``)."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
