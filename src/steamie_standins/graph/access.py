"""Who is calling, and what their token lets them do."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from .errors import GraphError, dead_token, may_not_post, missing, needs_permission, page_token_needed, unreadable_token
from .objects import Page, PagePost, Token
from .web import GraphRequest
from .world import GraphWorld


@dataclass(slots=True)
class Caller:
    """The holder of a token. An application's own token has no user and no Page."""

    world: GraphWorld
    token: Token
    request: GraphRequest
    version: str = ""

    @property
    def is_page(self) -> bool:
        """Whether this is a Page's own token."""
        return self.token.kind == "PAGE"

    def may(self, scope: str) -> bool:
        """Whether the permission was granted."""
        return scope in self.token.scopes

    def reads(self, page: Page) -> None:
        """Needed to read the posts of a Page."""
        if not self._reaches(page):
            raise missing(page.id, "GET")
        if not self.may("pages_read_engagement"):
            raise needs_permission("pages_read_engagement")

    def writes(self, page: Page, *, unpublished: bool = False) -> None:
        """Needed to post: the Page's own token, with both permissions."""
        if not self._reaches(page):
            raise missing(page.id, "POST")
        if not self.is_page and unpublished:
            raise GraphError(200, "(#200) Unpublished posts must be posted to a page as the page itself.", status=403)
        if not (self.is_page and self.may("pages_manage_posts") and self.may("pages_read_engagement")):
            raise may_not_post()

    def changes(self, post: PagePost) -> None:
        """Needed to edit, show or delete a post of the Page."""
        page = self.world.pages[post.page]
        self.writes(page)
        if not post.by_api or post.author:
            raise GraphError(200, "(#200) The post was not created by this application", subcode=1705, status=403)

    def moderates(self, page: Page) -> None:
        """Needed to answer, hide, delete or like comments."""
        if not self._reaches(page):
            raise missing(page.id, "POST")
        if not self.is_page:
            raise page_token_needed()
        if not self.may("pages_manage_engagement"):
            raise GraphError(283, "(#283) Requires pages_manage_engagement permission to manage the object", status=403)

    def reads_comments(self, page: Page) -> None:
        """Needed to read what residents wrote."""
        self.reads(page)
        if self.world.rung == "standard" or not self.may("pages_read_user_content"):
            raise needs_permission("pages_read_user_content")

    def reads_insights(self, page: Page) -> None:
        """Needed for insights: the Page's own token."""
        if not self._reaches(page):
            raise missing(page.id, "GET")
        if not self.is_page:
            raise page_token_needed()
        if not self.may("read_insights"):
            raise needs_permission("read_insights")

    def as_page(self, page: Page) -> None:
        """Needed for lists that only the Page itself may see."""
        self.reads(page)
        if not self.is_page:
            raise page_token_needed()

    def _reaches(self, page: Page) -> bool:
        if self.is_page:
            return self.token.page == page.id
        return page.id in self.token.pages and page.id in self.world.users[self.token.user].pages if self.token.user else False


def caller(world: GraphWorld, request: GraphRequest, version: str, *, me: bool = False) -> Caller:
    """Whoever holds the token of this request; raises when it is absent, unknown, expired or dead."""
    value = request.token
    if not value:
        raise _no_token(me=me)
    if value == app_token(world):
        return Caller(world, Token(value, "APP", "", [], [], 0), request, version)
    token = world.tokens.get(value)
    if token is None:
        raise unreadable_token()
    _alive(world, token)
    _proof(world, request, value)
    return Caller(world, token, request, version)


def app_token(world: GraphWorld) -> str:
    """The application's own token."""
    return f"{world.app_id}|{world.app_secret}"


def proof(secret: str, token: str) -> str:
    """The ``appsecret_proof`` that goes with a token."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def dead(world: GraphWorld, token: Token) -> GraphError | None:
    """Why a token no longer works, or None."""
    if token.dead:
        return dead_token(token.dead, app=world.app_id)
    if token.expires and token.expires <= world.now():
        return dead_token(463, when=_spoken(token.expires), now=_spoken(world.now()))
    if token.page and token.page not in world.users[token.user].pages:
        return dead_token(492)
    return None


def _alive(world: GraphWorld, token: Token) -> None:
    if error := dead(world, token):
        raise error


def _no_token(*, me: bool) -> GraphError:
    if me:
        return GraphError(2500, "An active access token must be used to query information about the current user.")
    return GraphError(104, "An access token is required to request this resource.")


def _proof(world: GraphWorld, request: GraphRequest, token: str) -> None:
    received = request.text("appsecret_proof")
    if not received and world.require_proof:
        raise GraphError(100, "API calls from the server require an appsecret_proof argument", kind="GraphMethodException")
    if received and not hmac.compare_digest(received.encode(), proof(world.app_secret, token).encode()):
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")


def _spoken(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%A, %d-%b-%y %H:%M:%S UTC")
