"""What a channel can do. Plain Python: a kind of channel imports this and nothing else of the house."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from steamie.rules.addresses import addresses

from .errors import ChannelError as ChannelError
from .errors import Disconnected as Disconnected
from .errors import Refused as Refused
from .errors import Throttled as Throttled
from .errors import Unknown as Unknown
from .errors import Unreached as Unreached
from .hearing import EFFECTS as EFFECTS
from .hearing import Effect as Effect
from .hearing import Heard as Heard
from .hearing import Listened as Listened
from .hearing import Listener as Listener
from .hearing import Mailed as Mailed
from .hearing import Notice as Notice
from .hearing import ReviewStep as ReviewStep
from .outside import OutsideAddress as OutsideAddress
from .outside import check_address as check_address
from .outside import on_this_machine as on_this_machine
from .outside import only_on_this_machine as only_on_this_machine

QUOTES = frozenset("\"'“”‘’`«»")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a channel must be told before it works. Secret fields are sealed and never shown again."""

    name: str
    label: str
    secret: bool = False
    hint: str = ""
    required: bool = True
    by_connecting: bool = False  # filled in when a person signs in at the channel; never typed
    wrong: Callable[[str], str] | None = None  # what is wrong with a value as typed, in words; an empty string when nothing is

    def problem(self, value: str) -> str:
        """What is wrong with a value, such as one from another box; an empty string when nothing can be said."""
        if "\n" in value or "\r" in value:
            return f"{self.label}: this is more than one line. Copy the value alone."
        if value and (value[0] in QUOTES or value[-1] in QUOTES):
            return f"{self.label}: leave out the quotation marks."
        return self.wrong(value) if self.wrong and value else ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits on the channel. Lengths are in characters; what else must fit, ``unfit`` says."""

    text: int
    pictures: int = 1
    needs_picture: bool = False
    headline: bool = True  # whether it shows the headline, and where and when an event is, beside the words
    credit: bool = False  # whether it shows whose news it is beside the words
    unshowable: Callable[[str], str] | None = None  # the first letter of a text that it cannot show, or an empty string


@dataclass(frozen=True, slots=True)
class Can:
    """What the channel is able to do beyond create and publish."""

    stage: bool = False  # makes a post invisible first, visible second, so that both steps may be repeated
    keyed: bool = False  # makes a post under a key of ours, once however often it is asked, and finds it by that key
    edit: bool = False
    withdraw: bool = False
    find: bool = False
    readings: bool = False
    list: bool = False  # can say everything residents see there, so that we notice what was not us
    listen: bool = False  # gives the comments of others
    messages: bool = False  # gives what is written to us in private
    answer: bool = False  # takes answers to comments
    answer_privately: bool = False
    hide: bool = False
    ban: bool = False
    tells: bool = False  # tells us at once, by a signed delivery
    lists_administrators: bool = False  # says who may administer the account
    play: bool = False  # a stand-in of it can play residents, for a rehearsal


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing the channel counts. A figure is a total up to the day it was read, never the day's own share.

    Kinds that count the same thing give it the same ``code``: the house knows ``likes``, ``shares`` and ``comments``.
    """

    code: str
    label: str
    definition: str  # in words for whoever reads the figure
    field: str  # which field or metric of the channel gives it
    version: str  # of the channel's interface
    of_a_post: bool = True  # otherwise of the account
    daily: bool = True  # otherwise it reaches some posts only, and is not kept day by day


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """An image already re-encoded and stripped of its position, with its description."""

    content: bytes
    media_type: str
    alt: str
    name: str = "picture.jpg"
    size: int = 0  # of the content in bytes, for a preview that is made without reading it

    @property
    def weight(self) -> int:
        """How many bytes it has."""
        return len(self.content) or self.size


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A post as it leaves the house. ``marker`` is unique to the publication and travels in the link when there is one.

    ``key`` is what ``new_key`` gave for this publication, kept with it before the first call; only a ``keyed`` kind has one.
    """

    marker: str
    title: str
    text: str
    link: str = ""
    key: str = ""
    pictures: tuple[OutgoingPicture, ...] = ()
    event_place: str = ""
    event_starts: datetime | None = None
    event_ends: datetime | None = None
    share: str = ""
    credit: str = ""  # whose news it is, where the channel shows that beside the words
    target: str = ""  # where ``link`` leads in the end


@dataclass(frozen=True, slots=True)
class Preview:
    """A post as the channel will show it. ``text`` is what leaves the house, character for character."""

    text: str
    headline: str = ""  # above the words; empty where the channel shows none
    link: str = ""  # beside the words, as a card or a code; empty when it stands in the words, or there is none
    link_title: str = ""  # on its card, where we give it one
    place: str = ""  # of an event, beside the words
    starts: datetime | None = None
    ends: datetime | None = None
    when: str = ""  # both, as the channel writes them
    credit: str = ""  # whose news it is, beside the words
    pictures: tuple[OutgoingPicture, ...] = ()
    html: str = ""  # the text marked up, where the channel marks it up; its words are those of ``text``


@dataclass(frozen=True, slots=True)
class Phrases:
    """How the desk says that a channel has done its part with a post: the effect that was seen, and no more."""

    sent: str = "Sent"
    was_sent: str = "It was sent"  # of one that has been withdrawn since
    sent_to: str = "Sent to {channel}"
    see: str = "See it on {channel}"


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """What a channel makes to be printed or handed out."""

    content: bytes = field(repr=False)
    media_type: str
    name: str


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
    gap: str = ""  # why the channel itself has no value: "dead", it ended the measure; "empty", it counted nothing


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


def with_link(outgoing: Outgoing) -> str:
    """The words with the link at the end, for a post that has no card; as they are where they hold the link already."""
    if not outgoing.link or outgoing.link in outgoing.text:
        return outgoing.text
    return f"{outgoing.text}\n\n{outgoing.link}".strip()


def pictures_unfit(pictures: Sequence[OutgoingPicture], *, most: int, where: str) -> Iterator[str]:
    """Whether there are too many pictures, or one has no description. ``where``: "A post on Example"."""
    if len(pictures) > most:
        yield f"{where} takes {most} pictures; this has {len(pictures)}."
    if any(not picture.alt.strip() for picture in pictures):
        yield "Describe every picture before it is posted."


def links_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each web address in plain words begins and ends, and the page it leads to, written with "https://" or without."""
    for address in addresses(text):
        if not address.leads_to.startswith("mailto:"):
            yield address.first, address.last, address.leads_to


