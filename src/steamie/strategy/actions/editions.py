"""Loading, reviewing and escalating the strategy; saying who the Association is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation, office_phrase
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import require
from steamie.people.two_persons import others_who_may
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Act, Office
from steamie.strategy import due, reading
from steamie.strategy.capabilities import EVERY_REVIEW
from steamie.strategy.document import Document
from steamie.strategy.models import (
    Association,
    ClauseStanding,
    Edition,
    Escalation,
    Implementation,
    ProposedEdition,
    StrategyDraft,
    StrategyReview,
)
from steamie.strategy.parsing import parse
from steamie.strategy.stored import from_data, to_data
from steamie.strategy.verbs import Verb


class Superseded(Exception):
    """The file is an edition that a newer one has replaced."""


@action(none="this edition is in force already", machines=True)
def load_edition(*, source: str, by: Actor, draft: StrategyDraft | None = None, at: datetime | None = None) -> Edition:
    """Make this file the strategy in force. The same file twice is one edition. Raises ``Malformed``, or ``Superseded``.

    ``draft``: the document brought in from outside that the file was made from.
    """
    may_edit(by)
    return _put_in_force(parse(source), source, by, at or timezone.now(), draft)


def _put_in_force(document: Document, source: str, by: Actor, at: datetime, draft: StrategyDraft | None) -> Edition:
    newest = Edition.objects.order_by("-number").first()
    if existing := Edition.objects.filter(digest=document.digest).first():
        if newest and existing != newest:
            raise Superseded(f"This file is edition {existing.number}, which edition {newest.number} has replaced.")
        return existing
    edition = Edition.objects.create(
        number=newest.number + 1 if newest else 1,
        code=document.code,
        title=document.title,
        source=source,
        digest=document.digest,
        data=to_data(document),
        draft=draft,
        loaded_at=at,
        loaded_by=by.reference,
    )
    if newest:
        _forget_standings(from_data(newest.data), document)
    reading.read_afresh()
    facts = {"edition": edition.number, "digest": edition.digest, "clauses": len(document.clauses)}
    record(by=by, verb=Verb.LOAD, clause=Citation("strategy.kept_whole"), subject=edition, facts=facts, at=at)
    return edition


def _forget_standings(old: Document, new: Document) -> None:
    """A clause that now says or asks something else has not been measured yet, and one that is gone stands nowhere."""
    same = [clause.id for clause in new.clauses if old.by_id.get(clause.id) == clause]
    ClauseStanding.objects.exclude(clause__in=same).delete()


@action(machines=True)
def propose_edition(*, source: str, by: Actor, draft: StrategyDraft | None = None, at: datetime | None = None) -> ProposedEdition:
    """Lay a new file on the desk, to be compared and approved. Raises ``Malformed``, or ``Superseded`` for one known already."""
    may_edit(by)
    document = parse(source)
    if existing := Edition.objects.filter(digest=document.digest).first():
        raise Superseded(f"This file is edition {existing.number} already: there is nothing to approve.")
    moment = at or timezone.now()
    _open_proposals().update(dropped_at=moment)
    row = ProposedEdition.objects.create(
        source=source, digest=document.digest, data=to_data(document), draft=draft, proposed_by=by.reference, proposed_at=moment
    )
    record(by=by, verb=Verb.PROPOSE, clause=Citation(EVERY_REVIEW), subject=row, facts={"digest": row.digest}, at=moment)
    return row


@action(none="this edition is in force already", machines=True)
def sign_off(
    *, proposed: ProposedEdition, by: Actor, on: date, minute_reference: str, outcome: str = "", at: datetime | None = None
) -> Edition:
    """Put a proposed edition in force, with the minute of the meeting that approved it: the next review counts from that day."""
    may_edit(by)
    if proposed not in _open_proposals():
        raise Superseded("This proposal was dropped or is in force already.")
    edition = _put_in_force(from_data(proposed.data), proposed.source, by, at or timezone.now(), proposed.draft)
    record_review(by=by, on=on, minute_reference=minute_reference, outcome=outcome, at=at)
    proposed.edition = edition
    proposed.save(update_fields=["edition"])
    return edition


@action(none="it is off the desk already", machines=True)
def drop_proposal(*, proposed: ProposedEdition, by: Actor, at: datetime | None = None) -> None:
    """Take a proposed edition off the desk again."""
    may_edit(by)
    if _open_proposals().filter(pk=proposed.pk).update(dropped_at=at or timezone.now()):
        record(by=by, verb=Verb.DROP, clause=Citation("review.every"), subject=proposed, at=at)


def proposal() -> ProposedEdition | None:
    """The file that waits for the committee's approval, if there is one."""
    return _open_proposals().order_by("-proposed_at", "-pk").first()


def _open_proposals() -> QuerySet[ProposedEdition]:
    return ProposedEdition.objects.filter(dropped_at__isnull=True, edition__isnull=True)


