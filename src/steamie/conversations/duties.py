"""What conversations ask of the clock. Every round of it makes up for a wake-up that was lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from . import polling, receiving, rehearsing, sending
from .actions.hiding import carry_out, carry_out_ban
from .effects import try_effects
from .models import Ban, Hide
from .retention import forget

duty("comments and messages", every=timedelta(minutes=1))(polling.listen_where_due)
duty("deliveries", every=timedelta(seconds=20))(receiving.work_through)
duty("answers", every=timedelta(seconds=10))(sending.send_due)
duty("a rehearsal in the inbox", every=timedelta(seconds=20))(rehearsing.play_on)
duty("old deliveries", every=timedelta(days=1))(receiving.forget_old)
duty("old conversations", every=timedelta(days=1))(forget)


@duty("hidden comments", every=timedelta(minutes=5))
def hide_and_show(now: datetime) -> None:
    """Ask again for what a channel has not done yet."""
    for row in [*Hide.objects.standing().filter(done_at=None), *Hide.objects.filter(undone_at__isnull=False, shown_at=None)]:
        if row.done_at or row.undone_at is None:
            carry_out(row, now)
    for ban in Ban.objects.filter(confirmed_at__isnull=False, done_at=None):
        carry_out_ban(ban, now)


@duty("what channels let us do", every=timedelta(days=1))
def try_what_works(now: datetime) -> None:
    """Try each verb by its effect, so that the ladder tells what is so today."""
    for channel in polling.listened_to():
        try_effects(channel, now)
