"""Everything arrives, once, in whatever order, and what is changed or taken down is seen."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.channels.contract import Heard
from steamie.conversations.actions.arriving import take_in
from steamie.conversations.models import Conversation, EarlierWords, Listening, Message
from steamie.people.models import Person

from .making import Crowd, asked, later, send


def test_a_comment_arrives_once_with_its_clock(crowd: Crowd) -> None:
    number = crowd.say("Third time nobody turned up\nfor my tap", name="A tenant")
    assert crowd.look() == 1
    assert crowd.look() == 0
    one = Conversation.objects.get()
    assert (one.summary, one.post_words) == ("Third time nobody turned up", "Winter boiler tips")
    assert (one.messages.get().remote_id, one.messages.get().author_name) == (number, "A tenant")
    assert one.waiting_since == one.received_at
    assert one.next_due is not None
    assert "1 working day" in one.due_reason or "Our own time" in one.due_reason


def test_an_answer_to_an_answer_stays_in_one_conversation(crowd: Crowd) -> None:
    first = crowd.say("Are yous shut?")
    reply = crowd.say("I wonder too", parent=first, author="resident-2")
    crowd.say("Another matter")
    crowd.look()
    assert Conversation.objects.count() == 2
    assert Message.objects.get(remote_id=reply).conversation == Message.objects.get(remote_id=first).conversation


def test_a_child_that_comes_before_its_parent_joins_it(crowd: Crowd) -> None:
    now = timezone.now()
    child = Heard("1_2", "1_1", "Me too", now, parent_id="1_1", post_id="9")
    parent = Heard("1_1", "1_1", "Nobody came", now - timedelta(minutes=5), post_id="9")
    take_in(channel=crowd.page.channel, heard=child, at=now)
    take_in(channel=crowd.page.channel, heard=parent, at=now)
    one = Conversation.objects.get()
    assert (one.summary, one.messages.count(), one.received_at) == ("Nobody came", 2, parent.written_at)


def test_an_edit_keeps_what_it_said_before(crowd: Crowd) -> None:
    number = crowd.say("Nobody came")
    crowd.look()
    crowd.page.ask("residents", edit=number, text="Nobody came. My boiler is out")
    crowd.look()
    message = Message.objects.get()
    assert message.words == "Nobody came. My boiler is out"
    assert EarlierWords.objects.get().words == "Nobody came"
    assert message.conversation.summary == "Nobody came. My boiler is out"


def test_what_is_taken_down_leaves_a_tombstone_without_words(crowd: Crowd) -> None:
    number = crowd.say("I take this back", name="A tenant")
    crowd.look()
    crowd.page.ask("residents", remove=number)
    crowd.look()
    message = Message.objects.get()
    assert message.removed_at
    assert (message.words, message.author_name, len(message.digest)) == ("", "", 64)
    assert (message.conversation.is_open, message.conversation.end) == (False, "gone")
    assert crowd.look() == 0


def test_after_a_gap_nothing_between_is_missed(crowd: Crowd) -> None:
    crowd.look()
    crowd.page.ask("faults", faults="html502=1")
    crowd.say("While you could not hear")
    with later(days=3) as now:
        crowd.look(now)
        row = Listening.objects.get()
        assert row.problem
        assert row.read_until < now
        crowd.page.ask("faults", faults=[])
        assert crowd.look(now) == 1
    assert Listening.objects.get().problem == ""


def test_our_answer_stops_the_wait_and_their_next_word_restarts_it(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Are yous shut?")
    asked(one, "Yes, all day.", officer)
    send()
    one.refresh_from_db()
    assert (one.waiting_since, one.end) == (None, "answered")
    with later(hours=2) as now:
        crowd.say("And the day after?", parent=one.messages.theirs().first().remote_id)  # type: ignore[union-attr]
        crowd.look(now)
        one.refresh_from_db()
        assert one.is_open
        assert one.waiting_since == now


def test_an_answer_given_on_the_page_itself_stops_the_wait(crowd: Crowd) -> None:
    number = crowd.say("Are yous shut?")
    crowd.look()
    crowd.say("Yes.", parent=number, author=crowd.page.channel.remote_id, name="Pineview")
    crowd.look()
    one = Conversation.objects.get()
    assert one.waiting_since is None
    assert one.first_reply_at


def test_a_machine_s_answer_to_ours_starts_no_wait(crowd: Crowd, officer: Person) -> None:
    one = crowd.heard("Are yous shut?")
    asked(one, "Yes.", officer)
    send()
    parent = one.messages.theirs().first().remote_id  # type: ignore[union-attr]
    with later(seconds=25) as now:
        crowd.say("Automatic reply: thank you for your message", parent=parent, author="resident-2")
        crowd.look(now)
    one.refresh_from_db()
    assert one.waiting_since is None
    assert one.messages.filter(automatic=True).count() == 1


def test_awkward_comments_arrive_too(crowd: Crowd) -> None:
    awkward = [
        "x" * 8000,
        "😡😡😡",
        "میرے گھر میں گرمی نہیں ہے",
        "<script>alert(1)</script>",
        "Call me on 07700 900123 or a@b.org",
    ]
    for words in awkward:
        crowd.say(words)
    crowd.page.ask("rung", rung="development")  # nobody's name is given
    crowd.look()
    rows = {message.words: message for message in Message.objects.all()}
    assert set(rows) == set(awkward)
    assert not any(message.author_name for message in rows.values())
    assert rows[awkward[4]].conversation.summary == "Call me on [number] or [e-mail]"


def test_a_comment_on_a_post_that_is_gone_stays_with_us(crowd: Crowd) -> None:
    crowd.heard("Nobody came")
    crowd.page.ask("keeper", post=crowd.post)
    crowd.look()
    assert Message.objects.get().words == "Nobody came"
