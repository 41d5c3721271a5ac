"""A channel's letters about comments: read as comments while the channel lets us read none, and passed over once it does."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from steamie.casework.mail_in.plans import Arrival, LetterPlan, sorts_mail
from steamie.casework.models.mail import Became, Doubt
from steamie.channels.contract import Mailed
from steamie.channels.models import Channel

from .actions.mailed import take_in_mailed
from .models import EffectSeen

NOT_VOUCHED = "Your mail server does not say that it truly comes from there (DMARC), so a person looks first."
NOBODY = "The settings of the mailbox do not say whose word is taken for that (DMARC), so a person looks first."


@sorts_mail
def comment_by_mail(arrival: Arrival) -> LetterPlan | None:
    """A letter in which a channel tells of a comment or a message."""
    if arrival.mail.suspicion:
        return None
    for channel in Channel.objects.active():
        mailed = _mailed(channel, arrival)
        if mailed is None:
            continue
        if EffectSeen.objects.filter(channel=channel, verb="read", worked=True).exists():
            return LetterPlan(Became.MACHINE, f"It tells of a comment, which the desk reads on {channel} itself.")
        server = arrival.letter.mailbox.vouching_server
        if not arrival.mail.is_vouched_for(server):  # anybody can write in a channel's name
            why = NOT_VOUCHED if server else NOBODY
            return LetterPlan(Became.HELD, f"It tells of a comment on {channel}. {why}", Doubt.SPAM)
        put = partial(_put_in, channel, mailed)
        return LetterPlan(Became.MACHINE, f"It tells of a comment on {channel}, which stands in the inbox now.", does=put)
    return None


def _mailed(channel: Channel, arrival: Arrival) -> Mailed | None:
    kind, head = channel.installed, arrival.mail.head
    return kind.from_letter(head.sender, head.subject, arrival.mail.words) if kind else None


def _put_in(channel: Channel, mailed: Mailed, arrival: Arrival, now: datetime) -> None:
    take_in_mailed(channel=channel, mailed=mailed, written_at=min(arrival.letter.received_at, now), at=now)
