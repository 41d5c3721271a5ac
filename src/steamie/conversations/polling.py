"""Looking at a channel: everything written since we last looked, whatever gap there was, and what has been taken down since."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from steamie.channels import registry
from steamie.channels.contract import ChannelError, ChannelKind, Disconnected, Heard, Listened, Throttled
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.people.sealing import CannotUnseal

from .actions.arriving import gone_from, key_of, take_down, take_in
from .effects import note_effect
from .models import Conversation, Listening, Message
from .models.threads import digest_of

OVERLAP = timedelta(minutes=10)  # read again each time, for what the channel lists late
FIRST_LOOK = timedelta(days=7)  # how far back a channel that was never listened to is read
SWEEP_EVERY, SWEEP_BACK = timedelta(days=1), timedelta(days=365)  # once a day a whole year is compared
AT_ONCE = 400  # keys in one query
log = logging.getLogger(__name__)


def listened_to() -> list[Channel]:
    """The channels in use whose kind gives what others write, and that are connected."""
    able = [name for name, kind in registry.kinds().items() if kind.can.listen]
    return [
        one
        for one in Channel.objects.active().filter(kind__in=able)
        if not (one.installed and one.installed.connects) or one.remote_id
    ]


def listening_of(channel: Channel, now: datetime) -> Listening:
    """How far a channel has been read."""
    defaults = {"begun_at": now, "read_until": now - FIRST_LOOK, "next_at": now}
    return Listening.objects.get_or_create(channel=channel, defaults=defaults)[0]


def listen_where_due(now: datetime) -> None:
    """Look at each channel whose time has come; one that fails does not keep the others from being read."""
    for channel in listened_to():
        row = listening_of(channel, now)
        if row.next_at <= now:
            listen(channel, now)


def listen(channel: Channel, now: datetime) -> int:
    """Look at one channel; how many things were new. What went wrong is written down, with what to do."""
    row = listening_of(channel, now)
    row.looked_at = now
    minutes = channel.installed.poll_minutes if channel.installed else 15
    row.next_at = now + timedelta(minutes=minutes)
    try:
        new = _read(open_channel(channel), channel, row, now)
        row.problem = row.remedy = ""
        row.worked_at = row.read_until = now
    except Throttled as problem:
        new, row.problem, row.remedy = 0, str(problem)[:300], "Nothing to do. We look again as soon as it lets us."
        row.next_at = max(row.next_at, problem.until)
    except Disconnected as problem:
        new, row.problem, row.remedy = 0, str(problem)[:300], problem.remedy[:300]
        note_effect(channel, "read", worked=False, words=f"{problem} ({problem.detail})", at=now)
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        new, row.problem, row.remedy = 0, str(problem)[:300], "We look again at the next round."
    row.save()
    return new


def _read(kind: ChannelKind, channel: Channel, row: Listening, now: datetime) -> int:
    sweep = row.swept_at is None or now - row.swept_at >= SWEEP_EVERY
    since = (now - SWEEP_BACK) if sweep and row.swept_at else row.read_until - OVERLAP
    listened = kind.comments(since=since)
    new = write_down(channel, listened, now, earliest=row.begun_at - FIRST_LOOK)
    note_effect(channel, "read", worked=True, words="It worked.", at=now)
    _note_authors(channel, listened, now)
    if kind.can.messages:
        new += _messages(kind, channel, row, now)
    if not kind.tells_removals:
        _ask_whether_gone(kind, channel, now)
    if sweep:
        row.swept_at = now
    return new


def _ask_whether_gone(kind: ChannelKind, channel: Channel, now: datetime) -> None:
    """Where a list never says what was taken down, ask for what came lately or still waits."""
    lately = Q(written_at__gte=now - FIRST_LOOK) | Q(conversation__ended_at=None)
    rows = Message.objects.theirs().standing().filter(lately, conversation__channel=channel).exclude(key=None)
    by_number = {message.remote_id: message for message in rows.order_by("-pk")[:AT_ONCE]}
    for number in kind.gone(list(by_number)) if by_number else ():
        take_down(message=by_number[number], at=now)


def _messages(kind: ChannelKind, channel: Channel, row: Listening, now: datetime) -> int:
    """What was written to us in private. Many an account gives comments and not these: the comments stay read."""
    try:
        listened = kind.messages(since=row.read_until - OVERLAP)
        new = write_down(channel, listened, now, earliest=row.begun_at - FIRST_LOOK)
    except Throttled:
        raise
    except ChannelError as problem:
        note_effect(channel, "messages", worked=False, words=f"{problem} ({problem.detail})", at=now)
        return 0
    note_effect(channel, "messages", worked=True, words="It worked.", at=now)
    return new


def _note_authors(channel: Channel, listened: Listened, now: datetime) -> None:
    others = [one for one in listened.heard if not one.by_us]
    if others:
        named = any(one.author_name for one in others)
        words = "It worked." if named else "The channel leaves out who wrote them."
        note_effect(channel, "authors", worked=named, words=words, at=now)


def write_down(channel: Channel, listened: Listened, now: datetime, *, earliest: datetime) -> int:
    """Take in what is new or changed, and write down what is gone; how many things that was.

    What was written before ``earliest`` is left: years of comments from before the desk are nobody's queue.
    """
    changed = (one for one in _changed(channel, listened.heard) if one.written_at >= earliest)
    new = sum(take_in(channel=channel, heard=one, at=now) is not None for one in changed)
    _fill_in_posts(channel, listened.heard)
    there = {one.remote_id for one in listened.heard}
    for message in gone_from(channel, listened.whole, there):
        take_down(message=message, at=now)
    return new


def _changed(channel: Channel, heard: Iterable[Heard]) -> Iterator[Heard]:
    """What is not as we have it, in the order it was written."""
    listed = sorted(heard, key=lambda one: one.written_at)
    known: dict[str | None, tuple[str, bool, bool | None, bool]] = {}
    for first in range(0, len(listed), AT_ONCE):
        keys = [key_of(channel, one.remote_id) for one in listed[first : first + AT_ONCE]]
        for row in Message.objects.filter(key__in=keys):
            known[row.key] = (row.digest, row.hidden, row.may_answer_privately, row.removed_at is not None)
    for one in listed:
        have = known.get(key_of(channel, one.remote_id))
        if have is None or (not have[3] and have[:3] != (digest_of(one.words), one.hidden, one.may_answer_privately)):
            yield one


def _fill_in_posts(channel: Channel, heard: Iterable[Heard]) -> None:
    """A delivery does not say under which words a comment stands; a look does."""
    posts = {one.post_id: one.post_words for one in heard if one.post_id and one.post_words}
    bare = Conversation.objects.filter(channel=channel, post_words="", post_id__in=list(posts)[:AT_ONCE])
    for post_id in set(bare.values_list("post_id", flat=True)):
        Conversation.objects.filter(channel=channel, post_id=post_id, post_words="").update(post_words=posts[post_id][:200])
