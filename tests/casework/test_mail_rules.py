"""What holds for mail that comes in, whatever the letter: once, never lost, never answered twice, and away without silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from steamie.casework.actions import ending
from steamie.casework.mail_in import sorting
from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.cases import Outcome
from steamie.casework.models.mail import Became, Doubt
from steamie.casework.retention import forget_mail
from steamie.evidence.models import Event
from steamie.letters import leases, reading
from steamie.letters.models import IncomingLetter, Letter, Mailbox
from steamie.people.models import Person
from tests.letters.imap_server import Imap

from .awkward import SHONA, plain
from .mailing import everything, take_in, written
from .making import told

pytestmark = pytest.mark.django_db


def letter(body: str = "Canary words.", **more: str) -> bytes:
    return plain(body, **({"Message_ID": ""} | more))


def test_a_letter_that_comes_twice_is_one_matter(imap: Imap, mailbox: Mailbox) -> None:
    imap.deliver(letter(Message_ID="<1@x>"), letter(Message_ID="<1@x>"), letter("Other words", Message_ID="<1@x>"))
    take_in()
    assert [row.became for row in SortedLetter.objects.order_by("pk")] == [Became.OPENED, Became.REPEATED, Became.HELD]
    take_in()
    assert (IncomingLetter.objects.count(), Case.objects.count()) == (3, 1)


def test_a_mailbox_that_was_rebuilt_is_read_again_without_doing_anything_twice(imap: Imap, mailbox: Mailbox) -> None:
    imap.deliver(letter(Message_ID="<2@x>"))
    take_in()
    real = mailbox.uid_validity
    Mailbox.objects.update(uid_validity=77)
    IncomingLetter.objects.update(uid_validity=77)
    imap.deliver(letter("New", Message_ID="<3@x>"))
    take_in()
    Mailbox.objects.update(uid_validity=77)  # and back again: it counts as it did before
    take_in()
    assert Mailbox.objects.get().uid_validity == real
    assert Case.objects.filter(trail__message_id__in=["<2@x>", "<3@x>"]).count() == 2
    assert set(SortedLetter.objects.filter(letter__message_id="<2@x>").values_list("became", flat=True)) == {
        Became.OPENED,
        Became.REPEATED,
    }


def test_what_lay_there_before_is_left_alone(imap: Imap, mailbox: Mailbox) -> None:
    imap.deliver(letter("Old"))
    unseen = imap.unseen()
    Mailbox.objects.update(uid_validity=0, last_uid=0)
    reading.read_mail()
    assert (IncomingLetter.objects.count(), imap.unseen()) == (0, unseen)
    imap.deliver(letter("New"))
    assert take_in().became == Became.OPENED


def test_a_letter_of_thirty_megabytes_is_not_read_whole_and_a_person_is_told(imap: Imap, mailbox: Mailbox, desk: Client) -> None:
    unseen = imap.unseen()
    imap.deliver(letter("x" * 30 * 1024 * 1024, subject="Photographs"))
    row = take_in()
    assert (row.became, row.doubt, row.letter.subject) == (Became.HELD, Doubt.UNREADABLE, "Photographs")
    assert row.letter.size > 30 * 1024 * 1024
    assert len(row.letter.content) < 1000
    assert "larger than 25 MB" in desk.get("/desk/mail/").text
    assert imap.unseen() == unseen + 1, "it lies there unread"


def test_two_workers_do_not_read_at_once(imap: Imap, mailbox: Mailbox) -> None:
    imap.deliver(letter())
    token = leases.take(timezone.now(), leases.READING)
    assert reading.read_mail() == 0
    leases.give_back(token, timezone.now(), leases.READING)
    assert reading.read_mail() == 1


def test_an_ended_case_opens_again_when_they_write(imap: Imap, answered: Case, worker: Person) -> None:
    ending.end(case=answered, outcome=Outcome.ANSWERED, by=worker)
    imap.deliver(written(letter("It is not fixed.", sender=SHONA, In_Reply_To="{OURS}"), answered))
    row = take_in()
    answered.refresh_from_db()
    assert (row.became, answered.is_open, answered.read_at) == (Became.ADDED, True, None)
    assert "wrote again by e-mail" in everything(row)
    assert answered.clocks.running().exists()


def test_one_acknowledgement_an_hour_and_none_to_machines(imap: Imap, mailbox: Mailbox) -> None:
    Mailbox.objects.update(acknowledges=True)
    imap.deliver(letter("One", Message_ID="<4@x>"), letter("Two"), letter("Three", X_Auto_Response_Suppress="All"))
    imap.deliver(letter(sender="other@example.org", Auto_Submitted="auto-generated"))
    take_in()
    first = Case.objects.earliest("pk")
    (sent,) = Letter.objects.all()
    head = bytes(sent.content).decode().partition("\r\n\r\n")[0]
    assert (sent.to, f"[{first.reference}]" in sent.subject) == ("stranger@example.net", True)
    assert all(line in head for line in ("Auto-Submitted: auto-replied", "In-Reply-To: <4@x>", "Reply-To: mail@pineview.example"))
    imap.deliver(written(letter("Thank you.", sender="x@example.org", In_Reply_To=sent.message_id), first))
    assert take_in().case == first, "an answer to it comes back into the case"
    Letter.objects.update(kept_at=timezone.now() - timedelta(hours=2))
    first.trail.update(at=timezone.now() - timedelta(hours=2))
    imap.deliver(letter("Four"))
    take_in()
    assert Letter.objects.count() == 2


def test_a_mailbox_out_of_reach_is_said_and_comes_back(imap: Imap, mailbox: Mailbox, officer: Person, client: Client) -> None:
    port = mailbox.port
    client.force_login(officer)
    imap.deliver(letter())
    Mailbox.objects.update(port=9)
    reading.read_mail()
    mailbox.refresh_from_db()
    assert "was not read" in mailbox.problem
    assert mailbox.failing_since
    assert f"The mail to {mailbox.address} is not read" in client.get("/desk/").text
    Mailbox.objects.update(port=port)
    assert take_in().became == Became.OPENED
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.failing_since) == ("", None)


def test_a_letter_that_breaks_us_is_held_and_bars_no_other(
    imap: Imap, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = sorting.plan

    def breaking(arrival: sorting.Arrival) -> sorting.LetterPlan:
        if "break" in arrival.mail.words:
            raise RuntimeError("a fault of ours")
        return real(arrival)

    monkeypatch.setattr(sorting, "plan", breaking)
    imap.deliver(letter("break"), letter("Fine"))
    take_in()
    assert [row.became for row in SortedLetter.objects.all()] == [Became.OPENED]
    take_in()
    assert take_in().doubt == Doubt.UNREADABLE
    assert "could not be sorted" in caplog.text


def test_nothing_of_a_letter_stands_in_the_record(imap: Imap, mailbox: Mailbox) -> None:
    imap.deliver(letter(sender="Canary <canary@example.net>", subject="Canary"))
    take_in()
    assert Event.objects.exists()
    assert "canary" not in str(list(Event.objects.values())).lower()


def test_the_doctor_says_how_the_mailbox_is(mailbox: Mailbox, capsys: pytest.CaptureFixture[str]) -> None:
    mailbox.note_problem("It did not answer.", timezone.now())
    with pytest.raises(SystemExit):
        call_command("doctor")
    assert "NOT Mail that comes in: mail@pineview.example: It did not answer." in " ".join(capsys.readouterr().out.split())


def test_the_words_of_a_masked_matter_are_for_its_team_alone(imap: Imap, mailbox: Mailbox, desk: Client) -> None:
    case = told("safety")
    imap.deliver(letter("He reads my post.", subject=f"About {case.reference}"))
    row = take_in()
    assert (row.doubt, row.case) == (Doubt.THEIRS, case)
    assert desk.get(f"/desk/mail/{row.pk}/").status_code == 404


def test_mail_that_nobody_can_see_is_asked_about(imap: Imap, mailbox: Mailbox, officer: Person, client: Client) -> None:
    imap.deliver(letter("Buy windows", X_Spam_Flag="YES"))
    take_in()
    client.force_login(officer)
    assert "One letter that nobody can see" in client.get("/desk/").text


def test_old_mail_goes_and_what_waits_never_does(imap: Imap, mailbox: Mailbox, worker: Person) -> None:
    imap.deliver(letter("Ours"), letter("Away", Auto_Submitted="auto-replied"), letter("Windows", X_Spam_Flag="YES"))
    take_in()
    case = Case.objects.get()
    ending.end(case=case, outcome=Outcome.NOT_OURS, words="Theirs", by=worker)
    forget_mail(timezone.now() + timedelta(days=89))
    assert IncomingLetter.objects.exclude(content=b"").count() == 3
    forget_mail(timezone.now() + timedelta(days=91))
    assert set(IncomingLetter.objects.exclude(content=b"").values_list("sorting__became", flat=True)) == {Became.HELD}
    assert set(IncomingLetter.objects.values_list("sorting__became", flat=True)) == {Became.HELD, Became.OPENED}
    assert "Ours" in case.trail.earliest("pk").words
