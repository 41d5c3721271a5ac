"""What a channel can do. Plain Python: a kind of channel imports this and nothing else of the house."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar


class ChannelError(Exception):
    """Something went wrong at the channel. The message is for the officer; ``detail`` is for the record."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Refused(ChannelError):
    """The channel said no and will keep saying no. Nothing was made. Do not try again unchanged."""


class Unknown(ChannelError):
    """Nobody knows whether it happened. Never failed, never "try again": look first."""


class Throttled(ChannelError):
    """Too many calls. Nothing was made. Wait until the moment given."""

    def __init__(self, message: str, *, until: datetime, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.until = until


class Unreached(Throttled):
    """The channel could not be reached at all: nothing left the house. Wait until the moment given."""


class Disconnected(ChannelError):
    """The connection no longer works. Nothing was made. ``remedy`` says what a person must do."""

    def __init__(self, message: str, *, remedy: str, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a channel must be told before it works. Secret fields are sealed and never shown again."""

    name: str
    label: str
    secret: bool = False
    hint: str = ""
    required: bool = True
    by_connecting: bool = False  # filled in when a person signs in at the channel; never typed


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits on the channel. Lengths are in characters."""

    text: int
    pictures: int = 1
    needs_picture: bool = False
    link: bool = True
    headline: bool = True  # whether it shows the headline, and where and when an event is, beside the words
    unshowable: Callable[[str], str] | None = None  # the first letter of a text that it cannot show, or an empty string


@dataclass(frozen=True, slots=True)
class Can:
    """What the channel is able to do beyond create and publish."""

    stage: bool = False  # makes a post invisible first, visible second: the publishing protocol needs this
    edit: bool = False
    withdraw: bool = False
    find: bool = False
    readings: bool = False
    messages: bool = False
    answer: bool = False
    list: bool = False  # can say everything residents see there, so that we notice what was not us


@dataclass(frozen=True, slots=True)
class Picture:
    """An image already re-encoded and stripped of its position, with its description."""

    content: bytes
    media_type: str
    alt: str
    name: str = "picture.jpg"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A post as it leaves the house. ``marker`` is unique to the publication and travels in the link when there is one."""

    marker: str
    title: str
    text: str
    link: str = ""
    pictures: tuple[Picture, ...] = ()
    event_place: str = ""
    event_starts: datetime | None = None
    event_ends: datetime | None = None
    third: str = ""
    credit: str = ""  # whose news it is, where the channel shows that beside the words
    target: str = ""  # where ``link`` leads in the end


@dataclass(frozen=True, slots=True)
class Rendered:
    """What people see of a post on a channel. ``text`` holds the words as they were approved, character by character."""

    text: str
    title: str = ""  # empty where the channel shows no headline
    html: str = ""  # the text marked up, where the channel marks it up; its words are those of ``text``
    when: str = ""  # of an event
    place: str = ""
    link: str = ""  # shown beside the words; empty when it stands in them
    counts_visits: bool = False  # whether the link that goes out is our short one
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the channel gave back: its own identifier, and where a person can look."""

    remote_id: str
    url: str = ""
    visible: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A post found on the channel when looking."""

    remote_id: str
    url: str
    visible: bool
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """One count read from the channel. ``value`` is None when the channel does not give it: missing is not zero."""

    measure: str  # e.g. "likes", "shares", "comments", "followers"
    value: int | None
    definition: str  # which field or metric, of which version
    remote_id: str = ""  # the post it belongs to; empty for the whole page
    day: date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """The state of a connection. ``problems`` are named in plain words, each with its remedy.

    ``reached`` is false when nobody answered: then nothing is known of the connection itself.
    """

    working: bool
    summary: str
    problems: tuple[tuple[str, str], ...] = ()  # (what is wrong, what to do)
    facts: Mapping[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """One account that the person who signed in at the channel may connect. ``credentials`` hold its own secrets."""

    id: str
    name: str
    credentials: Mapping[str, str] = field(repr=False)
    lacking: tuple[str, ...] = ()  # what will not work, in plain words


def plain(text: str) -> str:
    """Words without the differences that a channel makes: spacing, forms of letters, case."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


class ChannelKind(ABC):
    """One kind of channel, opened with the credentials of one account.

    Every verb either returns, or raises one of the errors above. ``create`` makes the post without showing it to
    anyone where ``can.stage`` is true; ``publish`` then shows it, and doing so twice is harmless.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    credentials: ClassVar[tuple[Field, ...]]
    limits: ClassVar[Limits]
    can: ClassVar[Can]
    connects: ClassVar[bool] = False  # a person connects it by signing in at the channel (OAuth)
    only_one: ClassVar[bool] = False  # a second account of this kind would be the same place again
    before: ClassVar[Sequence[str]] = ()  # what must be done at the channel first, step by step, for whoever adds it
    do_not_call_in_templates: ClassVar[bool] = True  # a page may name a kind without making one

    def __init__(self, credentials: Mapping[str, str], *, settings: Mapping[str, Any] | None = None) -> None:
        """``settings``: ``graph_url``, ``association``, ``folder`` (where this account may keep files), ``transport`` (tests)."""
        self.given = credentials
        self.settings = settings or {}

    @classmethod
    def render(cls, outgoing: Outgoing, *, zone: str) -> Rendered:
        """What people will see of a post: the preview shows this, and ``create`` and ``edit`` send nothing else.

        ``zone``: the time zone that moments are written in.
        """
        return Rendered(outgoing.text, link=outgoing.link, counts_visits=bool(outgoing.link))

    @abstractmethod
    def create(self, outgoing: Outgoing) -> Receipt:
        """Make the post, unseen where the channel can."""

    @abstractmethod
    def publish(self, remote_id: str) -> Receipt:
        """Show it. Repeating this is harmless."""

    @abstractmethod
    def withdraw(self, remote_id: str) -> None:
        """Take it down. Repeating this is harmless."""

    @abstractmethod
    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        """Every post on the channel, seen or unseen, that carries this marker or, lacking a link, these words."""

    @abstractmethod
    def probe(self, *, now: datetime) -> Probe:
        """Look at the connection itself."""

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        """Change the words of a post already made."""
        raise Refused(f"{self.label} cannot change a post once it is made.")

    def shown(self, *, since: datetime) -> Sequence[Seen]:
        """Every post residents can see that was made since then, by us or by anyone else with access."""
        raise Refused(f"{self.label} cannot list what it shows.")

    def readings(self, remote_ids: Sequence[str], *, day: date) -> Sequence[Figure]:
        """Counts for these posts and for the page, on a day."""
        return ()

    def sign_in_address(self, *, state: str, callback: str) -> str:
        """Where the officer signs in at the channel, when ``connects``. It holds no secret."""
        raise Refused(f"{self.label} is not connected by signing in.")

    def accounts(self, *, code: str, callback: str) -> Sequence[Account]:
        """The accounts that may be connected after signing in, when ``connects``."""
        raise Refused(f"{self.label} is not connected by signing in.")
