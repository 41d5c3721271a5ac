"""The world of the stand-in: everything that exists, behind one lock, with its own clock."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import deque
from dataclasses import asdict
from typing import Any

from steamie_standins.faults import Fault

from . import objects
from .cards import Cards
from .objects import Code, Comment, Page, PagePost, Photo, PrivateMessage, Token, User
from .store import File, Memory
from .webhooks import Subscription

DAY = 86_400
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
    "read_insights",
    "business_management",
    "public_profile",
)
TASKS = ["ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]


class GraphWorld:
    """One Page and what happens to it. Hold ``lock`` while reading or writing."""

    def __init__(
        self,
        *,
        page: str = "1122",
        name: str = "Pineview Housing Association",
        app_id: str = "100200300",
        app_secret: str = "stand-in-app-secret",  # noqa: S107 -- data of a stand-in, not a secret
        seed: int = 1,
        lag: float = 0,
        state: str = "",
        schedule_days: int = 30,
        redirects: tuple[str, ...] = (),
        require_proof: bool = False,
        short_pages: bool = False,
    ) -> None:
        self.lock = threading.RLock()
        self.first_page, self.name = page, name
        self.app_id, self.app_secret = app_id, app_secret
        self.seed, self.lag, self.schedule_days = seed, lag, schedule_days
        self.redirects, self.require_proof, self.short_pages = redirects, require_proof, short_pages
        self.store = File(state) if state else Memory()
        self.offset = 0.0
        self.begin()

    def begin(self) -> None:
        """What was kept, or a new world with a Page and the person who looks after it."""
        self.chance = random.Random(self.seed)
        self.pages: dict[str, Page] = {}
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, Code] = {}
        self.photos: dict[str, Photo] = {}
        self.posts: dict[str, PagePost] = {}
        self.comments: dict[str, Comment] = {}
        self.messages: dict[str, PrivateMessage] = {}
        self.log: list[dict[str, Any]] = []
        self.dropped_log = 0
        self.calls: dict[str, deque[float]] = {}
        self.engaged: dict[str, tuple[float, int]] = {}  # page → when counted, how many
        self.scheduled: set[str] = set()
        self.last = 3300
        self.changed: dict[tuple[str, str], Any] = {}
        self.hook = Subscription()
        self.faults: list[Fault] = []
        self.rung = "advanced"  # how far Meta has let the application: development, standard, advanced
        self.blocked: set[str] = set()
        self.cards = Cards()
        for kind, body in self.store.load():
            self._restore(kind, body)
        self.changed.clear()
        self.posts = dict(sorted(self.posts.items(), key=lambda item: item[1].made_at))
        if not self.pages:
            self.keep(Page(self.first_page, self.name, username="the-page", about="Homes and neighbours."))
            self.keep(User("9001", "Page administrator", {self.first_page: list(TASKS)}))
            self.flush()

    def _restore(self, kind: str, body: dict[str, Any]) -> None:
        thing = self.keep(objects.KINDS[kind](**body))
        tail = self._key(thing).rpartition("_")[2]
        if kind in {"post", "photo", "comment", "message"} and tail.isdigit():
            self.last = max(self.last, int(tail))

    def _shelf(self, thing: Any) -> dict[str, Any]:
        shelf: dict[str, Any] = getattr(self, f"{objects.KIND_OF[type(thing)]}s")
        return shelf

    @staticmethod
    def _key(thing: Any) -> str:
        return thing.value if isinstance(thing, Token | Code) else thing.id

    def keep(self, thing: Any) -> Any:
        """Add a thing, or note that it changed."""
        self._shelf(thing)[self._key(thing)] = thing
        self.changed[objects.KIND_OF[type(thing)], self._key(thing)] = thing
        if isinstance(thing, PagePost):
            (self.scheduled.add if thing.scheduled else self.scheduled.discard)(thing.id)
        return thing

    def flush(self) -> None:
        """Write what changed to the file, if there is one."""
        if self.changed:
            self.store.save([(kind, key, asdict(thing)) for (kind, key), thing in self.changed.items()])
            self.changed.clear()

    def forget(self) -> None:
        """Start again with an empty Page, and the real clock."""
        self.store.forget()
        self.offset = 0.0
        self.begin()

    # Time and numbers

    def now(self) -> float:
        """Unix seconds by this world's clock."""
        return time.time() + self.offset

    def number(self) -> str:
        """The next identifier. They grow, but leave gaps, so that nobody counts on them."""
        self.last += self.chance.randint(1, 9)
        return str(self.last)

    def secret(self, prefix: str) -> str:
        """A token that cannot be mistaken for a real one, and that differs from run to run of the clock."""
        salt = f"{self.chance.random()}{time.time_ns()}".encode()
        return prefix + "standin" + hashlib.sha256(salt).hexdigest()

    def tick(self) -> None:
        """Let scheduled posts appear whose moment has come."""
        now = self.now()
        for post in [self.posts[identifier] for identifier in self.scheduled]:
            if not post.deleted and post.scheduled <= now:
                post.show(post.scheduled)
                post.listed_from = post.created + self.lag
                self.keep(post)

    # Tokens

    def mint(self, **fields: Any) -> Token:
        """A new token of the administrator, good unless told otherwise."""
        user = next(iter(self.users.values()))
        kind = fields.pop("kind", "PAGE").upper()
        values: dict[str, Any] = {"user": user.id, "scopes": list(SCOPES), "pages": list(user.pages), "issued": self.now()}
        values |= {"page": next(iter(self.pages))} if kind == "PAGE" else {}
        values |= {"data_until": self.now() + 90 * DAY} | fields
        token = Token(self.secret("EAAP" if kind == "PAGE" else "EAAU"), kind, **values)
        self.keep(token)
        return token

    def note(self, **line: Any) -> None:
        """One line of the log of calls; the oldest are dropped after ten thousand."""
        self.log.append({"at": self.now(), **line})
        if len(self.log) > 10_000:
            del self.log[:1_000]
            self.dropped_log += 1_000
