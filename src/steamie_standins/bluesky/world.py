"""The world of the stand-in: one account, its records, pictures and sessions, behind one lock, with its own clock."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from steamie_standins.faults import Fault

ACCESS_SECONDS, REFRESH_SECONDS = 2 * 3_600, 60 * 86_400
POST = "app.bsky.feed.post"
SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Record:
    """A record under its key. ``periods`` are the times it could be seen: [from, to], the last one open while it still can."""

    key: str
    value: dict[str, Any]
    cid: str
    periods: list[list[float | None]]
    listed_from: float = 0.0  # when the network's own lists and counts have it
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def there(self) -> bool:
        """Whether it stands now."""
        return self.periods[-1][1] is None


@dataclass(slots=True)
class OthersReply:
    """What somebody else wrote under a post of the account, or under another reply."""

    uri: str
    cid: str
    did: str
    handle: str
    value: dict[str, Any]
    indexed_at: float


@dataclass(slots=True)
class Session:
    """What signing in gave: two tokens, and until when each is good."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float


class BlueskyWorld:
    """One account and what happens to it. Hold ``lock`` while reading or writing."""

    def __init__(
        self,
        *,
        handle: str = "pineview.bsky.social",
        name: str = "Pineview Housing Association",
        did: str = "did:plc:standin2345678abcdefghij",
        password: str = "abcd-efgh-2345-wxyz",  # noqa: S107 -- data of a stand-in, not a secret
        seed: int = 1,
        lag: float = 0,
    ) -> None:
        self.lock = threading.RLock()
        self.handle, self.name, self.did, self.password = handle, name, did, password
        self.seed, self.lag = seed, lag
        self.forget()

    def forget(self) -> None:
        """Start again: an empty account, the real clock, no faults."""
        self.chance = random.Random(self.seed)
        self.offset, self.last_microsecond = 0.0, 0
        self.followers = 60
        self.state = "active"  # or takendown, suspended, deactivated
        self.records: dict[str, Record] = {}
        self.replies: dict[str, OthersReply] = {}  # of others, by address
        self.removed: list[Record] = []  # records taken down whose key was used again since
        self.blobs: dict[str, dict[str, Any]] = {}
        self.sessions: list[Session] = []
        self.faults: list[Fault] = []
        self.log: deque[dict[str, Any]] = deque(maxlen=10_000)

    def now(self) -> float:
        """Unix seconds by this world's clock."""
        return time.time() + self.offset

    def secret(self, prefix: str) -> str:
        """A token that cannot be mistaken for a real one."""
        salt = f"{self.chance.random()}{time.time_ns()}".encode()
        return f"{prefix}-standin-{hashlib.sha256(salt).hexdigest()}"

    def key(self) -> str:
        """The next record key of the server's own: a timestamp identifier."""
        self.last_microsecond = max(self.last_microsecond + 1, int(self.now() * 1_000_000))
        number = (self.last_microsecond << 10) | self.chance.randrange(1024)
        return "".join(SORTABLE[(number >> shift) & 31] for shift in range(60, -1, -5))

    def uri(self, key: str) -> str:
        """The address of a record in the network."""
        return f"at://{self.did}/{POST}/{key}"

    def sign_in(self) -> Session:
        """A new session."""
        now = self.now()
        session = Session(self.secret("access"), self.secret("refresh"), now + ACCESS_SECONDS, now + REFRESH_SECONDS)
        self.sessions.append(session)
        return session

    def note(self, **line: Any) -> None:
        """One line of the log of calls."""
        self.log.append({"at": self.now(), **line})


def fingerprint(content: bytes) -> str:
    """An identifier by content, in the shape of the network's own."""
    return "bafkrei" + hashlib.sha256(content).hexdigest()[:52]
