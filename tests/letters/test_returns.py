"""Letters that come back: read from what a mail server says, and told to the person they concern."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steamie.content.suggestions.actions.suggestions import SuggestionInput, answer, suggest
from steamie.evidence.actors import LETTERS
from steamie.letters import actions, returns, sending
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter, LetterState
from steamie.people.actions.invitations import invite
from steamie.people.models import Person
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Office

from .conftest import Write
from .mail_server import Behaviour

pytestmark = pytest.mark.django_db


def report(letter: Letter, *, action: str = "failed", number: bool = True) -> bytes:
    """What a mail server sends back."""
    original = f"Message-ID: {letter.message_id}\n" if number else ""
    return f"""From: MAILER-DAEMON@mail.example
To: desk@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {letter.to}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such
 mailbox

--b
Content-Type: text/rfc822-headers

{original}Subject: {letter.subject}

--b--
""".encode()


@pytest.fixture
def taken(server: MailServer, write: Write) -> Letter:
    letter = write()
    sending.send_due()
    letter.refresh_from_db()
    assert letter.state == LetterState.ACCEPTED
    return letter


def test_a_report_names_the_letter_that_came_back(taken: Letter, officer: Person) -> None:
    (letter,) = actions.take_report(content=report(taken), by=officer)
    assert (letter.pk, letter.state, letter.why) == (taken.pk, LetterState.BOUNCED, "550 5.1.1 No such mailbox")


def test_twice_is_once_and_late_is_not_back(taken: Letter, officer: Person) -> None:
    assert not actions.take_report(content=report(taken, action="delayed"), by=officer)
    assert actions.take_report(content=report(taken), by=officer)
    assert not actions.take_report(content=report(taken), by=officer)


def test_without_a_number_only_a_person_is_believed(taken: Letter, officer: Person) -> None:
    assert not actions.take_report(content=report(taken, number=False), by=LETTERS)
    assert actions.take_report(content=report(taken, number=False), by=officer)


def test_without_a_number_two_letters_to_one_address_stay(taken: Letter, write: Write, officer: Person) -> None:
    write()
    sending.send_due()
    assert not actions.take_report(content=report(taken, number=False), by=officer)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: b"Content-Type: " + text.encode())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_anything_else_is_no_report(content: bytes) -> None:
    with pytest.raises(returns.NotAReport):
        returns.read(content)


def test_boxes_in_boxes_are_no_report() -> None:
    content = b"Content-Type: message/rfc822\n\n" * 5000
    with pytest.raises(returns.NotAReport):
        returns.read(content)


def test_it_is_handed_over_on_the_desk_as_a_file_or_as_text(client: Client, taken: Letter, officer: Person) -> None:
    client.force_login(officer)
    address = reverse("letters:report")
    assert "no report of a letter" in client.post(address, {"text": "Hello"}).content.decode()
    assert client.post(address, {}).status_code == 422
    file = SimpleUploadedFile("back.eml", report(taken))
    page = client.post(address, {"file": file}, follow=True)
    assert page.redirect_chain[0][0] == reverse("letters:letter", args=[taken.pk])
    assert "this letter came back" in page.content.decode()


def test_a_mail_program_hands_it_over_by_command(taken: Letter, tmp_path: Path) -> None:
    file = tmp_path / "back.eml"
    file.write_bytes(report(taken))
    out = StringIO()
    call_command("letters", "returned", str(file), stdout=out)
    assert "Came back" in out.getvalue()


def _invite(officer: Person) -> Letter:
    today = timezone.localdate()
    words = {"email": "callum@example.org", "name": "Callum Team", "office": Office.TEAM, "reason": "New here"}
    invite(**words, since=today, until=None, by=officer)
    return Letter.objects.get(to="callum@example.org")


@pytest.mark.usefixtures("strategy")
def test_an_invitation_that_came_back_is_told_to_who_sent_it_and_stands_beside_the_guest(
    client: Client, server: MailServer, behaviour: Behaviour, officer: Person
) -> None:
    letter = _invite(officer)
    sending.send_due()
    assert not re.search(rb"Steamie-", behaviour.taken[-1].content), "what is ours goes over no wire"
    letter.refresh_from_db()
    actions.take_report(content=report(letter), by=LETTERS)
    client.force_login(officer)
    guest = Person.objects.get(email="callum@example.org")
    today = client.get(reverse("desk:today")).content.decode()
    assert "Your letter “Your place at the desk” did not surely arrive" in today
    assert reverse("people:person", args=[guest.pk]) in today
    page = client.get(reverse("people:person", args=[guest.pk])).content.decode()
    assert "Came back" in page
    assert "No such mailbox" in page


@pytest.mark.usefixtures("strategy")
def test_a_refusal_at_the_time_stands_there_at_once(
    client: Client, server: MailServer, behaviour: Behaviour, officer: Person
) -> None:
    behaviour.refuses["callum@example.org"] = "550 5.1.1 Nobody here"
    _invite(officer)
    sending.send_due()
    client.force_login(officer)
    guest = Person.objects.get(email="callum@example.org")
    assert "Nobody here" in client.get(reverse("people:person", args=[guest.pk])).content.decode()


@pytest.mark.usefixtures("strategy")
def test_an_answer_that_came_back_is_told_to_who_answered(
    client: Client, server: MailServer, officer: Person, colleague: Person, forum: Person
) -> None:
    suggestion = suggest(by=forum, details=SuggestionInput(text="Panto", group="forum", email="jean@example.org"))
    answer(suggestion=suggestion, outcome="no", reason="It clashes", by=colleague)
    sending.send_due()
    letter = Letter.objects.filter(subject__startswith="What we decided").get()
    actions.take_report(content=report(letter), by=LETTERS)
    client.force_login(colleague)
    assert "What we decided about your suggestion" in client.get(reverse("desk:today")).content.decode()
    answered = client.get(reverse("suggestions_desk:queue", query={"show": "answered"})).content.decode()
    assert "Our letter about it" in answered
    assert "Came back" in answered


def test_an_alarm_that_came_back_goes_to_the_next_in_line_and_no_further_than_needed(
    server: MailServer, behaviour: Behaviour, officer: Person, colleague: Person, committee: Person
) -> None:
    EmailMessage("Facebook has stopped", "Look.", to=[officer.email], headers=dict(IS_AN_ALARM)).send()
    sending.send_due()
    first = Letter.objects.get()
    actions.take_report(content=report(first), by=LETTERS)
    second = Letter.objects.latest("pk")
    assert (second.to, second.subject) == (colleague.email, "Not read yet: Facebook has stopped")
    assert "Look." in second.words
    behaviour.refuses[colleague.email] = "550 Nobody"
    sending.send_due()
    third = Letter.objects.latest("pk")
    assert third.to == committee.email
    behaviour.refuses[committee.email] = "550 Nobody"
    sending.send_due(clock=lambda: timezone.now() + timedelta(minutes=1))
    assert Letter.objects.count() == 3, "nobody is left"


def test_an_alarm_that_somebody_got_goes_no_further(
    server: MailServer, behaviour: Behaviour, officer: Person, colleague: Person, settings: Any
) -> None:
    behaviour.refuses["away@example.org"] = "550 Nobody"
    EmailMessage("Facebook has stopped", "Look.", to=["away@example.org", officer.email], headers=dict(IS_AN_ALARM)).send()
    sending.send_due()
    assert sorted(Letter.objects.values_list("state", flat=True)) == [LetterState.ACCEPTED, LetterState.REFUSED]
