"""Saying a line that is ready, in public and at once: a post like any other, in words that were approved before."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts import choices
from steamie.content.posts.actions.posts import draft
from steamie.content.posts.composition import Composition
from steamie.content.publishing.actions.at_once import ApprovedWords, put_out_at_once
from steamie.content.publishing.tasks import advance_publication
from steamie.people.models import Person
from steamie.rules.shares import serving

from . import actions
from .models import Crisis, CrisisEntry, HoldingLine


def places() -> list[Channel]:
    """The channels on which a line can be said now: in use, on the network, and nothing known hinders them."""
    return [one for one in Channel.objects.active() if one.installed and one.installed.address and one.obstacle is None]


@transaction.atomic
def say(*, row: Crisis, line: HoldingLine, by: Person, at: datetime | None = None) -> CrisisEntry:
    """Put a line out everywhere it can be said, and write that into the thread: both, or neither.

    Raises ``ValidationError`` or ``NotReady``. Saying the same line twice in one event takes a new line: it is there already.
    """
    moment = at or timezone.now()
    if row.is_rehearsal:
        raise ValidationError("In a rehearsal nothing is said in public.")
    if line.approved_by is None or line.approved_at is None or line.ended_at:
        raise ValidationError("This line is not approved, or no longer offered.")
    if row.entries.filter(line=line, post__isnull=False).exists():
        raise ValidationError("This line is out already. Say what is new with another one.")
    channels = places()
    if not channels:
        raise ValidationError("No channel is connected, so nothing can be said from here. Say it by phone and on paper.")
    post = draft(composition=_composition(line, channels, moment), by=by, at=moment)
    words = ApprovedWords(line.words, line.by, line.approved_by, line.approved_at)
    put_out_at_once(post=post, line=words, by=by, at=moment)
    for number in post.publications.values_list("pk", flat=True):
        transaction.on_commit(partial(advance_publication.enqueue, number), robust=True)
    return actions.write(
        row=row, words=f"Said in public: “{line.words}”", minutes=0, pounds=0, line=line, post=post, by=by, at=moment
    )


def _composition(line: HoldingLine, channels: list[Channel], moment: datetime) -> Composition:
    allowed = choices.strategic()
    share = next(iter(serving("guidance", allowed.shares)), allowed.shares[0].code if allowed.shares else "")
    return Composition(
        title=line.title,
        share=share,
        audience=allowed.audiences[0][0],
        purpose="guidance",
        texts={channel.pk: line.words for channel in channels},
        due_at=moment,
    )
