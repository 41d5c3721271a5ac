"""A stand-in in this process, and a client that speaks to it as to Facebook."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import waitress

from steamie_standins.graph.app import GraphApp, make_app

PAGE = "1122"
JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 8


class Graph:
    """Calls of the API with a token, and the controls."""

    def __init__(self, app: GraphApp) -> None:
        self.app, self.world = app, app.world
        self.http = httpx.Client(transport=httpx.WSGITransport(app=app), base_url="https://graph.facebook.com")
        self.token = self.control("tokens", kind="page")["access_token"]

    def control(self, name: str, /, **given: Any) -> Any:
        answer = self.http.post(f"/_control/{name}", json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def truth(self) -> Any:
        return self.http.get("/_control/truth").json()

    def call(self, method: str, path: str, /, token: str | None = None, **given: Any) -> httpx.Response:
        held = self.token if token is None else token
        given = {name: str(value) for name, value in given.items()}
        proof = hmac.new(self.world.app_secret.encode(), held.encode(), hashlib.sha256).hexdigest()
        headers = {"Authorization": f"Bearer {held}"} if held else {}
        if method == "GET":
            return self.http.get(f"/v26.0/{path}", params=given | {"appsecret_proof": proof}, headers=headers)
        return self.http.request(method, f"/v26.0/{path}", params={"appsecret_proof": proof}, data=given, headers=headers)

    def get(self, path: str, **given: Any) -> Any:
        answer = self.call("GET", path, **given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **given: Any) -> Any:
        answer = self.call("POST", path, **given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, method: str, path: str, **given: Any) -> Any:
        answer = self.call(method, path, **given)
        assert "error" in answer.json(), answer.text
        return answer.json()["error"]

    def photo(self, **given: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        files = {"source": ("bins.jpg", JPEG, "image/jpeg")}
        answer = self.http.post(f"/v26.0/{PAGE}/photos", data=given, files=files, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def graph() -> Iterator[Graph]:
    made = Graph(make_app())
    yield made
    made.http.close()


@pytest.fixture
def served() -> Iterator[tuple[str, GraphApp]]:
    """A stand-in on a real socket of this machine."""
    app = make_app()
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=2)

    def serve() -> None:
        with suppress(OSError, ValueError):  # its sockets are closed under it at the end
            server.run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}", app
    server.close()
    server.asyncore.close_all(server._map, ignore_all=True)  # a client may have kept its line open
    thread.join(5)
