"""What is read back: fields, lists, comments, figures, and how Facebook says no."""

from __future__ import annotations

import json
import re

import pytest

from steamie_standins.graph.errors import GraphError
from steamie_standins.graph.fields import parse
from tests.standins.conftest import PAGE, Graph


def test_fields_are_read_with_all_their_modifiers() -> None:
    asked = parse("id, from{name},reactions.type(LOVE).limit(0).summary(true).as(loved),comments.limit(2){message,parent{id}}")
    assert [one.called for one in asked] == ["id", "from", "loved", "comments"]
    assert asked[2].with_ == {"type": "LOVE", "limit": "0", "summary": "true", "as": "loved"}
    assert asked[3].inside[1].inside[0].name == "id"


@pytest.mark.parametrize("text", ["", "id,", "from{name", "comments.limit(", "id}", "a{" * 4_000])
def test_malformed_fields_are_a_syntax_error(text: str) -> None:
    with pytest.raises(GraphError) as caught:
        parse(text)
    assert caught.value.code == 2500


def test_a_post_as_the_desk_reads_it(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="Gala", link="https://example.org/go/abc")["id"]
    fields = "message,created_time,permalink_url,shares,attachments{media_type,url},from,"
    fields += (
        "reactions.limit(0).summary(true),reactions.type(LOVE).limit(0).summary(true).as(loved),comments.limit(0).summary(true)"
    )
    read = graph.get(post, fields=fields)
    assert "shares" not in read  # none is not zero: it is absent
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000", read["created_time"])
    assert read["attachments"]["data"] == [{"media_type": "link", "url": "https://example.org/go/abc"}]
    graph.control("residents", post=post, likes=3, shares=2, comments=["Lovely"])
    read = graph.get(post, fields=fields)
    assert read["shares"] == {"count": 2}
    assert read["reactions"] == {"data": [], "summary": {"total_count": 3, "viewer_reaction": "NONE"}}
    assert read["loved"]["summary"]["total_count"] == 0
    assert read["comments"]["summary"]["total_count"] == 1


def test_unknown_and_retired_fields(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="x")["id"]
    assert "nonexisting field (colour)" in graph.refused("GET", post, fields="colour")["message"]
    assert graph.refused("GET", post, fields="link")["code"] == 12


def test_pages_may_be_short_or_empty_and_still_have_a_next(graph: Graph) -> None:
    posts = [graph.post(f"{PAGE}/feed", message=f"Post {n}")["id"] for n in range(7)]
    for gone in posts[2:5]:
        graph.call("DELETE", gone)
    seen, sizes, after = [], [], ""
    while True:
        page = graph.get(f"{PAGE}/feed", fields="id", limit=2, **({"after": after} if after else {}))
        seen += [row["id"] for row in page["data"]]
        sizes.append(len(page["data"]))
        if "next" not in page.get("paging", {}):
            break
        after = page["paging"]["cursors"]["after"]
        assert "access_token=" in page["paging"]["next"]
    assert seen == [posts[6], posts[5], posts[1], posts[0]]
    assert sizes == [2, 0, 1, 1]
    assert graph.refused("GET", f"{PAGE}/feed", after="nonsense")["code"] == 100


def test_since_and_until(graph: Graph) -> None:
    graph.control("history", posts=[{"message": f"Day {n}", "at": 1_780_000_000 + n * 86_400} for n in range(5)])
    page = graph.get(f"{PAGE}/feed", since=1_780_000_000 + 86_400, until=1_780_000_000 + 3 * 86_400)
    assert [row["message"] for row in page["data"]] == ["Day 3", "Day 2", "Day 1"]


