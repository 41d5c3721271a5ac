"""Comparing who may administer an account with who should, each month; and taking off whoever left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from steamie.channels.leavers import to_cut
from steamie.channels.managing import MANAGED_BY
from steamie.channels.models import AccessComparison, AccessCut, Channel
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

MOST = 100  # names


@action()
def compare_access(
    *,
    channel: Channel,
    names: Sequence[str],
    strangers: Sequence[str],
    told_by_channel: bool,
    by: Person,
    at: datetime | None = None,
) -> AccessComparison:
    """Write down who may administer an account, and which of them should not. Raises ``NotReady``."""
    require(by, Act.MANAGE_PEOPLE)
    moment = at or timezone.now()
    listed, out = _cleaned(names), _cleaned(strangers)
    if not listed:
        raise NotReady([Problem("Write down who may administer it, one name a line.", "names")])
    if unknown := [name for name in out if name not in listed]:
        raise NotReady([Problem(f"“{unknown[0]}” is not among those who may administer it.", "strangers")])
    row = AccessComparison.objects.create(
        channel=channel, at=moment, by=by, names=listed, strangers=out, told_by_channel=told_by_channel
    )
    facts = {"how_many": len(listed), "strangers": len(out), "told_by_channel": told_by_channel}
    record(by=by, verb=Verb.COMPARE_ACCESS, clause=Citation(MANAGED_BY), subject=channel, facts=facts, at=moment)
    return row


def _cleaned(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for one in names if (name := " ".join(one.split())[:120])))[:MOST]


@action(none="it was written down already")
def cut_access(*, channel: Channel, person: Person, by: Person, at: datetime | None = None) -> AccessCut:
    """Write down that somebody who left was taken off the account. Raises ``NotReady`` for anybody else."""
    require(by, Act.MANAGE_PEOPLE)
    moment = at or timezone.now()
    if done := AccessCut.objects.filter(channel=channel, person=person).first():
        return done
    departure = next((one for one in to_cut(channel) if one.person_id == person.pk), None)
    if departure is None:
        raise NotReady([Problem("They have not left, or had no part in this account.")])
    row = AccessCut.objects.create(channel=channel, person=person, left_at=departure.at, at=moment, by=by)
    facts = {"person": person.reference, "minutes": row.minutes}
    record(by=by, verb=Verb.CUT_ACCESS, clause=Citation(MANAGED_BY), subject=channel, facts=facts, at=moment)
    return row
