"""What an answer of a Bluesky server means for us: by the name of its error, and what is not clear is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from steamie.channels.contract import ChannelError, Disconnected, Refused, Throttled, Unknown

UNSURE = " The post may or may not have been made."  # left out where nothing was to be made
NOT_UNDERSTOOD = f"Bluesky’s answer could not be understood.{UNSURE}"
NEW_PASSWORD = "Make a new app password at Bluesky, under Settings, Privacy and security; then choose Replace details."  # noqa: S105 -- advice
WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=1)
ENDED = {"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"}
SHUT = {
    "AccountTakedown": "Bluesky has taken the account down.",
    "AccountSuspended": "Bluesky has suspended the account.",
    "AccountDeactivated": "The account has been deactivated.",
    "RepoTakendown": "Bluesky has taken the account down.",
    "RepoSuspended": "Bluesky has suspended the account.",
    "RepoDeactivated": "The account has been deactivated.",
}
OPEN_BLUESKY = "Open bsky.app with the account’s own sign-in, and follow what it asks."


class RecordMissing(Refused):
    """The record asked about does not exist."""


class SessionEnded(ChannelError):
    """The session must be renewed; nothing was done."""


def sort(status: int, answer: Any, headers: Mapping[str, str]) -> ChannelError:
    """The typed error for an answer that is not a success."""
    name = answer.get("error") if isinstance(answer, dict) else None
    detail = f"HTTP {status}, {str(name)[:60]}"
    if status == 429 or name == "RateLimitExceeded":
        return Throttled("Bluesky has asked us to wait: too many calls.", until=_until(headers), detail=detail)
    if not isinstance(name, str) or status >= 500 or status < 400:
        return Unknown(NOT_UNDERSTOOD, detail=detail)
    if name in SHUT:
        return Disconnected(SHUT[name], remedy=OPEN_BLUESKY, detail=detail)
    if name == "AuthFactorTokenRequired":
        return Disconnected("That is the account’s own password, not an app password.", remedy=NEW_PASSWORD, detail=detail)
    if name in ENDED:
        return SessionEnded("Bluesky no longer accepts the sign-in.", detail=detail)
    return _refusal(name, str(answer.get("message", "")), detail)


def _refusal(name: str, message: str, detail: str) -> Refused:
    if name == "RecordNotFound" or (name == "InvalidRequest" and message.startswith("Could not locate record")):
        return RecordMissing("Bluesky says it is not there.", detail=detail)
    return Refused("Bluesky did not accept the post.", detail=detail)


def _until(headers: Mapping[str, str]) -> datetime:
    """When to come back: the moment the server names, in Unix seconds, if it makes sense; an hour at most."""
    now = datetime.now(UTC)
    named = headers.get("ratelimit-reset", "")
    if not named.isdecimal() or len(named) > 11:
        return now + WAIT
    return min(max(datetime.fromtimestamp(int(named), UTC), now + timedelta(seconds=1)), now + LONGEST_WAIT)
