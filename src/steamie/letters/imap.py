"""One conversation with a mailbox, in steps. Every wait has an end, and so has everything about one letter."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from steamie.people.sealing import CannotUnseal, unseal

from .models import Mailbox, Security

WAIT = SocketTimeout(connect=20, read=30)  # seconds
AT_MOST = 120.0  # seconds for everything about one letter; less than a lease lasts
LONGEST = 300  # characters of the server's words that are kept
HEAD = 64 * 1024  # bytes of a head that are read


class MailboxNotReached(Exception):
    """The mailbox is not reached, or will not be read; the message says why, fit for the desk."""


class NotGiven(Exception):
    """The mailbox is there, and does not give us this one letter."""


@dataclass(frozen=True, slots=True)
class Found:
    """A letter that lies in the mailbox."""

    uid: int
    size: int  # bytes
    received_at: datetime


@contextlib.contextmanager
def opened(mailbox: Mailbox) -> Iterator[OpenMailbox]:
    """The mailbox, opened at its folder. Raises ``NotReached``, also for what breaks within."""
    client = None
    try:
        client = _connected(mailbox)
        client.login(mailbox.user, unseal(mailbox.sealed)["password"])
        yield OpenMailbox(client, mailbox.folder)
    except LoginError as problem:
        raise MailboxNotReached(f"The mailbox did not take our name and password: {_words(problem)}") from problem
    except CannotUnseal as problem:
        raise MailboxNotReached("The key that its password was sealed with is gone. Type in the password again.") from problem
    except (IMAPClientError, OSError, UnicodeError, ValueError) as problem:
        raise MailboxNotReached(f"The mailbox at {mailbox.host} was not read: {_words(problem)}.") from problem
    finally:
        if client is not None:
            with contextlib.suppress(IMAPClientError, OSError):
                client.logout()


def _connected(mailbox: Mailbox) -> IMAPClient:
    context, security = ssl.create_default_context(), Security(mailbox.security)
    at_once = security is Security.TLS
    client = IMAPClient(mailbox.host, mailbox.port, ssl=at_once, ssl_context=context if at_once else None, timeout=WAIT)
    client.normalise_times = False
    if security is Security.STARTTLS:
        client.starttls(context)
    return client


class OpenMailbox:
    """A folder of a mailbox whose letters can be looked at. Its methods raise ``IMAPClientError`` and ``OSError``."""

    def __init__(self, client: IMAPClient, folder: str) -> None:
        self._client = client
        answer = client.select_folder(folder)
        self.uid_validity, self.uid_next = int(answer[b"UIDVALIDITY"]), int(answer.get(b"UIDNEXT", 1))
        self.number = int(answer.get(b"EXISTS", 0))

    def after(self, uid: int) -> list[int]:
        """The numbers of letters that came after this one, in order."""
        return sorted(one for one in self._client.search(["UID", f"{uid + 1}:*"]) if one > uid)  # “*” names the last one always

    def since(self, day: date) -> list[int]:
        """The numbers of letters that came on this day or later, in order."""
        return sorted(self._client.search(["SINCE", day]))

    def look(self, uid: int) -> Found | None:
        """How large a letter is and when it came; None when it is no longer there."""
        answer = self._client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
        if answer is None:
            return None
        moment = answer.get(b"INTERNALDATE")
        at = moment if isinstance(moment, datetime) else datetime.now(UTC)
        return Found(uid, int(answer[b"RFC822.SIZE"]), at if at.tzinfo else at.replace(tzinfo=UTC))

    def whole(self, uid: int, at_most: int) -> bytes:
        """The letter, no more than so many bytes of it, whatever its size was said to be. Raises ``NotGiven``."""
        return self._part(uid, f"BODY.PEEK[]<0.{at_most}>")

    def head(self, uid: int) -> bytes:
        """Its head alone. Raises ``NotGiven``."""
        return self._part(uid, f"BODY.PEEK[HEADER]<0.{HEAD}>")

    def flag(self, uids: list[int]) -> None:
        """Let the mailbox show that these were read. Nothing is ever deleted."""
        self._client.add_flags(uids, [SEEN], silent=True)

    @contextlib.contextmanager
    def within(self, seconds: float = AT_MOST) -> Iterator[None]:
        """Cuts the line when all of this takes longer: a server that sends a byte now and then never times out by itself."""
        cut = threading.Timer(seconds, self._cut)
        cut.daemon = True
        cut.start()
        try:
            yield
        finally:
            cut.cancel()

    def _part(self, uid: int, wanted: str) -> bytes:
        with self.within():
            try:
                answer = self._client.fetch([uid], [wanted]).get(uid, {})
            except IMAPClientError as problem:
                if isinstance(problem, self._client.AbortError):
                    raise
                raise NotGiven(f"The mailbox does not give it to us: {_words(problem)}") from problem
        content = next((value for key, value in answer.items() if key.startswith(b"BODY[")), None)
        if not isinstance(content, bytes):
            raise NotGiven("The mailbox does not give it to us.")
        return content

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)


def _words(problem: Exception) -> str:
    """What went wrong, in few words on one line."""
    if isinstance(problem, TimeoutError):
        return "it did not answer in time"
    if isinstance(problem, ssl.SSLError):
        return f"its certificate or encryption: {problem.reason or type(problem).__name__}"
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    text = problem.args[0].decode("utf-8", "replace") if problem.args and isinstance(problem.args[0], bytes) else str(problem)
    return (" ".join(text.split()) or type(problem).__name__)[:LONGEST].rstrip(".")
