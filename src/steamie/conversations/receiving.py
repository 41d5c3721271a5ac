"""Deliveries: stored before they are answered, then read again at the channel. They say where to look, and nothing more."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db import connection, transaction

from steamie.channels.contract import ChannelError, ChannelKind, Notice, Throttled
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.people.sealing import CannotUnseal
from steamie.visits.grouping import Grouped

from .actions.arriving import key_of, take_down, take_in
from .models import Delivery, Listening, Message
from .polling import listen, listening_of

FEW = 3  # so many comments are read one by one; of more, the channel is looked at as a whole
SETTLE = timedelta(seconds=45)  # a crowd is read once in so long
KEPT = timedelta(days=7)
MOST_TRIES = 20
log = logging.getLogger(__name__)


def signed_by(kind_name: str, body: bytes, signature: str) -> int | None:
    """The number of the channel whose secret signed these bytes; None when none did."""
    with connection.cursor() as cursor:
        cursor.execute(*_listening_channels(kind_name))
        rows = cursor.fetchall()
    for number, sealed in rows:
        try:
            if _opened(number, sealed).is_signed(body, signature):
                return int(number)
        except (UnknownKind, CannotUnseal):
            continue
    return None


@cache
def _listening_channels(kind_name: str) -> tuple[str, tuple[Any, ...]]:
    """The question as SQL: to put it together takes longer than to answer it, and deliveries come by the hundred a second."""
    sql, values = Channel.objects.active().filter(kind=kind_name).values_list("pk", "sealed").query.sql_with_params()
    return sql, tuple(values)


@lru_cache(maxsize=8)
def _opened(number: int, sealed: str) -> ChannelKind:
    """A channel opened to compare signatures, for as long as what is sealed stays the same: to unseal it takes longest of all."""
    return open_channel(Channel.objects.get(pk=number))


def challenged(kind_name: str, query: dict[str, str]) -> str | None:
    """What to answer the channel that asks whether the address is ours; None when no channel of ours knows its word."""
    for channel in Channel.objects.active().filter(kind=kind_name):
        try:
            if (word := open_channel(channel).challenge(query)) is not None:
                return word
        except (UnknownKind, CannotUnseal):
            continue
    return None


def keep(channel: int, body: bytes, now: datetime) -> None:
    """Store a delivery, with all that come at once. Once this returns it may be answered with 200: it cannot be lost any more."""
    _deliveries.add((channel, now, body))


# Plain SQL, for the same reason.
_STORE = "INSERT INTO conversations_delivery (channel_id, came_at, body, tries, problem) VALUES (%s, %s, %s, 0, '')"


def _store(deliveries: Sequence[tuple[int, datetime, bytes]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        rows = [(channel, connection.ops.adapt_datetimefield_value(now), body) for channel, now, body in deliveries]
        cursor.executemany(_STORE, rows)


_deliveries: Grouped[tuple[int, datetime, bytes]] = Grouped(lambda deliveries: _store(deliveries))


def work_through(now: datetime) -> None:
    """Work through what waits, channel by channel."""
    for number in Delivery.objects.waiting().order_by().values_list("channel", flat=True).distinct():
        _of_channel(Channel.objects.get(pk=number), now)


def forget_old(now: datetime) -> None:
    """Throw away deliveries that were worked through a week ago."""
    Delivery.objects.old(now - KEPT).delete()


def _of_channel(channel: Channel, now: datetime) -> None:
    rows = [
        row for row in Delivery.objects.waiting().filter(channel=channel)[:500] if not row.wait_until or row.wait_until <= now
    ]
    if not rows:
        return
    try:
        kind = open_channel(channel)
        notices = {(notice.remote_id, notice.private): notice for row in rows for notice in kind.notices(_json(row))}
        done = _heed(kind, channel, list(notices.values()), now)
    except Throttled as problem:
        _later(rows, problem.until, str(problem))
        return
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        _later(rows, now + timedelta(minutes=1), str(problem))
        return
    if done:
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(worked_at=now)
        Listening.objects.filter(channel=channel).update(heard_at=now)


def _json(row: Delivery) -> object:
    try:
        return json.loads(bytes(row.body))
    except (ValueError, RecursionError):
        return None


def _later(rows: list[Delivery], until: datetime, problem: str) -> None:
    """Try these again; after twenty tries the next look at the whole channel makes up for them."""
    for row in rows:
        row.tries += 1
        row.wait_until, row.problem = until, problem[:200]
        if row.tries >= MOST_TRIES:
            row.worked_at = until
        row.save()


def _heed(kind: ChannelKind, channel: Channel, notices: list[Notice], now: datetime) -> bool:
    """Look where the notices point; False when a crowd is to be waited for a little longer."""
    crowd = len(notices) > FEW or any(notice.private for notice in notices)
    if not crowd:
        for notice in notices:
            _look_at(kind, channel, notice, now)
        return True
    row = listening_of(channel, now)
    if row.looked_at and now - row.looked_at < SETTLE:
        return False
    listen(channel, now)
    return not Listening.objects.get(channel=channel).problem


def _look_at(kind: ChannelKind, channel: Channel, notice: Notice, now: datetime, depth: int = 0) -> None:
    """Read one comment again and take it in, after what it answers; gone only if the channel says so itself."""
    heard = kind.read(notice.remote_id)
    if heard is None:
        message = Message.objects.filter(key=key_of(channel, notice.remote_id)).first()
        if message:
            take_down(message=message, at=now)
        return
    if not heard.post_id:
        heard = replace(heard, post_id=notice.post_id)
    above = heard.parent_id
    if above and depth < 3 and not Message.objects.filter(key=key_of(channel, above)).exists():
        _look_at(kind, channel, Notice(above, post_id=heard.post_id), now, depth + 1)
    take_in(channel=channel, heard=heard, at=now)
