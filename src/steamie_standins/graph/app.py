"""The stand-in as a WSGI application: it finds the thing, checks the token, does the work, and goes wrong when told to."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from steamie_standins.faults import Dropped, Fault, silence

from . import batch, control, faults, login, messaging, readings, usage, wall, web
from .access import Caller, caller
from .edges import OF
from .errors import GraphError, invalid, missing, unknown_path
from .objects import KIND_OF, Comment, Page, PagePost, Photo, User
from .posting import (
    block,
    create_comment,
    create_photo,
    create_post,
    delete_comment,
    delete_post,
    like,
    update_comment,
    update_post,
)
from .web import GraphAnswer, GraphRequest, as_json
from .world import GraphWorld
from .writing import listed, thing

NEWEST, OLDEST = 26, 21  # versions that answer as themselves; older ones answer as the oldest
WITHOUT_DATE_FORMAT = 1_793_059_200  # 27 October 2026: from then on in every version
Handler = Callable[[Caller, Any], Any]


def make_app(world: GraphWorld | None = None, **settings: Any) -> GraphApp:
    """A stand-in to call in process, e.g. by ``httpx.WSGITransport``. ``settings`` are those of ``World``."""
    return GraphApp(world or GraphWorld(**settings))


class GraphApp:
    """The WSGI application. ``world`` is open to tests."""

    def __init__(self, world: GraphWorld) -> None:
        self.world = world
        self.late: list[tuple[float, GraphRequest]] = []  # when each call that lies somewhere on the way arrives

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request, or drop the connection."""
        request = web.read(environ)
        try:
            answer = self.answer(request)
        except Dropped:
            raise silence(environ) from None
        return answer.wsgi(start_response)

    def answer(self, request: GraphRequest) -> GraphAnswer:
        """The answer to one request."""
        if request.path.startswith("/_control/"):
            return control.answer(self.world, request)
        if request.path == "/" and request.method == "GET" and set(request.fields) <= {"as", "start", "post"}:
            return wall.answer(self.world, request)
        if request.path.startswith(("/_page/", "/_media/")):
            return wall.answer(self.world, request)
        return self._graph(request)

    def _graph(self, request: GraphRequest) -> GraphAnswer:
        wait = 0.0
        with self.world.lock:
            self.world.tick()
            self._let_the_late_arrive()
            route = name_of(self.world, request)
            hit = faults.struck(self.world.faults, route, self.world.chance)
            try:
                answer = self._worked(request, hit, route)
            finally:
                self.world.flush()
            wait = hit["slow"].seconds if "slow" in hit else 0.0
        if wait:
            time.sleep(wait)
        return answer

    def _worked(self, request: GraphRequest, hit: dict[str, Fault], route: str) -> GraphAnswer:
        line = {"method": request.method, "path": request.path, "route": route, "fault": ",".join(hit)}
        try:
            self._lose_sight_of(request, hit)
            answer = faults.before(hit, self.world.chance) or call(self.world, request)
            self._delay(hit)
            answer = faults.after(hit, answer, self.world.chance)
        except GraphError as error:
            self.world.note(**line, status=error.status, code=error.code)
            answer = as_json(error.body(self.world.secret("A")[:18]), error.status)
        except Dropped:
            self.world.note(**line, status=0)
            raise
        else:
            self.world.note(**line, status=answer.status)
        answer.headers += usage.headers(self.world, request.token, throttled="rate" in hit)
        return answer

    def _lose_sight_of(self, request: GraphRequest, hit: dict[str, Fault]) -> None:
        """The caller hears nothing; the call is done later, as one that a server on the way held up."""
        if "late" in hit:
            self.late.append((self.world.now() + hit["late"].seconds, request))
            raise Dropped

    def _let_the_late_arrive(self) -> None:
        now = self.world.now()
        arrived = [request for moment, request in self.late if moment <= now]
        self.late = [(moment, request) for moment, request in self.late if moment > now]
        for request in arrived:
            with suppress(GraphError):
                call(self.world, request)

    def _delay(self, hit: dict[str, Fault]) -> None:
        if "lag" in hit and self.world.posts:
            post = next(reversed(self.world.posts.values()))
            post.listed_from = self.world.now() + hit["lag"].seconds
            self.world.keep(post)


def call(world: GraphWorld, request: GraphRequest) -> GraphAnswer:
    """One call of the API, without faults. Batches come here again for each of theirs."""
    version, parts = split(request.path)
    _refused_in_26(world, request, version, parts)
    if parts == ["dialog", "oauth"]:
        return login.dialog(world, request)
    if parts == ["oauth", "access_token"]:
        return as_json(login.exchange(world, request))
    if parts == ["debug_token"]:
        return as_json(login.debug(world, request))
    if not parts:
        return _root(world, request, version)
    who = caller(world, request, version, me=parts[0] == "me")
    usage.count(world, who.token)
    node = find(world, who, parts[0], request.method)
    return as_json(_handler(node, request.method, parts[1:], request)(who, node), headers=[("facebook-api-version", version)])


def _root(world: GraphWorld, request: GraphRequest, version: str) -> GraphAnswer:
    if request.method == "POST" and "batch" in request.fields:
        return as_json(batch.answer(world, request, version, call))
    raise GraphError(100, "Unsupported get request. Please read the Graph API documentation", kind="GraphMethodException")


