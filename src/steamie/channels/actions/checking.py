"""Looking at a connection, writing down what was seen, and telling people when it breaks."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Probe
from steamie.channels.credentials import CannotUnseal
from steamie.channels.models import Channel, ConnectionCheck
from steamie.channels.opening import open_channel
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


def check_connection(*, channel: Channel, by: Actor, now: datetime | None = None) -> ConnectionCheck:
    """Examine the connection outside any transaction, then write it down. When it has just broken, letters go out."""
    if isinstance(by, Person):
        require(by, Act.CONNECT)
    moment = now or timezone.now()
    return _written(channel, _probed(channel, moment), by, moment)


def _probed(channel: Channel, moment: datetime) -> Probe:
    try:
        return open_channel(channel).probe(now=moment)
    except CannotUnseal as problem:
        return Probe(working=False, summary=str(problem), problems=((str(problem), "Connect the account again."),))
    except registry.UnknownKind as problem:
        remedy = "Ask whoever looks after the machine to install it again."
        return Probe(working=False, summary=str(problem), problems=((str(problem), remedy),))


@transaction.atomic
def _written(channel: Channel, probe: Probe, by: Actor, moment: datetime) -> ConnectionCheck:
    before = channel.checks.order_by("-at", "-pk").first()
    check = ConnectionCheck.objects.create(
        channel=channel,
        at=moment,
        working=probe.working,
        summary=probe.summary[:300],
        problems=[list(pair) for pair in probe.problems],
        expires_at=probe.expires_at,
    )
    was_working = before.working if before else True
    if check.working != was_working:
        verb = "mend connection" if check.working else "lose connection"
        record(by=by, verb=verb, clause="S-63", subject=channel, reason=check.summary, at=moment)
    if was_working and not check.working:
        transaction.on_commit(lambda: _tell(channel, check))
    return check


def _tell(channel: Channel, check: ConnectionCheck) -> None:
    """A letter to the owner and the deputy. It holds no secret, so it may be read by anyone."""
    to = [person.email for person in (channel.owner, channel.deputy) if person and person.is_active]
    if not to:
        return
    wrong = "\n\n".join(f"{what}\n  What to do: {remedy}" for what, remedy in check.problems)
    body = (
        f"{channel.name} has stopped working.\n\n{wrong}\n\n"
        "Nothing is lost. Posts that are due wait here until it works again.\n\n"
        f"{settings.PUBLIC_URL}/desk/channels/{channel.pk}/\n"
    )
    send_mail(f"{channel.name} has stopped working", body, None, to, fail_silently=False)
