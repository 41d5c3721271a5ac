"""A case from the day it came to the day it ended, through what people do with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steamie.casework.actions import answering, ending, handling, teams, trail
from steamie.casework.actions.answering import Answer
from steamie.casework.actions.trail import Entry
from steamie.casework.duties import tell_of_what_is_overdue
from steamie.casework.models import Case, OwnTime, Team
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.evidence.actors import VISITOR
from steamie.evidence.models import Event
from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.cases import Rank, Way
from steamie.rules.clocks import Unit
from tests.pages import in_one_line

from .making import NOW, put_in, told

pytestmark = pytest.mark.django_db


def test_a_matter_is_kept_word_for_word_with_a_reference_a_clock_and_a_trail() -> None:
    case = told()
    assert case.words == "Canary words: are you shut on the 30th?"
    assert (case.team.code, case.party.name, case.rank) == ("housing", "Shona Canary", Rank.PROMISE)
    assert [(clock.duty, f"{clock.due_at:%Y-%m-%d}") for clock in case.clocks.all()] == [("answer", "2026-11-26")]
    assert [entry.kind for entry in case.trail.all()] == [EntryKind.CAME_IN]


def test_the_same_form_sent_twice_is_one_case() -> None:
    assert told(submission="sheet-1") == told(submission="sheet-1")
    assert Case.objects.count() == 1


def test_a_form_that_arrives_twice_at_once_is_one_case(monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(submission="sheet-1")
    real, asked = Case.objects.filter, []

    def not_there_yet(*args: object, **named: object) -> object:
        asked.append(named)
        return Case.objects.none() if len(asked) == 1 else real(*args, **named)

    monkeypatch.setattr(Case.objects, "filter", not_there_yet)
    assert told(submission="sheet-1") == first


def test_a_lost_row_is_not_taken_for_a_repeated_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steamie.casework.actions.opening._opened", lambda *_: (_ for _ in ()).throw(IntegrityError()))
    with pytest.raises(IntegrityError):
        told()


def test_nobody_s_data_stands_in_the_minute_book(worker: Person, officer: Person) -> None:
    case = told()
    handling.take(case=case, by=worker, at=NOW)
    trail.write(case=case, entry=Entry(EntryKind.NOTE, "Canary note"), by=worker, at=NOW)
    answering.send_email(case=case, answer=Answer("Canary answer"), by=worker, at=NOW)
    handling.hand_over(case=case, team=case.team, reason="Canary reason", by=officer, at=NOW)
    ending.end(case=case, outcome=Outcome.ANSWERED, words="Canary outcome", by=worker, at=NOW)
    ending.reopen(case=case, reason="Canary again", by=VISITOR, at=NOW)
    kept = " ".join(str(row) for row in Event.objects.values())
    assert Event.objects.count() == 7
    assert "anary" not in kept
    assert "900123" not in kept


def test_an_answer_goes_out_meets_its_clock_and_makes_it_their_turn(worker: Person) -> None:
    case = told(message_id="<first@example.org>", way=Way.EMAIL)
    entry = answering.send_email(case=case, answer=Answer("No, we are open."), by=worker, at=NOW)
    case.refresh_from_db()
    letter = Letter.objects.get()
    assert entry.letter == letter
    assert case.reference in letter.subject
    assert b"In-Reply-To: <first@example.org>" in bytes(letter.content)
    assert b"Auto-Submitted: no" in bytes(letter.content)
    assert (case.their_turn_since, case.next_due, case.rank) == (NOW, None, Rank.NO_CLOCK)
    assert case.clocks.get().in_time is True


def test_a_holding_line_leaves_the_clock_running(worker: Person) -> None:
    case = told()
    answering.send_email(case=case, answer=Answer("We are looking.", settles=False), by=worker, at=NOW)
    assert case.clocks.running().count() == 1


def test_more_words_from_them_make_it_our_turn_again(worker: Person) -> None:
    case = told()
    answering.send_email(case=case, answer=Answer("No."), by=worker, at=NOW)
    trail.hear_more(case=case, words="But when?", way=Way.EMAIL, by=VISITOR, at=NOW + timedelta(hours=1))
    case.refresh_from_db()
    assert case.their_turn_since is None
    assert case.read_at is None


@pytest.mark.parametrize("kind", [EntryKind.NOTE, EntryKind.DECISION])
def test_a_note_answers_nobody(worker: Person, kind: EntryKind) -> None:
    case = told()
    trail.write(case=case, entry=Entry(kind, "Asked the plumber."), by=worker, at=NOW)
    with pytest.raises(NotReady, match="Nothing was answered yet"):
        ending.end(case=case, outcome=Outcome.DONE, by=worker, at=NOW)


def test_a_case_ends_after_an_answer_or_with_a_reason(worker: Person) -> None:
    called, spam = told(), told(words="BUY NOW")
    trail.write(case=called, entry=Entry(EntryKind.CALL, "Told her we are open.", answers=True), by=worker, at=NOW)
    ending.end(case=called, outcome=Outcome.ANSWERED, by=worker, at=NOW)
    ending.end(case=spam, outcome=Outcome.SPAM, words="An advert", by=worker, at=NOW)
    assert set(Case.objects.values_list("ended_at", flat=True)) == {NOW}
    assert spam.clocks.get().stopped_because == "The case ended: a machine’s work."
    with pytest.raises(NotReady, match="ended already"):
        ending.end(case=spam, outcome=Outcome.SPAM, words="Again", by=worker, at=NOW)


def test_opened_again_it_has_a_new_clock(worker: Person) -> None:
    case = told()
    ending.end(case=case, outcome=Outcome.NOT_OURS, words="The council’s", by=worker, at=NOW)
    later = NOW + timedelta(days=30)
    ending.reopen(case=case, reason="It is not the council’s", by=VISITOR, at=later)
    case.refresh_from_db()
    assert case.is_open
    assert case.clocks.running().get().since == later
    assert case.endings.get().reopened_by == "visitor"


def test_a_text_sent_by_hand_is_never_shown_as_delivered(desk: Client) -> None:
    case = told()
    data = {"entry-what": "text", "entry-words": "We come at two.", "entry-answers": "on"}
    refused = desk.post(f"/desk/cases/{case.reference}/entries/", data)
    assert refused.status_code == 422
    assert "We come at two." in refused.content.decode()
    assert "Send it from the office phone first" in refused.content.decode()
    assert case.trail.count() == 1
    data |= {"entry-sent_by_hand": "on"}
    page = desk.post(f"/desk/cases/{case.reference}/entries/", data, follow=True).content.decode()
    assert "sent by hand from the office phone" in page
    assert "Nobody knows whether it arrived" in page
    assert "elivered" not in page


def test_handing_over_needs_a_reason_and_a_member_of_the_team(worker: Person, officer: Person, colleague: Person) -> None:
    case = told()
    with pytest.raises(NotReady, match="Say why"):
        handling.hand_over(case=case, team=case.team, reason=" ", by=worker, at=NOW)
    with pytest.raises(NotReady, match="is not in"):
        handling.hand_over(case=case, team=case.team, handler=colleague, reason="Knows her", by=worker, at=NOW)
    handling.hand_over(case=case, team=case.team, handler=worker, reason="Knows her", by=officer, at=NOW)
    assert [row.reason for row in case.assignments.all()] == ["Knows her", ""]


def test_only_those_in_the_team_may_do_anything(officer: Person, colleague: Person, auditor: Person, stranger: Person) -> None:
    case = told()
    for person in (officer, colleague, auditor, stranger):
        for act in (
            lambda who: handling.take(case=case, by=who, at=NOW),
            lambda who: trail.write(case=case, entry=Entry(EntryKind.NOTE, "x"), by=who, at=NOW),
            lambda who: answering.send_email(case=case, answer=Answer("x"), by=who, at=NOW),
            lambda who: ending.end(case=case, outcome=Outcome.DONE, words="x", by=who, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                act(person)
    assert case.trail.count() == 1


def test_somebody_who_left_the_team_reads_nothing_more(worker: Person, officer: Person) -> None:
    case = told()
    handling.take(case=case, by=worker, at=NOW)
    teams.leave(membership=worker.teams.get(), by=officer)
    fresh = Person.objects.get(pk=worker.pk)
    assert not Case.objects.seen_by(fresh, NOW.date()).exists()
    case.refresh_from_db()
    assert case.handler is None


def test_a_time_of_our_own_holds_for_new_cases_and_the_law_s_is_not_ours(officer: Person) -> None:
    before = told()
    teams.set_own_time(kind="enquiry", amount=1, unit=Unit.WORKING_DAYS, by=officer, at=NOW)
    after = told()
    assert before.clocks.get().due_at > after.clocks.get().due_at
    assert f"{after.clocks.get().due_at:%Y-%m-%d}" == "2026-11-25"
    with pytest.raises(NotReady, match="Freedom of Information"):
        teams.set_own_time(kind="information", amount=1, unit=Unit.WORKING_DAYS, by=officer, at=NOW)
    assert OwnTime.objects.count() == 1


def test_what_is_overdue_is_told_once_and_only_while_somebody_is_in(worker: Person, officer: Person) -> None:
    case = told()
    saturday, monday = NOW + timedelta(days=4), NOW + timedelta(days=7, hours=1)  # Monday 30 is a holiday; Tuesday is not
    tell_of_what_is_overdue(saturday)
    assert mail.outbox == []
    tell_of_what_is_overdue(monday)
    tell_of_what_is_overdue(monday + timedelta(hours=1))
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([worker.email, officer.email])
    assert "anary" not in mail.outbox[0].body
    assert case.reference in mail.outbox[0].subject
    assert case.trail.last().title == "Overdue: answer. 2 letters to colleagues in the outbox"
    assert case.clocks.get().escalated_at == monday


def test_a_danger_does_not_wait_for_the_office_to_open(worker: Person) -> None:
    told("homelessness", at=NOW - timedelta(days=7))
    tell_of_what_is_overdue(NOW + timedelta(days=4))
    assert [letter.to for letter in mail.outbox] == [[worker.email]]


def test_a_team_nobody_made_does_not_lose_what_came_for_it() -> None:
    case = told("data_complaint")
    assert Team.objects.get() == case.team
    assert case.team.name == "Data protection"


def test_what_came_for_a_team_that_nobody_is_in_is_the_officer_s_to_see_to(
    client: Client, officer: Person, staff: Person
) -> None:
    told("safety")
    client.force_login(officer)
    today = client.get("/desk/").content.decode()
    assert "One case that nobody can read" in today
    assert "Nobody is in: Safeguarding" in today
    put_in("safeguarding", staff)
    today = in_one_line(client.get("/desk/").content.decode())
    assert "that nobody can read" not in today
    assert "Somebody may come to harm" in today  # and not who, nor what they wrote
    assert "Nobody has looked yet. Ring the team: Safeguarding." in today
    theirs = Client()
    theirs.force_login(staff)
    theirs.get(f"/desk/cases/{Case.objects.get().reference}/")
    assert "Somebody may come to harm" not in client.get("/desk/").content.decode()


def test_the_inbox_asks_the_database_no_more_for_many(desk: Client) -> None:
    desk.get("/desk/inbox/")  # a process asks once whether the house is set up
    assert inbox_queries(desk, 3) == inbox_queries(desk, 30) <= 15


def test_the_page_of_a_case_asks_the_database_little(desk: Client) -> None:
    """What rooms above have beside a case comes with the case, or is known to be none."""
    case = told()
    desk.get("/desk/inbox/")
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(f"/desk/cases/{case.reference}/").status_code == 200
    assert len(asked) <= 15


def inbox_queries(desk: Client, cases: int) -> int:
    for _ in range(cases):
        told()
    with CaptureQueriesContext(connection) as asked:
        assert desk.get("/desk/inbox/").status_code == 200
    return len(asked)


def test_a_case_put_in_somebody_s_hands_shows_in_their_today(desk: Client, worker: Person) -> None:
    told()
    told("homelessness", words="They change the locks on Monday")
    page = desk.get("/desk/").content.decode()
    assert "Somebody may come to harm" in page
    assert "Two cases to deal with" in page
