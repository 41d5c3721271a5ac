"""What residents' matters ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.casework.models import Case
from steamie.rules.duties import duty

from . import fixing, photos, tasks
from .actions.applications import forget_sheets
from .actions.damp_again import ask_whether_back
from .damp_matters import to_ask_by_letter
from .handing import alarms
from .models import RepairPhoto, RepairRequest

duty("repairs to hand over", every=timedelta(minutes=1))(tasks.hand_repairs_over.func)
duty("repairs nobody takes", every=timedelta(hours=1))(alarms.tell)


@duty("photos of repairs", every=timedelta(minutes=1))
def attach_photos(now: datetime) -> None:
    """Attach photos that waited for their turn, or for room on the disk."""
    waiting = RepairPhoto.objects.waiting().order_by().values("repair__case").distinct()
    for case in Case.objects.filter(pk__in=waiting):
        photos.attach(case, now)


@duty("whether repairs were fixed", every=timedelta(hours=1))
def ask_whether_fixed(now: datetime) -> None:
    """Ask about repairs that were done some days ago, each once."""
    for repair in RepairRequest.objects.to_ask_about(now, fixing.after()):
        fixing.ask(repair=repair, at=now)


@duty("whether damp came back", every=timedelta(hours=12))
def ask_whether_damp_came_back(now: datetime) -> None:
    """Write once, months after the work was finished, to whoever gave an address that is safe to write to."""
    for matter in to_ask_by_letter(now):
        ask_whether_back(matter=matter, at=now)


@duty("lists of applications left lying", every=timedelta(hours=1))
def forget_application_sheets(now: datetime) -> None:
    """Throw away files with lists that nobody took up."""
    forget_sheets(now)
