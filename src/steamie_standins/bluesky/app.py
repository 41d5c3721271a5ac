"""The stand-in as a WSGI application: it finds the procedure, does the work, and goes wrong when told to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from steamie_standins.faults import Dropped, Fault, silence

from . import control, faults, network, repository, sessions, web
from .errors import Refusal
from .web import XrpcAnswer, XrpcRequest, as_json
from .world import BlueskyWorld

# Each procedure: its method, the name of its route for faults, and what does it.
PROCEDURES: dict[str, tuple[str, str, Callable[[BlueskyWorld, XrpcRequest], dict[str, Any]]]] = {
    "com.atproto.server.createSession": ("POST", "session.open", sessions.create),
    "com.atproto.server.refreshSession": ("POST", "session.refresh", sessions.refresh),
    "com.atproto.server.getSession": ("GET", "account.read", sessions.show),
    "com.atproto.repo.createRecord": ("POST", "record.create", repository.create),
    "com.atproto.repo.putRecord": ("POST", "record.create", repository.put),
    "com.atproto.repo.getRecord": ("GET", "record.read", repository.get),
    "com.atproto.repo.listRecords": ("GET", "record.list", repository.list_them),
    "com.atproto.repo.deleteRecord": ("POST", "record.delete", repository.delete),
    "com.atproto.repo.uploadBlob": ("POST", "blob.upload", repository.upload),
    "app.bsky.actor.getProfile": ("GET", "profile.read", network.profile),
    "app.bsky.feed.getPosts": ("GET", "posts.read", network.posts),
    "app.bsky.notification.listNotifications": ("GET", "replies.read", network.notifications),
}


def make_app(world: BlueskyWorld | None = None, **settings: Any) -> BlueskyApp:
    """A stand-in to call in process, e.g. by ``httpx.WSGITransport``. ``settings`` are those of ``World``."""
    return BlueskyApp(world or BlueskyWorld(**settings))


class BlueskyApp:
    """The WSGI application. ``world`` is open to tests."""

    def __init__(self, world: BlueskyWorld) -> None:
        self.world = world

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request, or drop the connection."""
        request = web.read(environ)
        try:
            answer = self._answered(request)
        except Dropped:
            raise silence(environ) from None
        return answer.wsgi(start_response)

    def _answered(self, request: XrpcRequest) -> XrpcAnswer:
        with self.world.lock:
            if request.path.startswith("/_control/"):
                return control.answer(self.world, request)
            if not request.path.startswith("/xrpc/"):
                return network.page(self.world, request.path.partition("/post/")[2])
            answer, wait = self._procedure(request)
        time.sleep(wait)  # outside the lock: others are answered meanwhile
        return answer

    def _procedure(self, request: XrpcRequest) -> tuple[XrpcAnswer, float]:
        name = request.path.removeprefix("/xrpc/")
        method, route, work = PROCEDURES.get(name, ("", "none", repository.get))
        if method != request.method:
            return as_json({"error": "MethodNotImplemented", "message": "Method Not Implemented"}, 501), 0.0
        hit = faults.struck(self.world.faults, route, self.world.chance)
        answer = self._worked(request, route, work, hit)
        return answer, hit["slow"].seconds if "slow" in hit else 0.0

    def _worked(
        self, request: XrpcRequest, route: str, work: Callable[[BlueskyWorld, XrpcRequest], dict[str, Any]], hit: dict[str, Fault]
    ) -> XrpcAnswer:
        line = {"method": request.method, "path": request.path, "route": route, "fault": ",".join(hit)}
        try:
            answer = faults.before(hit) or faults.after(hit, as_json(work(self.world, request)))
        except Refusal as refusal:
            answer = as_json(refusal.body, refusal.status)
        except Dropped:
            self.world.note(**line, status=0)
            raise
        self.world.note(**line, status=answer.status)
        answer.headers += self._limits(throttled=answer.status == 429)
        return answer

    def _limits(self, *, throttled: bool) -> list[tuple[str, str]]:
        """How many calls are left, and when there will be more: in Unix seconds."""
        left, reset = "0" if throttled else "2999", str(int(self.world.now()) + 300)
        return [("RateLimit-Limit", "3000"), ("RateLimit-Remaining", left), ("RateLimit-Reset", reset)]
