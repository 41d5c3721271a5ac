"""A rehearsal that comes into the inbox: played on a stand-in, heard like any comment, and scored by what was answered there."""

from __future__ import annotations

import logging
from datetime import datetime

from steamie.channels.contract import ChannelError
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.crisis.actions import answer
from steamie.crisis.models import RehearsedMessage
from steamie.crisis.playing import played, to_play
from steamie.people.permissions import NotAllowed
from steamie.people.sealing import CannotUnseal

from .models import Message, Reply
from .polling import listen

log = logging.getLogger(__name__)


def play_on(now: datetime) -> None:
    """Play what is due, hear it, and write down which messages were answered."""
    channels = {}
    for row in to_play(now):
        if _played(row) and (channel := row.crisis.played_on):
            channels[channel.pk] = channel
    for channel in channels.values():
        listen(channel, now)
    for row in played():
        _scored(row, now)


def _played(row: RehearsedMessage) -> bool:
    channel = row.crisis.played_on
    if channel is None:
        return False
    try:
        row.remote_id = open_channel(channel).play(row.words, f"Resident {row.pk}")
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        log.warning("A message of a rehearsal could not be played: %s", problem)
        return False
    row.save(update_fields=["remote_id"])
    return True


def _scored(row: RehearsedMessage, now: datetime) -> None:
    """The first answer that went out counts; what became a case was answered by whoever opened it."""
    message = Message.objects.filter(remote_id=row.remote_id, conversation__channel=row.crisis.played_on).first()
    if message is None:
        return
    sent = Reply.objects.filter(conversation=message.conversation, sent_at__isnull=False).order_by("sent_at").first()
    taken = message.conversation.case
    try:
        if sent and sent.sent_at:
            answer(row=row, words=sent.words, by=sent.by, at=max(sent.sent_at, row.comes_at))
        elif taken and taken.handler:
            answer(row=row, words=f"Taken on as {taken.reference}.", by=taken.handler, at=max(now, row.comes_at))
    except NotAllowed:
        log.info("Whoever answered message %s of a rehearsal takes no part in rehearsals.", row.pk)
