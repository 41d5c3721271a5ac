"""The accounts of the demonstration: the Page, the website, the noticeboard."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.channels.models import Channel, ConnectionCheck
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation

from .cast import Cast
from .year import lately

# The one place of the house that says which kinds there are: who they are in the demonstration, kind and name.
ACCOUNTS = {"page": ("facebook", "Facebook Page"), "site": ("website", "Website news"), "board": ("paper", "Noticeboard")}


def open_all(cast: Cast, *, now: datetime) -> dict[str, Channel]:
    """One account of each kind, owned by the officer, with a deputy (S-57)."""
    added_at = lately(now - timedelta(days=390))
    return {part: _open(cast, part, added_at=added_at, now=now) for part in ACCOUNTS}


def _open(cast: Cast, part: str, *, added_at: datetime, now: datetime) -> Channel:
    kind, name = ACCOUNTS[part]
    row = Channel.objects.create(
        kind=kind,
        name=name,
        owner=cast.officer,
        deputy=cast["team"],
        created_at=added_at,
    )
    if part != "page":
        ConnectionCheck.objects.create(channel=row, at=now, working=True, summary="Working.")
    record(
        by=cast.officer,
        verb=Verb.ADD_ACCOUNT,
        clause=Citation("accounts.managed_by"),
        subject=row,
        facts={"kind": kind},
        at=added_at,
    )
    return row
