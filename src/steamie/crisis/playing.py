"""Playing a rehearsal on a stand-in, so that it comes the way that comments come. A channel that is real is never written to."""

from __future__ import annotations

from datetime import datetime

from steamie.channels.models import Channel
from steamie.channels.opening import stands_in

from .models import RehearsedMessage


def playable() -> Channel | None:
    """A connected channel that goes to a stand-in which can play residents; None where every channel is real."""
    channels = Channel.objects.active().exclude(remote_id="")
    return next((one for one in channels if stands_in(one.installed) and one.installed and one.installed.can.play), None)


def to_play(now: datetime) -> list[RehearsedMessage]:
    """Messages whose moment has come, in rehearsals that go on on a stand-in, and that it does not have yet."""
    rows = RehearsedMessage.objects.filter(crisis__ended_at=None, crisis__played_on__isnull=False, remote_id="")
    return list(rows.filter(comes_at__lte=now).select_related("crisis__played_on")[:50])


def played() -> list[RehearsedMessage]:
    """Messages that a stand-in has and that nobody has answered."""
    rows = RehearsedMessage.objects.filter(crisis__ended_at=None, answered_at=None).exclude(remote_id="")
    return list(rows.select_related("crisis__played_on")[:200])
