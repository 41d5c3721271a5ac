"""Reading everything that is known about a publication, so that the rule can decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Can
from steamie.channels.models import ConnectionCheck
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post, Publication, Withdrawal
from steamie.content.publishing.models import Attempt, SpokenDespiteStop, Stop
from steamie.files.consents import objections
from steamie.rules.situation import CallOutcome, ChannelCall, RemoteSight, Situation, Step

CHANGES = {verb.value for verb in ChannelCall}
UNEXPLAINED = timedelta(seconds=90)  # more than two clocks differ: never tried by then, it may have gone from a later database


@dataclass(frozen=True, slots=True)
class History:
    """The attempts of a publication, in order."""

    attempts: list[Attempt]

    @property
    def since_settled(self) -> list[Attempt]:
        """What happened after a person last settled it: their answer replaces every doubt before it."""
        return list(takewhile(lambda attempt: attempt.verb != "settle", reversed(self.attempts)))[::-1]

    @property
    def change(self) -> Attempt | None:
        """The last call that could have changed the channel."""
        return next((attempt for attempt in reversed(self.since_settled) if attempt.verb in CHANGES), None)

    @property
    def looks(self) -> list[Attempt]:
        """The looks taken since that call."""
        return [a for a in self.since_settled if a.verb == "find" and (not self.change or a.pk > self.change.pk)]

    @property
    def sweeps(self) -> int:
        """How often leftovers were looked for."""
        return sum(attempt.verb == "sweep" and attempt.outcome == CallOutcome.DONE for attempt in self.attempts)

    @property
    def sweep_failed_at(self) -> datetime | None:
        """When leftovers were last looked for, if no answer came."""
        last = next((attempt for attempt in reversed(self.attempts) if attempt.verb == "sweep"), None)
        return last.started_at if last and last.outcome != CallOutcome.DONE else None

    @property
    def since_changed(self) -> bool:
        """Whether anything was ever asked of the channel but to look, or a person has settled it."""
        return any(attempt.verb != "find" for attempt in self.attempts)

    @property
    def tries(self) -> int:
        """How often the last call was made in a row without a clear answer."""
        changes = [a for a in self.since_settled if a.verb in CHANGES]
        alike = takewhile(lambda a: a.verb == changes[-1].verb and a.outcome != CallOutcome.DONE, reversed(changes))
        return len(list(alike)) if changes else 0

    @property
    def has_loose_ends(self) -> bool:
        """Whether a copy may have been made whose identifier we were never told."""
        return any(attempt.verb == ChannelCall.CREATE and attempt.outcome == CallOutcome.UNKNOWN for attempt in self.attempts)

    @property
    def sight(self) -> RemoteSight:
        """What the last call or look showed."""
        for attempt in [*reversed(self.looks), *([self.change] if self.change else [])]:
            if attempt.outcome == CallOutcome.DONE and attempt.shown is not None:
                return RemoteSight.SHOWN if attempt.shown else RemoteSight.UNSEEN
            if attempt.outcome == CallOutcome.DONE and attempt.verb == "find":
                return RemoteSight.NOTHING
        return RemoteSight.NOT_LOOKED


def situation(publication: Publication, now: datetime) -> Situation:
    """Everything ``rules.publishing`` asks about, read afresh."""
    history = History(list(publication.attempts.all()))
    change = history.change
    can = able(publication)
    outcome = CallOutcome(change.outcome) if change and change.outcome else None
    approved_at = approved(publication)
    return Situation(
        now=now,
        due_at=publication.due_at,
        step=Step(publication.step),
        approved=approved_at is not None,
        approved_at=approved_at,
        objection=objection(publication, now),
        withdrawn=Withdrawal.objects.filter(post=publication.post_id).exists(),
        stopped=stopped(publication),
        stages=can.stage,
        keyed=can.keyed,
        finds=can.find,
        withdraws=can.withdraw,
        has_remote_id=bool(publication.remote_id),
        last=ChannelCall(change.verb) if change else None,
        outcome=outcome,
        problem=change.problem if change else "",
        asked_at=change.started_at if change else None,
        wait_until=change.wait_until if change else None,
        tries=history.tries,
        unknown_since=publication.unknown_since,
        sight=history.sight,
        looked_at=history.looks[-1].started_at if history.looks else None,
        looks=len(history.looks),
        reconnected=change is not None and outcome is CallOutcome.DISCONNECTED and works_since(publication, change.started_at),
        has_loose_ends=history.has_loose_ends,
        sweeps=history.sweeps,
        sweep_failed_at=history.sweep_failed_at,
        looks_first=can.find and not can.keyed and not history.since_changed and now - publication.due_at > UNEXPLAINED,
        finished_at=publication.published_at or (history.attempts[-1].started_at if history.attempts else None),
    )


def stopped(publication: Publication) -> bool:
    """Whether a stop holds it. What a person says on purpose during one is held only by a stop that nobody made."""
    stops = Stop.objects.holding(publication.due_at)
    if SpokenDespiteStop.objects.filter(post=publication.post_id).exists():
        stops = stops.filter(by=None)
    return stops.exists()


def objection(publication: Publication, now: datetime) -> str:
    """Why somebody in a picture of the post does not agree that this channel shows it; empty when nobody objects."""
    pictures = list(publication.post.pictures.values_list("picture", flat=True))
    return next((why for _, why in objections(pictures, [publication.channel_id], timezone.localdate(now))), "")


def approved(publication: Publication) -> datetime | None:
    """When somebody approved exactly what would go out now; None when nobody did (S-60, S-61)."""
    return approved_since(publication.post, publication.fingerprint)


def approved_since(post: Post, bound: str) -> datetime | None:
    """When somebody approved what this fingerprint names, if it is still what the post says by the field list of that day."""
    standing = Approval.objects.in_force().filter(post=post, fingerprint=bound).order_by("-at").first()
    if standing is None or fingerprint(post, standing.field_list) != bound:
        return None
    return standing.at


def able(publication: Publication) -> Can:
    """What the channel can do; nothing at all when its kind is not installed."""
    try:
        return registry.kind(publication.channel.kind).can
    except registry.UnknownKind:
        return Can()


def new_key(publication: Publication, now: datetime) -> str:
    """A key under which the channel will make this publication; empty where the channel takes none."""
    return registry.kind(publication.channel.kind).new_key(now=now) if able(publication).keyed else ""


def works_since(publication: Publication, moment: datetime) -> bool:
    """Whether a check of the connection has worked since then."""
    last = ConnectionCheck.objects.filter(channel=publication.channel_id, at__gt=moment).order_by("at").last()
    return last is not None and last.working