def plain(text: str) -> str:
    """Words without the differences that a channel makes: spacing, forms of letters, case."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


class ChannelKind(Listener, ABC):
    """One kind of channel, opened with the credentials of one account.

    Every verb either returns, or raises one of the errors above. A kind says which act may be repeated without harm:

    - with ``can.stage``, ``create`` makes the post without showing it to anyone, and ``publish`` then shows it;
    - with ``can.keyed``, ``create`` shows it at once, under a key of ours, and a second ``create`` under that key makes no
      second post and changes nothing.

    ``preview`` and ``unfit`` look at nothing but the post: they answer without credentials and call nobody.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str] = "globe"  # of the desk's own
    credentials: ClassVar[tuple[Field, ...]]
    limits: ClassVar[Limits]
    can: ClassVar[Can]
    measures: ClassVar[tuple[Measure, ...]] = ()  # what ``readings`` gives, where ``can.readings``
    address: ClassVar[OutsideAddress | None] = None  # where it is reached; None: it is on this machine, and calls nobody
    connects: ClassVar[bool] = False  # a person connects it by signing in at the channel (OAuth)
    signs_in: ClassVar[bool] = False  # the details typed open one account, which ``account`` names
    only_one: ClassVar[bool] = False  # a second account of this kind would be the same place again
    ours: ClassVar[bool] = False  # it is our own website: links need not be shortened, and readers are counted there
    phrases: ClassVar[Phrases] = Phrases()
    medium: ClassVar[str] = "social"  # how web statistics call a visit that comes from it
    before: ClassVar[Sequence[str]] = ()  # what must be done at the channel first, step by step, for whoever adds it
    callback_note: ClassVar[str] = ""  # where at the channel the address to come back to must be entered, if ``connects``
    do_not_call_in_templates: ClassVar[bool] = True  # a page may name a kind without making one

    @property
    def configured_address(self) -> str:
        """Where it is reached: its own address, or the stand-in's that a setting names. It calls nobody."""
        return str(self.settings.get("address", self.address.real if self.address else ""))

    @property
    def outside_address(self) -> str:
        """The same, for calling it. Raises ``Disconnected`` in the demonstration, unless it is on this machine."""
        if self.address and self.settings.get("demonstration"):
            only_on_this_machine(self.configured_address, self.address)
        return self.configured_address

    def __init__(self, credentials: Mapping[str, str], *, settings: Mapping[str, Any] | None = None) -> None:
        """``settings``: those of ``docs/adding-a-channel.md``. Whatever is absent has a default, or makes a verb raise."""
        self.details = credentials
        self.settings = settings or {}

    @classmethod
    def new_key(cls, *, now: datetime) -> str:
        """A fresh key for one publication, where ``can.keyed``; at most 60 characters. It calls nobody."""
        raise Refused(f"{cls.label} gives its own numbers to posts.")

    @abstractmethod
    def preview(self, outgoing: Outgoing) -> Preview:
        """The post as ``create`` sends it, made by the same code."""

    @abstractmethod
    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        """Everything that keeps this post from the channel, each in words for its author; ``create`` refuses for the same."""

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

    def probe_effects(self, *, now: datetime) -> Probe:
        """Do the least that shows whether publishing would work, and leave nothing: a post that nobody sees, deleted again.

        Looking alone cannot tell: a token may read and not write. A kind without anything so small looks, as ``probe`` does.
        """
        return self.probe(now=now)

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        """Change the words of a post already made."""
        raise Refused(f"{self.label} cannot change a post once it is made.")

    def shown(self, *, since: datetime) -> Sequence[Seen]:
        """Every post residents can see that was made since then, by us or by anyone else with access."""
        raise Refused(f"{self.label} cannot list what it shows.")

    def readings(self, remote_ids: Sequence[str], *, day: date) -> Sequence[Figure]:
        """Counts for these posts and for the page, on a day."""
        return ()

    def require_fit(self, outgoing: Outgoing) -> None:
        """Raises ``Refused`` with everything that keeps this post from the channel."""
        if problems := self.unfit(outgoing):
            raise Refused(" ".join(problems))

    def account_url(self) -> str:
        """Where a person can look at the whole account; empty when there is no such place. It calls nobody."""
        return ""

    def document(self, remote_id: str) -> PrintedDocument:
        """What was made for this post to be printed. ``Refused`` when there is none."""
        raise Refused(f"{self.label} makes nothing to print.")

    def account(self) -> Account:
        """The account that the details typed open, when ``signs_in``. Raises ``Disconnected`` when they do not."""
        raise Refused(f"{self.label} has no accounts.")

    def sign_in_address(self, *, state: str, callback: str) -> str:
        """Where the officer signs in at the channel, when ``connects``. It holds no secret."""
        raise Refused(f"{self.label} is not connected by signing in.")

    def accounts(self, *, code: str, callback: str) -> Sequence[Account]:
        """The accounts that may be connected after signing in, when ``connects``."""
        raise Refused(f"{self.label} is not connected by signing in.")
