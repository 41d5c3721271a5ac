"""The list of getting started is read from the data: nothing is ticked, and it stays until each line is done or set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from steamie.desk import actions
from steamie.desk.models import MailTest, SetupDismissal
from steamie.desk.setup import lines
from steamie.evidence.models import Event
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter, LetterState
from steamie.letters.outbox import pass_to
from steamie.people.models import Person
from steamie.people.setting_up import Progress

pytestmark = pytest.mark.django_db
PAGE, EMAIL = "/desk/set-up/", "/desk/set-up/email/"


@pytest.fixture(autouse=True)
def _asked_afresh() -> Iterator[None]:
    lines.forget()
    yield
    lines.forget()


@pytest.fixture
def server(settings: Any) -> MailServer:
    settings.MAIL_SERVER = MailServer("smtp.example.org", 587, "desk")
    return settings.MAIL_SERVER


@pytest.fixture
def desk(client: Client, officer: Person) -> Client:
    client.force_login(officer)
    return client


def row(name: str) -> lines.SetupRow:
    return next(row for row in lines.rows(timezone.now()) if row.line.name == name)


def code_of(letter: Letter) -> str:
    (code,) = re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", letter.words)
    return str(code)


def test_without_a_mail_server_nothing_is_sent_and_the_desk_says_so(desk: Client) -> None:
    assert row("email").line.state == "Not set up"
    assert "No letter is sent" in desk.get("/desk/").text
    assert "no letter is sent" in desk.get(EMAIL).text
    assert "No mail server is set up, so no letter was sent." in desk.post(EMAIL, follow=True).text
    assert not Letter.objects.exists()


def test_e_mail_is_done_when_the_code_of_the_test_letter_was_typed(desk: Client, server: MailServer, officer: Person) -> None:
    assert row("email").line.state == "Not tried"
    desk.post(EMAIL)
    letter = Letter.objects.get()
    assert letter.to == officer.email
    assert row("email").line.state == "On its way"

    code = code_of(letter)
    pass_to(letter, LetterState.ACCEPTED, at=timezone.now(), by=officer)
    assert (row("email").line.state, row("email").line.progress) == ("Sent, not confirmed", Progress.UNDER_WAY)
    wrong = desk.post(f"{EMAIL}confirmation/", {"code": "AAAA-AAAA"})
    assert wrong.status_code == 422
    assert "That is not the code of the last test letter." in wrong.text
    assert not row("email").line.is_done

    desk.post(f"{EMAIL}confirmation/", {"code": code.lower().replace("-", " ")})
    assert row("email").line.is_done
    assert list(Event.objects.filter(verb__contains="mail").values_list("verb", flat=True)) == ["confirm mail"]


def test_another_mail_server_must_be_tried_again(desk: Client, server: MailServer, officer: Person, settings: Any) -> None:
    desk.post(EMAIL)
    MailTest.objects.update(confirmed_at=timezone.now(), confirmed_by=officer)
    assert row("email").line.is_done

    settings.MAIL_SERVER = MailServer("other.example.org", 587, "desk")

    assert row("email").line.state == "Not tried"


def test_what_the_mail_server_refused_is_shown_with_its_words(desk: Client, server: MailServer, officer: Person) -> None:
    desk.post(EMAIL)
    pass_to(Letter.objects.get(), LetterState.REFUSED, at=timezone.now(), by=officer, why="550 no such user here")

    assert row("email").line.state == "Refused"
    assert "550 no such user here" in desk.get("/desk/").text
    assert "550 no such user here" in desk.get(EMAIL).text


def test_the_test_letter_holds_no_code_in_the_record(desk: Client, server: MailServer) -> None:
    desk.post(EMAIL)
    code = code_of(Letter.objects.get())
    events = [str(vars(event)) for event in Event.objects.all()]
    assert not [event for event in events if code in event or code.replace("-", "") in event]


def test_a_second_person_is_done_when_they_have_signed_in_with_two_steps(
    desk: Client, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.filter(pk=colleague.pk).update(last_login=None)
    assert (row("second-person").line.state, row("second-person").line.progress) == ("Invited", Progress.UNDER_WAY)
    assert colleague.name in row("second-person").line.note

    Person.objects.filter(pk=colleague.pk).update(last_login=timezone.now())
    colleague.authenticator_set.all().delete()
    assert row("second-person").line.state == "No second step yet"

    colleague.authenticator_set.create(type="totp", data={"secret": ""})
    assert row("second-person").line.is_done


def test_a_line_is_set_aside_with_a_reason_and_taken_up_again(desk: Client, officer: Person) -> None:
    aside = f"{PAGE}channel-facebook/dismissal/"
    assert desk.post(aside, {"reason": ""}).status_code == 422
    desk.post(aside, {"reason": "We do not use this"})
    kept = row("channel-facebook").dismissal
    assert kept is not None
    assert (kept.reason, kept.by, row("channel-facebook").is_open) == ("We do not use this", officer, False)
    assert "We do not use this" in desk.get(PAGE).text
    desk.post(aside, {"reason": "twice"})
    assert SetupDismissal.objects.count() == 1

    desk.post(f"{aside}withdrawal/")
    assert row("channel-facebook").is_open
    verbs = list(Event.objects.filter(verb__contains="setup line").order_by("number").values_list("verb", flat=True))
    assert verbs == ["dismiss setup line", "resume setup line"]


def test_what_nothing_works_without_cannot_be_set_aside(desk: Client) -> None:
    assert row("strategy").line.basic
    assert desk.post(f"{PAGE}strategy/dismissal/", {"reason": "No"}).status_code == 404


def test_the_list_stays_until_every_line_is_done_or_set_aside(desk: Client, officer: Person, monkeypatch: Any) -> None:
    assert "Getting started:" in desk.get("/desk/").text
    for one in lines.unfinished(timezone.now()):
        actions.dismiss_setup_line(line=one.line.name, reason="Not for us", by=officer)
    assert [one.line.name for one in lines.unfinished(timezone.now())] == []
    assert "Getting started:" not in desk.get("/desk/").text


def test_the_demonstration_has_nothing_to_set_up(desk: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert lines.rows(timezone.now()) == []
