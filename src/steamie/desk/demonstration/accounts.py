"""The accounts of the demonstration: the Page, the website, the noticeboard."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.channels.models import Channel, ConnectionCheck
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation

from .cast import Cast
from .year import lately

ACCOUNTS = [("facebook", "Facebook Page"), ("website", "Website news"), ("paper", "Noticeboard")]


def open_all(cast: Cast, *, now: datetime) -> dict[str, Channel]:
    """One account of each kind, owned by the officer, with a deputy (S-57)."""
    made = lately(now - timedelta(days=390))
    return {kind: _open(cast, kind, name, made=made, now=now) for kind, name in ACCOUNTS}


def _open(cast: Cast, kind: str, name: str, *, made: datetime, now: datetime) -> Channel:
    row = Channel.objects.create(
        kind=kind,
        name=name,
        owner=cast.officer,
        deputy=cast["team"],
        created_at=made,
    )
    if kind != "facebook":
        ConnectionCheck.objects.create(channel=row, at=now, working=True, summary="Working.")
    record(
        by=cast.officer, verb=Verb.ADD_ACCOUNT, clause=Citation("accounts.managed_by"), subject=row, facts={"kind": kind}, at=made
    )
    return row
