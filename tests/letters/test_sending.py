"""What becomes of a letter at a real mail server: taken, refused, unreached, unanswered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from steamie.letters import actions, leases, sending, transport
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter, LetterState
from steamie.people.models import Person
from steamie.rules.delivery import LEASE, PATIENCE, SETTLES

from .conftest import Write, at
from .mail_server import Behaviour, dripping, free_port, running


def sent(letter: Letter, now: datetime | None = None) -> Letter:
    """The letter after the sender has been at work."""
    sending.send_due(clock=at(now) if now else timezone.now)
    letter.refresh_from_db()
    return letter


def states(letter: Letter) -> list[str]:
    return list(letter.passages.values_list("state", flat=True))


def test_taken_with_the_servers_words(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    letter = sent(write())

    assert (letter.state, letter.why) == (LetterState.ACCEPTED, "250 2.0.0 Ok: queued as 4F2")
    assert states(letter) == [LetterState.KEPT, LetterState.SENT, LetterState.ACCEPTED]
    assert len(behaviour.taken) == 1
    assert sent(letter).state == LetterState.ACCEPTED
    assert len(behaviour.taken) == 1


def test_one_refused_reader_does_not_keep_the_others_from_it(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    behaviour.refuses["gone@example.org"] = "550 5.1.1 No such user here"
    gone, there = write("gone@example.org"), write("there@example.org")
    sent(gone)
    there.refresh_from_db()

    assert (gone.state, gone.why) == (LetterState.REFUSED, "550 5.1.1 No such user here")
    assert gone.waits_for_a_person
    assert there.state == LetterState.ACCEPTED


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_refused_at_every_step(write: Write, server: MailServer, behaviour: Behaviour, step: str) -> None:
    behaviour.answers[step] = "553 5.7.1 We do not take letters from you"
    letter = sent(write())

    assert (letter.state, letter.why) == (LetterState.REFUSED, "553 5.7.1 We do not take letters from you")


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_asked_to_come_again_it_comes_again(write: Write, server: MailServer, behaviour: Behaviour, step: str) -> None:
    behaviour.answers[step] = "451 4.7.1 Greylisted, try later"
    now = timezone.now()
    letter = sent(write(), now + timedelta(seconds=1))
    assert (letter.state, letter.why) == (LetterState.KEPT, "451 4.7.1 Greylisted, try later")

    behaviour.answers.clear()
    assert sent(letter, now + timedelta(seconds=30)).state == LetterState.KEPT, "not before its time"
    assert sent(letter, now + timedelta(seconds=62)).state == LetterState.ACCEPTED
    assert len(behaviour.taken) == 1


def test_a_server_that_is_down_delays_every_letter_and_loses_none(write: Write, behaviour: Behaviour, settings: Any) -> None:
    port, now = free_port(), timezone.now()
    settings.MAIL_SERVER = MailServer("127.0.0.1", port)
    letters = [write(), write()]
    for letter in letters:
        sent(letter, now + timedelta(seconds=1))
        assert letter.state == LetterState.KEPT
        assert letter.why == "The mail server 127.0.0.1 was not reached: Connection refused."
        assert letter.failed == 1, "a second look before its time counts for nothing"

    with running(behaviour, port):
        assert [sent(letter, now + timedelta(minutes=2)).state for letter in letters] == [LetterState.ACCEPTED] * 2
    assert len(behaviour.taken) == 2


def test_after_two_days_a_person_decides(write: Write, settings: Any, officer: Person) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", free_port())
    letter, now = write(), timezone.now()
    while letter.next_at and letter.next_at < now + 2 * PATIENCE:
        sent(letter, letter.next_at)

    assert letter.state == LetterState.GIVEN_UP
    assert PATIENCE <= letter.changed_at - now < PATIENCE + timedelta(hours=2)
    assert letter.failed < 60
    assert list(Letter.objects.waiting_for_a_person()) == [letter]
    again = actions.try_again(letter=letter, by=officer)
    assert (again.state, again.failed) == (LetterState.KEPT, 0)


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT"])
def test_a_slow_server_is_left_before_anything_is_sent(
    write: Write, server: MailServer, behaviour: Behaviour, settings: Any, step: str
) -> None:
    settings.MAIL_SERVER = MailServer(server.host, server.port, timeout=0.2)
    behaviour.hangs_at = step
    letter = sent(write())

    assert (letter.state, letter.failed) == (LetterState.KEPT, 1)
    assert "timed out" in letter.why
    assert LetterState.SENT not in states(letter)


def test_a_server_that_drips_is_cut_off(write: Write, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "CALL", timedelta(seconds=0.3))
    with dripping() as port:
        settings.MAIL_SERVER = MailServer("127.0.0.1", port, timeout=5)
        letter = sent(write())

    assert (letter.state, letter.failed) == (LetterState.KEPT, 1)


def test_no_answer_is_not_taken_for_an_answer_and_goes_once_more(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    behaviour.drops_after, now = 2, timezone.now()
    letter = sent(write(), now + timedelta(seconds=1))
    assert letter.state == LetterState.UNKNOWN
    assert letter.why.startswith("The letter was handed over, and no answer came")
    assert not letter.waits_for_a_person
    sent(letter, now + timedelta(minutes=5))
    assert len(behaviour.taken) == 1

    sent(letter, now + SETTLES + timedelta(minutes=1))
    assert letter.state == LetterState.UNKNOWN
    assert letter.waits_for_a_person, "a third time is a person's to decide"
    sent(letter, now + timedelta(days=3))
    assert {envelope.content.partition(b"Message-ID: ")[2][:60] for envelope in behaviour.taken} == {
        behaviour.taken[0].content.partition(b"Message-ID: ")[2][:60]
    }
    assert len(behaviour.taken) == 2


def test_a_slow_answer_is_no_answer(write: Write, server: MailServer, behaviour: Behaviour, settings: Any) -> None:
    settings.MAIL_SERVER = MailServer(server.host, server.port, timeout=0.2)
    behaviour.hangs_at = "DATA"

    assert sent(write()).state == LetterState.UNKNOWN


def test_a_reminder_to_many_is_better_never_than_twice(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    behaviour.drops_after = 1
    letter = sent(write(Precedence="bulk"))

    assert letter.state == LetterState.UNKNOWN
    assert letter.waits_for_a_person


def test_a_second_time_that_is_taken_settles_it(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    behaviour.drops_after, now = 1, timezone.now()
    letter = sent(write(), now + timedelta(seconds=1))

    assert sent(letter, now + SETTLES + timedelta(minutes=1)).state == LetterState.ACCEPTED


def test_of_two_senders_one_sends(write: Write, server: MailServer, behaviour: Behaviour) -> None:
    letter, now = write(), timezone.now() + timedelta(seconds=1)
    token = leases.take(now)
    assert sending.send_due(clock=at(now)) == 0
    assert leases.take(now) == ""

    assert not leases.renew("somebody else's", now)
    leases.give_back(token, now)
    assert sent(letter, now).state == LetterState.ACCEPTED


def test_the_lease_of_a_sender_that_died_runs_out_also_when_the_clock_is_put_back(write: Write) -> None:
    now = timezone.now()
    assert leases.take(now)
    assert not leases.take(now + LEASE - timedelta(seconds=1))
    assert leases.take(now + LEASE)
    assert leases.take(now - timedelta(days=1))


def test_a_letter_set_aside_at_the_last_moment_is_not_sent(
    write: Write, server: MailServer, behaviour: Behaviour, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = write()
    offer = transport.MailConnection.offer

    def meanwhile(line: transport.MailConnection, **named: str) -> None:
        offer(line, **named)
        Letter.objects.update(state=LetterState.SET_ASIDE)

    monkeypatch.setattr(transport.MailConnection, "offer", meanwhile)

    assert sent(letter).state == LetterState.SET_ASIDE
    assert behaviour.taken == []


def test_a_password_that_is_wrong_is_told_and_never_shown(write: Write, behaviour: Behaviour, settings: Any) -> None:
    with running(behaviour, auth_callback=lambda *_: False, auth_require_tls=False) as port:
        settings.MAIL_SERVER = MailServer("127.0.0.1", port, "desk", "secret-word")
        letter = sent(write())

    assert letter.state == LetterState.KEPT
    assert letter.why.startswith("The mail server did not take our name and password: 535")
    assert "secret-word" not in letter.why
