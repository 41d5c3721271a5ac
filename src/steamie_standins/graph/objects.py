"""What exists in the stand-in: a Page, its posts, photos and comments, people, and tokens. Times are Unix seconds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Page:
    """The association's Page."""

    id: str
    name: str
    username: str = ""
    about: str = ""
    website: str = ""
    followers: int = 240
    likes: int = 215
    subscribed: list[str] = field(default_factory=list)  # webhook fields
    published: bool = True


@dataclass(slots=True)
class User:
    """The person who looks after the Page."""

    id: str
    name: str
    pages: dict[str, list[str]] = field(default_factory=dict)  # page id → tasks


@dataclass(slots=True)
class Token:
    """An access token. ``dead`` is the subcode it now answers with."""

    value: str
    kind: str  # PAGE or USER
    user: str
    scopes: list[str]
    pages: list[str]  # the Pages that were ticked
    issued: float
    page: str = ""
    expires: float = 0  # 0: never
    data_until: float = 0
    dead: int = 0
    declined: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Code:
    """What the login dialog hands back, to be exchanged once."""

    value: str
    user: str
    scopes: list[str]
    pages: list[str]
    redirect: str
    issued: float
    used: bool = False
    declined: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Photo:
    """An uploaded picture."""

    id: str
    page: str
    made_at: float
    media_type: str
    caption: str = ""
    alt: str = ""
    temporary: bool = False
    post: str = ""
    media: str = ""  # what its bytes are kept under; empty: its own number


@dataclass(slots=True)
class PagePost:
    """A post. ``periods`` are the times it could be seen: [from, to], the last one open while it still can."""

    id: str
    page: str
    made_at: float
    message: str = ""
    link: str = ""
    photos: list[str] = field(default_factory=list)
    author: str = ""  # a visitor's id; empty when the Page itself
    author_name: str = ""
    created: float = 0  # as shown: when it was published
    updated: float = 0
    scheduled: float = 0
    published: bool = False
    hidden: bool = False
    deleted: float = 0
    listed_from: float = 0  # feed lag
    periods: list[list[float | None]] = field(default_factory=list)
    reactions: dict[str, str] = field(default_factory=dict)  # person → LIKE, LOVE …
    shares: int = 0
    clicks: int = 0
    by_api: bool = True
    edits: list[str] = field(default_factory=list)  # the words of each change, in order

    def show(self, at: float) -> None:
        """Anyone can see it from now on. Harmless when they already can."""
        if self.published or self.deleted:
            return
        self.published, self.scheduled = True, 0
        self.created = self.updated = at
        self.periods.append([at, None])

    def unshow(self, at: float) -> None:
        """Nobody can see it any more."""
        if self.published and self.periods and self.periods[-1][1] is None:
            self.periods[-1][1] = at
        self.published = False


@dataclass(slots=True)
class Comment:
    """A comment, or a reply to one."""

    id: str
    post: str
    made_at: float
    message: str
    author: str
    author_name: str
    parent: str = ""
    hidden: bool = False
    deleted: float = 0
    likes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PrivateMessage:
    """A message in private, from the Page or (``inbound``) to it."""

    id: str
    page: str
    person: str
    text: str
    at: float
    comment: str = ""  # which it answers
    inbound: bool = False


KINDS: dict[str, type] = {
    "page": Page,
    "user": User,
    "token": Token,
    "code": Code,
    "photo": Photo,
    "post": PagePost,
    "comment": Comment,
    "message": PrivateMessage,
}
KIND_OF = {kind: name for name, kind in KINDS.items()}
