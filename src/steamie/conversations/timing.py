"""Where a conversation stands in the inbox, and when its answer is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.casework.timing import due, rule_of
from steamie.rules.cases import Rank, Way
from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.parameters import parameter
from steamie.strategy.reading import parameters_of

from .clauses import REPLY_TIME
from .models import Conversation, ReplyTarget
from .urgency import CASE_KINDS, DANGER, WITHOUT_CLOCK

SOON = ClockRule(1, Unit.HOURS)  # in which somebody reads what may be a danger


@dataclass(frozen=True, slots=True)
class ReplyWithin:
    """How soon the strategy says that people are answered."""

    amount: int = parameter("How many", default=1)
    unit: Unit = parameter("Of what", default=Unit.WORKING_DAYS)

    def problems(self) -> Iterator[tuple[str, str]]:
        """A time of no length is none."""
        if self.amount < 1:
            yield "amount", "must be at least 1."

    @property
    def rule(self) -> ClockRule:
        """As the rules count it."""
        return ClockRule(self.amount, self.unit, SetBy.US)


def reply_rule(conversation: Conversation, day: datetime) -> ClockRule:
    """How soon we mean to answer: the channel's own target, else that of every channel, else the strategy's."""
    targets = list(ReplyTarget.objects.filter(way=conversation.way, since__lte=timezone.localdate(day)))
    own = [row for row in targets if row.channel_id and row.channel_id == conversation.channel_id]
    shared = [row for row in targets if row.channel_id is None]
    if rows := own or shared:
        return rows[-1].rule
    return (parameters_of(REPLY_TIME, ReplyWithin) or ReplyWithin()).rule


def place(conversation: Conversation) -> None:
    """Work out where it stands, from what it is about and since when it waits. The caller saves."""
    since = conversation.waiting_since
    if since is None:
        conversation.next_due, conversation.due_reason = None, ""
        conversation.rank = Rank.NO_CLOCK
        return
    duties = list(_duties(conversation, since))
    conversation.rank = min((rank for rank, *_ in duties), default=Rank.NO_CLOCK)
    first = min(duties, key=lambda duty: duty[1], default=None)
    conversation.next_due = first[1] if first else None
    conversation.due_reason = first[2][:400] if first else ""
    if conversation.first_due is None and first:
        conversation.first_due = first[1]


def _duties(conversation: Conversation, since: datetime) -> list[tuple[Rank, datetime, str]]:
    """Each duty of a waiting conversation: its rank, when it is due, and the rule in words."""
    if conversation.dangerous or conversation.primary == DANGER:
        worked_out = due(SOON, since)
        return [(Rank.DANGER, worked_out.at, f"Somebody reads it within {worked_out.reason}")]
    if conversation.primary in WITHOUT_CLOCK:
        return []
    answer = due(reply_rule(conversation, since), since)
    duties = [(Rank.PROMISE, answer.at, f"Our own time for an answer: {answer.reason}")]
    kind = CASE_KINDS.get(conversation.primary)
    rule = rule_of(kind, timezone.localdate(since)) if kind else None
    if rule and rule.set_by is not SetBy.US:
        law = due(rule, since)
        duties.append((Rank.LAW, law.at, f"{rule.source}: {law.reason}"))
    return duties


def is_comment(conversation: Conversation) -> bool:
    """Whether it stands in public."""
    return conversation.way == Way.COMMENT.value
