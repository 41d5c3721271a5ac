"""The second person's yes to a connected account: signing in at a channel can go to the wrong Page, or to the wrong hands."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from steamie.channels.models import Channel, ChannelConfirmation
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.two_persons import may_confirm, require_second_person
from steamie.rules.permissions import Act, Extent, Office, extent
from steamie.rules.two_persons import SecondYes

from .refusing import NotPossible

CONFIRMING = [office for office in Office if extent(office, Act.CONFIRM_ACCOUNT) is Extent.YES]


@action()
def confirm_account(*, channel: Channel, by: Person, now: datetime | None = None) -> ChannelConfirmation:
    """Say that the pinned account is ours. It cannot be whoever connected it."""
    require(by, Act.CONFIRM_ACCOUNT)
    moment = now or timezone.now()
    if by.pk == channel.connected_by_id:
        raise NotAllowed("You connected this account, so somebody else must look at it and confirm it.")
    second = require_second_person(
        act=Act.CONFIRM_ACCOUNT, by=by, asked_by=channel.connected_by, subject=channel, title=f"{channel} is ours", now=moment
    )
    if channel.closed_at or not channel.waits_for_second_person:
        raise NotPossible("This account does not wait for anyone.")
    confirmation = ChannelConfirmation.objects.create(channel=channel, by=by, at=moment)
    record(
        by=by,
        verb=Verb.CONFIRM_ACCOUNT,
        clause=Citation("accounts.secrets_sealed"),
        subject=channel,
        facts={"remote_id": channel.remote_id, **second},
        at=moment,
    )
    return confirmation


def may_confirm_account(channel: Channel, person: Person, now: datetime | None = None) -> SecondYes:
    """Whether somebody whose office may confirm accounts is the second person for this one, and why not."""
    return may_confirm(act=Act.CONFIRM_ACCOUNT, by=person, asked_by=channel.connected_by, now=now)


def ask_for_confirmation(channel: Channel, by: Person) -> None:
    """A letter to everyone who may confirm, kept with the connection. It holds no secret."""
    grants = Grant.objects.in_force(timezone.localdate()).filter(office__in=CONFIRMING)
    others = Person.objects.filter(is_active=True, pk__in=grants.values("person")).exclude(pk=by.pk)
    to = list(others.values_list("email", flat=True))
    body = (
        f"{by} has connected {channel.name}. Before anything is posted there, a second person looks whether it is ours.\n\n"
        f"{settings.PUBLIC_URL}{channel.get_absolute_url()}\n"
    )
    for address in to:  # one letter each: nobody needs to see who else was asked
        send_mail(f"{channel.name} waits for your yes", body, None, [address])
