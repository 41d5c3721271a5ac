"""The plan of a quarter: its places kept, moved and taken out, and the whole approved (S-72, S-73)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from steamie.content.plan.models import Quarter, QuarterApproval, Slot
from steamie.content.plan.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import delegation_of, require
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.rules.balance import Balance, balance
from steamie.rules.permissions import Act
from steamie.rules.shares import in_force
from steamie.strategy import reading


@action()
def plan_slot(
    *, quarter: Quarter, day: date, share: str, by: Person, note: str = "", source: str = "team", at: datetime | None = None
) -> Slot:
    """Keep a day for one share, or for any when the strategy asks for none.

    After the plan was approved this is a supplement, with the group whose wish it was.
    """
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    _must_be_in(quarter, day)
    must_be_open(quarter)
    _must_be_asked_for(share)
    planned = quarter.signed is None
    slot = Slot.objects.create(
        quarter=quarter, day=day, share=share, note=note, planned=planned, source=source, made_at=moment, made_by=by
    )
    verb, clause = (Verb.PLAN, Citation("calendar.each")) if planned else (Verb.SUPPLEMENT, Citation("calendar.supplement"))
    facts = {"quarter": quarter.pk, "day": day.isoformat(), "share": share, "source": source}
    record(by=by, verb=verb, clause=clause, subject=slot, facts=facts, at=moment)
    return slot


@action()
def clear(*, quarter: Quarter, by: Person, at: datetime | None = None) -> int:
    """Take every empty place out of a plan that is not approved, to begin again. Answers with how many."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if quarter.signed:
        raise NotReady([Problem("The plan is approved, so its places stay. Leave them empty, or move them.")])
    empty = quarter.slots.filter(post__isnull=True)
    number = empty.count()
    empty.delete()
    record(
        by=by,
        verb=Verb.CLEAR_THE_EMPTY_PLACES,
        clause=Citation("calendar.each"),
        subject=quarter,
        facts={"places": number},
        at=moment,
    )
    return number


@action()
def move_slot(*, slot: Slot, day: date, by: Person, at: datetime | None = None) -> Slot:
    """Move an empty place to another day of its quarter. A place with a post moves when the post does."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    _must_be_in(slot.quarter, day)
    _must_be_empty(slot, "Change when the post goes out instead: its place moves with it.")
    was, slot.day, slot.moved_by = slot.day, day, by
    slot.save(update_fields=["day", "moved_by"])
    record(
        by=by,
        verb=Verb.MOVE,
        clause=Citation("calendar.each"),
        subject=slot,
        facts={"from": was.isoformat(), "to": day.isoformat()},
        at=moment,
    )
    return slot


@action()
def remove_slot(*, slot: Slot, by: Person, at: datetime | None = None) -> None:
    """Take an empty place out of a plan that is not approved yet."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if slot.planned and slot.quarter.signed:
        raise NotReady([Problem("The plan is approved, so its places stay. Leave it empty, or move it.")])
    _must_be_empty(slot, "There is a post in this place.")
    facts = {"day": slot.day.isoformat(), "share": slot.share}
    record(by=by, verb=Verb.REMOVE_A_PLACE, clause=Citation("calendar.each"), subject=slot, facts=facts, at=moment)
    slot.delete()


@action(none="the button was pressed twice")
def approve_quarter(
    *, quarter: Quarter, fingerprint: str, by: Person, reason: str = "", at: datetime | None = None
) -> QuarterApproval:
    """Sign the plan off. Out of balance it needs a written reason.

    Whoever laid any of it out approves it alone only as the officer, and then it is labelled and counted (S-60).
    """
    moment = at or timezone.now()
    quarter = Quarter.objects.select_for_update(no_key=True).get(pk=quarter.pk)
    own, day = quarter.is_work_of(by), timezone.localdate(moment)
    require(by, Act.APPROVE, own=own, on=day)
    if standing := quarter.signed:
        return standing
    plan = _must_be_fit(quarter, fingerprint, reason)
    approval = QuarterApproval.objects.create(
        quarter=quarter,
        by=by,
        at=moment,
        fingerprint=fingerprint,
        reason=reason.strip(),
        own_work=own,
        delegation=delegation_of(by, day),
    )
    facts = {"fingerprint": fingerprint, "counts": dict(plan.counts), "within": plan.within}
    facts |= {"own_work": own, "deputy": approval.delegation_id is not None, "still_empty": quarter.empty_places(day)}
    record(
        by=by,
        verb=Verb.APPROVE_THE_QUARTER,
        clause=Citation("calendar.each"),
        subject=quarter,
        reason=reason.strip(),
        facts=facts,
        at=moment,
    )
    return approval


def _must_be_fit(quarter: Quarter, fingerprint: str, reason: str) -> Balance:
    """How the plan balances. Raises Changed or NotReady when it cannot be approved like this."""
    if plan_fingerprint(quarter) != fingerprint:
        raise Changed("The plan has changed since you looked at it. Nothing was approved.")
    counts = planned_counts(quarter)
    plan = balance(counts, reading.shares())
    if not any(counts.values()):
        raise NotReady([Problem("There is nothing in the plan yet.")])
    if not plan.within and not reason.strip():
        why = " ".join(filter(None, (plan.reason, plan.counted_apart)))
        raise NotReady([Problem(f"{why} Say why the plan is right as it is.", "reason")])
    return plan


def planned_counts(quarter: Quarter) -> dict[str, int]:
    """How many places of the plan are kept for each share, by its code."""
    return every_share(Counter(quarter.slots.order_by().values_list("share", flat=True)))


def plan_fingerprint(quarter: Quarter, places: Iterable[Slot] | None = None) -> str:
    """SHA-256 of the places of the plan: day, share and note of each. ``places``: all of them, where they are read already."""
    rows = sorted(
        [slot.day.isoformat(), slot.share, slot.note, slot.pk] for slot in (quarter.slots.all() if places is None else places)
    )
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def every_share(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts with the shares in force first, in their order, those that have none too."""
    return dict.fromkeys((share.code for share in reading.shares()), 0) | dict(counts)


def _must_be_asked_for(code: str) -> None:
    shares = reading.shares()
    if shares and not in_force(code, shares):
        raise NotReady([Problem(f"Choose one of: {', '.join(share.label for share in shares)}.", "share")])


def _must_be_in(quarter: Quarter, day: date) -> None:
    if not quarter.first <= day <= quarter.last:
        raise NotReady([Problem(f"Choose a day in {quarter}.", "day")])


def must_be_open(quarter: Quarter) -> None:
    """Raise NotReady when the quarter has been closed."""
    if hasattr(quarter, "closing"):
        raise NotReady([Problem(f"{quarter} is closed.")])


def _must_be_empty(slot: Slot, otherwise: str) -> None:
    if hasattr(slot, "post"):
        raise NotReady([Problem(otherwise)])
