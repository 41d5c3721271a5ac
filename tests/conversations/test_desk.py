"""The inbox with comments among the cases, pasting, saved replies, and what each channel lets us do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from steamie.conversations.actions.arriving import start_wait
from steamie.conversations.effects import ladder, try_effects
from steamie.conversations.models import Conversation, ManualLook, Message, SavedReply
from steamie.conversations.urgency import QUESTION, TriageAnswer, triage
from steamie.people.models import Person
from tests.casework.making import told

from .making import NOW, Crowd, judged


def test_comments_stand_among_the_cases_danger_first_then_law_then_time(
    crowd: Crowd, officer: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(
        monkeypatch,
        gas=TriageAnswer("urgent-danger", urgent=True, moved_by=("gas",)),
        nobody=TriageAnswer("complaint"),
        roofs=TriageAnswer("opinion"),
    )
    told(at=NOW - timedelta(hours=1), words="A question by the website")
    for words in ("Roofs before planters", "Are yous shut?", "Nobody turned up", "I smell gas"):
        crowd.say(words)
    crowd.look()
    client.force_login(officer)
    page = client.get("/desk/inbox/").content.decode()
    places = [page.index(words) for words in ("I smell gas", "Nobody turned up", "Are yous shut?", "Roofs before planters")]
    assert places == sorted(places)
    assert "One thing cannot wait" in page
    assert "It stays up" in page


def test_what_has_no_clock_is_read_in_a_bunch_and_nothing_else(
    crowd: Crowd, officer: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(monkeypatch, roofs=TriageAnswer("opinion"))
    opinion, question = crowd.heard("Roofs first"), crowd.heard("Are yous shut?")
    client.force_login(officer)
    client.post("/desk/inbox/reading/", {"conversation": [opinion.pk, question.pk]})
    opinion.refresh_from_db()
    question.refresh_from_db()
    assert (opinion.end, question.is_open) == ("read", True)


def test_an_opinion_that_reads_like_a_complaint_says_so_keeps_a_clock_and_a_person_s_word_settles_it(
    crowd: Crowd, officer: Person, client: Client
) -> None:
    one = crowd.heard("Don't hold your breath folks, they said that last year too")
    assert (one.primary, one.labels, one.next_due is not None) == (QUESTION, ["complaint", "opinion"], True)
    client.force_login(officer)
    assert "May be a complaint" in client.get("/desk/inbox/").content.decode()
    assert "It reads like a complaint" in client.get(one.get_absolute_url()).content.decode()
    client.post(f"/desk/conversations/{one.pk}/kind/", {"sort-primary": "opinion"})
    one.refresh_from_db()
    assert one.primary == "opinion"
    assert "May be a complaint" not in client.get("/desk/inbox/").content.decode()


def test_a_complaint_in_their_second_comment_moves_thanks_up(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Thank you all")
    assert one.primary == "compliment"
    start_wait(one, Message(words="Still waiting for a joiner, third time nobody turned up", written_at=NOW), NOW)
    assert (one.primary, "complaint" in one.labels) == ("complaint", True)


def test_a_pasted_comment_has_its_clock_from_when_it_was_written(officer: Person, client: Client) -> None:
    client.force_login(officer)
    written = timezone.localtime(timezone.now() - timedelta(days=2)).replace(second=0, microsecond=0)
    typed = {"words": "Nobody came", "link": "https://facebook.example/1", "written_at": f"{written:%Y-%m-%dT%H:%M}"}
    assert client.post("/desk/conversations/new/", typed).status_code == 302
    one = Conversation.objects.get()
    assert (one.received_at, one.waiting_since, one.pasted_by) == (written, written, officer)
    again = client.post("/desk/conversations/new/", typed | {"author": "A tenant"})
    assert again.status_code == 422
    assert "in the inbox already" in again.content.decode()
    assert client.post("/desk/conversations/new/", {"words": " "}).status_code == 422
    answer = client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-words": "Sorry"})
    assert "It came here by hand" in answer.content.decode()


@pytest.mark.parametrize(
    ("rung", "step"), [("standard", "We can answer, but not read comments"), ("development", "We read comments, but not all")]
)
def test_the_ladder_says_where_we_stand_by_trying(crowd: Crowd, officer: Person, client: Client, rung: str, step: str) -> None:
    crowd.say("Good morning")
    crowd.page.ask("rung", rung=rung)
    try_effects(crowd.page.channel, timezone.now())
    client.force_login(officer)
    page = client.get("/desk/conversations/listening/").content.decode()
    assert step in page
    assert ladder(crowd.page.channel).step.next


def test_a_person_s_look_is_written_down(crowd: Crowd, officer: Person, client: Client) -> None:
    client.force_login(officer)
    client.post(f"/desk/conversations/listening/{crowd.page.channel.pk}/looked/")
    assert ManualLook.objects.get().by == officer


def test_a_saved_reply_is_used_once_it_is_approved(crowd: Crowd, officer: Person, colleague: Person, client: Client) -> None:
    one = crowd.heard("Are yous shut?")
    client.force_login(colleague)
    client.post("/desk/conversations/replies/new/", {"saved-title": "Holiday", "saved-words": "Yes, until the 5th."})
    saved = SavedReply.objects.get()
    assert client.post(f"/desk/conversations/replies/{saved.pk}/approval/").status_code == 403
    assert client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-saved": saved.pk}).status_code == 422
    client.force_login(officer)
    client.post(f"/desk/conversations/replies/{saved.pk}/approval/")
    assert client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-saved": saved.pk}).status_code == 302
    assert one.replies.get().words == "Yes, until the 5th."


def test_words_are_data_and_never_markup(crowd: Crowd, officer: Person, client: Client) -> None:
    one = crowd.heard("<script>alert(1)</script>", name="<b>Bad</b>")
    client.force_login(officer)
    for address in (one.get_absolute_url(), "/desk/inbox/"):
        assert "<script>alert" not in client.get(address).content.decode()
    assert Message.objects.get().words == "<script>alert(1)</script>"


def test_words_that_no_rule_knows_keep_the_clock_of_a_question(db: None) -> None:
    assert triage("Plinth the wambler, Geraldine").primary == QUESTION
    assert triage("Lovely, thank you so much for the new door").primary == "compliment"


def test_a_conversation_of_a_crowd_takes_no_more_questions_than_one_of_two(crowd: Crowd, officer: Person, client: Client) -> None:
    first = crowd.say("Nobody came")
    crowd.say("Nor to me", parent=first)
    crowd.look()
    one = Conversation.objects.get()
    client.force_login(officer)

    def asked() -> int:
        client.get(one.get_absolute_url())  # what is asked once only
        with CaptureQueriesContext(connection) as questions:
            assert client.get(one.get_absolute_url()).status_code == 200
        return len(questions.captured_queries)

    of_two = asked()
    for number in range(30):
        crowd.say(f"And nobody answers {number}", parent=first)
    crowd.look()

    assert Message.objects.filter(conversation=one).count() == 32
    assert asked() == of_two <= 15
