"""Logging in, what a token may do, and the traps on the way."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.standins.conftest import PAGE, Graph

BACK = "http://127.0.0.1:8000/desk/channels/facebook/back/"
SCOPE = "pages_show_list,pages_read_engagement,pages_manage_posts,read_insights"


def dialog(graph: Graph, method: str = "GET", /, **given: str):
    asked = {"client_id": graph.world.app_id, "redirect_uri": BACK, "state": "s" * 32, "scope": SCOPE, "response_type": "code"}
    if method == "GET":
        return graph.http.get("/v26.0/dialog/oauth", params=asked | given)
    return graph.http.post("/v26.0/dialog/oauth", data=asked | given)


def log_in(graph: Graph, **ticked: str) -> str:
    given = {"decision": "continue"} | {f"scope-{scope}": "1" for scope in SCOPE.split(",")} | ticked
    back = parse_qs(urlsplit(dialog(graph, "POST", **given).headers["location"]).query)
    assert back["state"] == ["s" * 32]
    return back["code"][0]


def exchange(graph: Graph, **given: str):
    known = {"client_id": graph.world.app_id, "client_secret": graph.world.app_secret}
    return graph.http.get("/v26.0/oauth/access_token", params=known | given).json()


def user_token(graph: Graph, **ticked: str) -> str:
    short = exchange(graph, code=log_in(graph, **ticked), redirect_uri=BACK)
    long = exchange(graph, grant_type="fb_exchange_token", fb_exchange_token=short["access_token"])
    assert short["expires_in"] == 7_200
    assert long["expires_in"] == 60 * 86_400
    return long["access_token"]


def test_from_the_dialog_to_a_page_token_that_posts(graph: Graph) -> None:
    user = user_token(graph, **{f"page-{PAGE}": "1"})
    [page] = graph.get("me/accounts", token=user, fields="id,name,access_token,tasks,picture{url}")["data"]
    assert "CREATE_CONTENT" in page["tasks"]
    graph.token = page["access_token"]
    graph.post(f"{PAGE}/feed", message="Connected")
    told = graph.call(
        "GET", "debug_token", token=f"{graph.world.app_id}|{graph.world.app_secret}", input_token=page["access_token"]
    )
    data = told.json()["data"]
    assert (data["type"], data["profile_id"], data["is_valid"], data["expires_at"]) == ("PAGE", PAGE, True, 0)
    assert {"scope": "pages_manage_posts", "target_ids": [PAGE]} in data["granular_scopes"]
    assert graph.get("me", fields="name,fan_count")["fan_count"] == 215


def test_the_page_left_unticked(graph: Graph) -> None:
    user = user_token(graph)
    granted = {row["permission"] for row in graph.get("me/permissions", token=user)["data"]}
    assert "pages_manage_posts" in granted  # everything looks right …
    assert graph.get("me/accounts", token=user) == {"data": []}  # … and there is no Page


def test_what_was_unticked_is_said_to_be_declined(graph: Graph) -> None:
    user = user_token(graph, **{"scope-read_insights": ""})
    told = {row["permission"]: row["status"] for row in graph.get("me/permissions", token=user)["data"]}
    assert (told["read_insights"], told["pages_manage_posts"]) == ("declined", "granted")


def test_saying_no_comes_back_as_no(graph: Graph) -> None:
    back = parse_qs(urlsplit(dialog(graph, "POST", decision="cancel").headers["location"]).query)
    assert (back["error"], back["error_reason"]) == (["access_denied"], ["user_denied"])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"redirect_uri": "https://evil.example/"}, "URL blocked"),
        ({"client_id": "7"}, "Invalid App ID"),
        ({"scope": "publish_video"}, "Invalid Scopes"),
    ],
)
def test_the_dialog_refuses(graph: Graph, given: dict[str, str], words: str) -> None:
    answer = dialog(graph, **given)
    assert answer.status_code == 400
    assert words in answer.text
    assert dialog(graph, "POST", decision="continue", **given).status_code == 400


def test_the_dialog_escapes_what_it_is_given(graph: Graph) -> None:
    page = dialog(graph, state='"><script>alert(1)</script>')
    assert "<script>" not in page.text
    assert (
        "script-src" in page.headers["content-security-policy"] or "default-src 'none'" in page.headers["content-security-policy"]
    )


def test_a_code_is_good_once_here_and_for_ten_minutes(graph: Graph) -> None:
    code = log_in(graph)
    assert exchange(graph, code=code, redirect_uri=BACK + "x")["error"]["error_subcode"] == 36008
    exchange(graph, code=code, redirect_uri=BACK)
    assert exchange(graph, code=code, redirect_uri=BACK)["error"]["error_subcode"] == 36009
    late = log_in(graph)
    graph.control("clock", advance=601)
    assert exchange(graph, code=late, redirect_uri=BACK)["error"]["error_subcode"] == 36007
    assert exchange(graph, code="AQDmadeup", redirect_uri=BACK)["error"]["code"] == 100
    assert exchange(graph, client_secret="wrong")["error"]["code"] == 1


def test_the_wrong_token_for_the_deed(graph: Graph) -> None:
    user = graph.control("tokens", kind="user")["access_token"]
    unseen = graph.refused("POST", f"{PAGE}/feed", token=user, message="x", published="false")
    assert (unseen["code"], unseen["message"][:35]) == (200, "(#200) Unpublished posts must be po")
    assert graph.refused("POST", f"{PAGE}/feed", token=user, message="x")["code"] == 200
    assert graph.refused("GET", f"{PAGE}/insights", token=user, metric="page_follows")["code"] == 190
    assert graph.refused("GET", f"{PAGE}/scheduled_posts", token=user)["code"] == 190
    assert graph.refused("GET", f"{PAGE}/feed", token="")["code"] == 104
    assert graph.refused("GET", "me", token="")["code"] == 2500
    assert graph.refused("GET", f"{PAGE}/feed", token="EAAmadeup")["code"] == 190


def test_a_missing_permission_is_named(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="x")["id"]
    [comment] = graph.control("residents", post=post, comments=["Hello"])["comments"]
    little = graph.control("tokens", scopes=["pages_read_engagement"])["access_token"]
    assert graph.refused("POST", f"{PAGE}/feed", token=little, message="x")["code"] == 200
    assert "pages_read_user_content" in graph.refused("GET", f"{post}/comments", token=little)["message"]
    assert graph.refused("POST", comment, token=little, is_hidden="true")["code"] == 283
    assert "read_insights" in graph.refused("GET", f"{PAGE}/insights", token=little, metric="page_follows")["message"]
    none = graph.control("tokens", scopes=[])["access_token"]
    assert graph.refused("GET", f"{PAGE}/feed", token=none)["code"] == 10


def test_another_pages_token_cannot_post_here(graph: Graph) -> None:
    graph.control("pages", page="5566", name="Another")
    other = graph.control("tokens", page="5566", pages=["5566"])["access_token"]
    assert graph.refused("POST", f"{PAGE}/feed", token=other, message="x")["error_subcode"] == 33


def test_how_tokens_die(graph: Graph) -> None:
    brief = graph.control("tokens", expires_in=60)["access_token"]
    graph.control("clock", advance=61)
    assert graph.refused("GET", PAGE, token=brief)["error_subcode"] == 463
    for subcode in (458, 460):
        token = graph.control("tokens")["access_token"]
        graph.control("tokens", kill=token, subcode=subcode)
        assert graph.refused("GET", PAGE, token=token)["error_subcode"] == subcode
    graph.control("page", roles=False)
    assert graph.refused("GET", PAGE)["error_subcode"] == 492


def test_the_proof_is_checked(graph: Graph) -> None:
    headers = {"Authorization": f"Bearer {graph.token}"}
    wrong = graph.http.get(f"/v26.0/{PAGE}", params={"appsecret_proof": "0" * 64}, headers=headers)
    assert "Invalid appsecret_proof" in wrong.json()["error"]["message"]
    assert graph.http.get(f"/v26.0/{PAGE}", headers=headers).status_code == 200
    graph.world.require_proof = True
    assert "requires" not in graph.get(PAGE)
    assert "require an appsecret_proof" in graph.http.get(f"/v26.0/{PAGE}", headers=headers).json()["error"]["message"]


def test_json_bodies_and_tokens_in_the_query_are_taken_too(graph: Graph) -> None:
    given = {"message": "As JSON", "published": False}
    answer = graph.http.post(f"/v26.0/{PAGE}/feed", json=given, params={"access_token": graph.token})
    assert answer.json()["id"].startswith(f"{PAGE}_")
    assert graph.truth()["posts"][0]["visible"] is False
