"""Was it fixed? Asked once, days after it was done; answered in one tap; a no opens it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from steamie.casework.actions import ending
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.services import duties, fixing
from steamie.services.models import RepairRequest, Verdict
from tests.casework.making import NOW, put_in

from .test_repairs import TYPED, fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
DONE = NOW + timedelta(days=1)
LATER = DONE + timedelta(days=3)
EMAIL = "shona.canary@example.org"


@pytest.fixture
def done(client: Client, staff: Person) -> RepairRequest:
    """A repair that was done, of somebody with an e-mail address."""
    return finished(client, staff, email=EMAIL)


def finished(client: Client, staff: Person, **typed: str) -> RepairRequest:
    put_in("repairs", staff)
    fill_in(client, **typed)
    case = Case.objects.latest("pk")
    ending.end(case=case, outcome=Outcome.DONE, words="The trap was cleared.", by=staff, at=DONE)
    return RepairRequest.objects.get(case=case)


def answer(repair: RepairRequest, verdict: str, words: str = "", client: Client | None = None) -> str:
    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        page = (client or Client()).post(f"/follow/fixed/{fixing.token_of(repair)}/", {"verdict": verdict, "words": words})
    repair.refresh_from_db()
    return page.content.decode()


def test_it_is_asked_once_some_days_later_by_letter(done: RepairRequest) -> None:
    duties.ask_whether_fixed(LATER - timedelta(hours=1))
    assert mail.outbox == []
    for hours in (0, 1, 48):
        duties.ask_whether_fixed(LATER + timedelta(hours=hours))
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert done.case.reference in letter.subject
    assert fixing.token_of(done).partition(":")[0] in letter.body
    assert "The trap" not in letter.body


@pytest.mark.parametrize(("typed", "safe"), [({}, ""), ({"email": EMAIL}, "Only by phone after six")])
def test_where_a_letter_cannot_go_or_could_harm_none_is_written(
    client: Client, staff: Person, typed: dict[str, str], safe: str
) -> None:
    repair = finished(client, staff, **typed)
    repair.case.party.safe_contact = safe
    repair.case.party.save()
    duties.ask_whether_fixed(LATER)
    repair.refresh_from_db()
    assert (mail.outbox, repair.asked_at) == ([], LATER)


@pytest.mark.parametrize("outcome", [Outcome.DUPLICATE, Outcome.WITHDRAWN, Outcome.SPAM])
def test_what_was_not_done_is_not_asked_about(client: Client, staff: Person, outcome: Outcome) -> None:
    put_in("repairs", staff)
    fill_in(client, email=EMAIL)
    ending.end(case=Case.objects.get(), outcome=outcome, words="Why", by=staff, at=DONE)
    duties.ask_whether_fixed(LATER)
    assert RepairRequest.objects.get().asked_at is None


def test_looking_at_the_link_answers_nothing_and_a_yes_closes_it(done: RepairRequest) -> None:
    duties.ask_whether_fixed(LATER)
    with time_machine.travel(LATER, tick=False):
        page = Client().get(f"/follow/fixed/{fixing.token_of(done)}/")
    text = page.content.decode()
    assert "Was it fixed?" in text
    assert "anary" not in text
    assert page.cookies == {}
    done.refresh_from_db()
    assert done.verdict == ""
    assert "It is good to know" in answer(done, "yes")
    assert (done.verdict, done.case.is_open) == (Verdict.YES, False)


@pytest.mark.parametrize("verdict", ["no", "partly"])
def test_a_no_opens_it_again_with_the_trail_saying_so(done: RepairRequest, verdict: str) -> None:
    duties.ask_whether_fixed(LATER)
    assert "It is open again" in answer(done, verdict, "It drips again.")
    case = Case.objects.get()
    titles = list(case.trail.order_by("pk").values_list("title", flat=True))
    assert case.is_open
    assert case.clocks.running().exists()
    assert titles[-3:] == [fixing.SAID[Verdict(verdict)], "They told us more", "Opened again"]
    assert "You have answered" in Client().get(f"/follow/fixed/{fixing.token_of(done)}/").content.decode()


def test_a_second_answer_changes_nothing(done: RepairRequest) -> None:
    answer(done, "yes")
    answer(done, "no", "Changed my mind")
    assert (done.verdict, Case.objects.get().is_open) == (Verdict.YES, False)
    assert Event.objects.filter(verb="hear whether it was fixed").count() == 1


@pytest.mark.parametrize("token", ["forged", "MQ:1x:2"])
def test_a_link_that_is_not_ours_opens_nothing(token: str) -> None:
    assert Client().get(f"/follow/fixed/{token}/").status_code == 404
    assert Client().post(f"/follow/fixed/{token}/", {"verdict": "no"}).status_code == 404


def test_an_old_link_works_no_more(done: RepairRequest) -> None:
    with time_machine.travel(LATER, tick=False):
        token = fixing.token_of(done)
    with time_machine.travel(LATER + timedelta(days=61), tick=False):
        assert Client().get(f"/follow/fixed/{token}/").status_code == 404


def test_something_else_than_an_answer_is_asked_again_with_the_words_kept(done: RepairRequest) -> None:
    text = answer(done, "maybe", "Words that stay")
    assert "Words that stay" in text
    assert done.verdict == ""


def test_an_open_repair_is_not_asked_about(client: Client, staff: Person) -> None:
    put_in("repairs", staff)
    fill_in(client)
    repair = RepairRequest.objects.get()
    assert "We are still at it" in answer(repair, "yes")
    assert repair.verdict == ""


def test_who_follows_it_is_asked_there(done: RepairRequest, client: Client) -> None:
    page = client.post("/follow/", {"reference": done.case.reference, "fact": TYPED["postcode"]}).content.decode()
    assert "Was it fixed?" in page
    assert "It is open again" in answer(done, "no", client=client)
    page = client.post("/follow/", {"reference": done.case.reference, "fact": TYPED["postcode"]}).content.decode()
    assert "Was it fixed?" not in page
    assert "They say it is not fixed" in page


def test_answers_are_counted_and_lead_to_their_rows(done: RepairRequest, client: Client, staff: Person) -> None:
    fill_in(client, words="Another one")
    silent = Case.objects.latest("pk")
    ending.end(case=silent, outcome=Outcome.DONE, words="Done", by=staff, at=DONE)
    duties.ask_whether_fixed(LATER)
    answer(done, "no")
    client.force_login(staff)
    page = " ".join(client.get("/desk/repairs/").content.decode().split())
    assert "No: 1</a>" in page
    assert "No answer: 1</a>" in page
    assert "Yes, it is fixed: 0</a>" in page
    rows = client.get("/desk/repairs/?fixed=unanswered").content.decode()
    assert silent.reference in rows
    assert done.case.reference not in rows


def test_what_was_said_stands_in_no_event(done: RepairRequest) -> None:
    duties.ask_whether_fixed(LATER)
    answer(done, "no", "Canary words")
    kept = " ".join(str(row) for row in Event.objects.values())
    assert "anary" not in kept
