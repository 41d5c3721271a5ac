"""Granting, confirming, looking at and ending offices."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation, office_phrase
from steamie.people.acting import action
from steamie.people.models import Departure, Grant, GrantConfirmation, Person, Recertification
from steamie.people.permissions import NotAllowed, require, require_settled
from steamie.people.sessions import end_all
from steamie.people.two_persons import require_second_person
from steamie.people.verbs import Verb
from steamie.rules.access import access_quarter, needs_second_person
from steamie.rules.permissions import Act, Office


@action()
def grant(*, person: Person, office: Office, since: date, until: date | None, reason: str, by: Person) -> Grant:
    """Give an office between dates (S-58). An office that can approve or connect waits for a second person."""
    require(by, Act.MANAGE_PEOPLE)
    if not person.is_active:
        raise ValidationError({"office": f"{person} has left. Invite them again first."})
    if until and until < since:
        raise ValidationError({"until": "The last day comes before the first."})
    if person.grants.open(since).filter(office=office).exists():
        raise ValidationError({"office": f"{person} already holds this office, or it waits to be confirmed."})
    granted = Grant.objects.create(
        person=person,
        office=office,
        since=since,
        until=until,
        reason=reason,
        granted_by=by,
        needs_confirmation=needs_second_person(Office(office)),
    )
    _change_locks(person)
    dates = {"office": str(office), "since": since.isoformat(), "until": until.isoformat() if until else ""}
    record(by=by, verb=Verb.GRANT, clause=Citation("access.granted_to"), subject=granted, reason=reason, facts=dates)
    return granted


@action()
def confirm_grant(*, grant: Grant, by: Person, now: datetime | None = None) -> GrantConfirmation:
    """The second person's yes. It is neither whoever asked for the office, nor its holder, nor somebody just come (S-58)."""
    require(by, Act.CONFIRM_OFFICE)
    moment = now or timezone.now()
    second = require_second_person(
        act=Act.CONFIRM_OFFICE,
        by=by,
        asked_by=grant.granted_by,
        about=[grant.person],
        subject=grant,
        title=str(grant),
        now=moment,
    )
    if grant.ended_at or not grant.needs_confirmation or GrantConfirmation.objects.filter(grant=grant).exists():
        raise ValidationError("This office does not wait for anyone.")
    confirmation = GrantConfirmation.objects.create(grant=grant, by=by, at=moment)
    _change_locks(grant.person)
    facts = {"office": grant.office, **second}
    record(by=by, verb=Verb.CONFIRM, clause=Citation("access.granted_to"), subject=grant, facts=facts, at=moment)
    return confirmation


@action()
def end_grant(*, grant: Grant, reason: str, by: Person, now: datetime | None = None) -> None:
    """End an office today, and every session of its holder. One person is enough to take a power away."""
    require(by, Act.MANAGE_PEOPLE)
    _keep_one_officer(grant)
    _end(grant, now or timezone.now())
    record(
        by=by,
        verb=Verb.END_OFFICE,
        clause=Citation("access.granted_to"),
        subject=grant,
        reason=reason,
        facts={"office": grant.office},
    )


@action()
def recertify(*, grant: Grant, needed: bool, reason: str, by: Person, now: datetime | None = None) -> Recertification:
    """Confirm for this quarter that a person still needs an office, or end it (S-58). Nobody confirms their own."""
    moment = now or timezone.now()
    quarter = access_quarter(timezone.localdate(moment))
    own = grant.person_id == by.pk
    require(by, Act.CONFIRM_OFFICE if Office(grant.office) is Office.OFFICER else Act.MANAGE_PEOPLE)
    if own:
        raise NotAllowed(f"Nobody confirms their own office. Ask a member of {office_phrase(Office.COMMITTEE)}.")
    if grant.recertifications.filter(quarter=quarter.code).exists():
        raise ValidationError(f"This office was already looked at for {quarter.label}.")
    if not needed:
        _keep_one_officer(grant)
        _end(grant, moment)
    elif Office(grant.office) is Office.OFFICER:
        require_settled(by, moment)
    look = Recertification.objects.create(grant=grant, quarter=quarter.code, by=by, at=moment, kept=needed, reason=reason)
    facts = {"office": grant.office, "quarter": quarter.code, "kept": needed}
    record(by=by, verb=Verb.RECERTIFY, clause=Citation("access.granted_to"), subject=grant, reason=reason, facts=facts)
    return look


@action()
def leave(*, person: Person, last_day: date, reason: str, by: Person, now: datetime | None = None) -> Departure:
    """Cut a leaver's access at once: offices, deputy cover, sessions and sign-in, all in this request (S-17)."""
    require(by, Act.MANAGE_PEOPLE)
    if person == by:
        raise ValidationError("You cannot cut your own access. Ask whoever takes over from you.")
    moment = now or timezone.now()
    open_grants = list(person.grants.open(timezone.localdate(moment)))
    for one in open_grants:
        _keep_one_officer(one)
        _end(one, moment)
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    departure = Departure.objects.create(person=person, last_day=last_day, at=moment, by=by, reason=reason)
    facts = {"offices_ended": len(open_grants), "days_late": departure.days_late}
    record(by=by, verb=Verb.LEAVE, clause=Citation("access.ends_with_employment"), subject=person, reason=reason, facts=facts)
    return departure


def _end(grant: Grant, moment: datetime) -> None:
    grant.ended_at = moment
    grant.save(update_fields=["ended_at"])
    day = timezone.localdate(moment)
    if Office(grant.office) is Office.OFFICER:
        grant.person.delegations_lent.open(day).update(ended_at=moment)
    if Office(grant.office) is Office.TEAM:
        grant.person.delegations_held.open(day).update(ended_at=moment)
    _change_locks(grant.person)


def _change_locks(person: Person) -> None:
    """A session carries the powers it began with; a change of office begins a new one."""
    person.forget_answers()
    end_all(person)


def _keep_one_officer(grant: Grant) -> None:
    """F.08 puts one office in charge of every account (S-57): it is never left empty."""
    if Office(grant.office) is not Office.OFFICER:
        return
    others = Grant.objects.in_force(timezone.localdate()).filter(office=Office.OFFICER, person__is_active=True)
    if not others.exclude(pk=grant.pk).exclude(person=grant.person).exists() and others.filter(pk=grant.pk).exists():
        raise ValidationError("The Association would be left with no officer. Give the office to someone else first.")