def split(path: str) -> tuple[str, list[str]]:
    """The version that answers, and the rest of the path. A version that never was is code 2500."""
    parts = [part for part in path.split("/") if part]
    if not parts or not re.fullmatch(r"v\d+(\.\d+)?", parts[0]):
        if parts and parts[0].startswith("v") and parts[0][1:2].isdigit():
            raise unknown_path(path)
        return f"v{OLDEST}.0", parts
    number, _, minor = parts[0][1:].partition(".")
    if minor != "0" or not 1 < int(number) <= NEWEST:
        raise unknown_path(path)
    return f"v{max(int(number), OLDEST)}.0", parts[1:]


def _refused_in_26(world: GraphWorld, request: GraphRequest, version: str, parts: list[str]) -> None:
    strict = version == "v26.0" or world.now() >= WITHOUT_DATE_FORMAT
    if strict and "date_format" in request.fields:
        raise invalid("The parameter date_format is no longer supported")
    if strict and not parts and "ids" in request.fields:
        raise invalid("The parameter ids is no longer supported. Use a batch request instead")


def find(world: GraphWorld, who: Caller, identifier: str, method: str) -> Any:
    """The thing with this identifier, if this caller may see it."""
    if identifier == "me":
        return _me(who)
    for shelf in (world.pages, world.posts, world.comments, world.photos, world.users):
        node: Any = shelf.get(identifier)
        if node is not None and _visible(world, who, node):
            return node
    raise missing(identifier, method)


def _me(who: Caller) -> Any:
    if who.is_page:
        return who.world.pages[who.token.page]
    if not who.token.user:
        raise GraphError(2500, "An active access token must be used to query information about the current user.")
    return who.world.users[who.token.user]


def _visible(world: GraphWorld, who: Caller, node: Any) -> bool:
    if getattr(node, "deleted", 0):
        return False
    if isinstance(node, PagePost | Photo):
        return node.page in who.token.pages and (who.is_page or not isinstance(node, PagePost) or node.published)
    if isinstance(node, Comment):
        post = world.posts[node.post]
        return not post.deleted and post.page in who.token.pages
    return isinstance(node, Page) or node.id == who.token.user


def _handler(node: Any, method: str, edge: list[str], request: GraphRequest) -> Handler:
    kind, name = type(node), "/".join(edge)
    if method == "GET" and not name:
        return _read
    if method == "GET" and name in OF.get(kind, {}):
        return lambda who, one: listed(who, one, name)
    handler = HANDLERS.get((kind, method, name))
    if handler is None and name and not name.isidentifier():
        raise unknown_path(f"/{name}")
    if handler is None:
        raise (
            missing(getattr(node, "id", ""), method)
            if method != "GET"
            else invalid(f"Tried accessing nonexisting field ({name}) on node type ({KIND_OF[kind].capitalize()})")
        )
    return handler


def _read(who: Caller, one: Any) -> dict[str, Any]:
    page = who.world.pages.get(getattr(one, "page", ""))
    if page:
        who.reads(page)
    elif isinstance(one, Comment):
        who.reads_comments(who.world.pages[who.world.posts[one.post].page])
    return thing(who, one)


HANDLERS: dict[tuple[type, str, str], Handler] = {
    (Page, "POST", "feed"): create_post,
    (Page, "POST", "photos"): create_photo,
    (Page, "GET", "insights"): readings.page_insights,
    (Page, "POST", "messages"): messaging.send,
    (Page, "POST", "blocked"): block,
    (Page, "GET", "subscribed_apps"): login.subscriptions,
    (Page, "POST", "subscribed_apps"): login.subscribe,
    (Page, "DELETE", "subscribed_apps"): login.unsubscribe,
    (PagePost, "POST", ""): update_post,
    (PagePost, "DELETE", ""): delete_post,
    (PagePost, "POST", "comments"): create_comment,
    (PagePost, "POST", "likes"): like,
    (PagePost, "DELETE", "likes"): like,
    (PagePost, "GET", "insights"): readings.post_insights,
    (Comment, "POST", ""): update_comment,
    (Comment, "DELETE", ""): delete_comment,
    (Comment, "POST", "comments"): create_comment,
    (Comment, "POST", "likes"): like,
    (Comment, "DELETE", "likes"): like,
    (User, "GET", "accounts"): login.accounts,
    (User, "GET", "permissions"): login.permissions,
    (User, "GET", "businesses"): lambda _who, _user: {"data": []},
    (Page, "GET", "permissions"): login.permissions,
}


def name_of(world: GraphWorld, request: GraphRequest) -> str:
    """What a fault calls this call: ``feed.create``, ``photo.create``, ``post.publish``, ``post.read``, ``feed.read`` …"""
    parts = [part for part in request.path.split("/") if part]
    parts = parts[1:] if parts and re.fullmatch(r"v\d+\.\d+", parts[0]) else parts
    if not parts or parts[0] in {"oauth", "dialog", "debug_token"}:
        return "batch" if not parts else f"login.{parts[-1]}"
    act = {"GET": "read", "POST": "create", "DELETE": "delete"}.get(request.method, "other")
    if len(parts) > 1:
        return f"{parts[-1].removesuffix('s') if act == 'create' else parts[-1]}.{act}"
    kind = next((word for word in ("page", "post", "comment", "photo") if parts[0] in getattr(world, f"{word}s")), parts[0])
    if act != "create":
        return f"{kind}.{act}"
    return f"{kind}.publish" if "is_published" in request.fields else f"{kind}.update"
