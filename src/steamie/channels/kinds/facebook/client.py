"""A thin client of the Graph API: one call, one typed answer. Tokens travel in a header, never in an address."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from steamie.channels.contract import ChannelError, Disconnected, OutsideAddress, Throttled, Unknown, Unreached, check_address

from . import data
from .errors import NOT_UNDERSTOOD, sort
from .usage import Usage

REAL = "https://graph.facebook.com"
ADDRESS = OutsideAddress(setting="GRAPH_URL", real=REAL, owner="Facebook")
CONNECT, READ, TOTAL = 5.0, 10.0, 15.0  # seconds
PATIENCE = httpx.Timeout(READ, connect=CONNECT)
KEPT = 5.0  # seconds an idle line is kept: far less than Facebook keeps it, so that no call starts on a line just cut
PAUSE = 1.0  # seconds, between reads that can wait
LARGEST = 5 * 1024 * 1024  # bytes of an answer
_spent: dict[str, Usage] = {}  # by Page, for the life of the process

Files = Mapping[str, tuple[str, bytes, str]]
Form = Mapping[str, str]


class TooLong(Unknown):
    """A list was not read to its end, so what was not in it may still be there."""


class _WithoutQueries(logging.Filter):
    """httpx logs whole addresses; what follows the question mark stays out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(a.copy_with(query=None) if isinstance(a, httpx.URL) else a for a in record.args)
        return True


logging.getLogger("httpx").addFilter(_WithoutQueries())


class Graph:
    """The Graph API as seen with one token. Raises the errors of the contract; never shows a token."""

    def __init__(
        self, *, url: str, token: str, secret: str = "", name: str = "", transport: httpx.BaseTransport | None = None
    ) -> None:
        self._base = f"{check_address(url, ADDRESS)}/{data.VERSION}/"
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"} if token else {}
        self._proof = {"appsecret_proof": proof(token, secret)} if token and secret else {}
        self._transport = transport
        self.usage = _spent.setdefault(name, Usage())

    def get(self, path: str, params: Form | None = None, *, background: bool = False) -> dict[str, Any]:
        """Read. Tried twice, because reading twice is harmless. ``background``: nobody is waiting, so spare the allowance."""
        if background:
            self._spare()
        try:
            return self._call("GET", path, params=params or {})
        except Unknown:
            time.sleep(PAUSE / 4)
            return self._call("GET", path, params=params or {})

    def post(self, path: str, form: Form, *, files: Files | None = None) -> dict[str, Any]:
        """Write, once. Whatever is not a clear answer is ``Unknown``."""
        return self._call("POST", path, data=form, files=files)

    def delete(self, path: str) -> dict[str, Any]:
        """Remove, once."""
        return self._call("DELETE", path, params={})

    def walk(self, path: str, params: Form, *, pages: int = 50, background: bool = False) -> Iterator[dict[str, Any]]:
        """Every row of a list, by cursor. The ``next`` address is not followed: it carries the token.

        A list longer than ``pages`` ends in ``TooLong``: not all of it was seen.
        """
        after: dict[str, str] = {}
        for _ in range(pages):
            answer = self.get(path, {**params, **after}, background=background)
            rows = answer.get("data")
            yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
            cursor = _cursor(answer)
            if not cursor:
                return
            after = {"after": cursor}
        raise TooLong("Facebook's list is too long to be read to its end.", detail=f"more than {pages} pages")

    def _spare(self) -> None:
        now = datetime.now(UTC)
        if self.usage.spent(now):
            raise Throttled("Facebook's allowance is nearly used; reading waits.", until=self.usage.until(now))
        if self.usage.slow(now):
            time.sleep(PAUSE)

    def _call(self, method: str, path: str, *, params: Form | None = None, **body: Any) -> dict[str, Any]:
        query = None if params is None else {**params, **self._proof}
        if "data" in body:
            body["data"] = {**body["data"], **self._proof}
        self.usage.called(datetime.now(UTC))
        status, headers, content = self._send(method, path, params=query, **body)
        self.usage.note(headers, now=datetime.now(UTC))
        answer = self._understood(status, content)
        self.usage.answered()
        return answer

    def _send(self, method: str, path: str, **how: Any) -> tuple[int, httpx.Headers, bytes]:
        deadline = time.monotonic() + TOTAL
        try:
            with self._line() as client, client.stream(method, path, headers=self._headers, **how) as answer:
                return answer.status_code, answer.headers, _read(answer, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
            soon = datetime.now(UTC) + timedelta(minutes=1)
            raise Unreached("Facebook could not be reached. Nothing was sent.", until=soon, detail=_name(problem)) from None
        except UnicodeEncodeError:  # a token travels in a header, which takes plain letters only
            raise Disconnected(
                "The sign-in details hold a character that Facebook never gives. Nothing was sent.",
                remedy="Copy them again, or connect again.",
            ) from None
        except httpx.HTTPError as problem:
            raise Unknown("Facebook's answer was lost on the way.", detail=_name(problem)) from None

    @contextmanager
    def _line(self) -> Iterator[httpx.Client]:
        """The line of this process, kept open between calls; or one of its own where a test brings the transport."""
        if self._transport is None:
            yield _kept_line(os.getpid(), self._base)
            return
        with httpx.Client(base_url=self._base, timeout=PATIENCE, transport=self._transport, trust_env=False) as client:
            yield client

    def _understood(self, status: int, content: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            raise Unknown(NOT_UNDERSTOOD, detail=f"HTTP {status}, {len(content)} bytes, not JSON") from None
        if not isinstance(answer, dict):
            raise Unknown(NOT_UNDERSTOOD, detail=f"HTTP {status}, not an object")
        error = answer.get("error")
        if isinstance(error, dict):
            raise self._sorted(error)
        if error is not None or status >= 400:
            raise Unknown(NOT_UNDERSTOOD, detail=f"HTTP {status} without a code")
        return answer

    def _sorted(self, error: Mapping[str, Any]) -> ChannelError:
        now = datetime.now(UTC)
        problem = sort(error, wait_until=self.usage.until(now))
        if isinstance(problem, Throttled):
            self.usage.refused(now)
            problem.until = self.usage.until(now)
        return problem


@cache
def _kept_line(process: int, base: str) -> httpx.Client:
    """One line for each process, since a fork must not share it: greeting Facebook anew takes longer than the call.

    It carries no token and keeps no cookie, so that nothing passes from one Page to another.
    """
    away = base.startswith(REAL)
    return httpx.Client(
        base_url=base,
        timeout=PATIENCE,
        limits=httpx.Limits(keepalive_expiry=KEPT),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        trust_env=away,
        # On this machine nobody's certificate is believed, and reading the list of those who are takes long.
        verify=httpx.create_ssl_context() if away else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    )


def _cursor(answer: Mapping[str, Any]) -> str:
    """Where the list goes on; empty at its end, and when the answer makes no sense."""
    paging = answer.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return ""
    cursors = paging.get("cursors")
    return str(cursors.get("after") or "") if isinstance(cursors, dict) else ""


def proof(token: str, secret: str) -> str:
    """Shows Facebook that whoever holds the token also holds the app's secret."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _read(answer: httpx.Response, deadline: float) -> bytes:
    """The whole answer, unless it is too long or drips in too slowly."""
    content = b""
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > LARGEST or time.monotonic() > deadline:
            raise httpx.ReadTimeout("too slow or too long")
    return content


def _name(problem: Exception) -> str:
    """The sort of problem only: its text may hold an address."""
    return type(problem).__name__
