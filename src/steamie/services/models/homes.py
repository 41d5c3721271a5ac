"""The landlord's list of addresses, if it has brought one in."""

from __future__ import annotations

from django.db import models


class Home(models.Model):
    """An address of ours, with its unique property reference number."""

    uprn = models.CharField(max_length=12, unique=True)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10)
    sought = models.CharField(max_length=400, db_index=True)  # address and postcode as they are compared

    def __str__(self) -> str:
        return f"{self.address} {self.postcode}"
