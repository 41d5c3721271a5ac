"""Comparing what a channel shows with our record: gone, changed, or posted outside the desk (S-11)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from steamie.channels.contract import ChannelError, Seen, plain
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Attempt, Difference, Explanation
from steamie.content.publishing.publisher import coming_back
from steamie.content.publishing.publisher.outgoing import our_words, short_link
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.sealing import CannotUnseal
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act

from .put_back import stop_for

SETTLING = timedelta(minutes=15)  # younger than this, a post may still be on its way into the channel's own lists
CAN_BE_SEEN = "It can be seen on the channel, though our record says that it was not shown."
CODE = re.compile(r"/go/([A-Za-z0-9_-]+)")  # of a short link
ENDS = (
    Difference.GONE,
    Difference.CHANGED,
    Difference.STRANGE,
    Difference.SHOWN,
)  # sights that can end; comments do not come back


@dataclass(frozen=True, slots=True)
class Look:
    """What a channel showed of the time since a moment, in one look."""

    channel: Channel
    seen: tuple[Seen, ...]
    since: datetime
    at: datetime


def compare(*, channel: Channel, days: int | None, by: Actor, now: datetime | None = None) -> list[Difference]:
    """Look at what the channel shows of the last ``days`` (None: of all time) and note what is new.

    Nothing when it cannot be asked: the hourly check of the connection says what is wrong.
    """
    look = _look(channel, days, now or timezone.now())
    if look is None:
        return []
    sights = [*_ours(look), *_shown_though_held(look), *_strange(look)]
    _see_ended(look, sights, by)
    return [noted for difference in sights if (noted := note(difference, by=by, now=look.at))]


@action(none="it is noted already", unasked="it is seen, not done")
def note(difference: Difference, *, by: Actor, now: datetime) -> Difference | None:
    """Write a difference down, unless this very sight is noted already. None when there is nothing new."""
    difference.digest = hashlib.sha256(plain(difference.text).encode()).hexdigest()
    noted = Difference.objects.standing().filter(
        channel=difference.channel, remote_id=difference.remote_id, kind=difference.kind, digest=difference.digest
    )
    if not difference.remote_id or noted.exists():
        return None
    difference.noticed_at = now
    difference.save()
    facts = {"kind": difference.kind, "channel": difference.channel.kind}
    record(
        by=by,
        verb=Verb.NOTICE,
        clause=Citation("access.by_office"),
        subject=difference,
        reason=_reason(difference),
        facts=facts,
        at=now,
    )
    return difference


@action(none="it is explained already")
def explain(*, difference: Difference, reason: str, by: Person, now: datetime | None = None) -> Explanation:
    """Write down what was found out about a difference."""
    require(by, Act.WITHDRAW)
    if not reason.strip():
        raise ValueError("Say what you found, so that the record can.")
    moment = now or timezone.now()
    explanation, new = Explanation.objects.get_or_create(
        difference=difference, defaults={"by": by, "at": moment, "reason": reason.strip()}
    )
    if new:
        record(
            by=by,
            verb=Verb.EXPLAIN,
            clause=Citation("access.by_office"),
            subject=difference,
            reason=explanation.reason,
            at=moment,
        )
    return explanation


def _look(channel: Channel, days: int | None, now: datetime) -> Look | None:
    since = channel.created_at if days is None else max(now - timedelta(days=days), channel.created_at)
    try:
        kind = open_channel(channel)
        return Look(channel, tuple(kind.shown(since=since)), since, now) if kind.can.list else None
    except (ChannelError, CannotUnseal, UnknownKind):
        return None


def _ours(look: Look) -> Iterator[Difference]:
    there = {one.remote_id: one for one in look.seen}
    rows = Publication.objects.filter(channel=look.channel, step=Step.PUBLISHED, post__withdrawal__isnull=True)
    rows = rows.filter(published_at__range=(look.since, look.at - SETTLING))
    for row in rows.select_related("post").prefetch_related("post__texts", "amendments"):
        one, allowed = there.get(row.remote_id), _words(row)
        fields = {"channel": look.channel, "publication": row, "remote_id": row.remote_id, "url": row.remote_url}
        fields |= {"ours": allowed[0], "made_at": row.published_at}
        if one is None:
            yield Difference(kind=Difference.GONE, **fields)
        elif _came_back(row, one, look.at):
            continue
        elif plain(one.text) not in {plain(words) for text in allowed for words in (text, f"{text} {short_link(row)}")}:
            yield Difference(kind=Difference.CHANGED, text=one.text, **fields | {"url": one.url or row.remote_url})


def _shown_though_held(look: Look) -> Iterator[Difference]:
    """What can be seen of posts that our record says are not: a call to show one came through after we had given it up."""
    there = {one.remote_id: one for one in look.seen}
    rows = Publication.objects.filter(channel=look.channel, remote_id__in=there, wake_at__isnull=True)
    for row in rows.exclude(step=Step.PUBLISHED).select_related("post").prefetch_related("post__texts", "amendments"):
        yield _shown(row, there[row.remote_id], look)


def _shown(row: Publication, one: Seen, look: Look) -> Difference:
    """A post of ours that can be seen under an identifier, or at a time, that our record does not know."""
    if row.step != Step.PUBLISHED and row.wake_at is None:
        _ask_a_person(row, one, look.at)
    fields = {"channel": look.channel, "publication": row, "remote_id": one.remote_id, "url": one.url, "text": one.text}
    return Difference(kind=Difference.SHOWN, ours=_words(row)[0], made_at=one.created_at, **fields)


def _ask_a_person(row: Publication, one: Seen, now: datetime) -> None:
    """It may stay or go: only a person can say, and until then it is unconfirmed."""
    if row.step == Step.NEEDS_A_PERSON:
        return
    row.step, row.unknown_since, row.told_at = Step.NEEDS_A_PERSON, min(one.created_at, now), None
    row.problem, row.remote_url = CAN_BE_SEEN, one.url or row.remote_url
    row.save(update_fields=["step", "unknown_since", "told_at", "problem", "remote_url"])


def _strange(look: Look) -> Iterator[Difference]:
    ours = set(Publication.objects.filter(channel=look.channel).values_list("remote_id", flat=True))
    ours |= set(Attempt.objects.filter(publication__channel=look.channel).values_list("remote_id", flat=True))
    for one in look.seen:
        if one.remote_id in ours or one.created_at > look.at - SETTLING:
            continue
        if (row := _ours_by_sight(one, look.channel, look.at)) is None:
            fields = {"remote_id": one.remote_id, "url": one.url, "text": one.text, "made_at": one.created_at}
            yield Difference(channel=look.channel, kind=Difference.STRANGE, **fields)
            continue
        if not row.attempts.exists():
            stop_for("A channel shows a post that this database had not sent yet.", look.at)
            row.refresh_from_db()
        yield _shown(row, one, look)


def _ours_by_sight(one: Seen, channel: Channel, now: datetime) -> Publication | None:
    """The post of ours that this is, by its short link, or by the words of one whose identifier we were never told."""
    rows = Publication.objects.filter(channel=channel).select_related("post").prefetch_related("post__texts", "amendments")
    by_link = rows.filter(code__in=CODE.findall(f"{one.text} {one.url}")).first()
    unnamed = rows.filter(remote_id="", published_at=None, due_at__lte=now)
    unnamed = unnamed.filter(post__texts__channel=channel, post__texts__text=one.text.strip())
    return by_link or unnamed.order_by("due_at").first()


@transaction.atomic
def _came_back(row: Publication, one: Seen, now: datetime) -> bool:
    """Whether it shows earlier words that an abandoned call of ours explains. Then it is corrected again."""
    last = max(row.amendments.all(), key=lambda amendment: amendment.pk, default=None)
    if (
        last is None
        or last.stage != Stage.CORRECTED
        or plain(one.text) in {plain(last.words), plain(f"{last.words} {short_link(row)}")}
    ):
        return False
    if plain(one.text) not in our_words(row) or not coming_back.may_go_again(last, row):
        return False
    coming_back.go_again(last, row, now)
    Publication.objects.filter(pk=row.pk).update(wake_at=now)
    return True


@transaction.atomic
def _see_ended(look: Look, sights: list[Difference], by: Actor) -> None:
    """What was different in this stretch of time, and no longer is: noted too, since somebody did that as well."""
    still = {(one.kind, one.remote_id, plain(one.text)) for one in sights}
    rows = Difference.objects.standing().filter(channel=look.channel, kind__in=ENDS, made_at__gte=look.since)
    for row in rows.filter(publication__post__withdrawal__isnull=True).select_related("channel"):
        if (row.kind, row.remote_id, plain(row.text)) not in still:
            row.over_at = look.at
            row.save(update_fields=["over_at"])
            reason, facts = _reason(row), {"kind": row.kind}
            clause = Citation("access.by_office")
            record(by=by, verb=Verb.SEE_ENDED, clause=clause, subject=row, reason=reason, facts=facts, at=look.at)


def _reason(difference: Difference) -> str:
    """In words for the record; what strangers wrote stays out of it."""
    return f"{difference.get_kind_display()}: {difference.channel.name}."


def _words(row: Publication) -> list[str]:
    """What it may show: the words of the post, and the earlier ones while a correction has not reached it."""
    last = max(row.amendments.all(), key=lambda amendment: amendment.pk, default=None)
    if last is None:
        return [next((text.text for text in row.post.texts.all() if text.channel_id == row.channel_id), "")]
    return [last.words] if last.stage == Stage.CORRECTED else [last.before, last.words]
