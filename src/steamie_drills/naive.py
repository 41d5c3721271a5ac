"""The usual task queue: publish at once, and on an error try again. It must fail the drill, or the drill is worth nothing."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone

from steamie.channels import opening
from steamie.channels.contract import ChannelError, Outgoing
from steamie.content.posts.models import PostText, Publication
from steamie.content.posts.models.publications import Step

LEASE = timedelta(seconds=2)
TRIES = 5


def worker() -> None:
    """Take the next due post, publish it, mark it done."""
    while True:
        row = Publication.objects.to_wake(timezone.now()).filter(step=Step.APPROVED).order_by("due_at").first()
        if row is None or not _take(row):
            time.sleep(0.02)
            continue
        _publish(row)


def _take(row: Publication) -> bool:
    now = timezone.now()
    free = Publication.objects.to_wake(now).filter(pk=row.pk)
    return bool(free.update(claim="naive", claimed_until=now + LEASE))


def _publish(row: Publication) -> None:
    text = PostText.objects.get(post=row.post_id, channel=row.channel_id).text
    for _ in range(TRIES):
        try:
            channel = opening.open_channel(row.channel)
            key = channel.new_key(now=timezone.now()) if channel.can.keyed else ""
            receipt = channel.create(Outgoing(row.code, row.post.title, text, key=key))
            shown = channel.publish(receipt.remote_id)
        except ChannelError:
            continue
        Publication.objects.filter(pk=row.pk).update(step=Step.PUBLISHED, remote_id=shown.remote_id, published_at=timezone.now())
        return
