"""What this room does when a case of damp, or a qualifying repair, opens, reopens or ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.casework.extensions import CaseExtension, extend
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.casework.timing import start_clock
from steamie.evidence.actors import Actor
from steamie.people.models import Person
from steamie.rules.cases import Way

from .actions.right_to_repair import note_put_right
from .case_kinds import DAMP
from .damp_clocks import begin_matter
from .handing.withdrawing import call_back, want_again
from .models import DampMatter, QualifyingRepair
from .right_to_repair import PUT_RIGHT, scheme

CLAIMS = (Outcome.DONE, Outcome.ANSWERED)


class Damp(CaseExtension):
    """Damp and mould by law."""

    def opened(self, case: Case, by: Actor, at: datetime) -> None:
        """A case that comes in as damp begins its matter, whoever wrote it down."""
        if case.kind == DAMP.code:
            person = by if isinstance(by, Person) else None
            begin_matter(case, aware_at=case.received_at, way=Way(case.way), by=person, at=at)

    def reopened(self, case: Case, by: Actor, at: datetime) -> None:
        """What came back is a matter of its own, with new clocks, bound to the earlier one."""
        earlier = case.damp_matters.last()
        if case.kind == DAMP.code or earlier:
            person = by if isinstance(by, Person) else None
            way = Way.PHONE if person else Way.WEB
            begin_matter(case, aware_at=at, way=way, by=person, at=at, earlier=earlier)

    def unfinished(self, case: Case, outcome: Outcome) -> Sequence[str]:
        """While a duty waits, nobody may say that it is done."""
        matter: DampMatter | None = case.damp_matters.last()
        if matter is None or matter.finished_at or outcome not in CLAIMS:
            return ()
        return ("A duty of damp and mould is not done yet. Write it down when it is, or say why the case ends without it.",)

    def figure_pages(self) -> Sequence[tuple[str, str]]:
        """A year of damp for the committee."""
        return [("Damp and mould in figures", reverse("services_desk:damp_totals"))]


class RightToRepair(CaseExtension):
    """Qualifying repairs."""

    def reopened(self, case: Case, by: Actor, at: datetime) -> None:
        """What was not put right after all has the law's time again."""
        repair = QualifyingRepair.objects.filter(case=case).first()
        item = scheme().item(repair.item, timezone.localdate(at)) if repair else None
        if repair and item:
            repair.done_at = None
            repair.clock = start_clock(case, duty=PUT_RIGHT, label="put it right", rule=item.rule, since=at)
            repair.save(update_fields=["done_at", "clock"])

    def ending(self, case: Case, outcome: Outcome, at: datetime) -> None:
        """Whoever ends a repair as done says that it was put right."""
        repair = QualifyingRepair.objects.filter(case=case, done_at__isnull=True).first()
        if repair and outcome is Outcome.DONE:
            repair.case = case
            note_put_right(repair, at)


class HandedOver(CaseExtension):
    """Repairs on their way to the repairs system."""

    def reopened(self, case: Case, by: Actor, at: datetime) -> None:
        """What was not sent because it was not wanted goes after all."""
        want_again(case, at)

    def ending(self, case: Case, outcome: Outcome, at: datetime) -> None:
        """What is not wanted any more is not sent."""
        call_back(case, outcome, at)


extend(HandedOver())
extend(Damp())
extend(RightToRepair())
