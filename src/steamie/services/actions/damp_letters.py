"""What the tenant is told of damp in writing: the summary with all its parts, and notice that a duty will be late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from steamie.casework.actions.answering import put_in_outbox
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.evidence.actions import record
from steamie.letters.tasks import send_letters
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.regimes.damp import SUMMARY, SUMMARY_PARTS, missing_parts
from steamie.services.damp_clocks import do_duty
from steamie.services.models import DampMatter, DampSummary, DelayNotice
from steamie.services.verbs import Verb

from .damp_work import must_be_to_do, workable

BY_HAND = {Way.LETTER: "sent by post", Way.TEXT: "sent by text from the office phone", Way.VISIT: "handed over"}


@dataclass(frozen=True, slots=True)
class Telling:
    """How the tenant was told. ``at``: when, for what was done by hand; an e-mail goes into the outbox now."""

    way: Way
    at: datetime | None = None


@action()
def write_summary(
    *, matter: DampMatter, parts: Mapping[str, str], by: Person, layout: str = "", sent_to: str = "", at: datetime | None = None
) -> DampSummary:
    """Save the draft of the written summary, however much of it stands yet."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    must_be_to_do(matter, SUMMARY)
    kept = {part: parts.get(part, "").strip() for part in SUMMARY_PARTS}
    row, _ = DampSummary.objects.update_or_create(matter=matter, defaults={"parts": kept, "layout": layout, "sent_to": sent_to})
    missing = len(missing_parts(kept))
    facts = {"matter": matter.pk, "missing": missing}
    record(by=by, verb=Verb.WRITE_A_SUMMARY, clause=KEPT, subject=case, facts=facts, at=moment)
    return row


@action()
def send_summary(*, matter: DampMatter, telling: Telling, by: Person, at: datetime | None = None) -> DampSummary:
    """Send the written summary, or say when it was sent by hand. Raises ``NotReady``, naming each, while a part is missing."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    must_be_to_do(matter, SUMMARY)
    summary = DampSummary.objects.filter(matter=matter).first()
    missing = missing_parts(summary.parts if summary else {})
    if summary is None or missing:
        raise NotReady([Problem(f"Missing: {asked[:1].lower()}{asked[1:]}.") for asked in missing])
    words = render_to_string("services/letters/damp_summary.txt", _shown(summary))
    summary.entry = _told(case, words, telling, "The written summary", "What we found in your home", by, moment)
    summary.save(update_fields=["entry"])
    do_duty(matter, SUMMARY, done_at=summary.entry.at, by=by, at=moment)
    facts = {"matter": matter.pk, "way": telling.way.value}
    record(by=by, verb=Verb.SEND_A_SUMMARY, clause=KEPT, subject=case, facts=facts, at=moment)
    return summary


def _shown(summary: DampSummary) -> dict[str, object]:
    return {"parts": [(asked, summary.parts[part]) for part, asked in SUMMARY_PARTS.items()], "sent_to": summary.sent_to}


@dataclass(frozen=True, slots=True)
class Delay:
    """Which duty will be late, the reason of the law's list with our words, what is done meanwhile, and the day we expect now."""

    duty: str
    reason: str
    words: str
    meanwhile: str
    new_date: date


@action()
def give_notice(*, matter: DampMatter, delay: Delay, telling: Telling, by: Person, at: datetime | None = None) -> DelayNotice:
    """Tell the tenant that a duty will be late. It stops what is paid for that duty from its day on; its due date stays."""
    moment = at or timezone.now()
    case = workable(matter, by, moment)
    must_be_to_do(matter, delay.duty)
    if delay.reason not in matter.regime.reasons:
        raise NotReady([Problem("Pick the reason outside our control.", "reason")])
    context = {"delay": delay, "label": matter.regime.duty(delay.duty).label, "reason": matter.regime.reasons[delay.reason]}
    words = render_to_string("services/letters/damp_delay.txt", context)
    entry = _told(case, words, telling, "A delay notice", "We will be late", by, moment)
    if delay.new_date <= timezone.localdate(entry.at):
        raise NotReady([Problem("The new date must lie ahead.", "new_date")])
    row = DelayNotice.objects.create(
        matter=matter,
        duty=delay.duty,
        reason=delay.reason,
        words=delay.words,
        meanwhile=delay.meanwhile,
        new_date=delay.new_date,
        at=entry.at,
        entry=entry,
    )
    facts = {"matter": matter.pk, "duty": delay.duty, "reason": delay.reason, "way": telling.way.value}
    record(by=by, verb=Verb.GIVE_DELAY_NOTICE, clause=KEPT, subject=case, facts=facts, at=moment)
    return row


def _told(case: Case, words: str, telling: Telling, title: str, subject: str, by: Person, moment: datetime) -> TrailEntry:
    """An e-mail in the outbox, or a line in the trail for what somebody sent by hand and ticked."""
    _may_be_told(case, telling, moment)
    if telling.way is Way.EMAIL:
        entry = put_in_outbox(case, words, title=f"{title}, by e-mail", subject=subject, by=by, at=moment)
        transaction.on_commit(send_letters.enqueue, robust=True)
    else:
        entry = TrailEntry.objects.create(
            case=case,
            kind=EntryKind.WENT_OUT,
            way=telling.way.value,
            at=telling.at or moment,
            written_at=moment,
            by=by,
            title=f"{title}, {BY_HAND[telling.way]}",
            words=words,
            sent_by_hand=True,
            for_them=True,
        )
    case.their_turn_since = moment
    case.save(update_fields=["their_turn_since"])
    return entry


def _may_be_told(case: Case, telling: Telling, moment: datetime) -> None:
    if telling.way is Way.EMAIL and (case.masked or not case.party.email):
        raise NotReady([Problem("There is no e-mail address that is safe to write to. Send it by hand, and say when.", "way")])
    if telling.way is not Way.EMAIL and telling.way not in BY_HAND:
        raise NotReady([Problem("Say how it was sent.", "way")])
    if telling.at and telling.at > moment:
        raise NotReady([Problem("That time has not come yet. Send it first.", "at")])
