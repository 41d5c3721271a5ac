"""Looking at a connection, writing down what was seen, and telling people when it breaks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Probe
from steamie.channels.models import Channel, ConnectionCheck
from steamie.channels.opening import open_channel
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.sealing import CannotUnseal
from steamie.rules.permissions import Act

from .announcing import announce

TRY_EVERY = timedelta(days=1)  # to publish by effect; in between, looking is enough


def check_connection(
    *, channel: Channel, by: Actor, now: datetime | None = None, by_effect: bool | None = None
) -> ConnectionCheck:
    """Examine the connection outside any transaction, then write it down. What is wrong and new is told by letter.

    ``by_effect``: do what publishing does, where nobody sees it; None: once a day, and once after the details were replaced.
    Nothing is done on an account that a second person has not called ours.
    """
    if isinstance(by, Person):
        require(by, Act.CONNECT)
    moment = now or timezone.now()
    acts = not channel.waits_for_second_person and (_due(channel, moment) if by_effect is None else by_effect)
    return _written(channel, _probed(channel, moment, by_effect=acts), by, moment, by_effect=acts)


def _due(channel: Channel, moment: datetime) -> bool:
    proof = channel.shown_to_work
    return proof is None or moment - proof.at >= TRY_EVERY


def _probed(channel: Channel, moment: datetime, *, by_effect: bool) -> Probe:
    try:
        opened = open_channel(channel)
        return opened.probe_effects(now=moment) if by_effect else opened.probe(now=moment)
    except CannotUnseal as problem:
        return Probe(working=False, summary=str(problem), problems=((str(problem), "Connect the account again."),))
    except registry.UnknownKind as problem:
        remedy = "Ask whoever looks after the machine to install it again."
        return Probe(working=False, summary=str(problem), problems=((str(problem), remedy),))


@action(none="it stands as it stood", unasked="check_connection asks before it looks")
def _written(channel: Channel, probe: Probe, by: Actor, moment: datetime, *, by_effect: bool) -> ConnectionCheck:
    before = channel.checks.order_by("-at", "-pk").first()
    check = ConnectionCheck.objects.create(
        channel=channel,
        at=moment,
        working=probe.working,
        reached=probe.reached,
        by_effect=by_effect,
        broken=not probe.working and (probe.reached or (before is not None and not before.working)),
        summary=probe.summary[:300],
        problems=[list(pair) for pair in probe.problems],
        expires_at=probe.expires_at,
    )
    if check.broken != (before.broken if before else False):
        verb = Verb.LOSE_CONNECTION if check.broken else Verb.MEND_CONNECTION
        record(by=by, verb=verb, clause=Citation("accounts.secrets_sealed"), subject=channel, reason=check.summary, at=moment)
    announce(check, now=moment)
    return check
