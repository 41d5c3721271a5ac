"""What a session remembers while an account is being connected: a one-time mark, then the accounts to pick from, sealed."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from steamie.people.sealing import CannotUnseal, seal, unseal

from .contract import Account

TIME = timedelta(minutes=10)
BITS = 256
STATE, ACCOUNTS = "connecting", "connecting_accounts"


def begin(session: SessionBase, *, channel: int, now: datetime) -> str:
    """A mark that only this session can bring back, once, within ten minutes. The session keeps its digest only."""
    state = secrets.token_urlsafe(BITS // 8)
    session[STATE] = {"digest": _digest(state), "channel": channel, "until": (now + TIME).timestamp()}
    session.pop(ACCOUNTS, None)
    return state


def came_back(session: SessionBase, *, state: str, now: datetime) -> int | None:
    """The channel being connected, if the mark is ours, unused and in time. Whatever it was, it is used up now."""
    attempt = session.pop(STATE, None)
    if not attempt or now.timestamp() > attempt["until"] or not hmac.compare_digest(attempt["digest"], _digest(state)):
        return None
    return int(attempt["channel"])


def keep(session: SessionBase, accounts: Sequence[Account], *, channel: int, now: datetime) -> None:
    """Remember what may be picked. The tokens are sealed: a session is a row like any other."""
    rows = [[account.id, account.name, dict(account.credentials), list(account.lacking)] for account in accounts]
    until = (now + TIME).timestamp()
    session[ACCOUNTS] = {"channel": channel, "until": until, "sealed": seal({"accounts": json.dumps(rows)})}


def kept_accounts(session: SessionBase, *, channel: int, now: datetime) -> list[Account]:
    """What may be picked for this channel; nothing when too much time has passed."""
    remembered = session.get(ACCOUNTS)
    if not remembered or remembered["channel"] != channel or now.timestamp() > remembered["until"]:
        session.pop(ACCOUNTS, None)
        return []
    try:
        rows = json.loads(unseal(remembered["sealed"])["accounts"])
    except CannotUnseal:
        return []
    return [Account(identifier, name, details, tuple(lacking)) for identifier, name, details, lacking in rows]


def forget(session: SessionBase) -> None:
    """Done: nothing is left behind."""
    session.pop(ACCOUNTS, None)


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
