"""The desk's side of suggestions, and the clause they keep."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.content.suggestions.actions.suggestions import SuggestionInput, answer, suggest
from steamie.content.suggestions.duties import tend
from steamie.content.suggestions.models import Nudge, Suggestion, SuggestionLink
from steamie.content.suggestions.secrets import digest, follow_path, new_ticket
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.strategy import reading
from steamie.strategy.models import Edition
from steamie.strategy.standing import take_standing
from tests.strategy.papers import stands
from tests.strategy.rows import offered, rows

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def idea(text: str = "Panto at the centre", group: str = "forum", **more: object) -> SuggestionInput:
    return SuggestionInput(text=text, group=group, **more)


def some(by: Person, number: int) -> None:
    for place in range(number):
        suggest(by=by, details=idea(f"Idea {place} <script>alert(1)</script>"))


def test_the_queue_shows_what_waits_in_pages_of_thirty_with_a_steady_count_of_questions(
    client: Client, officer: Person, forum: Person, django_assert_max_num_queries
) -> None:
    client.force_login(officer)
    some(forum, 3)
    client.get("/desk/suggestions/")
    with django_assert_max_num_queries(40) as few:
        client.get("/desk/suggestions/")
    some(forum, 40)
    with django_assert_max_num_queries(40) as many:
        page = client.get("/desk/suggestions/")
    assert len(many) == len(few)
    assert "43 suggestions to answer" in page.content.decode()
    assert page.content.decode().count("<article") == 30
    assert "<script>alert" not in page.content.decode()
    assert client.get("/desk/suggestions/?page=2").content.decode().count("<article") == 13


def test_using_one_answers_it_and_starts_a_draft(client: Client, officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=idea())
    client.force_login(officer)
    page = client.post(f"/desk/suggestions/{made.pk}/answer/", {"reason": "Just the thing", "outcome": "used", "share": "sector"})
    post = Post.objects.get(suggestion=made)
    assert page.headers["Location"] == f"/desk/posts/{post.pk}/"
    made.refresh_from_db()
    assert (made.answer.outcome, made.share, post.share) == ("used", "sector", "sector")


def test_an_answer_without_a_reason_comes_back(client: Client, officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=idea())
    client.force_login(officer)
    page = client.post(f"/desk/suggestions/{made.pk}/answer/", {"reason": "", "outcome": "no"})
    assert page.status_code == 422
    assert "Give the reason" in page.content.decode()
    assert not hasattr(Suggestion.objects.get(), "answer")


def test_answering_twice_is_said_and_changes_nothing(client: Client, officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=idea())
    answer(suggestion=made, outcome="no", reason="Gone by", by=officer)
    client.force_login(officer)
    page = client.post(f"/desk/suggestions/{made.pk}/answer/", {"reason": "Yes!", "outcome": "used"}, follow=True)
    assert "This was answered on" in page.content.decode()
    assert not Post.objects.exists()


def test_the_forum_sees_only_its_own_and_cannot_answer(client: Client, forum: Person, staff: Person) -> None:
    mine = suggest(by=forum, details=idea("Mine"))
    suggest(by=staff, details=idea("Theirs", group="staff"))
    client.force_login(forum)
    words = client.get("/desk/suggestions/").content.decode()
    assert "Mine" in words
    assert "Theirs" not in words
    assert client.post(f"/desk/suggestions/{mine.pk}/answer/", {"reason": "x", "outcome": "used"}).status_code == 403
    for address in ("links/", f"{mine.pk}/release/", "groups/staff/reminder/"):
        assert client.post(f"/desk/suggestions/{address}").status_code == 403
    assert client.post(f"/desk/suggestions/{mine.pk}/omission/").status_code == 403


def test_held_back_can_be_let_in(client: Client, officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=idea(), hold="It was filled in faster than a person types.")
    client.force_login(officer)
    assert "Every suggestion is answered" in client.get("/desk/suggestions/").content.decode()
    assert "faster than a person types" in client.get("/desk/suggestions/?show=held").content.decode()
    client.post(f"/desk/suggestions/{made.pk}/release/")
    assert "1 suggestion to answer" in client.get("/desk/suggestions/").content.decode()


@pytest.mark.clause("S-59")
@pytest.mark.usefixtures("strategy")
def test_held_back_asks_for_a_look_and_can_be_left_out_and_still_be_let_in(
    client: Client, officer: Person, forum: Person
) -> None:
    made = suggest(by=forum, details=idea(), hold="It was filled in faster than a person types.")
    sender, address = Client(), f"/desk/suggestions/{made.pk}/release/"
    client.force_login(officer)
    assert "One suggestion is held back" in client.get("/desk/").content.decode()
    assert "A person reads it" in sender.get(follow_path(made)).content.decode()

    client.post(f"/desk/suggestions/{made.pk}/omission/")
    client.post(f"/desk/suggestions/{made.pk}/omission/")

    assert "held back" not in client.get("/desk/").content.decode()
    assert "Nothing was held back" in client.get("/desk/suggestions/?show=held").content.decode()
    assert made.title in client.get("/desk/suggestions/?show=left").content.decode()
    assert "We left this out" in sender.get(follow_path(made)).content.decode()
    assert not Suggestion.objects.unanswered().exists()
    assert Event.objects.filter(verb="leave suggestion out", clause="S-59").count() == 1

    client.post(address)

    assert list(Suggestion.objects.unanswered()) == [made]
    assert "A person reads it" in sender.get(follow_path(made)).content.decode()


@pytest.mark.clause("S-59")
def test_a_call_is_written_down_for_someone_without_an_account(client: Client, staff: Person) -> None:
    client.force_login(staff)
    assert client.get("/desk/suggestions/new/").status_code == 200
    sheet = {"text": "Bowling club open day", "way": "phone", "group": "residents"}
    sheet["ticket"] = new_ticket(timezone.now() - timedelta(minutes=1))
    page = client.post("/desk/suggestions/new/", sheet, follow=True)
    made = Suggestion.objects.get()
    assert (made.way, made.group, made.person, made.taken_by) == ("phone", "residents", None, staff)
    assert made.reference in page.content.decode()


def test_a_link_is_shown_once_with_its_square_and_ended(client: Client, officer: Person) -> None:
    client.force_login(officer)
    sheet = {"label": "Forum <b>October</b>", "group": "forum", "days": "90"}
    words = client.post("/desk/suggestions/links/", sheet, follow=True).content.decode()
    link = SuggestionLink.objects.get()
    secret = re.search(r"/suggest/([\w-]+)/", words.split("st_address")[1]).group(1)
    assert link.digest == digest(secret)
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in words
    assert "style=" not in words.split("st_poster")[1]
    later = client.get("/desk/suggestions/links/").content.decode()
    assert secret not in later
    assert "Forum &lt;b&gt;" in later
    client.post(f"/desk/suggestions/links/{link.pk}/end/")
    assert Client().get(f"/suggest/{secret}/").status_code == 410
    assert client.post("/desk/suggestions/links/", {"label": "", "days": "900"}).status_code == 422


@pytest.mark.clause("S-59")
@pytest.mark.usefixtures("strategy")
def test_a_silent_group_is_named_and_reminded_and_the_sender_told(
    client: Client, officer: Person, staff: Person, committee: Person, forum: Person, django_capture_on_commit_callbacks
) -> None:
    suggest(by=staff, details=idea(group="staff"), at=NOVEMBER - timedelta(days=3))
    made = suggest(by=forum, details=idea(email="jean@example.org"), at=NOVEMBER - timedelta(days=2))
    standing = stands("S-59", NOVEMBER)
    assert standing.state == State.AT_RISK
    assert standing.figure == "Contributors this quarter: Staff 1, Management Committee 0, Resident Forum 1"
    assert standing.reason == ("Management Committee: no suggestion yet this quarter. Not yet reminded: Management Committee.")

    client.force_login(officer)
    mail.outbox.clear()  # both were thanked
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/desk/suggestions/groups/committee/reminder/")
        client.post(f"/desk/suggestions/{made.pk}/answer/", {"reason": "It goes out on Monday", "outcome": "later"})
    assert Nudge.objects.get().group == "committee"
    assert [letter.to for letter in mail.outbox] == [[committee.email], ["jean@example.org"]]
    assert "It goes out on Monday" in mail.outbox[1].body

    suggest(by=committee, details=idea(group="committee"), at=NOVEMBER)
    assert stands("S-59", NOVEMBER).state == State.MET
    late = stands("S-59", NOVEMBER + timedelta(days=20))
    assert late.state == State.BREACHED
    assert late.reason.startswith("2 suggestions have waited more than two weeks")


@pytest.mark.clause("S-59")
@pytest.mark.parametrize(("day", "state"), [(1, State.NOT_MEASURED), (14, State.NOT_MEASURED), (15, State.BREACHED)])
@pytest.mark.usefixtures("strategy")
def test_a_young_quarter_is_not_called_silent(day: int, state: State) -> None:
    assert stands("S-59", datetime(2026, 10, day, 12, tzinfo=UTC)).state == state


def test_the_form_says_which_third_is_needed_most(client: Client, staff: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(staff)
    assert "Needed most just now" not in client.get("/suggest/").content.decode()
    monkeypatch.setattr("steamie.content.suggestions.views.suggesting.needed_most", lambda now: reading.shares()[1])
    assert "We need more local news" in client.get("/suggest/").content.decode()


@pytest.mark.clause("S-59")
@pytest.mark.usefixtures("strategy")
def test_the_clock_reminds_silent_groups_and_forgets_addresses(
    officer: Person, staff: Person, forum: Person, django_capture_on_commit_callbacks
) -> None:
    made = suggest(by=staff, details=idea(group="staff", email="jean@example.org"), at=NOVEMBER - timedelta(days=100))
    answer(suggestion=made, outcome="no", reason="Gone by", by=officer, at=NOVEMBER - timedelta(days=91))
    tend(datetime(2026, 10, 14, 12, tzinfo=UTC))
    assert not Nudge.objects.exists()
    mail.outbox.clear()  # the thanks, and the answer
    with django_capture_on_commit_callbacks(execute=True):
        tend(NOVEMBER)
        tend(NOVEMBER + timedelta(days=1))
    assert sorted(Nudge.objects.values_list("group", flat=True)) == ["forum", "staff"], "nobody is in the committee"
    assert sorted(letter.to[0] for letter in mail.outbox) == [forum.email, staff.email]
    made.refresh_from_db()
    assert made.email == ""


def test_the_contributors_of_the_quarter_are_listed_without_their_names(
    client: Client, strategy: Edition, officer: Person, staff: Person, auditor: Person, committee: Person
) -> None:
    signed = suggest(by=staff, details=idea(group="staff", email="jean@example.org", credit="Jean Baird"), at=NOVEMBER)
    again = suggest(by=staff, details=idea(group="staff"), at=NOVEMBER)
    by_phone = suggest(by=officer, details=idea(group="forum", credit="Old Tam"), way="phone", at=NOVEMBER)
    suggest(by=officer, details=idea(group="residents", credit="A neighbour"), way="phone", at=NOVEMBER)
    for reader in (auditor, committee):
        with time_machine.travel(NOVEMBER, tick=False):
            take_standing(now=NOVEMBER, by=CLOCK, clauses=["S-59"])
            client.force_login(reader)
            assert offered(client, "S-59") == ("/desk/strategy/S-59/#rows", "See the rows")
            page = client.get("/desk/strategy/S-59/").content.decode()
            assert rows(client, "S-59") == [
                "Management Committee nobody yet Does not",
                f"Staff, contributor 1 {signed.reference} on the desk, 22 November 2026; "
                f"{again.reference} on the desk, 22 November 2026 Counts",
                f"Resident Forum, contributor 1 {by_phone.reference} by phone, 22 November 2026 Counts",
            ]
        assert "Contributors this quarter: Staff 1, Management Committee 0, Resident Forum 1" in page
        assert not [name for name in ("Jean", "jean@", "Old Tam", "Panto") if name in page]
