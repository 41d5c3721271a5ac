"""Who left and can perhaps still administer an account; and which connection was made by somebody who is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from steamie.people.models import Departure, Person

from .models import AccessComparison, AccessCut, Channel

COMPARE_EVERY = timedelta(days=31)


def _pinned() -> QuerySet[Channel]:
    """Accounts on the network: one on this machine has no administrators."""
    return Channel.objects.active().exclude(remote_id="")


def to_cut(channel: Channel) -> list[Departure]:
    """Whoever looked after the account or connected it, or was named at the last look, has left, and was not taken off yet."""
    looked = channel.access_comparisons.first()
    named = {name.casefold() for name in looked.names} if looked else set()
    cut = AccessCut.objects.filter(channel=channel).values("person")
    left = Departure.objects.filter(person__is_active=False).exclude(person__in=cut).select_related("person").order_by("at")
    keepers = {channel.owner_id, channel.deputy_id, channel.connected_by_id}
    return [one for one in left if one.person_id in keepers or one.person.name.casefold() in named]


def with_leavers() -> QuerySet[Channel]:
    """Accounts that somebody who left looked after or connected, and from which they were not taken off yet. One query."""
    theirs = Q(person=OuterRef("owner")) | Q(person=OuterRef("deputy")) | Q(person=OuterRef("connected_by"))
    done = AccessCut.objects.filter(person=OuterRef("person"), channel=OuterRef(OuterRef("pk")))
    return _pinned().filter(Exists(Departure.objects.filter(theirs, ~Exists(done), person__is_active=False)))


def to_rotate() -> QuerySet[Channel]:
    """Accounts whose connection was made by somebody who has left since."""
    gone = Departure.objects.filter(person=OuterRef("connected_by"), person__is_active=False, at__gte=OuterRef("sealed_at"))
    return _pinned().filter(Exists(gone))


def to_compare(now: datetime) -> QuerySet[Channel]:
    """Accounts at which nobody has looked for a month who may administer them, or where the last look named a stranger."""
    lately = AccessComparison.objects.filter(channel=OuterRef("pk"), at__gt=now - COMPARE_EVERY)
    strangers = Exists(lately.exclude(strangers=[]))
    return _pinned().filter(~Exists(lately.filter(strangers=[])), strangers | Q(sealed_at__lte=now - COMPARE_EVERY))


def known(names: list[str]) -> set[str]:
    """Those of these names that somebody active at the desk has."""
    here = {name.casefold() for name in Person.objects.filter(is_active=True).values_list("name", flat=True)}
    return {name for name in names if name.casefold() in here}
