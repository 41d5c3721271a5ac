"""A channel in memory, whose answers can be lost, refused or delayed by script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar

import time_machine

from steamie.channels.contract import Can, ChannelKind, Limits, Outgoing, Preview, Probe, Receipt, Refused, Seen, Unknown
from steamie.channels.models import Channel
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Publication
from steamie.content.publishing.publisher import advance
from steamie.people.models import Person

from .making import NOW, TUESDAY, make_post


@dataclass
class Made:
    marker: str
    text: str
    visible: bool = False
    shown_times: int = 0
    gone: bool = False
    edits: list[str] = field(default_factory=list)


@dataclass
class World:
    """What is truly on the pretend channel, and what will go wrong next."""

    now: datetime
    posts: dict[str, Made] = field(default_factory=dict)
    faults: list[tuple[str, str, BaseException]] = field(default_factory=list)  # (verb, "before" or "after" the deed, error)
    hidden_from_lists: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))
    during: Any = None  # called in the middle of each call

    def visible(self) -> list[Made]:
        return [post for post in self.posts.values() if post.visible and not post.gone]

    def fault(self, verb: str, when: str) -> None:
        for index, (wanted, moment, error) in enumerate(self.faults):
            if (wanted, moment) == (verb, when):
                del self.faults[index]
                raise error


class Pretend(ChannelKind):
    kind: ClassVar = "pretend"
    label: ClassVar = "Pretend"
    credentials: ClassVar = ()
    limits: ClassVar = Limits(text=5000)
    can: ClassVar = Can(stage=True, edit=True, withdraw=True, find=True)
    world: ClassVar[World]

    def preview(self, outgoing: Outgoing) -> Preview:
        return Preview(outgoing.text, outgoing.title, outgoing.link, pictures=outgoing.pictures)

    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        return ("It is too long.",) if len(outgoing.text) > self.limits.text else ()

    def create(self, outgoing: Outgoing) -> Receipt:
        self._enter("create")
        remote_id = f"r{next(self.world.numbers)}"
        self.world.posts[remote_id] = Made(outgoing.marker, outgoing.text, visible=not self.can.stage)
        self.world.fault("create", "after")
        return Receipt(remote_id, f"https://pretend.example/{remote_id}", visible=not self.can.stage)

    def publish(self, remote_id: str) -> Receipt:
        self._enter("publish")
        post = self.world.posts[remote_id]
        if post.gone:
            raise Refused("There is no such post.")
        post.shown_times += not post.visible
        post.visible = True
        self.world.fault("publish", "after")
        return Receipt(remote_id, f"https://pretend.example/{remote_id}", visible=True)

    def withdraw(self, remote_id: str) -> None:
        self._enter("withdraw")
        self.world.posts[remote_id].gone = True
        self.world.fault("withdraw", "after")

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        self._enter("edit")
        post = self.world.posts[remote_id]
        post.edits.append(outgoing.text)
        post.text = outgoing.text
        self.world.fault("edit", "after")

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        self._enter("find")
        self.world.fault("find", "after")
        listed = {
            key: post for key, post in self.world.posts.items() if key not in self.world.hidden_from_lists and not post.gone
        }
        alike = [(key, post) for key, post in listed.items() if _is_it(post, outgoing)]
        return [Seen(key, f"https://pretend.example/{key}", post.visible, post.text, self.world.now) for key, post in alike]

    def probe(self, *, now: datetime) -> Probe:
        return Probe(working=True, summary="Pretending.")

    def _enter(self, verb: str) -> None:
        self.world.calls.append(verb)
        if self.world.during:
            self.world.during(verb)
        self.world.fault(verb, "before")


def _is_it(post: Made, outgoing: Outgoing) -> bool:
    """The marker stands in the link; where there is none, the words must tell."""
    return post.marker == outgoing.marker if outgoing.link else post.text == outgoing.text


class PretendAtOnce(Pretend):
    """As above, but what is made is seen at once."""

    kind: ClassVar = "pretend-at-once"
    can: ClassVar = Can(stage=False, withdraw=True, find=True)


def lost(verb: str, *, after: bool = True) -> tuple[str, str, Exception]:
    """An answer that never came; the deed was done unless ``after`` is false."""
    return (verb, "after" if after else "before", Unknown("No answer came."))


def planned(officer: Person, channel: Channel, **fields: Any) -> Publication:
    post = make_post(officer, channel, **fields)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    return post.publications.get()


def run(publication: Publication, *, until: timedelta = timedelta(hours=1), start: datetime = TUESDAY) -> Publication:
    """Wake the row whenever it asks to be woken, as the clock would, for a while."""
    with time_machine.travel(start, tick=False) as traveller:
        end = start + until
        for _ in range(200):
            publication.refresh_from_db()
            if publication.wake_at is None or publication.wake_at > end:
                return publication
            traveller.move_to(max(publication.wake_at, start))
            advance(publication.pk)
        raise AssertionError("It never came to rest.")


class PretendStone(Pretend):
    """As the first, but what is sent cannot be changed."""

    kind: ClassVar = "pretend-stone"
    can: ClassVar = Can(stage=True, withdraw=True, find=True)


class PretendKeyed(Pretend):
    """What is made is seen at once, under a key of ours: a second call under it makes no second post."""

    kind: ClassVar = "pretend-keyed"
    can: ClassVar = Can(keyed=True, withdraw=True, find=True)

    @classmethod
    def new_key(cls, *, now: datetime) -> str:
        return f"key-{next(cls.world.numbers)}"

    def create(self, outgoing: Outgoing) -> Receipt:
        self._enter("create")
        assert outgoing.key, "the key was not kept before the first call"
        self.world.posts.setdefault(outgoing.key, Made(outgoing.marker, outgoing.text, visible=True))
        self.world.fault("create", "after")
        return Receipt(outgoing.key, f"https://pretend.example/{outgoing.key}", visible=True)

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        self._enter("find")
        post = self.world.posts.get(outgoing.key)
        if post is None or post.gone:
            return ()
        return (Seen(outgoing.key, f"https://pretend.example/{outgoing.key}", True, post.text, self.world.now),)


class PretendForgetful(PretendKeyed):
    """As above, but it makes each post under a key drawn anew: it cannot be relied on to make it once."""

    kind: ClassVar = "pretend-forgetful"

    def create(self, outgoing: Outgoing) -> Receipt:
        return super().create(replace(outgoing, key=self.new_key(now=self.world.now)))


KINDS = {kind.kind: kind for kind in (Pretend, PretendAtOnce, PretendStone, PretendKeyed, PretendForgetful)}
