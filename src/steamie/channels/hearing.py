"""What a channel hears and how it answers. A kind takes these from ``contract``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from .errors import Refused

EFFECTS = {
    "read": "Read comments",
    "authors": "See who wrote them",
    "answer": "Answer in public",
    "hide": "Hide a comment",
    "private": "Answer a comment in private",
    "messages": "Read and answer messages",
    "subscription": "Hear at once about new comments",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One comment or message as the channel gives it. ``thread_id``: the comment it stands under, or itself; or the exchange."""

    remote_id: str
    thread_id: str
    words: str = field(repr=False)
    written_at: datetime
    private: bool = False  # a message to us alone; otherwise anyone can read it
    parent_id: str = ""
    post_id: str = ""
    post_words: str = field(default="", repr=False)
    author_id: str = ""
    author_name: str = field(default="", repr=False)
    by_us: bool = False
    url: str = ""
    hidden: bool = False
    may_answer_privately: bool | None = None  # None: the channel does not say


@dataclass(frozen=True, slots=True)
class Listened:
    """What one look gave. What stands under a post of ``whole`` is all that is there: what we have besides is gone."""

    heard: Sequence[Heard]
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Notice:
    """What a delivery says has happened: where to look. ``gone``: it was taken down, so there is nothing to read."""

    remote_id: str
    private: bool = False
    gone: bool = False
    post_id: str = ""


@dataclass(frozen=True, slots=True)
class Mailed:
    """What a letter of the channel's says that somebody wrote; the letter may have cut it short."""

    words: str = field(repr=False)
    author_name: str = field(default="", repr=False)
    url: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """What a reviewer of the channel must see before it lets us do something. ``verb``: the effect that it ends in, or empty."""

    permission: str
    verb: str
    show: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether the channel let us do one of ``EFFECTS``. ``worked`` is None when nothing was there to try it on."""

    verb: str
    worked: bool | None
    words: str


class Listener:
    """The half of a kind of channel that hears and answers. A kind that cannot, refuses.

    ``answer`` may be repeated without harm only where ``can.keyed``; everywhere else an answer that was lost is looked for with
    ``find_answer`` before anything is sent again. ``hide`` and ``unhide`` may be repeated.
    """

    label: ClassVar[str]
    reply_limit: ClassVar[int] = 2000  # characters of a public answer
    private_limit: ClassVar[int] = 2000
    private_days: ClassVar[int] = 0  # how long after a comment a private reply to it is possible; 0: never
    poll_minutes: ClassVar[int] = 15  # how often the channel's allowance lets us look
    tells_removals: ClassVar[bool] = True  # whether what is missing from ``comments`` is gone
    review: ClassVar[Sequence[ReviewStep]] = ()  # in the order in which a reviewer is shown them

    def comments(self, *, since: datetime) -> Listened:
        """Everything written in public under posts where something happened since then."""
        raise Refused(f"{self.label} has no comments that we can read.")

    def messages(self, *, since: datetime) -> Listened:
        """Everything written to us in private since then."""
        raise Refused(f"{self.label} has no messages that we can read.")

    def read(self, remote_id: str) -> Heard | None:
        """One comment as it is now; None when it is no longer there."""
        raise Refused(f"{self.label} has no comments that we can read.")

    def answer(self, remote_id: str, words: str, *, key: str = "") -> str:
        """Answer a comment in public; its own number."""
        raise Refused(f"{self.label} takes no answers from here.")

    def answer_privately(self, remote_id: str, words: str) -> str:
        """Answer a comment in private, which most channels allow once; the number of the message."""
        raise Refused(f"{self.label} takes no private answers from here.")

    def write_to(self, thread_id: str, words: str) -> str:
        """Write in an exchange of messages; the number of the message."""
        raise Refused(f"{self.label} takes no messages from here.")

    def find_answer(self, remote_id: str, words: str, *, since: datetime, private: bool, key: str = "") -> str | None:
        """The number of an answer of ours with these words, made since then; None only when everything was looked at."""
        raise Refused(f"{self.label} cannot look for an answer.")

    def hide(self, remote_id: str) -> None:
        """Hide a comment from others. Repeating this is harmless."""
        raise Refused(f"{self.label} cannot hide what others write.")

    def unhide(self, remote_id: str) -> None:
        """Show it again. Repeating this is harmless."""
        raise Refused(f"{self.label} cannot hide what others write.")

    def ban(self, author_id: str) -> None:
        """Keep somebody from writing under our posts. Repeating this is harmless."""
        raise Refused(f"{self.label} cannot keep anybody out from here.")

    def probe_listening(self, *, now: datetime) -> Sequence[Effect]:
        """Try each of ``EFFECTS`` by its effect, as far as it leaves nothing behind."""
        return ()

    def subscribe(self, *, callback: str) -> None:
        """Ask the channel to tell us at once. Repeating this is harmless."""
        raise Refused(f"{self.label} tells nobody of what is new.")

    def is_signed(self, body: bytes, signature: str) -> bool:
        """Whether a delivery carries our secret's signature over exactly these bytes."""
        return False

    def notices(self, body: Any) -> Sequence[Notice]:
        """What a delivery says, as far as it is understood; what is not understood is passed over."""
        return ()

    def challenge(self, query: dict[str, str]) -> str | None:
        """What to answer when the channel asks whether the address is ours; None: it is not for us."""
        return None

    def verify_word(self) -> str:
        """The word to enter at the channel beside the address, so that it knows us; made from the secret."""
        return ""

    def who_leaves(self, signed: str) -> str | None:
        """The number of whoever asks to be forgotten; None when our secret did not sign the request."""
        return None

    @classmethod
    def from_letter(cls, sender: str, subject: str, words: str) -> Mailed | None:
        """What a letter of the channel's says that somebody wrote to us; None when it is no such letter."""
        return None

    def gone(self, remote_ids: Sequence[str]) -> Sequence[str]:
        """Of these, the comments that are no longer there. Asked only of a kind whose ``comments`` never tell it."""
        return ()

    def administrators(self) -> Sequence[str]:
        """The names of whoever may administer the account, as the channel tells them."""
        raise Refused(f"{self.label} does not tell who may administer the account.")

    def play(self, words: str, name: str) -> str:
        """Have a resident of a stand-in write under the newest post; its number. Raises ``Refused`` for anything real."""
        raise Refused(f"{self.label} has no stand-in that plays residents.")
