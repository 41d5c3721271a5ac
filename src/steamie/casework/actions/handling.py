"""Who has a case: taking it, handing it over, moving it up, linking it, letting in what was held back, reading it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Assignment, Case, CaseLink, Team
from steamie.casework.sight import require_words, sight_of, teams_of
from steamie.casework.timing import place
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act


@action(none="it is in their hands already")
def take(*, case: Case, by: Person, at: datetime | None = None) -> Case:
    """Take a case of one's own team into one's own hands."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if case.handler_id == by.pk:
        return case
    case.handler = by
    case.save(update_fields=["handler"])
    Assignment.objects.create(case=case, team=case.team, handler=by, by=by.reference, at=moment)
    step(case=case, title=f"Taken by {by.name}", at=moment, by=by)
    record(by=by, verb=Verb.TAKE_A_CASE, clause=KEPT, subject=case, at=moment)
    return case


@action()
def hand_over(
    *, case: Case, team: Team, reason: str, by: Person, handler: Person | None = None, at: datetime | None = None
) -> Case:
    """Give a case to a team, or to somebody in it, with the reason. A masked one stays within its team.

    Whoever directs cases may do it without reading the words; others only with a case they read.
    """
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    day = timezone.localdate(moment)
    _require_hand_over(case, by, moment)
    if not reason.strip():
        raise NotReady([Problem("Say why, so that who gets it knows what is asked.", "reason")])
    if case.masked and team != case.team:
        raise NotReady([Problem("A safeguarding matter stays with the people named for it.", "team")])
    if handler and team.pk not in teams_of(handler, day):
        raise NotReady([Problem(f"{handler.name} is not in {team.name}.", "handler")])
    case.team, case.handler = team, handler
    case.save(update_fields=["team", "handler"])
    Assignment.objects.create(case=case, team=team, handler=handler, by=by.reference, at=moment, reason=reason)
    step(case=case, title=f"Handed to {handler.name if handler else team.name}", at=moment, by=by, words=reason)
    facts = {"team": team.code, "to": handler.reference if handler else ""}
    record(by=by, verb=Verb.HAND_OVER, clause=KEPT, subject=case, facts=facts, at=moment)
    return case


def _require_hand_over(case: Case, by: Person, moment: datetime) -> None:
    day = timezone.localdate(moment)

    require(by, Act.DIRECT_CASES, own=sight_of(by, case, day) is Sight.WORDS, on=day)


@action()
def move_up(*, case: Case, reason: str, by: Person, at: datetime | None = None) -> Case:
    """Put a case among those that cannot wait: somebody may come to harm."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if not reason.strip():
        raise NotReady([Problem("Say what makes it urgent.", "reason")])
    case.dangerous, case.why_first = True, reason[:300]
    case.save(update_fields=["dangerous", "why_first"])
    place(case)
    step(case=case, title="Moved up", at=moment, by=by, words=reason)
    record(by=by, verb=Verb.MOVE_UP, clause=KEPT, subject=case, at=moment)
    return case


@action()
def link(*, case: Case, other: Case, why: str, by: Person, at: datetime | None = None) -> CaseLink:
    """Say that two cases belong together. Both must be readable to whoever says so."""
    moment = at or timezone.now()
    for one in (case, other):
        require_words(by, one, day=timezone.localdate(moment))
    if case == other:
        raise NotReady([Problem("That is this very case.", "other")])
    earlier, later = sorted((case, other), key=lambda one: one.pk)
    row, new = CaseLink.objects.get_or_create(earlier=earlier, later=later, defaults={"why": why})
    if not new:
        raise NotReady([Problem("They are linked already.", "other")])
    for one, its_other in ((case, other), (other, case)):
        step(case=one, title=f"Linked with {its_other.reference}", at=moment, by=by, words=why)
    record(by=by, verb=Verb.LINK_CASES, clause=KEPT, subject=case, facts={"other": other.pk}, at=moment)
    return row


@action(none="somebody let it in already")
def let_in(*, case: Case, by: Person, at: datetime | None = None) -> Case:
    """Let in a case that was held back as a machine's: a person wrote it. Its clocks have run since it came."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if not case.held_because:
        return case
    case.held_because = ""
    case.save(update_fields=["held_because"])
    step(case=case, title="Let in: a person wrote it", at=moment, by=by)
    record(by=by, verb=Verb.LET_A_CASE_IN, clause=KEPT, subject=case, at=moment)
    return case


def note_read(case: Case, by: Person, moment: datetime) -> None:
    """Keep when a case was first read since they last wrote. Reading is no act; it moves nothing and records no event."""
    if case.read_at is None:
        case.read_at = moment
        case.save(update_fields=["read_at"])
        step(case=case, title=f"Read by {by.name}", at=moment, by=by)
