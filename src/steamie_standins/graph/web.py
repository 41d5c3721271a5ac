"""One request and one answer, without a framework: query, form, JSON and multipart bodies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

LARGEST = 20 * 1024 * 1024  # bytes of one request


@dataclass(slots=True)
class UploadedPart:
    """A file in a multipart body."""

    content: bytes
    name: str = ""
    media_type: str = ""


@dataclass(slots=True)
class GraphRequest:
    """What was asked. ``given`` holds query and body together, the body winning, as Facebook does."""

    method: str
    path: str
    fields: dict[str, Any]
    files: dict[str, UploadedPart] = field(default_factory=dict)
    bearer: str = ""
    root: str = ""
    body: bytes = b""
    media_type: str = ""
    host: str = ""

    def text(self, name: str, default: str = "") -> str:
        """One parameter as words."""
        value = self.fields.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """One parameter as yes or no: true, 1, yes."""
        if name not in self.fields:
            return default
        return str(self.fields[name]).strip().lower() in {"true", "1", "yes", "on"}

    @property
    def token(self) -> str:
        """The access token, from the header or from the parameters."""
        return self.bearer or self.text("access_token")


@dataclass(slots=True)
class GraphAnswer:
    """What is said back."""

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json; charset=UTF-8"
    headers: list[tuple[str, str]] = field(default_factory=list)

    def wsgi(self, start_response: Any) -> Iterable[bytes]:
        """Say it through WSGI."""
        head = [
            ("Content-Type", self.media_type),
            ("Content-Length", str(len(self.body))),
            ("Cache-Control", "private, no-store"),
        ]
        start_response(f"{self.status} {HTTPStatus(self.status).phrase}", head + self.headers)
        return [self.body]


def as_json(data: Any, status: int = 200, headers: list[tuple[str, str]] | None = None) -> GraphAnswer:
    """An answer in JSON."""
    return GraphAnswer(status, json.dumps(data, ensure_ascii=False).encode(), headers=headers or [])


def away(address: str) -> GraphAnswer:
    """Send the reader elsewhere, by GET."""
    return GraphAnswer(303, b"", "text/plain", [("Location", address)])


def read(environ: dict[str, Any]) -> GraphRequest:
    """Read a request from its WSGI surroundings."""
    media_type = environ.get("CONTENT_TYPE", "")
    host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "localhost")
    request = GraphRequest(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "/"),
        fields=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
        bearer=_bearer(environ.get("HTTP_AUTHORIZATION", "")),
        root=f"{environ['wsgi.url_scheme']}://{host}",
        body=_body(environ),
        media_type=media_type.partition(";")[0].strip().lower(),
        host=host,
    )
    _unpack(request, media_type)
    request.fields = _gathered(request.fields)
    if request.method == "POST" and str(request.fields.get("method", "")).upper() in {"GET", "DELETE"}:
        request.method = str(request.fields.pop("method")).upper()
    return request


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() in {"bearer", "oauth"} else ""


def _body(environ: dict[str, Any]) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    stream = environ["wsgi.input"]
    chunked = environ.get("wsgi.input_terminated") or "HTTP_TRANSFER_ENCODING" in environ
    size = min(int(length), LARGEST) if length.isdigit() else LARGEST if chunked else 0
    content: bytes = stream.read(size) if size else b""
    return content


def _unpack(request: GraphRequest, media_type: str) -> None:
    if request.media_type == "multipart/form-data":
        _multipart(request, media_type)
    elif request.media_type == "application/json":
        try:
            data = json.loads(request.body or b"{}")
        except ValueError:
            data = {}
        request.fields |= data if isinstance(data, dict) else {"": data}
    elif request.body:
        request.fields |= dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _multipart(request: GraphRequest, media_type: str) -> None:
    boundary = re.search(r'boundary="?([^";]+)"?', media_type)
    if not boundary:
        return
    for part in request.body.split(b"--" + boundary[1].encode())[1:]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        _part(request, head.decode("utf-8", "replace"), content.removesuffix(b"\r\n"))


def _part(request: GraphRequest, head: str, content: bytes) -> None:
    name = re.search(r'\bname="([^"]*)"', head)
    if not name:
        return
    filename = re.search(r'\bfilename="([^"]*)"', head)
    if filename is None:
        request.fields[name[1]] = content.decode("utf-8", "replace")
        return
    kind = re.search(r"content-type:\s*([^\r\n;]+)", head, re.IGNORECASE)
    request.files[name[1]] = UploadedPart(content, filename[1], kind[1].strip() if kind else "")


def _gathered(raw: dict[str, Any]) -> dict[str, Any]:
    """``attached_media[0]=…&attached_media[1]=…`` is one list, as PHP would have it."""
    plain = {name: value for name, value in raw.items() if not re.fullmatch(r"\w+\[\d*\]", name)}
    for name, value in raw.items():
        if match := re.fullmatch(r"(\w+)\[\d*\]", name):
            listed = plain.setdefault(match[1], [])
            if isinstance(listed, list):
                listed.append(value)
    return plain
