"""A real IMAP server on this machine, in a process of its own (pymap), with one mailbox in its memory."""

from __future__ import annotations

import imaplib
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from steamie.letters.models import Mailbox, Security
from steamie.people.models import Person
from steamie.people.sealing import seal

from .mail_server import free_port

USER, PASSWORD, ADDRESS = "mail@pineview.example", "a pass word", "mail@pineview.example"
PATIENCE = 120  # seconds until it listens: a busy machine is slow, not wrong
# pymap as it is, save that it does not hash a password half a million times over at each signing in.
QUICKLY = """
from pysasl.hashing import BuiltinHash
BuiltinHash.__init__.__kwdefaults__["rounds"] = 1
from pymap.main import main
main()
"""


@dataclass
class Imap:
    """The server, as its mailbox's owner reaches it, over one line: signing in is dear."""

    port: int
    under_tls: bool = False

    @cached_property
    def line(self) -> imaplib.IMAP4:
        """Signed in, with the inbox open."""
        line = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        if self.under_tls:
            line.starttls(ssl._create_unverified_context())  # noqa: S323 -- the server of this very test
        line.login(USER, PASSWORD)
        line.select("INBOX")
        return line

    def deliver(self, *letters: bytes, at: datetime | None = None) -> None:
        """Letters arrive, one after another."""
        for letter in letters:
            when = imaplib.Time2Internaldate(at or timezone.now())
            status, answer = self.line.append("INBOX", "", when, letter)
            assert status == "OK", answer

    def unseen(self) -> int:
        """How many letters the mailbox does not show as read."""
        self.line.noop()
        return len(self.line.search(None, "UNSEEN")[1][0].split())

    def all(self) -> int:
        """How many letters lie there."""
        self.line.noop()
        return len(self.line.search(None, "ALL")[1][0].split())

    def place(self) -> tuple[int, int]:
        """Its UIDVALIDITY, and the number of the last letter in it."""
        _, answer = self.line.status("INBOX", "(UIDNEXT UIDVALIDITY)")
        numbers = answer[0].rpartition(b"(")[2].strip(b" )").split()
        values = {name: int(value) for name, value in zip(numbers[::2], numbers[1::2], strict=True)}
        return values[b"UIDVALIDITY"], values[b"UIDNEXT"] - 1

    def mailbox(self, by: Person | None = None, security: str = Security.NONE) -> Mailbox:
        """The mailbox as the desk has it, opened before and empty."""
        validity, uid = self.place()
        return Mailbox.objects.create(
            address=ADDRESS,
            host="127.0.0.1",
            port=self.port,
            security=security,
            user=USER,
            sealed=seal({"password": PASSWORD}),
            set_by=by,
            set_at=timezone.now(),
            uid_validity=validity,
            last_uid=uid,
        )


@contextmanager
def running(port: int = 0, certificate: tuple[str, str] | None = None) -> Iterator[Imap]:
    """The server, until the block ends. ``certificate``: the files of one and of its key, for TLS."""
    port = port or free_port()
    tls = ["--cert", certificate[0], "--key", certificate[1]] if certificate else ["--no-tls"]
    where = ["--host", "127.0.0.1", "--port", str(port), *tls, "--no-service", "managesieve"]
    command = [sys.executable, "-c", QUICKLY, *where]
    backend = ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    process = subprocess.Popen([*command, *backend], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    server = Imap(port, under_tls=bool(certificate))
    try:
        yield _once_it_answers(server, process)
    finally:
        if "line" in vars(server):
            server.line.logout()
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _once_it_answers(server: Imap, process: subprocess.Popen[bytes]) -> Imap:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            server.line.noop()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    process.kill()
    raise AssertionError(process.communicate()[1].decode())
