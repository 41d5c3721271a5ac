"""One request and one answer, without a framework: a query, and a body of JSON or of bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

LARGEST = 20 * 1024 * 1024  # bytes of one request


@dataclass(slots=True)
class XrpcRequest:
    """What was asked. ``asked`` is the query, each name with all its values; ``given`` the JSON body."""

    method: str
    path: str
    asked: dict[str, list[str]]
    fields: dict[str, Any] = field(default_factory=dict)
    bearer: str = ""
    body: bytes = b""
    media_type: str = ""
    host: str = ""

    def one(self, name: str, default: str = "") -> str:
        """The last value of one parameter of the query."""
        return self.asked.get(name, [default])[-1]


@dataclass(slots=True)
class XrpcAnswer:
    """What is said back."""

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)

    def wsgi(self, start_response: Any) -> Iterable[bytes]:
        """Say it through WSGI."""
        head = [("Content-Type", self.media_type), ("Content-Length", str(len(self.body)))]
        start_response(f"{self.status} {HTTPStatus(self.status).phrase}", head + self.headers)
        return [self.body]


def as_json(data: Any, status: int = 200) -> XrpcAnswer:
    """An answer in JSON."""
    return XrpcAnswer(status, json.dumps(data, ensure_ascii=False).encode())


def read(environ: dict[str, Any]) -> XrpcRequest:
    """Read a request from its WSGI surroundings."""
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    request = XrpcRequest(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "/"),
        asked=parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True),
        bearer=token.strip() if scheme.lower() == "bearer" else "",
        body=_body(environ),
        media_type=environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower(),
        host=environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "localhost"),
    )
    if request.media_type == "application/json":
        request.fields = _object(request.body)
    return request


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _body(environ: dict[str, Any]) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    return environ["wsgi.input"].read(min(int(length), LARGEST)) if length.isdigit() else b""
