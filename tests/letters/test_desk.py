"""Letters on the desk and on the command line: what became of each, and what can be done about it."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from steamie.evidence.models import Event
from steamie.letters import sending
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter, LetterState
from steamie.people.models import Person

from .conftest import Write
from .mail_server import Behaviour

LINK = "https://desk.example/x/"


@pytest.fixture
def desk(client: Client, officer: Person) -> Client:
    client.force_login(officer)
    return client


def page(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_mail_server_the_desk_says_so_and_shows_the_link(desk: Client, write: Write, officer: Person) -> None:
    letter = write(Sensitivity="Private")
    today = page(desk, "/desk/")
    assert "One letter was not sent" in today
    assert "No mail server was set up" in today

    listed = page(desk, "/desk/letters/")
    assert "No mail server is set up, so no letter is sent." in listed
    assert "j…@example.org" in listed
    assert "jean@example.org" not in listed
    assert LINK not in page(desk, f"/desk/letters/{letter.pk}/")

    shown = desk.post(f"/desk/letters/{letter.pk}/words/")
    assert f'value="{LINK}"' in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    event = Event.objects.get(verb="show a letter")
    assert (event.actor, event.subject) == (officer.reference, f"letters.letter:{letter.pk}")
    assert not any(word in str(vars(event)) for word in ("jean", LINK))


def test_the_words_of_a_letter_that_arrived_are_nobodys_to_see(desk: Client, write: Write, server: MailServer) -> None:
    letter = write()
    sending.send_due()

    answer = desk.post(f"/desk/letters/{letter.pk}/words/", follow=True)

    assert LINK not in answer.content.decode()
    assert "Only the words of a letter that did not arrive are shown." in answer.content.decode()


def test_a_refused_letter_is_told_to_the_desk_and_to_whom_it_concerns(
    client: Client, write: Write, server: MailServer, behaviour: Behaviour, officer: Person, colleague: Person
) -> None:
    behaviour.refuses[colleague.email] = "550 5.1.1 No such user"
    letter = write(colleague.email)
    sending.send_due()

    client.force_login(officer)
    today = page(client, "/desk/")
    assert "“What we decided” did not surely arrive" in today
    assert "550 5.1.1 No such user" in today
    assert f"To {colleague.name}" in page(client, "/desk/letters/?state=refused")
    assert page(client, f"/desk/letters/?person={colleague.pk}").count("What we decided") == 1

    client.force_login(colleague)
    assert "One letter to you did not arrive" in page(client, "/desk/")

    behaviour.refuses.clear()
    client.force_login(officer)
    client.post(f"/desk/letters/{letter.pk}/repetition/")
    sending.send_due()
    assert "250 2.0.0 Ok" in page(client, f"/desk/letters/{letter.pk}/")
    assert officer.name in page(client, f"/desk/letters/{letter.pk}/"), "who had it sent again"


def test_one_that_came_back_waits_until_somebody_has_done_with_it(desk: Client, write: Write, server: MailServer) -> None:
    letter = write(Sensitivity="Private")
    sending.send_due()
    assert desk.post(f"/desk/letters/{letter.pk}/bounce/", {"reason": ""}).status_code == 422
    desk.post(f"/desk/letters/{letter.pk}/bounce/", {"reason": "Mailbox full, says their server"})
    assert "did not surely arrive" in page(desk, "/desk/")

    answer = desk.post(f"/desk/letters/{letter.pk}/repetition/", follow=True).content.decode()
    assert "The words of this letter were thrown away" in answer
    desk.post(f"/desk/letters/{letter.pk}/dismissal/", {"reason": "Rang them"})
    letter.refresh_from_db()
    assert (letter.state, letter.why) == (LetterState.SET_ASIDE, "Rang them")
    assert "did not surely arrive" not in page(desk, "/desk/")


def test_all_that_waited_for_a_server_are_set_aside_together(desk: Client, write: Write) -> None:
    write(), write()
    answer = desk.post("/desk/letters/dismissal/", follow=True)

    assert "2 letters set aside." in answer.content.decode()
    assert not Letter.objects.not_set_up().exists()


def test_a_demonstration_writes_to_nobody_and_asks_for_nothing(desk: Client, write: Write, settings: Any) -> None:
    settings.DEMONSTRATION = True
    write()

    assert "was not sent" not in page(desk, "/desk/")
    assert "it writes to nobody" in page(desk, "/desk/letters/")


@pytest.mark.parametrize("which", ["", "nobody", "a@b"])
def test_a_test_letter_wants_an_address(desk: Client, which: str) -> None:
    assert desk.post("/desk/letters/test/", {"address": which}).status_code == 422


def test_a_test_letter_shows_what_the_server_said(desk: Client, server: MailServer) -> None:
    answer = desk.post("/desk/letters/test/", {"address": "me@example.org"})
    sending.send_due()

    assert "250 2.0.0 Ok: queued as 4F2" in page(desk, answer.headers["Location"])


def command(*words: str) -> str:
    out = StringIO()
    call_command("letters", *words, stdout=out)
    return out.getvalue()


def test_the_command_tries_the_mail_server(db: None, server: MailServer, behaviour: Behaviour) -> None:
    assert command("test", "me@example.org") == "127.0.0.1: Taken by the mail server: 250 2.0.0 Ok: queued as 4F2\n"

    behaviour.refuses["me@example.org"] = "550 No such user"
    with pytest.raises(CommandError, match="Refused: 550 No such user"):
        command("test", "me@example.org")


def test_the_command_says_what_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="No mail server is set up, so no letter was sent"):
        command("test", "me@example.org")
    with pytest.raises(CommandError, match="Give an e-mail address"):
        command("test", "me")
    with pytest.raises(CommandError, match="by its number"):
        command("show", "seven")


def test_who_cannot_get_in_is_let_in_from_the_machine(db: None, officer: Person, client: Client) -> None:
    """The only officer has forgotten the password, and there is no mail server."""
    client.post("/accounts/password/reset/", {"email": officer.email})
    letter = Letter.objects.get()

    assert "Not sent: no mail server  [testserver] Choose a new password" in command("list")
    link = next(line for line in command("show", str(letter.pk)).splitlines() if line.startswith("http"))
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 302


def test_the_doctor_says_how_letters_stand(write: Write, settings: Any) -> None:
    def finding() -> str:
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("doctor", stdout=out)
        return next(line for line in out.getvalue().splitlines() if "Letters" in line)

    write()
    assert finding().startswith(
        "NOT  Letters: no mail server is set up (STEAMIE_EMAIL_URL), so no letter is sent; 1 waited for one"
    )
    settings.MAIL_SERVER = MailServer("mail.example.org", 587)
    assert finding().startswith("NOT  Letters: 1 wait for a person (mail.example.org:587")
    Letter.objects.all().delete()
    assert finding().startswith("ok   Letters: 0 wait for a person")
