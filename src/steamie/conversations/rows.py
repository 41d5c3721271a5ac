"""The rows behind the figures of conversations: each by its number, and never whose it is or what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.characteristics import PROTECTED
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import Counted

from .clauses import CHARACTERISTICS, OFFLINE, OPINIONS_STAY, REPLY_TIME
from .controls import WINDOW
from .figures import negative, reached_at, timed
from .models import Conversation, Hide
from .timing import ReplyWithin


def _at(moment: datetime | None, otherwise: str) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}" if moment else otherwise


@shows(REPLY_TIME)
def answered(clause: Clause, parameters: ReplyWithin, now: datetime) -> Iterator[Counted]:
    """Everything that asked for an answer; what was answered in time counts."""
    rows = timed(now - WINDOW, now).filter(Q(first_reply_at__isnull=False) | Q(first_due__lt=now, case__isnull=True))
    for one in rows.order_by("-received_at", "-pk"):
        in_time = bool(one.first_reply_at and one.first_due and one.first_reply_at <= one.first_due)
        words = f"due {_at(one.first_due, '')}, answered {_at(one.first_reply_at, 'not yet')}"
        yield Counted(str(one), words, one.get_absolute_url(), counts=in_time)


@shows(OFFLINE)
def taken_offline(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every negative comment; those carried on in private count."""
    for one in negative(now - WINDOW, now).select_related("offline__private_reply").order_by("-received_at", "-pk"):
        yield Counted(str(one), _how(one), one.get_absolute_url(), counts=hasattr(one, "offline") or bool(one.case_id))


def _how(one: Conversation) -> str:
    if hasattr(one, "offline"):
        return f"written {_at(one.received_at, '')}, reached in private {_at(reached_at(one.offline), 'not yet')}"
    return "went on as a case" if one.case_id else "not carried on in private"


@shows(OPINIONS_STAY)
def hidden(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every comment of ninety days; those in which something was hidden count, with the rule it broke."""
    titles: dict[int, str] = {}
    for row in Hide.objects.select_related("rule", "message"):
        titles[row.message.conversation_id] = f"hidden under “{row.rule.title}”{', shown again since' if row.undone_at else ''}"
    for one in Conversation.objects.filter(received_at__gte=now - WINDOW).order_by("-received_at", "-pk"):
        yield Counted(str(one), titles.get(one.pk, "it stands"), one.get_absolute_url(), counts=one.pk in titles)


@shows(CHARACTERISTICS)
def named(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every comment hidden this quarter; those that named a protected characteristic count."""
    quarter = quarter_of(timezone.localdate(now))
    since = timezone.make_aware(datetime.combine(quarter.first, datetime.min.time()))
    for row in Hide.objects.between(since, now).select_related("rule"):
        ticked = ", ".join(PROTECTED[name] for name in row.characteristics or [])
        words = ticked or ("none" if row.characteristics is not None else "nobody has ticked yet")
        yield Counted(f"Hidden comment {row.pk}", words, reverse("conversations:totals"), counts=bool(row.characteristics))
