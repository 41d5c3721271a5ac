"""A repair that was told by phone, in person or by letter: where it is and what it is, so that it goes where the others go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.casework.timing import ANSWER, place, start_clock
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.clocks import SetBy
from steamie.services.handing.keeping import keep
from steamie.services.models import RepairRequest
from steamie.services.problems import Place, RepairProblem
from steamie.services.repairing import begin_qualifying, duties
from steamie.services.tasks import hand_repairs_over
from steamie.services.verbs import Verb


@dataclass(frozen=True, slots=True)
class RepairTold:
    """What somebody at the desk heard about a repair."""

    place: Place
    problem: RepairProblem
    urgent_because: Sequence[str] = ()
    visits: Sequence[str] = ()
    at_the_door: str = ""


@action()
def note_repair(*, case: Case, heard: RepairTold, by: Person, at: datetime | None = None) -> RepairRequest:
    """Say where and what it is: its own time counts from when they told us, and the repairs system gets it as any other.

    Raises ``NotReady`` for damp, which has its own law and its own button, and for what was said before.
    """
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if problem := _why_not(case, heard):
        raise NotReady([problem])
    repair = RepairRequest.objects.create(
        case=case,
        place=heard.place.code,
        problem=heard.problem.code,
        shared=heard.place.shared,
        urgent_because=list(heard.urgent_because),
        visits=list(heard.visits),
        at_the_door=heard.at_the_door,
    )
    _take_its_time(case, heard.problem, moment)
    step(case=case, title=f"{heard.place.label}: {heard.problem.label}", at=moment, by=by, for_them=True)
    facts = {"place": heard.place.code, "problem": heard.problem.code}
    record(by=by, verb=Verb.SAY_WHAT_A_REPAIR_IS, clause=KEPT, subject=case, facts=facts, at=moment)
    if keep(case, moment):
        transaction.on_commit(hand_repairs_over.enqueue, robust=True)
    return repair


def _why_not(case: Case, heard: RepairTold) -> Problem | None:
    if not case.is_open or case.kind != "repair" or RepairRequest.objects.filter(case=case).exists():
        return Problem("This case has ended, is no repair, or says already what it is.")
    if heard.problem.damp:
        return Problem("Damp and mould has a law of its own. Press “This is damp” on the page of the case.", "what")
    return None


def _take_its_time(case: Case, problem: RepairProblem, moment: datetime) -> None:
    """The time of this problem counts in place of the one that every repair begins with."""
    own = duties(problem, case.received_at)
    if not own:
        return
    because = "Its own time took the place of the one that every repair begins with."
    case.clocks.running().filter(duty=ANSWER, set_by=SetBy.US).update(stopped_at=moment, stopped_because=because)
    for duty in own:
        start_clock(case, duty=duty.code, label=duty.label, rule=duty.rule, since=case.received_at)
    place(case)
    begin_qualifying(case, problem)
