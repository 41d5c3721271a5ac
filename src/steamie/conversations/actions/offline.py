"""Taking a conversation offline as one flow: a word in public, then in private, a private case, an outcome, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.conversations.clauses import TAKEN_OFFLINE
from steamie.conversations.models import Conversation, OfflineMove, Reply, SavedReply
from steamie.conversations.models.offline import OfflineOutcome
from steamie.conversations.models.threads import ConversationEnd
from steamie.conversations.timing import is_comment, place
from steamie.conversations.urgency import CASE_KINDS
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.permissions import Act

from .answering import SAFEGUARDING, Wording, ask_to_answer
from .cases import report_of, turned_into

ENTRIES = {
    OfflineMove.PHONE: (EntryKind.CALL, Way.PHONE),
    OfflineMove.VISIT: (EntryKind.VISIT, Way.VISIT),
    OfflineMove.LETTER: (EntryKind.WENT_OUT, Way.LETTER),
    OfflineMove.EMAIL: (EntryKind.WENT_OUT, Way.EMAIL),
}


@action()
def begin(
    *, conversation: Conversation, line: SavedReply | None, by: Person, private_words: str = "", at: datetime | None = None
) -> OfflineMove:
    """Take a comment offline: an approved line in public, and with it, where there are words for one, a private reply.

    ``line`` may be left out where a public word would do harm or cannot be said from here; the comment stays where it is.
    """
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    _may_begin(conversation, line)
    theirs = conversation.messages.theirs().standing().last()
    move = OfflineMove(conversation=conversation, begun_at=moment, begun_by=by)
    if line and theirs:
        wording = Wording(line.words, saved=line, holding=True)
        move.holding_reply = ask_to_answer(conversation=conversation, message=theirs, wording=wording, by=by, at=moment)
    if private_words.strip() and theirs:
        wording = Wording(private_words, kind=Reply.PRIVATE)
        move.private_reply = ask_to_answer(conversation=conversation, message=theirs, wording=wording, by=by, at=moment)
    move.save()
    conversation.refresh_from_db()
    conversation.ended_at, conversation.end = None, ""
    conversation.save(update_fields=["ended_at", "end"])
    record(by=by, verb=Verb.BEGIN_OFFLINE, clause=TAKEN_OFFLINE, subject=conversation, at=moment)
    return move


def _may_begin(conversation: Conversation, line: SavedReply | None) -> None:
    if conversation.masked:
        raise NotReady([Problem(SAFEGUARDING)])
    if not is_comment(conversation):
        raise NotReady([Problem("This is private already. Answer it, or make it a case.")])
    if hasattr(conversation, "offline"):
        raise NotReady([Problem("It was taken offline already.")])
    if line and not (line.approved_at and line.holding and not line.retired_at):
        raise NotReady([Problem("Choose one of the approved lines.", "line")])


@action()
def reply_privately(*, move: OfflineMove, words: str, by: Person, at: datetime | None = None) -> Reply:
    """Write to them in private, after the public word."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    theirs = move.conversation.messages.theirs().standing().last()
    if theirs is None:
        raise NotReady([Problem("They took it down, so there is nothing to answer. Reach them another way.", "words")])
    wording = Wording(words, kind=Reply.PRIVATE)
    move.private_reply = ask_to_answer(conversation=move.conversation, message=theirs, wording=wording, by=by, at=moment)
    move.save(update_fields=["private_reply"])
    facts = {"reply": move.private_reply.pk}
    record(by=by, verb=Verb.REACH_OFFLINE, clause=TAKEN_OFFLINE, subject=move.conversation, facts=facts, at=moment)
    return move.private_reply


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody was reached by hand, when, and what was said."""

    way: str
    words: str
    happened_at: datetime | None = None


@action()
def reach(*, move: OfflineMove, contact: Contact, by: Person, at: datetime | None = None) -> OfflineMove:
    """Write down that they were reached by phone, letter, e-mail or visit. What was said goes into the private case."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if contact.way not in ENTRIES:
        raise NotReady([Problem("Say how you reached them.", "way")])
    if not contact.words.strip():
        raise NotReady([Problem("Write down what was said.", "words")])
    if contact.happened_at and contact.happened_at > moment:
        raise NotReady([Problem("That time has not come yet.", "happened_at")])
    case = private_case(move, by, moment)
    kind, way = ENTRIES[contact.way]
    _in_the_trail(case, kind, way, contact, by, moment)
    move.reached_by, move.reached_at = contact.way, contact.happened_at or moment
    move.save(update_fields=["reached_by", "reached_at"])
    facts = {"by": contact.way}
    record(by=by, verb=Verb.REACH_OFFLINE, clause=TAKEN_OFFLINE, subject=move.conversation, facts=facts, at=moment)
    return move


def private_case(move: OfflineMove, by: Person, at: datetime) -> Case:
    """The case in which it goes on in private; opened here if there is none, with nothing typed twice."""
    conversation = Conversation.objects.locked(move.conversation)
    if conversation.case:
        return conversation.case
    kind = CASE_KINDS.get(conversation.primary, "enquiry")
    case = turned_into(conversation, report_of(conversation, kind), by, at)
    conversation.ended_at, conversation.end = None, ""
    conversation.save()
    move.conversation = conversation
    return case


def _in_the_trail(case: Case, kind: EntryKind, way: Way, contact: Contact, by: Person, at: datetime) -> None:
    """In the case's trail, by whoever took it offline: they know what they wrote, whichever team the case is for."""
    TrailEntry.objects.create(
        case=case,
        kind=kind,
        way=way.value,
        at=contact.happened_at or at,
        written_at=at,
        by=by,
        title=f"Reached by {contact.way}, after a comment",
        words=contact.words.strip(),
        sent_by_hand=kind == EntryKind.WENT_OUT,
        for_them=True,
    )


@action()
def close(*, move: OfflineMove, outcome: OfflineOutcome, by: Person, at: datetime | None = None) -> OfflineMove:
    """Say how it ended. Raises ``NotReady`` while nobody was reached, unless that is the outcome."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(move.conversation)
    move.refresh_from_db()
    if move.closed_at:
        raise NotReady([Problem("It is closed already.", "outcome")])
    reached = move.reached_at or (move.private_reply and move.private_reply.sent_at)
    if not reached and outcome in {OfflineOutcome.PUT_RIGHT, OfflineOutcome.NO_ANSWER}:
        raise NotReady([Problem("Nobody has been reached in private yet.", "outcome")])
    if outcome is OfflineOutcome.CASE and conversation.case_id is None:
        raise NotReady([Problem("Make it a case first.", "outcome")])
    move.outcome, move.closed_at, move.closed_by = outcome, moment, by
    move.save(update_fields=["outcome", "closed_at", "closed_by"])
    conversation.ended_at, conversation.end, conversation.waiting_since = moment, ConversationEnd.OFFLINE, None
    place(conversation)
    conversation.save()
    facts = {"outcome": outcome.value}
    record(by=by, verb=Verb.CLOSE_OFFLINE, clause=TAKEN_OFFLINE, subject=conversation, facts=facts, at=moment)
    return move
