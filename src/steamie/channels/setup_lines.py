"""What this room needs before the desk runs for real: each account pinned, confirmed by a second person, and shown to work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from . import registry
from .contract import ChannelKind
from .models import Channel

FRESH = timedelta(hours=2)  # a connection is looked at every hour; what nobody has looked at for two is not known to work


@setup_lines(SetupOrder.CHANNEL)
def accounts(now: datetime) -> Iterator[SetupLine]:
    """A line for each kind that is connected by signing in, and one for each other account that has been begun."""
    channels = list(Channel.objects.active().select_related("confirmation").with_last_check().order_by("pk"))
    for name, kind in registry.kinds().items():
        if kind.address is None:
            continue
        mine = [channel for channel in channels if channel.kind == name]
        if not mine and kind.connects:
            yield _not_begun(kind)
        yield from (_line(channel, kind, now) for channel in mine)


def _not_begun(kind: type[ChannelKind]) -> SetupLine:
    note = "Until then posts go to the website only."
    return SetupLine(
        f"channel-{kind.kind}", kind.label, Progress.TO_DO, "Not started", note, reverse("channels:add", args=[kind.kind])
    )


def _line(channel: Channel, kind: type[ChannelKind], now: datetime) -> SetupLine:
    """How far one account has come."""
    state, note = _state(channel, kind, now)
    progress = Progress.UNDER_WAY if state != WORKING else Progress.DONE
    return SetupLine(f"channel-{kind.kind}", channel.name, progress, state, note, channel.get_absolute_url())


WORKING = "Working"


def _state(channel: Channel, kind: type[ChannelKind], now: datetime) -> tuple[str, str]:
    if registry.waits_for_connecting(channel.kind, channel.remote_id):
        return f"Waiting for {kind.label.partition(' ')[0]}", "Sign in there and pick the account. Nothing is connected."
    if channel.waits_for_second_person:
        return "Waiting for a second person", "Somebody who did not connect it says that it is ours."
    if obstacle := channel.obstacle:
        return "Not working", obstacle.remedy
    check, proof = channel.last_check, channel.shown_to_work
    if proof is None:
        return "Not tried yet", "Check the connection: a test post that nobody sees is made and deleted."
    if check is None or not check.working or now - check.at > FRESH:
        return "Not looked at lately", "Nobody has looked at the connection in the last hours."
    return WORKING, ""
