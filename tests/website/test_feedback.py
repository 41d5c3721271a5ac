"""“Did this page help?”: one press without cookie or script, words if people like, and what everybody is told of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.casework.actions import ending
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from steamie.website.feedback import actions
from steamie.website.feedback.actions import WhatWeDid
from steamie.website.feedback.masking import masked
from steamie.website.models import FeedbackTheme, HomePage, PageFeedback, YouSaid
from tests.casework.making import put_in, told
from tests.strategy.papers import clause_of, stands
from tests.website.making import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "strategy")]
PRESS, WORDS, DESK = "/feedback/", "/feedback/words/", "/desk/site/feedback/"


def press(client: Client, page: str = "/services/factoring/", helped: str = "no") -> HttpResponse:
    with time_machine.travel(NOW, tick=False):
        return client.post(PRESS, {"page": page, "helped": helped})


def write(client: Client, words: str, *, after: int = 30, **typed: Any) -> HttpResponse:
    """One press, and words half a minute later."""
    sheet = re.search(r'name="sheet" value="([^"]*)"', press(client).content.decode())
    assert sheet
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.post(WORDS, {"sheet": sheet[1], "words": words} | typed)


@pytest.mark.parametrize("address", ["/", "/news/", "/services/factoring/", "/strategy/", "/privacy/", "/search/", "/jobs/"])
def test_every_page_asks_also_when_it_was_rendered_before(resident: Client, address: str) -> None:
    for _ in range(2):
        page = resident.get(address)
        assert 'action="/feedback/"' in page.content.decode()
        assert f'name="page" value="{address}"' in page.content.decode()
        assert not page.cookies


@pytest.mark.parametrize(
    "address", ["/repairs/where/", "/contact/", "/contact/private/", "/suggest/", "/nothing-here/", "/go/nope/"]
)
def test_no_page_with_something_typed_asks_nor_one_that_is_not_there(resident: Client, address: str) -> None:
    assert 'action="/feedback/"' not in resident.get(address).content.decode()


def test_a_press_is_counted_at_once_without_a_cookie(resident: Client) -> None:
    page = press(resident)
    row = PageFeedback.objects.get()
    assert page.status_code == 200
    assert not page.cookies
    assert (row.path, row.page.slug if row.page else "", row.helped) == ("/services/factoring/", "factoring", False)
    press(resident)  # the button is pressed twice
    assert PageFeedback.objects.count() == 1
    press(resident, helped="yes")
    assert PageFeedback.objects.count() == 2


@pytest.mark.parametrize(
    "page",
    ["https://evil.example/", "//evil.example/", "/desk/people/", "/no-such-page/", "", "/" + "x" * 500, "javascript:alert(1)"],
)
def test_an_address_that_is_no_page_of_ours_is_kept_as_the_whole_website(resident: Client, page: str) -> None:
    assert press(resident, page).status_code == 200
    assert PageFeedback.objects.get().path == "/"


def test_a_press_of_nothing_is_asked_again(resident: Client) -> None:
    assert resident.post(PRESS, {"page": "/"}).status_code == 422
    assert not PageFeedback.objects.exists()


def test_words_belong_to_their_press_and_open_no_case(resident: Client) -> None:
    assert "nobody knows who you are" in write(resident, "Where are the bins?").content.decode()
    row = PageFeedback.objects.get()
    assert (row.words, row.helped, row.case, row.held_because) == ("Where are the bins?", False, None, "")
    assert not Case.objects.exists()


def test_words_with_a_way_to_answer_are_a_case_once(resident: Client) -> None:
    page = press(resident).content.decode()
    sheet = re.search(r'name="sheet" value="([^"]*)"', page)
    assert sheet
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        for _ in range(2):
            answer = resident.post(WORDS, {"sheet": sheet[1], "words": "The rent page", "reach": "shona@example.org"})
    case = Case.objects.get()
    assert case.reference in answer.content.decode()
    assert (case.kind, case.party.email, PageFeedback.objects.get().case) == ("page", "shona@example.org", case)


@pytest.mark.parametrize("length", [20_000, 20_001])
def test_twenty_thousand_characters_are_taken_and_more_come_back_whole(resident: Client, length: int) -> None:
    page = write(resident, "x" * length)
    if length == 20_000:
        assert len(PageFeedback.objects.get().words) == length
    else:
        assert page.status_code == 422
        assert "x" * length in page.content.decode()
        assert "at most 20000 characters" in page.content.decode()


def test_markup_is_shown_as_it_was_written(resident: Client, officer: Person) -> None:
    write(resident, "<script>alert(1)</script><b>bold</b>")
    resident.force_login(officer)
    for address in (DESK, f"{DESK}{PageFeedback.objects.get().pk}/"):
        page = resident.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;b&gt;bold" in page


def test_a_phone_number_is_masked_in_the_list_and_read_on_its_own_page(resident: Client, officer: Person) -> None:
    write(resident, "Ring me on 07700 900123 please, or shona@example.net")
    resident.force_login(officer)
    page = resident.get(DESK).content.decode()
    assert "07700" not in page
    assert "example.net" not in page
    assert "Ring me on •••" in page
    assert "07700 900123" in resident.get(f"{DESK}{PageFeedback.objects.get().pk}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "after", "why"),
    [({}, 1, "faster than people"), ({"website": "x"}, 30, "do not see"), ({"sheet": "forged"}, 30, "did not come from")],
)
def test_what_looks_like_a_machine_s_is_kept_and_not_counted(
    resident: Client, typed: dict[str, str], after: int, why: str
) -> None:
    assert write(resident, "Buy now", after=after, **typed).status_code == 200
    row = PageFeedback.objects.get(words="Buy now")
    assert why in row.held_because
    assert not PageFeedback.objects.counted().worded().exists()


def test_answers_are_paced_by_network_and_words_are_not_lost(resident: Client) -> None:
    answers = [resident.post(PRESS, {"page": "/", "helped": "yes"}).status_code for _ in range(41)]
    assert answers == [200] * 40 + [429]
    page = resident.post(WORDS, {"sheet": "", "words": "My long story"})
    assert page.status_code == 429
    assert "My long story" in page.content.decode()


def test_words_are_dealt_with_given_a_theme_and_told_to_everybody(resident: Client, officer: Person) -> None:
    write(resident, "No bin days here. I am Effie, 07700 900123")
    row = PageFeedback.objects.get()
    desk = Client()
    desk.force_login(officer)
    assert desk.post(f"{DESK}{row.pk}/", {"theme": "Bins"}).status_code == 302
    row.refresh_from_db()
    assert (row.theme, row.dealt_with_by) == (FeedbackTheme.objects.get(name="Bins"), officer)
    assert "Bins (1)" in desk.get(DESK).content.decode()
    address = f"/desk/site/we-did/?feedback={row.pk}"
    form = desk.get(address).content.decode()
    assert "07700" not in form
    refused = desk.post(address, {"said": "Ring 07700 900123", "did": "We did"})
    assert (refused.status_code, YouSaid.objects.count()) == (422, 0)
    assert "Nothing stands here yet" in resident.get("/you-said-we-did/").content.decode()
    desk.post(address, {"said": "You could not find the day of the bins.", "did": "It stands on each page now."})
    shown = resident.get("/you-said-we-did/").content.decode()
    assert "the day of the bins" in shown
    assert "Effie" not in shown
    pk = YouSaid.objects.get().pk
    assert desk.post(f"/desk/site/we-did/{pk}/withdrawal/", {}).status_code == 422
    desk.post(f"/desk/site/we-did/{pk}/withdrawal/", {"reason": "It is not true any more"})
    assert "the day of the bins" not in resident.get("/you-said-we-did/").content.decode()


def test_only_a_case_that_has_ended_is_told_of_and_only_by_who_sees_it(officer: Person, staff: Person) -> None:
    put_in("housing", staff)
    case = told()
    with pytest.raises(NotReady, match="has ended"):
        actions.tell_everybody(told=WhatWeDid("You said", "We did", case=case), by=officer, at=NOW + timedelta(days=3))
    ending.end(case=case, outcome=Outcome.ANSWERED, words="By phone", by=staff, at=NOW + timedelta(days=4))
    case.refresh_from_db()
    row = actions.tell_everybody(told=WhatWeDid("You said", "We did", case=case), by=officer, at=NOW + timedelta(days=5))
    assert row.case == case


def test_no_word_of_a_reader_stands_in_the_minute_book(resident: Client, officer: Person) -> None:
    write(resident, "CANARY7XQ", reach="canary7xq@example.org")
    actions.deal_with(feedback=PageFeedback.objects.get(), theme="CANARY7XQ", by=officer, at=NOW + timedelta(days=1))
    assert "canary7xq" not in " ".join(str(row) for row in Event.objects.values()).lower()


@pytest.mark.parametrize("words", ["Nothing private", "Our number 0141 944 3891"])
def test_masking_leaves_what_is_our_own(words: str) -> None:
    assert masked(words) == words


@pytest.mark.clause("S-79")
def test_feedback_is_measured_and_leads_to_its_rows(resident: Client, officer: Person, home: HomePage) -> None:
    assert stands("S-79", NOW).state is State.NOT_MEASURED
    press(resident, helped="yes")
    write(resident, "Not clear")
    later = NOW + timedelta(hours=1)
    standing = stands("S-79", later)
    assert (standing.state, standing.figure) == (State.MET, "1 of 2 answers say that the page helped; 0 of 1 comment dealt with")
    assert [row.counts for row in rows_behind(clause_of("S-79"), later)] == [False, True]
    assert stands("S-79", NOW + timedelta(days=15)).state is State.AT_RISK
    actions.deal_with(feedback=PageFeedback.objects.worded().get(), theme="", by=officer, at=NOW + timedelta(days=16))
    assert stands("S-79", NOW + timedelta(days=17)).state is State.MET
