"""From an angry comment to a complaint that is closed with learning, as a person does it at the desk; clocks across Christmas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.complaints.models import Complaint, StageExtension
from steamie.conversations.models import Conversation, Message, OfflineMove, SavedReply
from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.casework.making import put_in
from tests.conftest import make_person

from .making import HOLDING, Crowd, send

LONDON = ZoneInfo("Europe/London")
ANGRY = "This is the third time nobody turned up for my repair. I want to complain."
SHUT = {date(2026, 11, 30), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4)}
Post = Callable[..., HttpResponse]


@pytest.fixture
def post(client: Client) -> Post:
    """Send a form of the desk at eleven of a day, signed in anew: weeks go by."""

    def go(who: Person, day: str, address: str, **fields: str) -> HttpResponse:
        with time_machine.travel(datetime.fromisoformat(day).replace(hour=11, tzinfo=LONDON), tick=False):
            client.force_login(who)
            return client.post(address, fields)

    return go


@pytest.fixture
def worker(staff: Person, officer: Person) -> Person:
    """Deals with complaints."""
    put_in("complaints", staff)
    return staff


def working_days(first: str, last: str) -> int:
    """Of the two and everything between, counted without the house's code."""
    day, until, number = date.fromisoformat(first), date.fromisoformat(last), 0
    while day <= until:
        number += day.weekday() < 5 and day not in SHUT
        day += timedelta(days=1)
    return number


@pytest.mark.clause("S-70")
@pytest.mark.clause("S-71")
def test_an_angry_comment_becomes_a_complaint_that_is_closed_with_learning(
    crowd: Crowd, line: SavedReply, officer: Person, worker: Person, post: Post, client: Client
) -> None:
    manager = make_person(Office.STAFF, "manager")
    put_in("complaints", manager)
    angry = crowd.heard(ANGRY, name="A tenant")
    crowd.page.ask("rung", rung="standard")  # from now on Meta lets us write to nobody in private
    assert angry.primary == "complaint", "our own rules say so, untouched"

    page = f"/desk/conversations/{angry.pk}/"
    typed = {"offline-line": str(line.pk), "offline-private_words": "Sorry. What is your number?"}
    assert post(officer, "2026-11-22", f"{page}offline/", **typed).status_code == 302
    send(timedelta(days=1))
    assert (crowd.answers(), crowd.in_private()) == ([HOLDING], [])
    client.force_login(officer)
    assert "It was not sent. Your words are kept" in client.get(page).content.decode()
    by_letter = {"reach-way": "letter", "reach-words": "We are sorry. We look into it as a complaint."}
    assert post(officer, "2026-11-23", f"{page}offline/contact/", **by_letter).status_code == 302
    assert post(officer, "2026-11-23", f"{page}offline/outcome/", **{"close-outcome": "case"}).status_code == 302
    assert OfflineMove.objects.get().outcome == "case"

    case = Case.objects.get()
    assert (case.kind, case.words, case.party.name) == ("complaint", ANGRY, "A tenant"), "nothing was retyped"
    desk = f"/desk/cases/{case.reference}/complaint/"
    asked = {"days": "5", "reason": "The contractor’s log is not in.", "approver": str(manager.pk)}
    assert post(worker, "2026-11-25", f"{desk}extensions/", **asked).status_code == 302
    wish = StageExtension.objects.get()
    assert post(manager, "2026-11-26", f"{desk}extensions/{wish.pk}/agreement/", agreed="yes").status_code == 302
    answer = {"words": "We are sorry. Three visits failed.", "cause": "An old number.", "change": "Numbers are read nightly."}
    answer |= {"change_by": "2027-02-28", "way": "letter"}
    assert post(worker, "2026-12-03", f"{desk}answer/", outcome="partly", **answer).status_code == 302
    assert post(worker, "2026-12-08", f"{desk}next-stage/", why="Nobody said why.").status_code == 302
    receipt = {"words": "We have it.", "points": "Why three visits failed.", "wants": "To know.", "way": "letter"}
    assert post(worker, "2026-12-10", f"{desk}acknowledgement/", **receipt).status_code == 302
    second = Complaint.objects.get().stages.get(code="stage-2")
    assert f"{second.clock.due_at:%Y-%m-%d}" == "2027-01-08", "Christmas, Boxing Day and New Year do not count"
    assert post(worker, "2027-01-08", f"{desk}answer/", outcome="upheld", **answer).status_code == 302

    first, second = Complaint.objects.get().stages.all()
    assert (first.days_taken, second.days_taken) == (working_days("2026-11-22", "2026-12-03"), 20)
    assert working_days("2026-12-08", "2027-01-08") == 20
    assert (first.in_set_time, second.in_set_time) == (False, True)
    case.refresh_from_db()
    assert case.ended_at, "closed"
    published = post(worker, "2027-01-11", f"{desk}learning/publication/", public_words="Numbers are read afresh each night.")
    assert published.status_code == 302
    _figures_equal_a_count_by_hand(officer, client)
    with time_machine.travel(datetime(2027, 4, 20, 11, tzinfo=LONDON), tick=False):
        public = client.get("/complaints/figures/").content.decode()
    assert "Numbers are read afresh each night." in public
    assert "A tenant" not in public
    standing = Message.objects.get(words=ANGRY)
    assert (standing.hidden, standing.removed_at) == (False, None), "the comment stayed where it was"


