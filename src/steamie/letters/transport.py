"""One conversation with the mail server, in steps, so that what surely did not happen is told from what may have."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from .mail_server import MailServer

LONGEST = 500  # characters of the server's words that are kept
SERVER_CLOSES = 421


class Failure(Exception):
    """Why a letter did not go; the message is fit for the desk."""


class ServerUnreached(Failure):
    """There is no conversation: the server is away, or will not talk with us. Nothing was sent."""


class Later(Failure):
    """The server asks us to come again, or the line broke before the letter was handed over. Nothing was sent."""


class LetterRefused(Failure):
    """The server will not take this letter, in its words."""


class Unanswered(Failure):
    """The letter was handed over and no answer came: it may have arrived."""


class MailConnection:
    """A line to the mail server, opened when it is first needed and used for one letter after another."""

    def __init__(self, server: MailServer, *, our_name: str) -> None:
        self.server, self.our_name = server, our_name
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        if self._smtp and not problem:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Cuts the line when all of this takes longer: a server that sends a byte now and then never times out by itself."""
        cut = threading.Timer(seconds, self._cut)
        cut.daemon = True
        cut.start()
        try:
            yield
        finally:
            cut.cancel()

    def offer(self, *, sender: str, to: str) -> None:
        """Name sender and reader. Nothing is sent yet. Raises ``Unreached``, ``Later`` or ``Refused``."""
        smtp = self._smtp or self._opened()
        try:
            for code, words in (step(address) for step, address in ((smtp.mail, sender), (smtp.rcpt, to))):
                if code not in (250, 251):
                    self._refused(code, words)
        except (smtplib.SMTPException, OSError, UnicodeError) as problem:
            self._drop()
            raise Later(f"The line broke before the letter was handed over ({_name(problem)}).") from problem

    def deliver(self, content: bytes) -> str:
        """Hand the letter over, after ``offer``; the server's words. Raises ``Later``, ``Refused`` or ``Unanswered``."""
        assert self._smtp is not None, "offer comes first"  # noqa: S101 -- a mistake of ours, never of the world's
        try:
            code, words = self._smtp.data(content)
        except smtplib.SMTPDataError as problem:  # it would not even begin
            self._refused(problem.smtp_code, problem.smtp_error)
        except (smtplib.SMTPException, OSError) as problem:
            self._drop()
            raise Unanswered(f"The letter was handed over, and no answer came ({_name(problem)}).") from problem
        if code in range(400, 600):
            self._refused(code, words)
        if code not in range(200, 300):
            self._drop()
            raise Unanswered(f"The letter was handed over, and the answer makes no sense: {_words(code, words)}")
        return _words(code, words)

    def take_back(self) -> None:
        """The letter that was offered is not to be sent after all."""
        if self._smtp:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.rset()

    def _opened(self) -> smtplib.SMTP:
        server = self.server
        try:
            self._smtp = self._closed_line()
            code, words = self._smtp.connect(server.host, server.port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, words)
            if server.starts_tls:
                self._smtp.starttls(context=ssl.create_default_context())
            self._smtp.ehlo_or_helo_if_needed()
            if server.user:
                self._smtp.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as problem:
            self._drop()
            refusal = _words(problem.smtp_code, problem.smtp_error)
            raise ServerUnreached(f"The mail server did not take our name and password: {refusal}") from problem
        except smtplib.SMTPResponseException as problem:
            self._drop()
            raise ServerUnreached(f"The mail server would not talk: {_words(problem.smtp_code, problem.smtp_error)}") from problem
        except (smtplib.SMTPException, OSError, UnicodeError) as problem:
            self._drop()
            raise ServerUnreached(f"The mail server {server.host} was not reached: {_name(problem)}.") from problem
        return self._smtp

    def _closed_line(self) -> smtplib.SMTP:
        """Not connected yet, so that ``within`` can cut the connecting too."""
        name, seconds = self.our_name, self.server.timeout
        if not self.server.implicit_tls:
            line = smtplib.SMTP(local_hostname=name, timeout=seconds)
        else:
            line = smtplib.SMTP_SSL(local_hostname=name, timeout=seconds, context=ssl.create_default_context())
        line.__dict__["_host"] = (
            self.server.host
        )  # the name that the certificate is checked for; smtplib takes it only while it connects
        return line

    def _refused(self, code: int, words: bytes | str) -> None:
        """Raise what this answer means, with the line ready for the next letter or closed."""
        if code == SERVER_CLOSES or code not in range(400, 600):
            self._drop()
        else:
            self.take_back()
        raise (LetterRefused if code in range(500, 600) else Later)(_words(code, words))

    def _cut(self) -> None:
        line = self._smtp.sock if self._smtp else None
        if line is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # under TLS too, where the other thread holds its state

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
        self._smtp = None


def _words(code: int, words: bytes | str) -> str:
    """What the server said, on one line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:LONGEST]


def _name(problem: Exception) -> str:
    """The problem in few words, without what it may quote of ours."""
    if isinstance(problem, TimeoutError):
        return "it did not answer in time"
    if isinstance(problem, ssl.SSLError):
        return f"its certificate or encryption: {problem.reason or type(problem).__name__}"
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(problem)[:LONGEST] or type(problem).__name__