@action(machines=True)
def record_review(*, by: Actor, on: date, minute_reference: str, outcome: str = "", at: datetime | None = None) -> StrategyReview:
    """Write down a review the committee held, with the reference of its minute (S-81)."""
    may_edit(by)
    moment = at or timezone.now()
    if on > timezone.localdate(moment):
        raise ValidationError({"on": "A review is recorded after it was held. This day is still to come."})
    if not minute_reference.strip():
        raise ValidationError({"minute_reference": "Give the reference of the committee's minute."})
    edition = Edition.objects.order_by("-number").first()
    review = StrategyReview.objects.create(
        held_on=on,
        minute_reference=minute_reference.strip(),
        outcome=outcome.strip(),
        edition=edition,
        recorded_by=by.reference,
        recorded_at=moment,
    )
    facts = {"held_on": on.isoformat(), "minute": review.minute_reference, "edition": edition.number if edition else None}
    record(by=by, verb=Verb.REVIEW, clause=Citation("review.every"), subject=review, facts=facts, at=moment)
    return review


@action(machines=True)
def record_implementation(*, by: Actor, on: date, at: datetime | None = None) -> Implementation:
    """Write down the day the strategy was first put into use (S-80)."""
    may_edit(by)
    moment = at or timezone.now()
    if on > timezone.localdate(moment):
        raise ValidationError({"on": "This day is still to come."})
    row = Implementation.objects.create(on=on, recorded_by=by.reference, recorded_at=moment)
    record(by=by, verb=Verb.RECORD, clause=Citation("review.first"), subject=row, facts={"on": on.isoformat()}, at=moment)
    return row


@action(none="there is nothing new to bring", machines=True)
def escalate_overdue_review(*, by: Actor, now: datetime) -> Escalation | None:
    """Write to every committee member, once for each date missed (S-80). None when there is nothing new to bring."""
    if not Edition.objects.exists():
        return None
    standing = due.now(timezone.localdate(now))
    if not standing.overdue or standing.due is None or Escalation.objects.filter(due=standing.due).exists():
        return None
    today = timezone.localdate(now)
    members = Person.objects.filter(
        is_active=True, grants__in=Grant.objects.in_force(today).filter(office=Office.COMMITTEE)
    ).distinct()
    addresses = sorted(members.values_list("email", flat=True))
    row = Escalation.objects.create(due=standing.due, at=now, letters=len(addresses))
    facts = {"due": standing.due.isoformat(), "days_overdue": standing.days_overdue, "letters": len(addresses)}
    record(by=by, verb=Verb.ESCALATE, clause=Citation("review.first"), subject=row, reason=standing.reason, facts=facts, at=now)
    _write_to(addresses, standing.reason)
    return row


@action(none="nothing was changed", machines=True)
def set_association(*, by: Actor, at: datetime | None = None, **details: Any) -> Association:
    """Say who the Association is: the one row whose details every page shows (S-07)."""
    may_edit(by)
    association = Association.objects.first() or Association()
    changed = sorted(name for name, value in details.items() if getattr(association, name) != value)
    rung_before = association.telephone
    for name, value in details.items():
        setattr(association, name, value)
    association.full_clean()
    if changed or association.pk is None:
        association.save()
        record(by=by, verb=Verb.SET, clause=Citation("identity.agrees"), subject=association, facts={"changed": changed}, at=at)
    if "telephone" in changed and rung_before and isinstance(by, Person):
        _tell_of_the_number(association, rung_before, by)
    return association


def _tell_of_the_number(association: Association, before: str, by: Person) -> None:
    """A letter to everyone else who looks over numbers to call: residents ring this one when something leaks at night."""
    words = (
        f"{by} changed the number that residents ring, on every page and in every letter.\n\n  It was {before}\n"
        f"  It is {association.telephone or 'empty'}\n\nIf that is wrong, ring {by} and the office at once.\n\n"
        f"{settings.PUBLIC_URL}/\n"
    )
    for person in others_who_may(Act.CONFIRM_NUMBERS, by, timezone.localdate()):
        EmailMessage("The number that residents ring was changed", words, to=[person.email], headers=IS_AN_ALARM).send()


def may_edit(by: Actor) -> None:
    """Persons need the right to; the house's own actors have it."""
    if isinstance(by, Person):
        require(by, Act.EDIT_STRATEGY)


def _write_to(addresses: list[str], reason: str) -> None:
    for address in addresses:
        send_mail(
            subject="The social media strategy is past its review date",
            message=(
                f"{reason}\n\nThe strategy says {office_phrase(Office.COMMITTEE)} reviews it. Please put the review on the next "
                f"agenda. How each clause stands is shown at {settings.PUBLIC_URL}{reverse('strategy:board')}."
            ),
            from_email=None,
            recipient_list=[address],
        )
