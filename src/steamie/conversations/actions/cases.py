"""How a conversation becomes a case: in one step, with nothing typed twice, its clock from when they wrote."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.kinds import all_kinds
from steamie.casework.models import Case
from steamie.conversations.clauses import TAKEN_OFFLINE
from steamie.conversations.models import Conversation
from steamie.conversations.models.threads import ConversationEnd
from steamie.conversations.timing import place
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.permissions import Act


@action()
def become_case(*, conversation: Conversation, kind: str, by: Person, at: datetime | None = None) -> Case:
    """Make a case of a conversation, with the words, who wrote them and when. It raises ``NotReady`` for one already."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    conversation = Conversation.objects.locked(conversation)
    if kind not in all_kinds():
        raise NotReady([Problem("Choose what it becomes.", "kind")])
    if conversation.case_id:
        raise NotReady([Problem("It is a case already.", "kind")])
    case = turned_into(conversation, report_of(conversation, kind), by, moment)
    facts = {"case": case.pk, "kind": kind}
    record(by=by, verb=Verb.BECOME_CASE, clause=TAKEN_OFFLINE, subject=conversation, facts=facts, at=moment)
    return case


def turned_into(conversation: Conversation, report: Report, by: Person, at: datetime) -> Case:
    """Open the case and end the conversation in it. One taken offline stays open until its outcome is written."""
    case = open_case(report=report, by=by, at=at)
    conversation.case = case
    if not hasattr(conversation, "offline"):
        conversation.ended_at, conversation.end = at, ConversationEnd.CASE
    conversation.waiting_since = None
    place(conversation)
    conversation.save()
    return case


def report_of(conversation: Conversation, kind: str) -> Report:
    """What goes into the case: their words as they stand, who wrote them, and when."""
    theirs = list(conversation.messages.theirs().standing())
    first = theirs[0] if theirs else None
    return Report(
        kind=kind,
        way=Way(conversation.way),
        words="\n\n".join(message.words for message in theirs),
        summary=conversation.summary,
        whose=Whose(name=first.author_name if first else "", reach_by=_reach(conversation)),
        received_at=conversation.received_at,
        why_first=conversation.why_first if conversation.dangerous else "",
        submission=f"conversation:{conversation.pk}",
        pictures=[picture for message in theirs for picture in message.pictures.all()],
    )


def _reach(conversation: Conversation) -> str:
    place_name = conversation.channel.name if conversation.channel else "where they wrote"
    return f"a private message on {place_name}"[:120]