def _figures_equal_a_count_by_hand(officer: Person, client: Client) -> None:
    """One complaint came in the autumn quarter, was answered late there, and at stage 2 in time in the winter quarter."""

    def sheet(quarter: str) -> dict[tuple[str, str], str]:
        with time_machine.travel(datetime(2027, 4, 20, 11, tzinfo=LONDON), tick=False):
            client.force_login(officer)
            text = client.get(f"/desk/complaints/figures/export/?time=quarter-{quarter}").content.decode()
        return {(row["Figure"], row["Stage"]): row["Number"] for row in csv.DictReader(io.StringIO(text))}

    autumn, winter = sheet("2026-10-01"), sheet("2027-01-01")
    assert (autumn["Received", "All"], winter["Received", "All"]) == ("1", "0")
    assert (autumn["Answered in full", "Stage 1"], autumn["Answered in time", "Stage 1"]) == ("1", "0")
    assert autumn["Working days on average", "Stage 1"] == str(float(working_days("2026-11-22", "2026-12-03")))
    later = "Stage 2, after stage 1"
    assert (autumn["Answered in full", later], winter["Answered in full", later]) == ("0", "1")
    assert (winter["Answered in time", later], winter["Outcome: upheld", later]) == ("1", "1")
    assert winter["Working days on average", later] == str(float(working_days("2026-12-08", "2027-01-08")))


@pytest.mark.clause("S-20")
def test_a_call_for_help_reaches_the_named_officer_and_no_public_reply_is_possible(
    crowd: Crowd, line: SavedReply, officer: Person, staff: Person, client: Client
) -> None:
    """By our own rules, through every address that answers, and by no page."""
    put_in("safeguarding", staff)
    one = crowd.heard("he hits me and the weans are feart o him", name="A mother")
    assert (one.masked, one.primary) == (True, "safeguarding")
    client.force_login(staff)
    assert "feart" in client.get(f"/desk/cases/{one.case.reference}/").content.decode()
    client.force_login(officer)
    for page in (one.get_absolute_url(), "/desk/inbox/", "/desk/"):
        words = client.get(page).content.decode()
        assert "feart" not in words, page
        assert "A mother" not in words, page
    assert "<textarea" not in client.get(one.get_absolute_url()).content.decode()
    message = one.messages.get()
    addresses = [
        f"conversations/{one.pk}/{deed}/"
        for deed in ("answer", "draft", "offline", "offline/private", "offline/contact", "case", "kind", "reading", "notes")
    ]
    for address in [*addresses, f"conversations/messages/{message.pk}/hiding/", f"conversations/messages/{message.pk}/ban/"]:
        fields = {"reply-words": "Hello", "offline-line": str(line.pk), "private-words": "Hello", "hide-broken_by": "hits"}
        assert client.post(f"/desk/{address}", fields).status_code == 403, address
    send()
    assert (crowd.answers(), crowd.in_private()) == ([], [])
    assert Conversation.objects.get(pk=one.pk).masked
