"""An answer goes once: after its twenty seconds, looked for when its fate is not known, and never sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from steamie.conversations.models import Message, Reply
from steamie.conversations.verbs import Verb
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.refusals import NotReady

from .making import NOW, Crowd, asked, later, send

ALL_DAY = "Yes, all day."


def test_it_goes_after_twenty_seconds_and_not_before(crowd: Crowd, officer: Person) -> None:
    reply = asked(crowd.heard("Are yous shut?"), ALL_DAY, officer)
    send(after=timedelta(seconds=19))
    assert crowd.answers() == []
    send()
    send()
    reply.refresh_from_db()
    assert crowd.answers() == [ALL_DAY]
    assert reply.sent_at
    crowd.look()
    assert Message.objects.filter(by_us=True).count() == 1, "the echo of our answer is not a second one"


def test_it_can_be_taken_back_and_the_words_stay(crowd: Crowd, officer: Person, client: Client) -> None:
    one = crowd.heard("Are yous shut?")
    reply = asked(one, ALL_DAY, officer)
    client.force_login(officer)
    client.post(f"/desk/conversations/answers/{reply.pk}/withdrawal/")
    send()
    assert crowd.answers() == []
    assert ALL_DAY in client.get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize("fault", ["drop", "created500", "nothing"])
def test_an_answer_whose_fate_was_lost_is_found_and_not_sent_again(crowd: Crowd, officer: Person, fault: str) -> None:
    reply = asked(crowd.heard("Are yous shut?"), ALL_DAY, officer)
    crowd.page.ask("faults", faults=f"{fault}@comment.create=1x1")
    send()
    reply.refresh_from_db()
    assert reply.unknown_at
    assert not reply.sent_at
    with later(minutes=3):
        send()
    reply.refresh_from_db()
    assert reply.sent_at
    assert crowd.answers() == [ALL_DAY]


def test_one_that_never_left_goes_to_a_person_who_looks_first(crowd: Crowd, officer: Person, client: Client) -> None:
    reply = asked(crowd.heard("Are yous shut?"), ALL_DAY, officer)
    crowd.page.ask("faults", faults="drop_before@comment.create=1x1")
    send()
    for minutes in (2, 5, 9, 17):
        with later(minutes=minutes):
            send()
    reply.refresh_from_db()
    assert reply.person_at
    assert crowd.answers() == [], "it was sent again though nobody had looked"
    client.force_login(officer)
    with later(minutes=20):
        client.post(f"/desk/conversations/answers/{reply.pk}/settlement/", {"there": "no"})
        send()
    assert crowd.answers() == [ALL_DAY]


def test_a_sender_that_died_after_the_call_does_not_send_again(
    crowd: Crowd, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = asked(crowd.heard("Are yous shut?"), ALL_DAY, officer)

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("steamie.conversations.sending.sent", killed)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert crowd.answers() == [ALL_DAY]
    with later(minutes=3):
        send()
    reply.refresh_from_db()
    assert reply.sent_at
    assert crowd.answers() == [ALL_DAY]


def test_two_people_at_once_see_each_other(crowd: Crowd, officer: Person, colleague: Person, client: Client) -> None:
    one = crowd.heard("Are yous shut?")
    client.force_login(colleague)
    client.post(f"/desk/conversations/{one.pk}/draft/", {"reply-words": "Let me ask"})
    client.force_login(officer)
    assert "Let me ask" in client.get(one.get_absolute_url()).content.decode()
    asked(one, ALL_DAY, colleague)
    answer = client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-words": "No, open."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "has just answered this" in page
    assert "No, open." in page
    client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-words": "No, open.", "reply-anyway": "on"})
    assert Reply.objects.count() == 2


@pytest.mark.parametrize("words", ["", "x" * 8001, "Call Shona on 07700 900123"])
def test_what_may_not_go_out_is_said_before(crowd: Crowd, officer: Person, words: str) -> None:
    with pytest.raises(NotReady):
        asked(crowd.heard("Are yous shut?"), words, officer)


def test_a_private_reply_is_once_and_within_seven_days(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Nobody came")
    asked(one, "Sorry.", officer, Reply.PRIVATE)
    with pytest.raises(NotReady, match="one private reply"):
        asked(one, "Sorry again.", officer, Reply.PRIVATE)
    old = crowd.heard("Nobody came last week")
    old.messages.update(written_at=NOW - timedelta(days=8))
    with pytest.raises(NotReady, match="7 days old"):
        asked(old, "Sorry.", officer, Reply.PRIVATE)
    send()
    assert crowd.in_private() == ["Sorry."]


def test_a_message_is_answered_where_it_was_written(crowd: Crowd, officer: Person) -> None:
    crowd.page.ask("residents", writes="psid-7", text="Is the office open?")
    crowd.look()
    one = Message.objects.get().conversation
    asked(one, "Until five.", officer, Reply.MESSAGE)
    send()
    assert crowd.in_private() == ["Until five."]


def test_an_answer_to_what_was_taken_down_is_refused_and_kept(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Are yous shut?")
    reply = asked(one, ALL_DAY, officer)
    crowd.page.ask("residents", remove=reply.message.remote_id)
    send()
    reply.refresh_from_db()
    assert reply.refused_at
    assert reply.words == ALL_DAY


@pytest.mark.parametrize("who", ["staff", "committee", "forum", "auditor"])
def test_others_may_not_answer(crowd: Crowd, request: pytest.FixtureRequest, client: Client, who: str) -> None:
    one = crowd.heard("Are yous shut?")
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/desk/conversations/{one.pk}/answer/", {"reply-words": ALL_DAY}).status_code == 403
    assert not Reply.objects.exists()


def test_the_emergency_numbers_and_our_own_may_stand_in_public(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Whit a stink of gas in the close")
    words = "Get out and ring 0800 111999 or 0800-111-999. Power: 105. Burst main: 08000778778."
    assert asked(one, words, officer).words == words
    for wrong in ("Ring 0800 111 9990", "Ring 07700 900123 or 0800 111 999"):
        with pytest.raises(NotReady):
            asked(one, wrong, officer)


def test_what_somebody_has_already_is_not_taken_again(crowd: Crowd, officer: Person, client: Client) -> None:
    one = crowd.heard("Are yous shut?")
    client.force_login(officer)
    for pressed in ("once", "again"):
        client.post(f"/desk/conversations/{one.pk}/handler/", {"pressed": pressed})
    assert Event.objects.filter(verb=Verb.TAKE_CONVERSATION).count() == 1
