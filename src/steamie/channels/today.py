"""What this room asks of people: connections that stopped, accounts that wait for a second person."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks, read_once
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .actions.confirming import may_confirm_account
from .leavers import to_compare, to_rotate, with_leavers
from .models import Channel, ChannelQuerySet, ConnectionCheck


def _with_last_check(channels: ChannelQuerySet) -> QuerySet[Any]:
    last = ConnectionCheck.objects.filter(channel=OuterRef("pk")).order_by("-at", "-pk")
    columns = {"works": "working", "broken": "broken", "last_words": "summary"}
    looked: QuerySet[Any] = channels.annotate(**{name: Subquery(last.values(column)[:1]) for name, column in columns.items()})
    return looked


@read_once
def accounts(viewer: Viewer) -> list[Any]:
    """Accounts in use, with ``works`` (None: never looked at), ``broken`` and ``last_words`` of the last look."""
    return list(_with_last_check(Channel.objects.active()).select_related("confirmation").order_by("pk"))


def _broken(_: Viewer) -> QuerySet[Channel]:
    """Accounts in use that surely do not work; out of reach once is not yet that."""
    return _with_last_check(Channel.objects.active()).filter(broken=True)


# Whoever connects accounts also changes people; asking for CONNECT would look for a second factor on every page.
@asks(Act.MANAGE_PEOPLE, Urgency.ACCOUNT, when=_broken)
def broken_connections(viewer: Viewer) -> Task:
    """A connection that has stopped: nothing is lost, but nothing leaves either."""
    rows = [channel for channel in accounts(viewer) if channel.broken]
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{first} is not connected" if alone else f"{capitalised(spelt(len(rows), 'account'))} are not connected",
        why=f"{first.last_words} Posts wait here until it works again.",
        action="See what to do",
        address=first.get_absolute_url() if alone else reverse("channels:register"),
        minutes=5 * len(rows),
        mark=Mark("bad", "warn", "Connection"),
    )


def _unconfirmed(viewer: Viewer) -> QuerySet[Channel]:
    """Accounts that somebody else connected and no second person has called ours yet."""
    rows = Channel.objects.active().filter(needs_confirmation=True, confirmation__isnull=True)
    return rows.exclude(connected_by=viewer.person).order_by("pk")


def _confirmable(viewer: Viewer) -> list[Channel]:
    """Those of them to which this person may be the second: not every colleague may (``rules.two_persons``)."""
    rows = _unconfirmed(viewer).select_related("connected_by")[:MANY]
    return [channel for channel in rows if may_confirm_account(channel, viewer.person, viewer.now).allowed]


def _may_confirm_one(viewer: Viewer, waiting: Any) -> bool:
    return bool(waiting) and bool(_confirmable(viewer))


@asks(Act.CONFIRM_ACCOUNT, Urgency.ACCOUNT, when=_unconfirmed, holds=_may_confirm_one)
def unconfirmed_accounts(viewer: Viewer) -> Task:
    """An account that somebody else connected: nothing is posted there before a second person says it is ours."""
    rows = _confirmable(viewer)
    alone = len(rows) == 1
    return Task(
        title=f"{rows[0]} waits for your yes" if alone else f"{capitalised(spelt(len(rows), 'account'))} wait for your yes",
        why="A colleague connected it. Nothing is posted there before a second person looks whether it is ours.",
        action="Look at it",
        address=rows[0].get_absolute_url() if alone else reverse("channels:register"),
        minutes=2 * len(rows),
        mark=Mark("warn", "people", "Second person"),
    )


def _left(_: Viewer) -> QuerySet[Channel]:
    return with_leavers()


@asks(Act.MANAGE_PEOPLE, Urgency.ACCOUNT, when=_left)
def leavers_on_accounts(viewer: Viewer) -> Task:
    """Somebody who left can perhaps still administer an account."""
    row = with_leavers()[0]
    return Task(
        title=f"Somebody who left may still administer {row}",
        why="Their access here has ended. At the channel itself a person must take them off.",
        action="Take them off",
        address=reverse("channels:access", args=[row.pk]),
        minutes=5,
        mark=Mark("bad", "people", "Access"),
    )


def _made_by_leavers(_: Viewer) -> QuerySet[Channel]:
    return to_rotate()


@asks(Act.MANAGE_PEOPLE, Urgency.ACCOUNT, when=_made_by_leavers)
def connections_of_leavers(viewer: Viewer) -> Task:
    """Whoever made a connection has left, so that its key is asked for anew."""
    row = to_rotate()[0]
    return Task(
        title=f"Connect {row} again",
        why="Whoever connected it has left. Make its token anew, as somebody who is here.",
        action="Connect it again",
        address=row.get_absolute_url(),
        minutes=10,
        mark=Mark("warn", "lock", "Access"),
    )


def _not_compared(viewer: Viewer) -> QuerySet[Channel]:
    return to_compare(viewer.now)


@asks(Act.MANAGE_PEOPLE, Urgency.ANSWER, when=_not_compared, by_the_hour=True)
def access_to_compare(viewer: Viewer) -> Task:
    """Once a month somebody looks at who may administer an account."""
    row = to_compare(viewer.now)[0]
    return Task(
        title=f"Who may administer {row}?",
        why="Once a month we compare who may with who should.",
        action="Compare",
        address=reverse("channels:access", args=[row.pk]),
        minutes=3,
        mark=Mark("info", "people", "Access"),
    )
