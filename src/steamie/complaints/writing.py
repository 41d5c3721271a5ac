"""Letters about complaints: drafted from templates, changed by a person, and sent by e-mail or by hand. No acts of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from steamie.casework.actions.answering import put_in_outbox
from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.letters.tasks import send_letters
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.regimes.complaints import Signpost

from .models import Complaint, ComplaintStage

EMPTY_LINES = re.compile(r"\n\s*\n+")
BY_HAND = {
    Way.PHONE: "by phone",
    Way.LETTER: "by post",
    Way.VISIT: "handed over",
    Way.TEXT: "by text from the office phone",
}


@dataclass(frozen=True, slots=True)
class LetterWay:
    """How somebody was written to or told. ``at``: when, for what was done by hand; an e-mail goes into the outbox now."""

    way: Way
    at: datetime | None = None


def draft(template: str, stage: ComplaintStage, **more: object) -> str:
    """The words to begin with; a person changes them."""
    complaint = stage.complaint
    speaker = complaint.speaker
    name = speaker.name if speaker else complaint.case.party.name
    context = {"complaint": complaint, "stage": stage, "name": name, **more}
    return tidied(render_to_string(f"complaints/letters/{template}.txt", context)) + "\n"


def tidied(words: str) -> str:
    """Without the empty lines that a template leaves; one between two paragraphs stays."""
    return EMPTY_LINES.sub("\n\n", words).strip()


def end_of_letter(stage: ComplaintStage) -> str:
    """What the last lines of an answer always say: the next stage, or who looks at it when there is none."""
    complaint = stage.complaint
    context = {"complaint": complaint, "stage": stage, "next": complaint.procedure.after(stage.code)}
    return render_to_string("complaints/letters/end.txt", context | {"signpost": signpost_of(complaint)}).strip()


def what_is_looked_into(complaint: Complaint) -> str:
    """The points that were agreed, as an acknowledgement always ends."""
    return tidied(render_to_string("complaints/letters/points.txt", {"complaint": complaint}))


def signpost_of(complaint: Complaint) -> Signpost:
    """Who looks at this complaint after us."""
    return complaint.procedure.signpost(factoring=complaint.factoring)


def send(complaint: Complaint, words: str, how: LetterWay, *, title: str, subject: str, by: Person, at: datetime) -> TrailEntry:
    """An e-mail in the outbox, or a line in the trail for what somebody sent or said by hand.

    It goes to whoever speaks for them, once there is consent. Raises ``NotReady`` without words or without an address.
    """
    case = complaint.case
    _may_be_sent(case, complaint, words, how, at)
    if how.way is Way.EMAIL:
        entry = put_in_outbox(_addressed(case, complaint), words, title=f"{title}, by e-mail", subject=subject, by=by, at=at)
        transaction.on_commit(send_letters.enqueue, robust=True)
    else:
        entry = _by_hand(case, words, how, title, by, at)
    case.their_turn_since = at
    case.save(update_fields=["their_turn_since"])
    return entry


def _by_hand(case: Case, words: str, how: LetterWay, title: str, by: Person, at: datetime) -> TrailEntry:
    spoken = how.way is Way.PHONE
    return TrailEntry.objects.create(
        case=case,
        kind=EntryKind.CALL if spoken else EntryKind.WENT_OUT,
        way=how.way.value,
        at=how.at or at,
        written_at=at,
        by=by,
        title=f"{title}, {BY_HAND[how.way]}",
        words=words,
        sent_by_hand=not spoken,
        for_them=True,
    )


def _addressed(case: Case, complaint: Complaint) -> Case:
    """The case with the e-mail address of whoever speaks for them, for this letter only: it is not saved."""
    speaker = complaint.speaker
    if speaker and speaker.email:
        case.party.email = speaker.email
    return case


def _may_be_sent(case: Case, complaint: Complaint, words: str, how: LetterWay, at: datetime) -> None:
    if not words.strip():
        raise NotReady([Problem("Write the words first.", "words")])
    speaker = complaint.speaker
    if how.way is Way.EMAIL and (case.masked or not (case.party.email or (speaker and speaker.email))):
        raise NotReady([Problem("There is no e-mail address. Call or write to them, and say when.", "way")])
    if how.way is not Way.EMAIL and how.way not in BY_HAND:
        raise NotReady([Problem("Say how they were told.", "way")])
    if how.at and how.at > at:
        raise NotReady([Problem("That time has not come yet. Tell them first.", "at")])
    if how.at and timezone.localdate(how.at) < timezone.localdate(complaint.received_at):
        raise NotReady([Problem("That is before they complained.", "at")])
