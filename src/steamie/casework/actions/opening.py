"""Writing down somebody's matter, however it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.extensions import extensions
from steamie.casework.kinds import CaseKind, kind_of
from steamie.casework.models import Assignment, Case, Party, Team, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.casework.references import free_reference
from steamie.casework.timing import ANSWER, place, rule_of, start_clock
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.files.models import Picture
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.cases import Way
from steamie.rules.clocks import ClockRule
from steamie.rules.permissions import Act

LONGEST_SUMMARY = 160


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose matter it is and how to reach them; every field may be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    reach_by: str = ""
    needs: str = ""
    safe_contact: str = ""
    address_on_list: bool | None = None


@dataclass(frozen=True, slots=True)
class CaseDuty:
    """A clock that starts with the case, beside or instead of the one of its kind."""

    code: str
    label: str
    rule: ClockRule


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody told us, as it goes on record. ``duties``: None for the clock of the kind; empty for no clock."""

    kind: str
    way: Way
    words: str
    summary: str = ""
    whose: Whose = field(default_factory=Whose)
    received_at: datetime | None = None  # when we came to know of it; the moment of writing down when not told
    why_first: str = ""  # what makes it dangerous, in the words that say so
    hold: str = ""  # why it is held back for a person to look at
    submission: str = ""  # the form it came by
    message_id: str = ""  # the e-mail it came by
    team: str = ""  # the code of another team than its kind's
    duties: Sequence[CaseDuty] | None = None
    pictures: Sequence[Picture] = ()
    is_test: bool = False


def open_case(*, report: Report, by: Actor, at: datetime | None = None) -> Case:
    """Put a matter on record and start its clocks. The same ``submission`` twice gives the same case.

    Anyone may turn to us: a visitor is not asked for a permission, a person of the desk is.
    """
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.LOG_CASE, on=timezone.localdate(moment))
    if report.submission and (before := Case.objects.filter(submission=report.submission).first()):
        return before
    try:
        return _opened(report, by, moment)
    except IntegrityError:
        if report.submission and (other := Case.objects.filter(submission=report.submission).first()):
            return other  # the same form arrived twice at once, and the other one won
        raise


@action(unasked="open_case asks people of the desk; anyone may turn to us")
def _opened(report: Report, by: Actor, moment: datetime) -> Case:
    sort = kind_of(report.kind)
    case = _row(report, sort, by, moment)
    Party.objects.create(case=case, **{name: getattr(report.whose, name) for name in Whose.__slots__})
    case.pictures.set(report.pictures)
    Assignment.objects.create(case=case, team=case.team, by=by.reference, at=moment)
    _first_entry(case, report, by, moment)
    _start_clocks(case, report)
    for extension in extensions():
        extension.opened(case, by, moment)
    facts = {"kind": case.kind, "way": case.way, "team": case.team.code, "held": bool(report.hold), "test": report.is_test}
    record(by=by, verb=Verb.OPEN_A_CASE, clause=KEPT, subject=case, facts=facts, at=moment)
    return case


def _row(report: Report, sort: CaseKind, by: Actor, moment: datetime) -> Case:
    return Case.objects.create(
        reference=free_reference(),
        kind=report.kind,
        way=report.way.value,
        summary=shortened(report.summary or report.words or sort.label),
        words=report.words,
        received_at=report.received_at or moment,
        written_down_at=moment,
        written_down_by=by if isinstance(by, Person) else None,
        submission=report.submission or None,
        team=team_called(report.team or sort.team),
        dangerous=sort.dangerous or bool(report.why_first),
        why_first=report.why_first[:300],
        masked=sort.masked,
        held_because=report.hold,
        is_test=report.is_test,
    )


def team_called(code: str) -> Team:
    """The team with this code, made when the landlord has none yet: nothing that came in waits for a list to be filled in."""
    team, _ = Team.objects.get_or_create(code=code, defaults={"name": code.replace("-", " ").capitalize()})
    return team


def shortened(text: str) -> str:
    """The first line, as long as a list shows."""
    line = next(iter(text.strip().splitlines()), "").strip()
    return line if len(line) <= LONGEST_SUMMARY else f"{line[: LONGEST_SUMMARY - 1]}…"


def _first_entry(case: Case, report: Report, by: Actor, moment: datetime) -> None:
    TrailEntry.objects.create(
        case=case,
        kind=EntryKind.CAME_IN,
        way=case.way,
        at=case.received_at,
        written_at=moment,
        by=by if isinstance(by, Person) else None,
        title="They told us",
        words=report.words,
        message_id=report.message_id,
        for_them=True,
    )


def _start_clocks(case: Case, report: Report) -> None:
    duties = report.duties
    if duties is None:
        rule = rule_of(case.kind, case.received_at.date())
        duties = [CaseDuty(ANSWER, "answer", rule)] if rule else []
    for duty in duties:
        start_clock(case, duty=duty.code, label=duty.label, rule=duty.rule, since=case.received_at)
    place(case)
