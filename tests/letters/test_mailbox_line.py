"""The line to the mailbox: under TLS with the server that its certificate names, or not at all; and never for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from steamie.letters import imap
from steamie.letters.models import Mailbox, Security
from steamie.people.sealing import key_file

from .imap_server import running
from .mail_server import free_port
from .test_killed import certificate

pytestmark = [pytest.mark.django_db, pytest.mark.real_clock]


@pytest.mark.parametrize("trusted", [True, False])
def test_under_tls_the_server_must_be_the_one_its_certificate_names(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    settings.DATA = tmp_path
    public, _ = certificate(tmp_path)
    with running(certificate=(str(public), str(tmp_path / "server.key"))) as server:
        mailbox = server.mailbox(security=Security.STARTTLS)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(public))
            with imap.opened(mailbox) as box:
                assert box.number == server.all()
        else:
            with pytest.raises(imap.MailboxNotReached, match="its certificate or encryption"), imap.opened(mailbox):
                pass


def test_without_the_key_of_its_password_it_says_what_to_do(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    with running() as server:
        mailbox = server.mailbox()
        key_file().unlink()
        with pytest.raises(imap.MailboxNotReached, match="Type in the password again"), imap.opened(mailbox):
            pass


def test_nobody_there_is_said(settings: Any, tmp_path: Path) -> None:
    mailbox = Mailbox(host="127.0.0.1", port=free_port(), security=Security.NONE, user="x", sealed="")
    with pytest.raises(imap.MailboxNotReached, match="refused"), imap.opened(mailbox):
        pass
