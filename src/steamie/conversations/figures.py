"""Figures of conversations: how soon people were answered, what was taken offline, and what was hidden under which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, F, Q

from steamie.rules.cases import Way

from .models import Conversation, Hide, HouseRule, Message, OfflineMove
from .models.threads import ConversationEnd, ConversationQuerySet
from .urgency import WITHOUT_CLOCK

NOT_COUNTED = (ConversationEnd.GONE, ConversationEnd.FORGOTTEN)


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """Of what came with a clock in a time: how much was answered, how much of it in time, and what waits too long."""

    due: int
    in_time: int
    late: int
    overdue: int
    middle: timedelta | None  # half were answered sooner


def timed(since: datetime, until: datetime) -> ConversationQuerySet:
    """What came in a time and asked for an answer; a machine's and what its author took down count for nothing."""
    asked = Conversation.objects.filter(received_at__gte=since, received_at__lt=until, first_due__isnull=False)
    return asked.exclude(primary__in=WITHOUT_CLOCK).exclude(end__in=NOT_COUNTED)


def reply_times(since: datetime, now: datetime) -> ReplyTimes:
    """How soon people were answered. One that became a case is answered there, and counts here only if it was answered here."""
    rows = timed(since, now).filter(Q(first_reply_at__isnull=False) | Q(first_due__lt=now, case__isnull=True))
    counted = rows.aggregate(
        due=Count("pk"),
        in_time=Count("pk", filter=Q(first_reply_at__lte=F("first_due"))),
        late=Count("pk", filter=Q(first_reply_at__gt=F("first_due"))),
        overdue=Count("pk", filter=Q(first_reply_at__isnull=True)),
    )
    answered = rows.filter(first_reply_at__isnull=False).values_list("received_at", "first_reply_at")
    took = [(reply - came).total_seconds() for came, reply in answered if reply]
    return ReplyTimes(**counted, middle=timedelta(seconds=median(took)) if took else None)


def spoken(span: timedelta) -> str:
    """A time as people say it: minutes, hours or days."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 90:
        return f"{minutes} minutes"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"


@dataclass(frozen=True, slots=True)
class OfflineFigures:
    """Of the complaints and other negative comments of a time: how many were taken offline, and how far."""

    negative: int
    taken: int
    reached: int
    closed: int
    to_reach: list[timedelta]


NEGATIVE = ("complaint", "repair", "damp", "asb", "breach")


def negative(since: datetime, until: datetime) -> ConversationQuerySet:
    """Comments in which something has gone wrong for somebody; opinions are none of them."""
    return Conversation.objects.filter(
        received_at__gte=since, received_at__lt=until, way=Way.COMMENT.value, primary__in=NEGATIVE, masked=False
    ).exclude(end__in=NOT_COUNTED)


def offline_figures(since: datetime, now: datetime) -> OfflineFigures:
    """How the negative comments of a time were carried on in private: by the flow, or as a case at once."""
    rows = negative(since, now).select_related("offline__private_reply")
    moves = [one.offline for one in rows if hasattr(one, "offline")]
    took = [moment - move.conversation.received_at for move in moves if (moment := reached_at(move))]
    taken = [one for one in rows if hasattr(one, "offline") or one.case_id]
    return OfflineFigures(
        negative=len(rows),
        taken=len(taken),
        reached=len(took) + sum(1 for one in taken if not hasattr(one, "offline")),
        closed=sum(1 for move in moves if move.closed_at),
        to_reach=took,
    )


def reached_at(move: OfflineMove) -> datetime | None:
    """When they were first reached in private."""
    private = move.private_reply.sent_at if move.private_reply else None
    return min((moment for moment in (private, move.reached_at) if moment), default=None)


def hides_by_rule(since: datetime | None = None, until: datetime | None = None) -> list[tuple[HouseRule, int, int]]:
    """Each rule that was ever published, how many comments were hidden under it, and how many of those are shown again."""
    window = Q()
    if since and until:
        window = Q(hides__at__gte=since, hides__at__lt=until)
    hidden, shown = Count("hides", filter=window), Count("hides", filter=window & Q(hides__undone_at__isnull=False))
    rules = HouseRule.objects.filter(published_at__isnull=False)
    counted = rules.annotate(hidden=hidden, shown=shown).values_list("pk", "hidden", "shown")
    by_key = {rule.pk: rule for rule in rules}
    return [(by_key[pk], number, again) for pk, number, again in counted]


def hidden_without_a_rule() -> int:
    """Comments of others that the channel says are hidden, and that nobody hid from here under a rule."""
    hidden = Message.objects.theirs().standing().filter(hidden=True)
    return hidden.exclude(hides__in=Hide.objects.standing()).count()


def characteristics_named(rows: Iterable[Hide]) -> Counter[str]:
    """How often each protected characteristic was named, as people ticked."""
    return Counter(name for row in rows for name in row.characteristics or [])