def test_comments_are_answered_liked_hidden_and_removed(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="Ask us anything")["id"]
    [comment] = graph.control("residents", post=post, comments=["When are the bins?"])["comments"]
    reply = graph.post(f"{comment}/comments", message="On Tuesday.")["id"]
    read = graph.get(f"{post}/comments", fields="id,message,from{name},comment_count,can_reply_privately", summary="true")
    assert read["data"][0]["from"] == {"name": "Resident One"}
    assert (read["data"][0]["comment_count"], read["summary"]["total_count"]) == (1, 1)
    stream = graph.get(f"{post}/comments", filter="stream", fields="id,parent{id}")
    assert [row["id"] for row in stream["data"]] == [comment, reply]
    assert stream["data"][1]["parent"]["id"] == comment
    graph.post(f"{comment}/likes")
    graph.post(comment, is_hidden="true")
    assert graph.get(comment, fields="is_hidden,like_count") == {"is_hidden": True, "like_count": 1, "id": comment}
    assert graph.call("DELETE", f"{comment}/likes").json() == {"success": True}
    assert graph.call("DELETE", comment).json() == {"success": True}
    assert graph.get(f"{post}/comments") == {"data": []} or graph.get(f"{post}/comments")["data"] == []


def test_one_dead_metric_fails_the_whole_call(graph: Graph) -> None:
    error = graph.refused("GET", f"{PAGE}/insights", metric="page_media_view,page_impressions", period="day")
    assert (error["code"], error["message"]) == (100, "(#100) The value must be a valid insights metric")
    assert graph.refused("GET", f"{PAGE}/insights")["error_subcode"] == 1504028
    [row] = graph.get(f"{PAGE}/insights", metric="page_media_view", period="day")["data"]
    assert re.search(r"T0[78]:00:00\+0000$", row["values"][0]["end_time"])  # midnight in California


def test_what_was_paid_for_is_told_apart(graph: Graph) -> None:
    given = {"metric": "page_media_view", "period": "day"}
    [plain] = graph.get(f"{PAGE}/insights", **given)["data"]
    [row] = graph.get(f"{PAGE}/insights", breakdown="is_from_ads", **given)["data"]
    assert [value["is_from_ads"] for value in row["values"][:2]] == ["0", "1"]
    assert [value["value"] for value in row["values"][::2]] == [value["value"] for value in plain["values"]]


def test_insights_need_a_hundred_likes_and_ninety_days_at_most(graph: Graph) -> None:
    assert graph.refused("GET", f"{PAGE}/insights", metric="page_follows", since=0, until=91 * 86_400)["code"] == 100
    graph.control("page", likes=99)
    assert graph.get(f"{PAGE}/insights", metric="page_follows") == {"data": []}


def test_insights_of_a_post(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="x")["id"]
    graph.control("residents", post=post, likes=2, reaction="ANGRY", clicks=5)
    data = graph.get(f"{post}/insights", metric="post_reactions_by_type_total,post_clicks_by_type")["data"]
    assert [row["values"][0]["value"] for row in data] == [{"anger": 2}, {"link clicks": 5}]


def test_versions_and_what_26_no_longer_takes(graph: Graph) -> None:
    for version in ("v27.0", "v26.1", "v1.0", "version"):
        answer = graph.http.get(f"/{version}/me", params={"access_token": graph.token})
        assert answer.status_code == 400
    assert graph.http.get("/v27.0/me").json()["error"]["code"] == 2500
    assert graph.http.get("/v18.0/me", params={"access_token": graph.token}).headers["facebook-api-version"] == "v21.0"
    assert graph.refused("GET", f"{PAGE}/feed", date_format="U")["code"] == 100
    assert graph.refused("GET", "", ids="1,2")["code"] == 100


def test_a_batch_answers_each_call_as_text(graph: Graph) -> None:
    asked = [
        {"method": "POST", "relative_url": f"{PAGE}/feed", "body": "message=From+a+batch"},
        {"method": "GET", "relative_url": f"{PAGE}/feed?fields=message"},
        {"method": "GET", "relative_url": "404404"},
    ]
    answers = graph.post("", batch=json.dumps(asked))
    assert [one["code"] for one in answers] == [200, 200, 400]
    assert json.loads(answers[1]["body"])["data"][0]["message"] == "From a batch"
    assert graph.refused("POST", "", batch=json.dumps(asked * 17))["type"] == "GraphBatchException"


def test_usage_is_told_once_it_is_worth_telling(graph: Graph) -> None:
    assert "X-Business-Use-Case-Usage" not in graph.call("GET", PAGE).headers
    for _ in range(48):
        last = graph.call("GET", PAGE)
    usage = json.loads(last.headers["X-Business-Use-Case-Usage"])
    assert usage[PAGE][0]["call_count"] == 1
