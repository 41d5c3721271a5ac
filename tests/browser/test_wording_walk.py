"""The wording check walked in a browser: a card, a public number, a child, a threat, an election (S-66 to S-68)."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from steamie.content.posts.models import Post
from steamie.people.models import Person
from steamie.rules.permissions import Office
from steamie.wording.models import AllowedDetail
from tests.conftest import make_person
from tests.content.making import make_channel, make_post

pytestmark = pytest.mark.django_db(transaction=True)

CARD, COUNCIL, CHILD = "4111 1111 1111 1111", "0141 496 0700", "Rayyan Malik, 7"
TEXT = (
    f"We took {CARD} at the desk. Bulky rubbish: 0141 496 0700. Well done {CHILD}, for the poster. Pay up or we change the locks."
)
IN_APRIL = datetime.combine(date(2027, 4, 12), time(10), ZoneInfo("Europe/London"))


@pytest.fixture
def officer() -> Person:
    return make_person(Office.OFFICER)


@pytest.fixture
def desk(page: Page, client, live_server, officer: Person) -> Page:
    client.force_login(officer)
    page.context.add_cookies([{"name": "steamie", "value": client.cookies["steamie"].value, "url": live_server.url}])
    return page


def asked(page: Page, words: str):
    return page.locator("#findings li", has_text=f"“{words}”")


def keep(page: Page, words: str, reason: str) -> None:
    page.wait_for_load_state("networkidle")  # an answer that comes in takes the place of the questions
    question = asked(page, words)
    if not question.get_by_label("Why it stays").is_visible():
        question.locator("summary").click()
    question.get_by_label("Why it stays").fill(reason)
    question.get_by_role("button", name="Keep it").click()


@pytest.mark.clause("S-68")
@pytest.mark.parametrize("width", [390, 1280])
def test_a_draft_with_a_card_a_number_a_child_and_a_threat(desk: Page, officer: Person, axe, fits, width: int) -> None:
    post = make_post(officer, make_channel(), text=TEXT)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"/desk/posts/{post.pk}/")
    axe(desk)
    fits(desk, width)
    expect(desk.locator("#findings")).to_contain_text("Looked for in the words")
    asked(desk, COUNCIL).get_by_role("button", name=re.compile("Always allow this")).click()
    expect(asked(desk, COUNCIL)).to_have_count(0)
    assert AllowedDetail.objects.get().words == COUNCIL
    keep(desk, CARD, "A test number from a leaflet")
    expect(asked(desk, CARD)).to_contain_text("A second person must agree")
    expect(asked(desk, CARD).get_by_role("button")).to_have_count(0)
    expect(asked(desk, CHILD)).to_contain_text("Has a parent or carer agreed in writing?")
    keep(desk, CHILD, "His mother agreed by letter on 3 May")
    expect(asked(desk, CHILD)).to_contain_text("Kept on")
    keep(desk, "or we change", ".")
    expect(desk.get_by_role("alert")).to_contain_text("a few words that somebody else can judge")
    keep(desk, "or we change", "A line of the play on Friday")
    expect(asked(desk, "or we change")).to_contain_text("A line of the play")
    axe(desk)
    desk.get_by_role("button", name=re.compile("^Approve")).first.click()
    expect(desk.get_by_role("alert")).to_contain_text(CARD)
    assert not Post.objects.get(pk=post.pk).approvals.exists()


@pytest.mark.clause("S-67")
def test_the_weeks_before_an_election_and_the_list_of_what_is_allowed(desk: Page, officer: Person, axe, fits) -> None:
    post = make_post(officer, make_channel(), text="Our MSP opened the garden with cake.", due_at=IN_APRIL)
    desk.goto(f"/desk/posts/{post.pk}/")
    expect(asked(desk, "MSP")).to_contain_text("Scottish council elections, until 6 May 2027")
    AllowedDetail.objects.create(words=COUNCIL, allowed_by=officer, allowed_at=IN_APRIL)
    desk.goto("/desk/calendar/words/")
    axe(desk)
    fits(desk, 360)
    desk.get_by_text("Those that came with Steamie").last.click()
    expect(desk.get_by_text("Scottish council elections").first).to_be_visible()
    desk.get_by_role("button", name=f"Ask again about {COUNCIL}").click()
    expect(desk.get_by_text("None of your own yet.")).to_be_visible()
    desk.goto("/desk/calendar/words/measured/")
    axe(desk)
    fits(desk, 360)
