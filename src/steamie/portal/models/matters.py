"""Which cases somebody sees in their account."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from steamie.casework.models import Case

from .accounts import ResidentAccount
from .tenancies import Tenancy


class TenancyMatterQuerySet(models.QuerySet["TenancyMatter"]):
    """Reads of what belongs to a tenancy. Every page of the portal asks through ``seen_by``."""

    def seen_by(self, account: ResidentAccount) -> TenancyMatterQuerySet:
        """What this account shows: of the home what all who hold it see, of anything else their own alone; nothing masked."""
        rows = self.filter(tenancy=account.tenancy_id, case__masked=False, case__is_test=False)
        return rows.filter(Q(account__isnull=True) | Q(account=account))


class TenancyMatter(models.Model):
    """A case that somebody can see in their account. Without ``account`` it is about the home, and all who hold it see it."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="tenancy_matter")
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="matters")
    account = models.ForeignKey(ResidentAccount, null=True, on_delete=models.CASCADE, related_name="matters")
    linked_at = models.DateTimeField()

    objects = TenancyMatterQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.case)
