"""Projects, those who took part, what came of them; and what tenants approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from steamie.consultations.clauses import ON_THEIR_DATES, PROJECTS
from steamie.consultations.models import Gathering, Project, TenantApproval
from steamie.consultations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .consulting import free_slug


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """What a project is."""

    title: str
    about: str
    since: date
    until: date | None = None
    partners: str = ""


@action()
def begin(*, plan: ProjectPlan, by: Person, at: datetime | None = None) -> Project:
    """Publish a project."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if plan.until and plan.until < plan.since:
        raise NotReady([Problem("It ends before it begins.", "until")])
    values = {name: getattr(plan, name) for name in ProjectPlan.__slots__}
    row = Project.objects.create(slug=free_slug(Project, plan.title), made_by=by, published_at=moment, **values)
    record(by=by, verb=Verb.BEGIN_A_PROJECT, clause=PROJECTS, subject=row, at=moment)
    return row


@action()
def count_gathering(*, project: Project, day: date, title: str, people: int, by: Person, at: datetime | None = None) -> Gathering:
    """Write down how many took part on one day."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if day > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "day")])
    row = Gathering.objects.create(project=project, day=day, title=title, people=people, written_by=by, written_at=moment)
    record(by=by, verb=Verb.COUNT_A_GATHERING, clause=PROJECTS, subject=project, facts={"people": people}, at=moment)
    return row


@action()
def report(*, project: Project, outcome: str, ended_on: date, by: Person, at: datetime | None = None) -> Project:
    """Say what came of a project. Raises ``NotReady`` without words, or for a day that has not come."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if not outcome.strip():
        raise NotReady([Problem("Write what came of it.", "outcome")])
    if not project.since <= ended_on <= timezone.localdate(moment):
        raise NotReady([Problem("The last day is one between its first and today.", "ended_on")])
    row = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    row.outcome, row.until, row.reported_at = outcome.strip(), ended_on, moment
    row.save(update_fields=["outcome", "until", "reported_at"])
    record(by=by, verb=Verb.REPORT_A_PROJECT, clause=PROJECTS, subject=row, at=moment)
    return row


@dataclass(frozen=True, slots=True)
class ApprovalNote:
    """What tenants approved, when, and who they were."""

    title: str
    approved_on: date
    names: str
    address: str = ""


@action()
def note_approval(*, note: ApprovalNote, by: Person, at: datetime | None = None) -> TenantApproval:
    """Write down that tenants read something and approved it. How many is counted from the names, a line each."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    names = [line.strip() for line in note.names.splitlines() if line.strip()]
    if not names:
        raise NotReady([Problem("Write who they were, a line each. The names stay private.", "names")])
    if note.approved_on > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "approved_on")])
    row = TenantApproval.objects.create(
        title=note.title,
        address=note.address,
        approved_on=note.approved_on,
        names="\n".join(names),
        people=len(names),
        written_by=by,
        written_at=moment,
    )
    record(by=by, verb=Verb.NOTE_AN_APPROVAL, clause=ON_THEIR_DATES, subject=row, facts={"people": len(names)}, at=moment)
    return row
