"""What is written under a Page's posts: read whole, answered once, hidden, and what Meta lets us do, shown by its effect."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from steamie.channels.contract import Disconnected, Refused
from steamie.channels.kinds.facebook import FacebookPage


def long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(days=2)


class Joined:
    """A Page in this process, and the channel that is joined to it."""

    def __init__(self, app: Any) -> None:
        self.world = app.world
        self.line = httpx.WSGITransport(app=app)
        self.caller = httpx.Client(transport=self.line, base_url="http://127.0.0.1")
        credentials = self.ask("account")["credentials"]
        self.kind = FacebookPage(credentials, settings={"transport": self.line})
        self.post = self.ask("history", posts=[{"message": "Winter tips", "at": datetime.now(UTC).timestamp() - 3600}])["posts"][
            0
        ]

    def ask(self, control: str, /, **fields: Any) -> Any:
        answer = self.caller.post(f"/_control/{control}", json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def say(self, text: str, **fields: Any) -> str:
        return str(self.ask("residents", post=self.post, say=[{"text": text, **fields}])["comments"][0])


@pytest.fixture
def joined() -> Joined:
    return Joined(pytest.importorskip("steamie_standins.graph.app").make_app(require_proof=True))


def test_comments_and_answers_under_them_are_read_whole(joined: Joined) -> None:
    first = joined.say("Third time nobody turned up", name="A tenant")
    reply = joined.say("Same here", parent=first)
    for number in range(120):  # more than one page of comments
        joined.say(f"Comment {number}")
    listened = joined.kind.comments(since=long_ago())
    by_number = {one.remote_id: one for one in listened.heard}
    assert len(by_number) == 122
    assert by_number[first].author_name == "A tenant"
    assert by_number[reply].thread_id == by_number[reply].parent_id == first
    assert listened.whole == {joined.post}


def test_an_answer_is_found_by_its_words(joined: Joined) -> None:
    comment = joined.say("Are yous shut on the 30th?")
    before = datetime.now(UTC)
    assert joined.kind.find_answer(comment, "Yes, all day.", since=before, private=False) is None
    number = joined.kind.answer(comment, "Yes, all day.")
    assert joined.kind.find_answer(comment, "Yes, all day.", since=before, private=False) == number
    heard = joined.kind.read(number)
    assert heard is not None
    assert heard.by_us


def test_one_private_reply_a_comment_within_seven_days(joined: Joined) -> None:
    comment, old = joined.say("The joiner never came"), joined.say("Last week", ago=8 * 86_400)
    assert joined.kind.find_answer(comment, "Sorry.", since=long_ago(), private=True) is None
    joined.kind.answer_privately(comment, "Sorry.")
    assert joined.kind.find_answer(comment, "Sorry.", since=long_ago(), private=True)
    with pytest.raises(Refused, match="one private reply"):
        joined.kind.answer_privately(comment, "Sorry again.")
    with pytest.raises(Refused, match="time in which"):
        joined.kind.answer_privately(old, "Sorry.")


def test_a_message_is_read_and_answered(joined: Joined) -> None:
    joined.ask("residents", writes="psid-7", text="Is the office open?")
    [heard] = joined.kind.messages(since=long_ago()).heard
    assert (heard.thread_id, heard.private, heard.by_us) == ("psid-7", True, False)
    joined.kind.write_to(heard.thread_id, "Yes, until five.")
    assert joined.kind.find_answer("psid-7", "Yes, until five.", since=long_ago(), private=True)


def test_hiding_twice_is_harmless_and_can_be_undone(joined: Joined) -> None:
    comment = joined.say("Buy my pills")
    joined.kind.hide(comment)
    joined.kind.hide(comment)
    assert joined.kind.read(comment).hidden  # type: ignore[union-attr]
    joined.kind.unhide(comment)
    assert not joined.kind.read(comment).hidden  # type: ignore[union-attr]
    joined.kind.ban("resident-1")
    assert joined.world.blocked == {"resident-1"}


def test_a_comment_taken_down_is_gone_and_not_an_error(joined: Joined) -> None:
    comment = joined.say("I take this back")
    joined.ask("residents", remove=comment)
    assert joined.kind.read(comment) is None


@pytest.mark.parametrize(
    ("rung", "expected"),
    [
        ("advanced", {"read": True, "authors": True, "answer": True, "messages": True, "hide": True, "private": None}),
        ("standard", {"read": False, "authors": None, "answer": True, "messages": False, "hide": None, "private": False}),
        ("development", {"read": True, "authors": False, "answer": True, "messages": False, "hide": True, "private": False}),
    ],
)
def test_what_meta_lets_us_do_is_shown_by_trying(joined: Joined, rung: str, expected: dict[str, Any]) -> None:
    joined.say("Good morning")
    joined.ask("rung", rung=rung)
    seen = {effect.verb: effect.worked for effect in joined.kind.probe_listening(now=datetime.now(UTC))}
    assert seen | expected == seen
    truth = joined.caller.get("/_control/truth").json()
    assert [post["id"] for post in truth["posts"] if not post["deleted"]] == [joined.post], "the test post was left behind"
    assert not any(one["hidden"] for one in truth["comments"]), "nothing of anybody's is hidden to try it"
    assert truth["messages"] == []


def test_below_the_last_rung_a_private_reply_is_no_permission(joined: Joined) -> None:
    comment = joined.say("Nobody came")
    joined.ask("rung", rung="standard")
    with pytest.raises(Disconnected):
        joined.kind.answer_privately(comment, "Sorry.")


def test_a_delivery_is_known_by_its_bytes_and_says_where_to_look(joined: Joined) -> None:
    page, kind = joined.kind.page_id, joined.kind
    changes = [
        {"field": "feed", "value": {"item": "comment", "verb": verb, "comment_id": f"1_{number}", "post_id": f"{page}_1", **more}}
        for number, (verb, more) in enumerate(
            [("add", {}), ("edit", {}), ("edited", {"sender_id": "9"}), ("remove", {}), ("hide", {"nonsense": [1]})]
        )
    ]
    changes.append({"field": "feed", "value": {"item": "reaction", "verb": "add", "comment_id": "1_9"}})
    messaging = [{"sender": {"id": "7"}, "timestamp": 1, "message": {"mid": "m_1", "text": "Hi"}}, {"read": {}}]
    body = {
        "object": "page",
        "entry": [{"id": page, "changes": changes, "messaging": messaging}, {"id": "other", "changes": changes}],
    }
    raw = json.dumps(body).encode()
    secret = kind.details["app_secret"].encode()
    assert kind.is_signed(raw, "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest())
    assert not kind.is_signed(raw + b" ", "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest())
    notices = kind.notices(body)
    assert [notice.remote_id for notice in notices] == ["1_0", "1_1", "1_2", "1_3", "1_4", "m_1"]
    assert [notice.gone for notice in notices] == [False, False, False, True, False, False]
    assert not kind.notices(["nonsense"])
    assert kind.challenge({"hub.mode": "subscribe", "hub.verify_token": kind.verify_word(), "hub.challenge": "42"}) == "42"
    assert kind.challenge({"hub.mode": "subscribe", "hub.verify_token": "é", "hub.challenge": "42"}) is None
