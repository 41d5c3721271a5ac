"""What residents' matters ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.casework.models import Case
from steamie.rules.duties import duty

from . import photos
from .models import RepairPhoto


@duty("photos of repairs", every=timedelta(minutes=1))
def attach_photos(now: datetime) -> None:
    """Attach photos that waited for their turn, or for room on the disk."""
    waiting = RepairPhoto.objects.waiting().order_by().values("repair__case").distinct()
    for case in Case.objects.filter(pk__in=waiting):
        photos.attach(case, now)
