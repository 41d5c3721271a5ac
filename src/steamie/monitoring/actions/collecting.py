"""Reading a channel's figures once a day. What it does not give is written down as missing, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import ChannelError, Figure
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel, stands_in
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions.comparing import note
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.evidence.in_force import Citation
from steamie.monitoring.measures import DAYS_READ, STAND_IN, declared, measure
from steamie.monitoring.models import Reading
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.sealing import CannotUnseal

from .comments import fewer_comments
from .keeping import keep
from .permission import may_collect

NOTHING = "The channel gave no figure."


@dataclass(frozen=True, slots=True)
class Collected:
    """How a collection went: figures given, figures missing, and the first reason for a gap."""

    received: int
    missing: int
    problem: str = ""

    @property
    def words(self) -> str:
        """“4 figures, 2 not given”."""
        missing = f", {self.missing} not given" if self.missing else ""
        return f"{self.received} figure{'s'[: self.received != 1]}{missing}"


def collect(*, channel: Channel, day: date | None = None, now: datetime | None = None, by: Actor = CLOCK) -> Collected:
    """Read every post of the last ninety days, and the account itself. No transaction is open while the channel answers."""
    may_collect(by)
    now = now or timezone.now()
    day = day or timezone.localdate(now)
    if not gives_readings(channel):
        return Collected(0, 0)
    posts = list(_read_still(channel, now))
    figures, problem = _asked(channel, [post.remote_id for post in posts], day)
    rows = _rows(channel, posts, figures, problem, day, now)
    fewer = list(fewer_comments(rows))
    collected = _written(channel, rows, by, now)
    for difference in fewer:
        note(difference, by=by, now=now)
    return collected


def gives_readings(channel: Channel) -> bool:
    """Whether a channel of this kind counts anything at all."""
    try:
        return registry.kind(channel.kind).can.readings
    except registry.UnknownKind:
        return False


def _read_still(channel: Channel, now: datetime) -> Iterable[Publication]:
    since = now - timedelta(days=DAYS_READ)
    seen = Publication.objects.filter(channel=channel, step=Step.PUBLISHED, published_at__gte=since, published_at__lte=now)
    return (
        seen.exclude(remote_id="").order_by("-published_at").only("pk", "remote_id", "remote_url", "published_at", "channel_id")
    )


def _asked(channel: Channel, remote_ids: Sequence[str], day: date) -> tuple[Sequence[Figure], str]:
    """The figures, or none and the reason in words for the officer."""
    try:
        return open_channel(channel).readings(remote_ids, day=day), ""
    except ChannelError as problem:
        return (), str(problem)
    except CannotUnseal:
        return (), "The connection cannot be opened: its key is missing. Connect the account again."


def _rows(
    channel: Channel, posts: Sequence[Publication], figures: Sequence[Figure], problem: str, day: date, now: datetime
) -> list[Reading]:
    """One reading for each measure expected, whether it was given or not."""
    by_place = {(figure.remote_id, figure.measure): figure for figure in figures}
    asked = declared(channel.kind)
    wanted: list[tuple[str, str, Publication | None]] = [("", one.code, None) for one in asked if not one.of_a_post]
    wanted += [(post.remote_id, one.code, post) for post in posts for one in asked if one.of_a_post]
    source = _source(channel)
    rows = []
    for remote_id, code, post in wanted:
        figure = by_place.get((remote_id, code)) or Figure(
            code, None, measure(code, channel.kind).field, problem=problem or NOTHING
        )
        row = Reading(measure=code, day=day, channel=channel, publication=post, value=figure.value, source=source, taken_at=now)
        row.definition, row.problem, row.gap = figure.definition[:200], figure.problem[:300], figure.gap
        rows.append(row)
    return [*rows, *_beyond(channel, posts, figures, day, now)]


def _beyond(
    channel: Channel, posts: Sequence[Publication], figures: Sequence[Figure], day: date, now: datetime
) -> Iterator[Reading]:
    """What reaches some posts only: kept where the channel gave it, or said why it does not."""
    by_id = {post.remote_id: post for post in posts}
    some = {(one.code, one.of_a_post) for one in registry.kind(channel.kind).measures if not one.daily}
    for figure in figures:
        post = by_id.get(figure.remote_id)
        if (figure.measure, post is not None) in some and (figure.value is not None or figure.gap):
            row = Reading(measure=figure.measure, day=day, channel=channel, publication=post, value=figure.value)
            row.definition, row.problem, row.gap = figure.definition[:200], figure.problem[:300], figure.gap
            row.source, row.taken_at = _source(channel), now
            yield row


def _source(channel: Channel) -> str:
    kind = registry.kind(channel.kind)
    return f"{kind.label}, {STAND_IN}" if stands_in(kind) else kind.label


@action(unasked="collect asks before it reads")
def _written(channel: Channel, rows: Sequence[Reading], by: Actor, now: datetime) -> Collected:
    keep(rows)
    promised = {one.code for one in declared(channel.kind)}
    daily = [row for row in rows if row.measure in promised]
    missing = [row for row in daily if row.value is None]
    collected = Collected(len(daily) - len(missing), len(missing), missing[0].problem if missing else "")
    facts = {"given": collected.received, "missing": collected.missing, "day": rows[0].day.isoformat()}
    record(
        by=by, verb=Verb.COLLECT, clause=Citation("measure.count"), subject=channel, reason=collected.problem, facts=facts, at=now
    )
    return collected
