"""Comparing what a channel shows with our record: gone, changed, or posted outside the desk (S-11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from steamie.channels.contract import ChannelError, Seen, plain
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.content.models import Attempt, Difference, Explanation, Publication
from steamie.content.models.publications import Step
from steamie.content.publisher.outgoing import short_link
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

SETTLING = timedelta(minutes=15)  # younger than this, a post may still be on its way into the channel's own lists


def compare(*, channel: Channel, days: int, by: Actor, now: datetime | None = None) -> list[Difference]:
    """Look at what the channel shows of the last ``days`` and note what is new. Nothing when it cannot be asked."""
    moment = now or timezone.now()
    since = max(moment - timedelta(days=days), channel.created_at)
    try:
        kind = open_channel(channel)
        seen = list(kind.shown(since=since)) if kind.can.list else None
    except ChannelError:
        return []  # the hourly check of the connection says what is wrong
    if seen is None:
        return []
    found = [*_ours(channel, seen, since, moment), *_strange(channel, seen, moment)]
    return [noted for difference in found if (noted := _note(difference, by, moment))]


@transaction.atomic
def explain(*, difference: Difference, reason: str, by: Person, now: datetime | None = None) -> Explanation:
    """Write down what was found out about a difference."""
    require(by, Act.WITHDRAW)
    if not reason.strip():
        raise ValueError("Say what you found, so that the record can.")
    moment = now or timezone.now()
    made, new = Explanation.objects.get_or_create(
        difference=difference, defaults={"by": by, "at": moment, "reason": reason.strip()}
    )
    if new:
        record(by=by, verb="explain", clause="S-11", subject=difference, reason=made.reason, at=moment)
    return made


def _ours(channel: Channel, seen: list[Seen], since: datetime, now: datetime) -> Iterator[Difference]:
    there = {one.remote_id: one for one in seen}
    rows = Publication.objects.filter(channel=channel, step=Step.PUBLISHED, post__withdrawal__isnull=True)
    for row in rows.filter(published_at__range=(since, now - SETTLING)).select_related("post").prefetch_related("post__texts"):
        one = there.get(row.remote_id)
        if one is None:
            yield Difference(channel=channel, publication=row, kind=Difference.GONE, remote_id=row.remote_id, url=row.remote_url)
        elif plain(one.text) not in _words(row):
            yield _difference(channel, Difference.CHANGED, one, row)


def _strange(channel: Channel, seen: list[Seen], now: datetime) -> Iterator[Difference]:
    known = set(Publication.objects.filter(channel=channel).values_list("remote_id", flat=True))
    known |= set(Attempt.objects.filter(publication__channel=channel).values_list("remote_id", flat=True))
    for one in seen:
        if one.remote_id not in known and one.created_at <= now - SETTLING:
            yield _difference(channel, Difference.STRANGE, one, None)


def _difference(channel: Channel, kind: str, one: Seen, row: Publication | None) -> Difference:
    return Difference(channel=channel, publication=row, kind=kind, remote_id=one.remote_id, url=one.url, text=one.text)


def _words(row: Publication) -> set[str]:
    words = next((text.text for text in row.post.texts.all() if text.channel_id == row.channel_id), "")
    return {plain(words), plain(f"{words} {short_link(row)}")}


@transaction.atomic
def _note(difference: Difference, by: Actor, now: datetime) -> Difference | None:
    known = Difference.objects.filter(channel=difference.channel, remote_id=difference.remote_id, kind=difference.kind)
    if not difference.remote_id or known.exists():
        return None
    difference.noticed_at = now
    difference.save()
    facts = {"kind": difference.kind, "channel": difference.channel.kind}
    record(by=by, verb="notice", clause="S-11", subject=difference, facts=facts, at=now)
    return difference
