"""Writing in the trail of a case: notes, calls, visits, what came in later, and what was sent by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.casework.sight import require_words
from steamie.casework.timing import ANSWER, meet
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way

ANSWERING = (EntryKind.WENT_OUT, EntryKind.CALL, EntryKind.VISIT)  # entries after which it is their turn


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a person writes in the trail. ``answers``: it tells them what they asked, so the clock is met."""

    kind: EntryKind
    words: str
    way: Way | None = None
    happened_at: datetime | None = None
    answers: bool = False
    for_them: bool = False


TITLES = {
    EntryKind.NOTE: "A note",
    EntryKind.CALL: "A call",
    EntryKind.VISIT: "A visit",
    EntryKind.DECISION: "A decision",
}
BY_HAND = {
    Way.TEXT: "A text, sent by hand from the office phone",
    Way.LETTER: "A letter, sent by post",
    Way.MESSAGE: "A message, sent by hand",
}


@action()
def write(*, case: Case, entry: Entry, by: Person, at: datetime | None = None) -> TrailEntry:
    """Add a note, a call, a visit, a decision, or something sent by hand. Raises ``NotReady`` without words."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    _must_have_happened(entry, moment)
    row = TrailEntry.objects.create(
        case=case,
        kind=entry.kind,
        way=entry.way.value if entry.way else "",
        at=entry.happened_at or moment,
        written_at=moment,
        by=by,
        title=BY_HAND.get(entry.way, "") if entry.kind == EntryKind.WENT_OUT and entry.way else TITLES[entry.kind],
        words=entry.words,
        sent_by_hand=entry.kind == EntryKind.WENT_OUT,
        for_them=entry.for_them or entry.kind == EntryKind.WENT_OUT,
    )
    _their_turn(case, entry, moment)
    record(by=by, verb=Verb.ADD_TO_A_CASE, clause=KEPT, subject=case, facts={"entry": row.pk, "kind": entry.kind}, at=moment)
    return row


def _must_have_happened(entry: Entry, moment: datetime) -> None:
    if not entry.words.strip():
        raise NotReady([Problem("Write a few words about it.", "words")])
    if entry.happened_at and entry.happened_at > moment:
        raise NotReady([Problem("That time has not come yet.", "happened_at")])


def _their_turn(case: Case, entry: Entry, moment: datetime) -> None:
    if entry.answers:
        meet(case, duty=ANSWER, at=entry.happened_at or moment)
    if entry.answers or entry.kind == EntryKind.WENT_OUT:
        case.their_turn_since = moment
        case.save(update_fields=["their_turn_since"])


@action(unasked="whoever turned to us may always say more")
def hear_more(
    *,
    case: Case,
    words: str,
    way: Way,
    by: Actor,
    message_id: str = "",
    happened_at: datetime | None = None,
    at: datetime | None = None,
) -> TrailEntry:
    """Write down what came in later from the person whose matter it is: it is our turn again, whatever was said before."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    row = TrailEntry.objects.create(
        case=case,
        kind=EntryKind.CAME_IN,
        way=way.value,
        at=happened_at or moment,
        written_at=moment,
        by=by if isinstance(by, Person) else None,
        title="They told us more",
        words=words,
        message_id=message_id,
        for_them=True,
    )
    case.their_turn_since = None
    case.read_at = None
    case.save(update_fields=["their_turn_since", "read_at"])
    record(by=by, verb=Verb.HEAR_MORE, clause=KEPT, subject=case, facts={"entry": row.pk, "way": way.value}, at=moment)
    return row


def step(
    *, case: Case, title: str, at: datetime, by: Person | None = None, words: str = "", for_them: bool = False
) -> TrailEntry:
    """Write in the trail what the desk did. Acts call it; it is no act of its own, and records no event."""
    return TrailEntry.objects.create(
        case=case, kind=EntryKind.STEP, at=at, written_at=at, by=by, title=title, words=words, for_them=for_them
    )
