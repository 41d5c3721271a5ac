"""Asking the channel, and writing its answer down as a plain value. No transaction is open here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from steamie.channels import opening
from steamie.channels.contract import (
    ChannelError,
    ChannelKind,
    Disconnected,
    Outgoing,
    Receipt,
    Refused,
    Seen,
    Throttled,
    Unknown,
    plain,
)
from steamie.channels.models import Channel
from steamie.channels.registry import UnknownKind
from steamie.people.sealing import CannotUnseal
from steamie.rules.situation import CallOutcome, Do

VERBS = {
    Do.CREATE: "create",
    Do.PUBLISH: "publish",
    Do.LOOK: "find",
    Do.TAKE_DOWN: "withdraw",
    Do.SWEEP: "sweep",
    Do.CORRECT: "edit",
    Do.REREAD: "reread",
}

EARLIER_WORDS = "It shows earlier words of ours."
OTHER_WORDS = "Under our key the channel shows other words than those approved."
CONFIRM = "They look at it on the Channels page, and confirm it."


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to ask of a channel, committed as an attempt before it is asked."""

    attempt_id: int
    do: Do
    channel: Channel
    words: Outgoing | None  # only for calls that need them
    remote_id: str
    since: datetime
    asked_at: datetime  # when it was committed
    our_words: frozenset[str] = frozenset()  # all that we ever sent of this post, plain; for reading it again
    spoken_for: frozenset[str] = frozenset()  # posts of other publications, never touched by a sweep or taken for ours

    @property
    def outgoing(self) -> Outgoing:
        """The words, for a call that needs them."""
        if self.words is None:
            raise ValueError(f"“{self.do}” goes by the identifier alone.")
        return self.words


@dataclass(frozen=True, slots=True)
class CallResult:
    """What came back."""

    attempt_id: int
    do: Do
    outcome: CallOutcome
    remote_id: str = ""
    url: str = ""
    shown: bool | None = None
    problem: str = ""
    detail: str = ""
    wait_until: datetime | None = None


def ask(call: Call) -> CallResult:
    """Make the call. Anything unforeseen is unknown: never failed, never "try again"."""
    try:
        if call.do.shows and call.channel.waits_for_second_person:
            raise Disconnected("A second person has not yet confirmed that this account is ours.", remedy=CONFIRM)
        return _ASKING[call.do](call, opening.open_channel(call.channel))
    except Refused as error:
        return _trouble(call, CallOutcome.REFUSED, error)
    except Throttled as error:
        return _trouble(call, CallOutcome.THROTTLED, error, wait_until=error.until)
    except Disconnected as error:
        return _trouble(call, CallOutcome.DISCONNECTED, error, remedy=error.remedy)
    except (CannotUnseal, UnknownKind) as error:
        return CallResult(call.attempt_id, call.do, CallOutcome.DISCONNECTED, problem=str(error))
    except ChannelError as error:
        return _trouble(call, CallOutcome.UNKNOWN, error)
    except Exception as error:  # noqa: BLE001 -- a plug-in may fail in any way, and it may have failed after the deed
        detail = f"{type(error).__name__}: {error}"
        return CallResult(
            call.attempt_id, call.do, CallOutcome.UNKNOWN, problem="The channel failed in a way we did not expect.", detail=detail
        )


def _trouble(
    call: Call, outcome: CallOutcome, error: ChannelError, *, wait_until: datetime | None = None, remedy: str = ""
) -> CallResult:
    problem = f"{error} {remedy}".strip()
    return CallResult(call.attempt_id, call.do, outcome, problem=problem, detail=error.detail, wait_until=wait_until)


def _create(call: Call, channel: ChannelKind) -> CallResult:
    """What is made under a key of ours counts as shown once it was looked for, whatever the answer says."""
    receipt = channel.create(call.outgoing)
    return _received(call, replace(receipt, visible=False) if channel.can.keyed else receipt)


def _publish(call: Call, channel: ChannelKind) -> CallResult:
    receipt = channel.publish(call.remote_id)
    return CallResult(call.attempt_id, call.do, CallOutcome.DONE, remote_id=call.remote_id, url=receipt.url, shown=True)


def _received(call: Call, receipt: Receipt) -> CallResult:
    return CallResult(
        call.attempt_id, call.do, CallOutcome.DONE, remote_id=receipt.remote_id, url=receipt.url, shown=receipt.visible or None
    )


def _take_down(call: Call, channel: ChannelKind) -> CallResult:
    channel.withdraw(call.remote_id)
    return CallResult(call.attempt_id, call.do, CallOutcome.DONE, remote_id=call.remote_id)


def _look(call: Call, channel: ChannelKind) -> CallResult:
    """Ours if its identifier is known; otherwise a visible one first, then the oldest that nobody else holds."""
    seen = _ours(call, channel.find(call.outgoing, since=call.since))
    if call.remote_id:
        seen = [post for post in seen if post.remote_id == call.remote_id]
    oldest = min(seen, key=lambda post: (not post.visible, post.created_at), default=None)
    if oldest is None:
        return CallResult(call.attempt_id, call.do, CallOutcome.DONE)
    if channel.can.keyed and plain(oldest.text) != plain(channel.preview(call.outgoing).text):
        raise Unknown(OTHER_WORDS, detail=oldest.remote_id)
    return CallResult(
        call.attempt_id, call.do, CallOutcome.DONE, remote_id=oldest.remote_id, url=oldest.url, shown=oldest.visible
    )


def _sweep(call: Call, channel: ChannelKind) -> CallResult:
    """Remove unseen copies that are not ours to keep. What anyone can see is left for a person."""
    others = [post for post in _ours(call, channel.find(call.outgoing, since=call.since)) if post.remote_id != call.remote_id]
    for post in others:
        if not post.visible:
            channel.withdraw(post.remote_id)
    shown = [post.url or post.remote_id for post in others if post.visible]
    problem = f"Another copy can be seen on the channel: {', '.join(shown)}" if shown else ""
    return CallResult(call.attempt_id, call.do, CallOutcome.DONE, problem=problem, detail=f"{len(others) - len(shown)} removed")


def _correct(call: Call, channel: ChannelKind) -> CallResult:
    channel.edit(call.remote_id, call.outgoing)
    return CallResult(call.attempt_id, call.do, CallOutcome.DONE, remote_id=call.remote_id)


def _reread(call: Call, channel: ChannelKind) -> CallResult:
    """Whether the channel shows the new words. ``shown`` stays None when it does not list the post."""
    seen = channel.shown(since=call.since) if channel.can.list else channel.find(call.outgoing, since=call.since)
    one = next((post for post in seen if post.remote_id == call.remote_id), None)
    words = {plain(call.outgoing.text), plain(f"{call.outgoing.text} {call.outgoing.link}")}
    shows = plain(one.text) in words if one else None
    detail = EARLIER_WORDS if one and not shows and plain(one.text) in call.our_words else ""
    return CallResult(call.attempt_id, call.do, CallOutcome.DONE, remote_id=call.remote_id, shown=shows, detail=detail)


def _ours(call: Call, seen: Sequence[Seen]) -> list[Seen]:
    return [post for post in seen if post.remote_id not in call.spoken_for]


_ASKING = {
    Do.CREATE: _create,
    Do.PUBLISH: _publish,
    Do.LOOK: _look,
    Do.TAKE_DOWN: _take_down,
    Do.SWEEP: _sweep,
    Do.CORRECT: _correct,
    Do.REREAD: _reread,
}
