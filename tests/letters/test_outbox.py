"""Every door leads to a row, in the transaction of what the letter tells of."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from steamie.content.suggestions.actions.suggestions import suggest
from steamie.letters import actions, retention, sending
from steamie.letters.mail_server import MailServer, NotAnAddress, from_url
from steamie.letters.models import Letter, LetterState
from steamie.letters.outbox import keep
from steamie.people.models import Person
from tests.content.suggestions.test_desk import idea

from .conftest import Write
from .mail_server import Behaviour


def test_what_is_rolled_back_was_never_written(db: None) -> None:
    with transaction.atomic():
        send_mail("A subject", "Words", None, ["jean@example.org"])
        assert Letter.objects.exists()
        transaction.set_rollback(True)

    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_a_letter_to_many_is_a_letter_to_each(db: None, server: MailServer, behaviour: Behaviour) -> None:
    message = EmailMessage(
        "A subject", "Words", to=["a@example.org", "b@example.org"], cc=["c@example.org"], bcc=["a@example.org"]
    )

    assert message.send() == 1
    sending.send_due()

    assert sorted(envelope.rcpt_tos for envelope in behaviour.taken) == [["a@example.org"], ["b@example.org"], ["c@example.org"]]
    assert not any(b"b@example.org" in envelope.content for envelope in behaviour.taken if envelope.rcpt_tos != ["b@example.org"])


def test_it_is_marked_as_a_machines_and_carries_our_number(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    letter = write()
    sending.send_due()

    sent = message_from_bytes(behaviour.taken[0].content)
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == letter.message_id
    assert letter.message_id.endswith("@localhost>"), "the domain of the sender, not the name of this machine"


def test_a_room_may_say_that_a_person_wrote_it(write: Write) -> None:
    assert b"Auto-Submitted: no" in bytes(write(**{"Auto-Submitted": "no"}).content)


UNREADABLE = "jean@" + "ü" * 63 + ".example"


@pytest.mark.parametrize("address", [UNREADABLE, "j" * 250 + "@example.org"])
def test_an_address_no_server_can_read_loses_nothing_else(db: None, staff: Person, address: str) -> None:
    (letter,) = keep(EmailMessage("A subject", "Words", to=[address]))
    assert suggest(by=staff, details=idea(group="staff", email=UNREADABLE)).pk

    assert (letter.state, letter.why) == (LetterState.REFUSED, "No mail server could read this address.")
    assert letter.waits_for_a_person


def test_without_a_mail_server_it_says_so_and_stays(write: Write, officer: Person) -> None:
    letter = write()

    assert sending.send_due() == 0
    assert letter.state == LetterState.NOT_SET_UP
    assert "we say yes" in actions.show(letter=letter, by=officer)


def test_one_written_before_there_was_a_server_is_not_sent_by_itself(
    write: Write, officer: Person, settings: Any, behaviour: Behaviour, request: pytest.FixtureRequest
) -> None:
    letter = write()
    request.getfixturevalue("server")
    sending.send_due()
    assert behaviour.taken == []

    actions.try_again(letter=letter, by=officer)
    sending.send_due()
    letter.refresh_from_db()
    assert letter.state == LetterState.ACCEPTED


def test_a_lost_password_is_a_letter_that_lets_in(officer: Person, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": officer.email})

    letter = Letter.objects.get()
    assert (letter.to, letter.private) == (officer.email, True)
    assert "/accounts/password/reset/key/" in letter.words


def test_a_letter_that_lets_in_is_forgotten_when_it_is_taken(write: Write, server: MailServer) -> None:
    private, plain = write(Sensitivity="Private"), write()
    sending.send_due()

    private.refresh_from_db()
    plain.refresh_from_db()
    assert (private.state, bytes(private.content)) == (LetterState.ACCEPTED, b"")
    assert "we say yes" in plain.words


@pytest.mark.parametrize("state", LetterState.values)
def test_nothing_is_forgotten_before_it_is_delivered(write: Write, state: str) -> None:
    letter, now = write(), timezone.now()
    Letter.objects.update(state=state)
    done = state in (LetterState.ACCEPTED, LetterState.SET_ASIDE)

    retention.forget(now + timedelta(days=31))
    letter.refresh_from_db()
    assert bool(letter.content) is not done
    retention.forget(now + timedelta(days=91))
    assert Letter.objects.exists() is not done


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587)),
        ("smtps://jean:p%40ss@mail.example.org", MailServer("mail.example.org", 465, "jean", "p@ss", implicit_tls=True)),
        ("smtp://localhost:25", MailServer("localhost", 25)),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer | None) -> None:
    assert from_url(url) == server


@pytest.mark.parametrize(
    "url", ["http://mail.example.org", "mail.example.org", "smtp://", "smtp://host:many", "smtp://host/path"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(NotAnAddress):
        from_url(url)


def test_only_a_server_on_this_machine_is_spoken_to_in_the_open() -> None:
    open_ones = [
        host for host in ("localhost", "127.0.0.1", "::1", "10.0.0.1", "mail.example.org") if not MailServer(host, 25).starts_tls
    ]

    assert open_ones == ["localhost", "127.0.0.1", "::1"]
