"""The stand-in as a WSGI application: tokens for a service account, and ``runReport`` for one property.

The shapes are those that Google's own client sends and reads: enums as numbers, 64-bit numbers as text, ``rows`` left out when
there are none, ``subjectToThresholding`` where small numbers were withheld.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from .world import Property

LARGEST = 1024 * 1024  # bytes of one request
BEARER = "Bearer ya29.stand-in"
Answer = tuple[int, dict[str, Any]]


class AnalyticsApp:
    """The WSGI application. ``world`` is open to tests."""

    def __init__(self, world: Property | None = None) -> None:
        self.world = world or Property()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        length = environ.get("CONTENT_LENGTH") or "0"
        body = environ["wsgi.input"].read(min(int(length), LARGEST)) if length.isdigit() else b""
        with self.world.lock:
            status, fields = self._answer(environ.get("PATH_INFO", "/"), environ.get("HTTP_AUTHORIZATION", ""), body)
        content = json.dumps(fields).encode()
        head = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status} {HTTPStatus(status).phrase}", head)
        return [content]

    def _answer(self, path: str, authorization: str, body: bytes) -> Answer:
        if path.startswith("/_control/"):
            return self._control(json.loads(body or b"{}"))
        if self.world.down:
            return error(503, "UNAVAILABLE", "The service is currently unavailable.")
        if path == "/token":
            return self._token(body)
        if path == f"/v1beta/properties/{self.world.number}:runReport":
            return self._report(authorization, json.loads(body or b"{}"))
        return error(403, "PERMISSION_DENIED", "User does not have sufficient permissions for this property.")

    def _control(self, fields: dict[str, Any]) -> Answer:
        """What a test or a demonstration sets, and the truth."""
        for name, value in fields.items():
            setattr(self.world, name, set(value) if name == "withheld" else value)
        return 200, {"days": self.world.days, "calls": self.world.calls, "tokens": self.world.tokens}

    def _token(self, body: bytes) -> Answer:
        sent = parse_qs(body.decode())
        parts = sent.get("assertion", [""])[0].split(".")
        if self.world.revoked or len(parts) != 3:
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        self.world.tokens += 1
        return 200, {"access_token": BEARER.removeprefix("Bearer "), "expires_in": 3599, "token_type": "Bearer"}

    def _report(self, authorization: str, asked: dict[str, Any]) -> Answer:
        self.world.calls += 1
        if authorization != BEARER or self.world.revoked:
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if self.world.forbidden:
            return error(403, "PERMISSION_DENIED", "User does not have sufficient permissions for this property.")
        if self.world.quota:
            return error(429, "RESOURCE_EXHAUSTED", "Exhausted property tokens per day.")
        return 200, self._found(asked)

    def _found(self, asked: dict[str, Any]) -> dict[str, Any]:
        metrics = [metric["name"] for metric in asked.get("metrics", [])]
        source = self.world.social if asked.get("dimensionFilter") else self.world.days
        rows, hidden = [], False
        for day in _days(asked["dateRanges"]):
            figures = source.get(day.isoformat())
            if figures is None:
                continue
            if day.isoformat() in self.world.withheld:
                hidden = True
                continue
            values = [{"value": str(figures.get(name, 0))} for name in metrics]
            rows.append({"dimensionValues": [{"value": f"{day:%Y%m%d}"}], "metricValues": values})
        answer: dict[str, Any] = {
            "dimensionHeaders": [{"name": one["name"]} for one in asked.get("dimensions", [])],
            "metricHeaders": [{"name": name, "type": 1} for name in metrics],
            "metadata": {"currencyCode": "GBP", "timeZone": "Europe/London", "subjectToThresholding": hidden},
            "kind": "analyticsData#runReport",
        }
        return answer | ({"rows": rows, "rowCount": len(rows)} if rows else {})


def error(code: int, status: str, message: str) -> Answer:
    """An error as Google words it."""
    return code, {"error": {"code": code, "message": message, "status": status}}


def _days(ranges: list[dict[str, str]]) -> Iterator[date]:
    for one in ranges:
        day, last = date.fromisoformat(one["startDate"]), date.fromisoformat(one["endDate"])
        while day <= last:
            yield day
            day += timedelta(days=1)
