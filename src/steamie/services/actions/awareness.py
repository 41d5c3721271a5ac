"""Becoming aware of damp and mould, by whatever route; and that it came back."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.opening import team_called
from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Assignment, Case
from steamie.casework.sight import require_words, teams_of
from steamie.casework.timing import place
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.clocks import SetBy
from steamie.services.case_kinds import DAMP
from steamie.services.damp_clocks import begin_matter
from steamie.services.models import DampMatter
from steamie.services.verbs import Verb


@action()
def become_aware(*, case: Case, aware_at: datetime, way: Way, by: Person, at: datetime | None = None) -> DampMatter:
    """Say that a case is damp and mould. The law's days count from when we became aware, not from now.

    Raises ``NotReady`` for a matter that runs already, a time that has not come, and one before there was such a law.
    """
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    _may_become_damp(case, aware_at, moment)
    earlier = case.damp_matters.last()
    _stop_our_own_clocks(case, moment)
    matter = begin_matter(case, aware_at=aware_at, way=way, by=by, at=moment, earlier=earlier)
    if matter is None:
        raise NotReady([Problem("There was no such law on that day, so none of its days count.", "aware_at")])
    _take_its_kind(case, by, moment)
    step(case=case, title="This is damp and mould: the law’s days count", at=moment, by=by, for_them=True)
    facts = {"matter": matter.pk, "way": way.value, "aware": timezone.localdate(aware_at).isoformat()}
    record(by=by, verb=Verb.BECOME_AWARE_OF_DAMP, clause=KEPT, subject=case, facts=facts, at=moment)
    return matter


def _may_become_damp(case: Case, aware_at: datetime, moment: datetime) -> None:
    if aware_at > moment:
        raise NotReady([Problem("That time has not come yet.", "aware_at")])
    if not case.is_open:
        raise NotReady([Problem("This case has ended. Open it again first.")])
    if case.damp_matters.filter(finished_at__isnull=True).exists():
        raise NotReady([Problem("It is dealt with as damp and mould already.")])


def _stop_our_own_clocks(case: Case, moment: datetime) -> None:
    """What we promised of our own accord gives way; what the law or a procedure set runs on."""
    because = "It is damp and mould: the law’s days took the place of ours."
    case.clocks.running().filter(set_by=SetBy.US).update(stopped_at=moment, stopped_because=because)
    place(case)


def _take_its_kind(case: Case, by: Person, moment: datetime) -> None:
    """The case becomes one of damp, for the team of those. A complaint stays a complaint, and who is masked stays so."""
    clock = case.sort.clock
    if case.kind == DAMP.code or case.masked or (clock and clock.set_by is not SetBy.US):
        return
    case.kind, case.team = DAMP.code, team_called(DAMP.team)
    if case.handler and case.team_id not in teams_of(case.handler, timezone.localdate(moment)):
        case.handler = None
    case.save(update_fields=["kind", "team", "handler"])
    Assignment.objects.create(case=case, team=case.team, handler=case.handler, by=by.reference, at=moment, reason=DAMP.label)
