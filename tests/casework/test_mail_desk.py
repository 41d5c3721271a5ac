"""Mail that waits for a person, on the desk; and the mailbox itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.mail import Became
from steamie.evidence.models import Event
from steamie.letters.mime.quoting import folded
from steamie.letters.models import Mailbox
from steamie.people.models import Person
from steamie.people.sealing import unseal
from tests.letters.imap_server import ADDRESS, PASSWORD, USER, Imap

from .awkward import made, plain, with_photo
from .mailing import take_in, written
from .making import told

pytestmark = pytest.mark.django_db


def held(imap: Imap, case: Case, **more: str) -> SortedLetter:
    """A letter that names the case and comes from elsewhere."""
    imap.deliver(written(plain("<b>Bold</b> words", subject="About {REF}", **more), case))
    return take_in()


def test_a_held_letter_is_theirs(imap: Imap, answered: Case, desk: Client) -> None:
    row = held(imap, answered)
    assert "Mail to look at: 1" in desk.get("/desk/inbox/").text
    assert "One letter to look at" in desk.get("/desk/").text
    page = desk.get(f"/desk/mail/{row.pk}/").text
    assert "Yes, this is theirs" in page
    assert "&lt;b&gt;Bold&lt;/b&gt; words" in page
    answer = desk.post(f"/desk/mail/{row.pk}/admission/", {"into": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/desk/cases/{answered.reference}/"
    assert "Bold" in answer.text
    assert f"/desk/mail/{row.pk}/original/" in answer.text
    row.refresh_from_db()
    assert (row.became, row.case, row.decided_by) == (Became.ADDED, answered, answered.trail.get(kind="went out").by)
    again = desk.post(f"/desk/mail/{row.pk}/admission/", {})
    assert "has decided about this letter already" in again.text


def test_a_held_letter_is_a_matter_of_its_own(imap: Imap, answered: Case, desk: Client) -> None:
    row = held(imap, answered)
    desk.post(f"/desk/mail/{row.pk}/admission/", {})
    row.refresh_from_db()
    assert (row.became, Case.objects.count()) == (Became.OPENED, 2)
    assert row.case
    assert (row.case.party.email, row.case.way) == ("stranger@example.net", "e-mail")


def test_not_for_us_takes_a_reason_and_can_be_let_in_later(imap: Imap, answered: Case, desk: Client) -> None:
    row = held(imap, answered)
    empty = desk.post(f"/desk/mail/{row.pk}/dismissal/", {"away-reason": " "})
    assert (empty.status_code, "Fill this in." in empty.text) == (422, True)
    desk.post(f"/desk/mail/{row.pk}/dismissal/", {"away-reason": "A seller of windows"})
    assert "Nothing here" in desk.get("/desk/mail/").text
    assert "A seller of windows" in desk.get(f"/desk/mail/{row.pk}/").text
    desk.post(f"/desk/mail/{row.pk}/admission/", {})
    row.refresh_from_db()
    assert row.became == Became.OPENED


def test_the_letter_as_it_came_is_a_file_that_no_browser_opens(imap: Imap, answered: Case, desk: Client) -> None:
    row = held(imap, answered)
    answer = desk.get(f"/desk/mail/{row.pk}/original/")
    assert answer.content == bytes(row.letter.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_was_attached_is_saved_apart_and_by_nobody_else(imap: Imap, mailbox: Mailbox, desk: Client, officer: Person) -> None:
    letter = made()
    letter.add_attachment(b"%PDF-1.7 <script>", maintype="application", subtype="pdf", filename='a"\u202e form.pdf')
    imap.deliver(written(bytes(letter), told()))
    row = take_in()
    address = f"/desk/mail/{row.pk}/attachments/1/"
    assert address in desk.get(f"/desk/mail/{row.pk}/").text
    answer = desk.get(address)
    assert answer.content == b"%PDF-1.7 <script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert desk.get(f"/desk/mail/{row.pk}/attachments/2/").status_code == 404
    desk.force_login(officer)
    assert desk.get(address).status_code == 404


def test_a_photo_is_shown_to_those_who_read_the_case_and_to_nobody_else(
    imap: Imap, mailbox: Mailbox, desk: Client, officer: Person, auditor: Person
) -> None:
    imap.deliver(written(with_photo(), told()))
    case = take_in().case
    assert case
    address = case.pictures.get().file.url
    assert address in desk.get(f"/desk/cases/{case.reference}/").text
    assert desk.get(address).status_code == 200
    for person in (officer, auditor):
        desk.force_login(person)
        assert desk.get(address).status_code == 404


def settings_of(imap: Imap, **more: Any) -> dict[str, Any]:
    typed = {"address": ADDRESS, "host": "127.0.0.1", "port": imap.port, "security": "none", "user": USER, "folder": "INBOX"}
    return typed | {"password": PASSWORD} | more


@pytest.fixture
def manager(officer: Person, client: Client, settings: Any, tmp_path: Any) -> Client:
    settings.DATA = tmp_path
    client.force_login(officer)
    return client


def test_a_mailbox_is_set_tried_changed_and_given_up(imap: Imap, manager: Client) -> None:
    page = manager.post("/desk/letters/mailbox/", settings_of(imap), follow=True).text
    assert f"It works: {ADDRESS} was opened." in page
    mailbox = Mailbox.objects.get()
    assert PASSWORD not in mailbox.sealed
    assert PASSWORD not in page + str(list(Event.objects.values()))
    assert unseal(mailbox.sealed) == {"password": PASSWORD}
    manager.post("/desk/letters/mailbox/", settings_of(imap, password="", acknowledges="on"))
    mailbox.refresh_from_db()
    assert (mailbox.acknowledges, unseal(mailbox.sealed)) == (True, {"password": PASSWORD})
    assert "It works" in manager.post("/desk/letters/mailbox/trial/", follow=True).text
    assert "is not read any more" in manager.post("/desk/letters/mailbox/end/", follow=True).text
    mailbox.refresh_from_db()
    assert (mailbox.sealed, Mailbox.objects.in_use()) == ("", None)
    assert "No mailbox is set up" in manager.post("/desk/letters/mailbox/end/", follow=True).text
    assert "No mailbox is set up" in manager.post("/desk/letters/mailbox/trial/", follow=True).text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "not it"}, "did not take our name and password"),
        ({"port": 9}, "was not read"),
        ({"folder": "Nowhere"}, "was not read"),
    ],
)
def test_trying_says_what_hinders_it(imap: Imap, manager: Client, wrong: dict[str, Any], words: str) -> None:
    page = manager.post("/desk/letters/mailbox/", settings_of(imap, **wrong), follow=True).text
    assert words in page
    assert "not it" not in page
    assert "Not reached since" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"host": "imap.example.org"}, "Without encryption only a mailbox on this machine"),
        ({"host": "https://imap.example.org/"}, "the name of the server alone"),
        ({"password": ""}, "Type in the password"),
        ({"address": "nobody"}, "Write the e-mail address in full"),
    ],
)
def test_a_mailbox_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    imap: Imap, manager: Client, wrong: dict[str, Any], words: str
) -> None:
    answer = manager.post("/desk/letters/mailbox/", settings_of(imap, **wrong))
    assert (answer.status_code, words in answer.text, Mailbox.objects.exists()) == (422, True, False)
    assert USER in answer.text


THEIRS = "On Mon, 30 Nov 2026 at 10:00, Morag <morag@pineview.example> wrote:\n> Would Tuesday do?\n> Morag"


@pytest.mark.parametrize(
    ("words", "shown", "hidden"),
    [
        ("Just words.", ["Just words."], ""),
        (f"Yes.\n\n{THEIRS}", ["Yes."], "Would Tuesday do?"),
        (f"{THEIRS}\n\nYes.", ["Would Tuesday do?", "Yes."], ""),
        (f"Hello.\n{THEIRS}\n\nYes, below.", ["Hello.", "Yes, below."], "Would Tuesday do?"),
        ("Hello.\nOn Mon, Morag wrote:\n> One?\nYes\n> Two?\nNo", ["Yes", "No"], ""),
        ("Yes.\n\n-----Original Message-----\nFrom: Morag\nSent: Monday\nTo: me\nSubject: x\n\nTuesday?", ["Yes."], "Tuesday?"),
    ],
)
def test_what_they_answer_is_folded_and_what_they_say_never_is(words: str, shown: list[str], hidden: str) -> None:
    parts = folded(words)
    assert "\n".join(text for _, text in parts).replace("\n", "") == words.replace("\n", "")
    at_once = "\n".join(text for seen, text in parts if seen)
    assert [piece for piece in shown if piece not in at_once] == []
    assert hidden in "\n".join(text for seen, text in parts if not seen)
