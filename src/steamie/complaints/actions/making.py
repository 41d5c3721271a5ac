"""How a case becomes a complaint, and how a complaint turns out to be something else."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.opening import Report, Whose, open_case, team_called
from steamie.casework.actions.trail import step
from steamie.casework.kinds import CaseKind, kind_of
from steamie.casework.models import Assignment, Case, CaseLink
from steamie.casework.sight import require_words, teams_of
from steamie.casework.timing import ANSWER, place, rule_of, start_clock, stop_clocks
from steamie.complaints.case_kinds import COMPLAINT
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.data import complaint_data
from steamie.complaints.models import Complaint
from steamie.complaints.stage_clocks import begin_complaint, come_back_to, leave_stages
from steamie.complaints.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way

TAKEN_OVER = "It is a complaint: the procedure’s time took the place of ours."


@action()
def make_complaint(*, case: Case, by: Person, received_at: datetime | None = None, at: datetime | None = None) -> Complaint:
    """Make a complaint of a case; nothing is written down a second time.

    A question becomes the complaint. Beside a repair, or what a law gives a time to, one is opened that is linked with it.
    Raises ``NotReady`` for one that is a complaint already, for a safeguarding matter, and a time that has not come.
    """
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    _may_be_made(case, received_at, moment)
    if case.is_open and case.kind in complaint_data().becomes:
        complaint = _turned(case, received_at, by, moment)
    else:
        complaint = _opened_beside(case, received_at or moment, by, moment)
    facts = {"from": case.pk, "kind": case.kind, "regime": complaint.regime}
    record(by=by, verb=Verb.MAKE_A_COMPLAINT, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return complaint


def _may_be_made(case: Case, received_at: datetime | None, moment: datetime) -> None:
    if received_at and received_at > moment:
        raise NotReady([Problem("That time has not come yet.", "received_at")])
    if case.masked:
        raise NotReady([Problem("A worry about somebody’s safety is no complaint. It stays with the people named for it.")])
    if case.kind == COMPLAINT.code:
        raise NotReady([Problem("It is a complaint already.")])
    before = Complaint.objects.filter(from_case=case, case__ended_at__isnull=True).first()
    if before:
        raise NotReady([Problem(f"A complaint about it is open already: {before.case.reference}.")])


def _turned(case: Case, received_at: datetime | None, by: Person, moment: datetime) -> Complaint:
    """The case itself becomes the complaint, for the team of those."""
    stop_clocks(case, because=TAKEN_OVER, at=moment)
    move_to_kind(case, COMPLAINT, by, moment)
    step(case=case, title="Made a complaint", at=moment, by=by, for_them=True)
    earlier = Complaint.objects.filter(case=case).first()
    if earlier is None:
        return begin_complaint(case, received_at=received_at or case.received_at)
    earlier.case, earlier.other_way, earlier.other_way_at = case, "", None
    earlier.save(update_fields=["other_way", "other_way_at"])
    if stage := earlier.stages.filter(left_at__isnull=False).last():
        stage.complaint = earlier
        come_back_to(stage, at=received_at or earlier.received_at)
    return earlier


def _opened_beside(case: Case, received_at: datetime, by: Person, moment: datetime) -> Complaint:
    """A complaint of its own, with the same words, person and pictures; the matter itself goes on."""
    whose = Whose(**{name: getattr(case.party, name) for name in Whose.__slots__})
    report = Report(
        kind=COMPLAINT.code,
        way=Way(case.way),
        words=case.words,
        summary=case.summary,
        whose=whose,
        received_at=received_at,
        pictures=tuple(case.pictures.all()),
        is_test=case.is_test,
    )
    opened = open_case(report=report, by=by, at=moment)
    CaseLink.objects.create(earlier=case, later=opened, why="A complaint about it")
    for one, other in ((case, opened), (opened, case)):
        step(case=one, title=f"Linked with {other.reference}: a complaint about it", at=moment, by=by)
    complaint = Complaint.objects.get(case=opened)
    complaint.from_case = case
    complaint.save(update_fields=["from_case"])
    return complaint


def move_to_kind(case: Case, kind: CaseKind, by: Person, moment: datetime) -> None:
    """The case becomes one of this kind, for the team of those; who has it keeps it if they are in that team."""
    case.kind, case.team = kind.code, team_called(kind.team)
    case.masked, case.dangerous = kind.masked, case.dangerous or kind.dangerous
    if case.handler and case.team_id not in teams_of(case.handler, timezone.localdate(moment)):
        case.handler = None
    case.save(update_fields=["kind", "team", "handler", "masked", "dangerous"])
    Assignment.objects.create(case=case, team=case.team, handler=case.handler, by=by.reference, at=moment, reason=kind.label)


@action()
def send_another_way(*, complaint: Complaint, way: str, by: Person, at: datetime | None = None) -> Case:
    """Say that it is no complaint, and what it is: it gets the clock of that from the day it came, and the words stay.

    Raises ``NotReady`` for a way nobody has entered, and once a stage was answered: then it is a complaint.
    """
    moment = at or timezone.now()
    case = Case.objects.locked(complaint.case)
    require_words(by, case, day=timezone.localdate(moment))
    other = complaint_data().other_ways.get(way)
    if other is None or complaint.other_way or not case.is_open:
        raise NotReady([Problem("Pick what it is, while the complaint is open.", "way")])
    if complaint.stages.filter(closed_at__isnull=False).exists():
        raise NotReady([Problem("A stage of it was answered, so it stays a complaint.", "way")])
    leave_stages(complaint, at=moment)
    stop_clocks(case, because=f"It is no complaint: {other.label[:1].lower()}{other.label[1:]}.", at=moment)
    complaint.other_way, complaint.other_way_at = other.code, moment
    complaint.save(update_fields=["other_way", "other_way_at"])
    move_to_kind(case, kind_of(other.kind), by, moment)
    if rule := rule_of(case.kind, timezone.localdate(complaint.received_at)):
        start_clock(case, duty=ANSWER, label="answer", rule=rule, since=complaint.received_at)
    place(case)
    step(
        case=case,
        title=f"Not a complaint: {other.label[:1].lower()}{other.label[1:]}",
        at=moment,
        by=by,
        for_them=not case.masked,
    )
    facts = {"way": other.code, "kind": other.kind}
    record(by=by, verb=Verb.SEND_ANOTHER_WAY, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=facts, at=moment)
    return case
