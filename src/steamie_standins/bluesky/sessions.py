"""Signing in, staying signed in, and who is calling."""

from __future__ import annotations

from typing import Any

from .errors import Refusal, bad_token, expired, wrong_password
from .web import XrpcRequest
from .world import BlueskyWorld, Session


def create(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.server.createSession``: a handle or a DID, and an app password."""
    who, password = request.fields.get("identifier"), request.fields.get("password")
    if who not in {world.handle, world.did} or password != world.password:
        raise wrong_password()
    if world.state == "takendown":
        raise Refusal("AccountTakedown", "Account has been taken down", status=401)
    return _said(world, world.sign_in())


def refresh(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.server.refreshSession``: two new tokens for the second of the old ones, once."""
    session = next((session for session in world.sessions if session.refresh == request.bearer), None)
    if session is None:
        raise bad_token()
    world.sessions.remove(session)
    if session.refresh_until <= world.now():
        raise expired()
    return _said(world, world.sign_in())


def show(world: BlueskyWorld, request: XrpcRequest) -> dict[str, Any]:
    """``com.atproto.server.getSession``: whose session it is."""
    require(world, request)
    return {"did": world.did, "handle": world.handle, "active": True}


def require(world: BlueskyWorld, request: XrpcRequest) -> None:
    """Raises unless whoever calls is signed in and the account may act."""
    if not request.bearer:
        raise Refusal("AuthMissing", "Authentication Required", status=401)
    session = next((session for session in world.sessions if session.access == request.bearer), None)
    if session is None:
        raise bad_token()
    if session.access_until <= world.now():
        raise expired()
    if world.state != "active":
        raise Refusal(
            "AccountDeactivated" if world.state == "deactivated" else "AccountTakedown", f"Account is {world.state}", status=401
        )


def _said(world: BlueskyWorld, session: Session) -> dict[str, Any]:
    answer = {"did": world.did, "handle": world.handle, "accessJwt": session.access, "refreshJwt": session.refresh}
    active = world.state == "active"
    return answer | {"active": active} | ({} if active else {"status": world.state})
