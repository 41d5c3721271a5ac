"""Sending answers: the intent is written before the call, what is not known is looked for, and nothing is sent twice."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import F

from steamie.channels.contract import ChannelError, ChannelKind, Disconnected, Refused, Throttled
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.people.sealing import CannotUnseal

from .actions.outcomes import for_a_person, refused, sent, unknown
from .models import Reply

LEASE = timedelta(minutes=2)  # whoever claimed an answer and died is taken for dead after this
LOOK_AGAIN = timedelta(minutes=2)
GIVE_UP = timedelta(minutes=15)  # then a person looks
log = logging.getLogger(__name__)


def send_due(now: datetime) -> None:
    """Send every answer whose time has come. One that goes wrong does not hold the others up."""
    for reply in Reply.objects.due(now).select_related("conversation__channel", "message"):
        if not _claim(reply, now):
            continue  # somebody else has it
        try:
            _carry_on(reply, now)
        except (UnknownKind, CannotUnseal) as problem:
            refused(reply=reply, because=str(problem), detail="", at=now)


def _claim(reply: Reply, now: datetime) -> bool:
    """Write the intent: from here on the answer may be out. Only one of two who claim it gets it."""
    mine = Reply.objects.due(now).filter(pk=reply.pk, tries=reply.tries)
    reply.was_begun = reply.started_at is not None  # type: ignore[attr-defined]
    if not mine.update(tries=F("tries") + 1, wait_until=now + LEASE, started_at=reply.started_at or now):
        return False
    reply.refresh_from_db(fields=["tries", "wait_until", "started_at"])
    return True


def _carry_on(reply: Reply, now: datetime) -> None:
    channel = reply.conversation.channel
    if channel is None:
        refused(reply=reply, because="It was pasted, so it cannot be answered from here.", detail="", at=now)
        return
    kind = open_channel(channel)
    if reply.was_begun and not kind.can.keyed:  # type: ignore[attr-defined]
        _look(kind, reply, now)
    else:
        _send(kind, channel, reply, now)


def _send(kind: ChannelKind, channel: Channel, reply: Reply, now: datetime) -> None:
    try:
        number = _call(kind, reply)
    except Throttled as problem:  # nothing left the house
        Reply.objects.filter(pk=reply.pk).update(wait_until=problem.until, started_at=None)
    except Disconnected as problem:
        refused(reply=reply, because=f"{problem} {problem.remedy}", detail=problem.detail, at=now)
    except Refused as problem:
        refused(reply=reply, because=str(problem), detail=problem.detail, at=now)
    except ChannelError as problem:
        unknown(reply=reply, detail=problem.detail, until=now + LOOK_AGAIN / 2, at=now)
    else:
        sent(reply=reply, remote_id=number, at=now)


def _call(kind: ChannelKind, reply: Reply) -> str:
    if reply.kind == Reply.PUBLIC:
        return kind.answer(reply.message.remote_id, reply.words, key=reply.key)
    if reply.kind == Reply.PRIVATE:
        return kind.answer_privately(reply.message.remote_id, reply.words)
    return kind.write_to(_thread(reply), reply.words)


def _thread(reply: Reply) -> str:
    return (reply.conversation.key or "").partition("messages:")[2]


def _look(kind: ChannelKind, reply: Reply, now: datetime) -> None:
    """Whether it went is not known: look for it. Not found is no leave to send again; a person decides."""
    began = reply.started_at or now
    place = _thread(reply) if reply.kind == Reply.MESSAGE else reply.message.remote_id
    try:
        number = kind.find_answer(place, reply.words, since=began, private=reply.kind != Reply.PUBLIC, key=reply.key)
    except Throttled as problem:
        Reply.objects.filter(pk=reply.pk).update(wait_until=problem.until)
        return
    except ChannelError as problem:
        _wait_or_hand_over(reply, now, began, str(problem))
        return
    if number:
        sent(reply=reply, remote_id=number, at=now)
    else:
        _wait_or_hand_over(reply, now, began, "It was not found.")


def _wait_or_hand_over(reply: Reply, now: datetime, began: datetime, why: str) -> None:
    if now - began >= GIVE_UP:
        for_a_person(reply=reply, because=why, at=now)
    else:
        Reply.objects.filter(pk=reply.pk).update(wait_until=now + LOOK_AGAIN)
