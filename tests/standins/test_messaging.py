"""A private answer goes out once for each comment, within seven days, and then while the resident keeps writing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.standins.conftest import PAGE, Graph

DAY = 86_400


@pytest.fixture
def comment(graph: Graph) -> str:
    post = graph.post(f"{PAGE}/feed", message="Ask us anything")["id"]
    return graph.control("residents", post=post, comments=["My boiler is off and I owe rent"])["comments"][0]


def send(**recipient: str) -> dict[str, str]:
    return {"recipient": json.dumps(recipient), "message": json.dumps({"text": "Hello"}), "messaging_type": "RESPONSE"}


def test_once_for_each_comment(graph: Graph, comment: str) -> None:
    fields = "can_reply_privately,private_reply_conversation"
    assert graph.get(comment, fields=fields) == {"can_reply_privately": True, "id": comment}
    told = graph.post(f"{PAGE}/messages", **send(comment_id=comment))
    assert (told["recipient_id"], told["message_id"][:2]) == ("psid-resident-1", "m_")
    assert graph.refused("POST", f"{PAGE}/messages", **send(comment_id=comment))["code"] == 10900
    after = graph.get(comment, fields=fields)
    assert after["can_reply_privately"] is False
    assert after["private_reply_conversation"]["id"].startswith("t_")
    assert [message["text"] for message in graph.truth()["messages"]] == ["Hello"]


def test_seven_days_after_a_comment_and_a_day_after_a_message(graph: Graph, comment: str) -> None:
    graph.control("clock", advance=7 * DAY + 60)
    late = graph.refused("POST", f"{PAGE}/messages", **send(comment_id=comment))
    assert (late["code"], late["error_subcode"]) == (10, 2018278)
    person = {"id": "psid-resident-1"}
    unknown = graph.refused("POST", f"{PAGE}/messages", **send(**person))
    assert (unknown["code"], unknown["error_subcode"]) == (551, 1545041)
    graph.control("residents", writes="psid-resident-1", text="Any news?")
    assert graph.post(f"{PAGE}/messages", **send(**person))["recipient_id"] == "psid-resident-1"
    graph.control("clock", advance=DAY + 60)
    assert graph.refused("POST", f"{PAGE}/messages", **send(**person))["error_subcode"] == 2018278


def test_what_cannot_be_answered_in_private(graph: Graph, comment: str) -> None:
    own = graph.post(f"{comment}/comments", message="We will call you")["id"]
    assert graph.refused("POST", f"{PAGE}/messages", **send(comment_id=own))["code"] == 10903
    assert graph.refused("POST", f"{PAGE}/messages", **send(comment_id="404_404"))["error_subcode"] == 33
    for wrong in ({"recipient": "x"}, {"message": json.dumps({"text": "x" * 2_001})}, {"message": "{}"}):
        assert graph.refused("POST", f"{PAGE}/messages", **send(comment_id=comment) | wrong)["code"] == 100
    little = graph.control("tokens", scopes=["pages_read_engagement"])["access_token"]
    assert graph.refused("POST", f"{PAGE}/messages", token=little, **send(comment_id=comment))["code"] == 200
    user: dict[str, Any] = graph.control("tokens", kind="user")
    assert graph.refused("POST", f"{PAGE}/messages", token=user["access_token"], **send(comment_id=comment))["code"] == 190
