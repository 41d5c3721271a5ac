"""Teams, who is in them between which dates, and how long the landlord says a kind of case takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.models import Membership, OwnTime, Team
from steamie.casework.timing import rule_of
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.clocks import SetBy, Unit
from steamie.rules.permissions import Act


@action()
def add_team(*, code: str, name: str, by: Person, email: str = "", at: datetime | None = None) -> Team:
    """Add a team."""
    moment = at or timezone.now()
    require(by, Act.SET_TEAMS, on=timezone.localdate(moment))
    if Team.objects.filter(code=code).exists():
        raise NotReady([Problem("There is a team of that name.", "name")])
    team = Team.objects.create(code=code, name=name, email=email)
    record(by=by, verb=Verb.ADD_A_TEAM, clause=KEPT, subject=team, at=moment)
    return team


@action()
def join(
    *, team: Team, person: Person, by: Person, since: date | None = None, stands_in: bool = False, at: datetime | None = None
) -> Membership:
    """Put somebody in a team from a day on."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require(by, Act.SET_TEAMS, on=today)
    if team.memberships.in_force(since or today).filter(person=person).exists():
        raise NotReady([Problem(f"{person.name} is in {team.name} already.", "person")])
    row = Membership.objects.create(team=team, person=person, since=since or today, stands_in=stands_in, added_by=by)
    facts = {"person": person.reference, "since": row.since.isoformat(), "stands_in": stands_in}
    record(by=by, verb=Verb.JOIN_A_TEAM, clause=KEPT, subject=team, facts=facts, at=moment)
    return row


@action()
def leave(*, membership: Membership, by: Person, at: datetime | None = None) -> Membership:
    """Take somebody out of a team: yesterday was the last day. Their cases go back to the team."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require(by, Act.SET_TEAMS, on=today)
    membership.until = today - timedelta(days=1)
    membership.save(update_fields=["until"])
    membership.team.cases.filter(handler=membership.person, ended_at__isnull=True).update(handler=None)
    record(
        by=by,
        verb=Verb.LEAVE_A_TEAM,
        clause=KEPT,
        subject=membership.team,
        facts={"person": membership.person.reference},
        at=moment,
    )
    return membership


@action()
def set_own_time(*, kind: str, amount: int, unit: Unit, by: Person, at: datetime | None = None) -> OwnTime:
    """Say how long a kind of case takes from today on. Raises ``NotReady`` where the law or a procedure sets it."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require(by, Act.SET_TEAMS, on=today)
    rule = rule_of(kind, today)
    if rule and rule.set_by is not SetBy.US:
        raise NotReady([Problem(f"This time is not ours to set: {rule.source}.", "amount")])
    row = OwnTime.objects.create(kind=kind, amount=amount, unit=unit.value, since=today, set_by=by)
    record(
        by=by,
        verb=Verb.SET_OWN_TIME,
        clause=KEPT,
        subject=row,
        facts={"kind": kind, "amount": amount, "unit": unit.value},
        at=moment,
    )
    return row
