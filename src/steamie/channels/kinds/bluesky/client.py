"""A thin client of a Bluesky server (XRPC): one call, one typed answer. Passwords and tokens never stand in an address."""

from __future__ import annotations

import hashlib
import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx

from steamie.channels.contract import (
    ChannelError,
    Disconnected,
    OutsideAddress,
    Refused,
    Throttled,
    Unknown,
    Unreached,
    check_address,
)

from .errors import NEW_PASSWORD, NOT_UNDERSTOOD, OPEN_BLUESKY, SessionEnded, sort

REAL = "https://bsky.social"
ADDRESS = OutsideAddress(setting="BLUESKY_URL", real=REAL, owner="Bluesky")
CONNECT, READ, TOTAL = 5.0, 10.0, 15.0  # seconds
PATIENCE = httpx.Timeout(READ, connect=CONNECT)
PAUSE = 0.25  # seconds before reading a second time
LARGEST = 5 * 1024 * 1024  # bytes of an answer
SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class BlueskySession:
    """What signing in gave. Signing in is allowed some hundred times a day, so a session is used until it ends."""

    did: str
    handle: str
    access: str
    refresh: str


_sessions: dict[str, BlueskySession] = {}  # by account, for the life of the process


class BlueskyServer:
    """A server as one account sees it. Raises the errors of the contract; never shows a password or a token."""

    def __init__(self, *, url: str, handle: str, password: str, transport: httpx.BaseTransport | None = None) -> None:
        self._url = check_address(url, ADDRESS)
        self._handle, self._password, self._transport = handle, password, transport
        self._account = hashlib.sha256(f"{url}\n{handle}\n{password}".encode()).hexdigest()

    def session(self) -> BlueskySession:
        """The session in use, or a new one. Raises ``Disconnected`` when the handle or the app password is wrong."""
        if self._account not in _sessions:
            _sessions[self._account] = self._sign_in()
        return _sessions[self._account]

    def sign_in_again(self) -> BlueskySession:
        """A new session, whatever there was."""
        _sessions.pop(self._account, None)
        return self.session()

    def get(self, name: str, query: Mapping[str, Any]) -> dict[str, Any]:
        """Read. Tried twice, because reading twice is harmless."""
        try:
            return self._signed_in("GET", name, params=query)
        except Unknown:
            time.sleep(PAUSE)
            return self._signed_in("GET", name, params=query)

    def post(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Write, once. Whatever is not a clear answer is ``Unknown``."""
        return self._signed_in("POST", name, json=body)

    def upload(self, content: bytes, media_type: str) -> dict[str, Any]:
        """A picture nobody sees until a post carries it: when its answer is lost, no post was made."""
        try:
            answer = self._signed_in("POST", "com.atproto.repo.uploadBlob", content=content, media_type=media_type)
            blob = answer.get("blob")
            if not isinstance(blob, dict):
                raise Unknown(NOT_UNDERSTOOD, detail="no blob in the answer")
        except Unknown as problem:
            raise _unreached("A picture did not reach Bluesky. Nothing was posted.", problem) from None
        return blob

    def _signed_in(self, method: str, name: str, **how: Any) -> dict[str, Any]:
        """With the session; once more with a new one when the server says that it has ended, and so did nothing."""
        try:
            return self._call(method, name, token=self.session().access, **how)
        except SessionEnded:
            session = self._renewed()
        try:
            return self._call(method, name, token=session.access, **how)
        except SessionEnded as problem:
            raise Disconnected(str(problem), remedy=NEW_PASSWORD, detail=problem.detail) from None

    def _renewed(self) -> BlueskySession:
        """A session from the second token of the old one, which works once; or a new one."""
        old = _sessions.pop(self._account, None)
        if old is not None:
            try:
                answer = self._call("POST", "com.atproto.server.refreshSession", token=old.refresh)
                _sessions[self._account] = _session(answer)
            except (SessionEnded, Refused, Unknown):
                pass  # the password still opens the account
        return self.session()

    def _sign_in(self) -> BlueskySession:
        if not (self._handle and self._password):
            raise Disconnected(
                "The account is not connected yet.", remedy="Choose Replace details, and enter its handle and app password."
            )
        body = {"identifier": self._handle, "password": self._password}
        try:
            return _session(self._call("POST", "com.atproto.server.createSession", json=body))
        except (SessionEnded, Refused) as problem:
            says = "Bluesky does not accept this handle with this app password."
            raise Disconnected(says, remedy=NEW_PASSWORD, detail=problem.detail) from None
        except Unknown as problem:
            raise _unreached("Bluesky did not answer when we signed in. Nothing was sent.", problem) from None

    def _call(self, method: str, name: str, *, token: str = "", media_type: str = "", **how: Any) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Content-Type": media_type} if media_type else {}
        status, response_headers, content = self._send(method, f"/xrpc/{name}", headers=headers, **how)
        try:
            answer = json.loads(content) if content else None
        except (ValueError, RecursionError):
            answer = None
        if status != 200:
            raise sort(status, answer, response_headers)
        if not isinstance(answer, dict):
            raise Unknown(NOT_UNDERSTOOD, detail=f"HTTP {status}, {len(content)} bytes, not an object")
        return answer

    def _send(self, method: str, path: str, **how: Any) -> tuple[int, httpx.Headers, bytes]:
        deadline = time.monotonic() + TOTAL
        try:
            with self._line() as line, line.stream(method, path, **how) as answer:
                return answer.status_code, answer.headers, _read(answer, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
            raise _unreached("Bluesky could not be reached. Nothing was sent.", problem) from None
        except httpx.HTTPError as problem:
            raise Unknown("Bluesky’s answer was lost on the way.", detail=type(problem).__name__) from None

    def _line(self) -> httpx.Client:
        away = self._url == REAL
        return httpx.Client(base_url=self._url, timeout=PATIENCE, transport=self._transport, trust_env=away, verify=_trust(away))


@cache
def _trust(away: bool) -> ssl.SSLContext:
    """Whose certificates are believed: on this machine nobody's, and reading the list of those who are takes long."""
    return httpx.create_ssl_context() if away else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _session(answer: Mapping[str, Any]) -> BlueskySession:
    """The session in an answer. Raises ``Disconnected`` when the account is shut, ``Unknown`` when it is no session."""
    if answer.get("active") is False:
        state = str(answer.get("status") or "closed")[:40]
        raise Disconnected(f"The account is {state} at Bluesky.", remedy=OPEN_BLUESKY)
    values = [answer.get(name) for name in ("did", "handle", "accessJwt", "refreshJwt")]
    if not all(isinstance(value, str) and value.isascii() and value for value in values):
        raise Unknown(NOT_UNDERSTOOD, detail="no session in the answer")
    return BlueskySession(*(str(value) for value in values))


def _unreached(says: str, problem: Exception) -> Throttled:
    detail = problem.detail if isinstance(problem, ChannelError) else type(problem).__name__
    return Unreached(says, until=datetime.now(UTC) + SOON, detail=detail)


def _read(answer: httpx.Response, deadline: float) -> bytes:
    """The whole answer, unless it is too long or drips in too slowly."""
    content = b""
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > LARGEST or time.monotonic() > deadline:
            raise httpx.ReadTimeout("too slow or too long")
    return content
