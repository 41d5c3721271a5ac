"""What the Page says: unseen first, then seen, once."""

from __future__ import annotations

import json

from tests.standins.conftest import PAGE, Graph


def test_a_post_is_made_unseen_then_shown_once_however_often_it_is_asked(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="Bin day moves", published="false")["id"]
    assert graph.get(f"{PAGE}/feed")["data"] == []
    assert graph.get(post, fields="is_published")["is_published"] is False
    for _ in range(3):
        assert graph.post(post, is_published="true") == {"success": True}
    assert [row["id"] for row in graph.get(f"{PAGE}/published_posts")["data"]] == [post]
    told = graph.truth()["posts"][0]
    assert (told["times_visible"], told["visible"]) == (1, True)


def test_unseen_posts_are_listed_for_the_page_itself(graph: Graph) -> None:
    unseen = graph.post(f"{PAGE}/feed", message="Unseen", published="false")["id"]
    graph.post(f"{PAGE}/feed", message="Seen")
    listed = graph.get(f"{PAGE}/promotable_posts", is_published="false", fields="id,is_published")
    assert listed["data"] == [{"id": unseen, "is_published": False}]
    assert len(graph.get(f"{PAGE}/promotable_posts")["data"]) == 2


def test_lists_lag_and_the_post_itself_does_not(graph: Graph) -> None:
    graph.control("faults", faults=[], lag=30)
    post = graph.post(f"{PAGE}/feed", message="Slow to list")["id"]
    assert graph.get(post)["id"] == post
    assert graph.get(f"{PAGE}/feed") == {"data": []}
    graph.control("clock", advance=31)
    assert len(graph.get(f"{PAGE}/feed")["data"]) == 1


def test_several_photos_go_out_in_one_post_with_their_descriptions(graph: Graph) -> None:
    photos = [graph.photo(published="false", alt_text_custom=f"Picture {n}")["id"] for n in (1, 2)]
    given = {f"attached_media[{n}]": json.dumps({"media_fbid": photo}) for n, photo in enumerate(photos)}
    post = graph.post(f"{PAGE}/feed", message="Two pictures", published="false", **given)["id"]
    assert [photo["alt"] for photo in graph.truth()["posts"][0]["photos"]] == ["Picture 1", "Picture 2"]
    album = graph.get(post, fields="attachments{media_type,subattachments}")["attachments"]["data"][0]
    assert album["media_type"] == "album"
    assert len(album["subattachments"]["data"]) == 2
    one = graph.post(f"{PAGE}/feed", message="One list", attached_media=json.dumps([{"media_fbid": photos[0]}]))
    assert one["id"] != post


def test_a_published_photo_is_a_post_and_an_unpublished_one_is_not(graph: Graph) -> None:
    assert set(graph.photo(caption="Gala day")) == {"id", "post_id"}
    assert set(graph.photo(published="false")) == {"id"}
    assert graph.get(f"{PAGE}/feed", fields="status_type,full_picture")["data"][0]["status_type"] == "added_photos"


def test_a_temporary_photo_is_gone_after_a_day(graph: Graph) -> None:
    photo = graph.photo(published="false", temporary="true")["id"]
    graph.control("clock", advance=90_000)
    attached = json.dumps([{"media_fbid": photo}])
    assert graph.refused("POST", f"{PAGE}/feed", message="Late", attached_media=attached)["code"] == 100


def test_not_a_picture(graph: Graph) -> None:
    headers = {"Authorization": f"Bearer {graph.token}"}
    files = {"source": ("x.svg", b"<svg onload=alert(1)>", "image/png")}
    answer = graph.http.post(f"/v26.0/{PAGE}/photos", files=files, headers=headers)
    assert answer.json()["error"]["error_subcode"] == 1366046


def test_the_same_words_twice_running_are_a_duplicate(graph: Graph) -> None:
    graph.post(f"{PAGE}/feed", message="Again")
    assert graph.refused("POST", f"{PAGE}/feed", message="Again")["code"] == 506
    graph.post(f"{PAGE}/feed", message="Something else")
    graph.post(f"{PAGE}/feed", message="Again")


def test_facebooks_own_scheduler_has_its_limits(graph: Graph) -> None:
    now = graph.truth()["now"]
    for at in (now + 300, now + 31 * 86_400):
        error = graph.refused("POST", f"{PAGE}/feed", message="Later", published="false", scheduled_publish_time=int(at))
        assert error["code"] == 100
    assert graph.refused("POST", f"{PAGE}/feed", message="Later", scheduled_publish_time=int(now + 3600))["code"] == 100
    post = graph.post(f"{PAGE}/feed", message="Later", published="false", scheduled_publish_time=int(now + 3600))["id"]
    assert [row["id"] for row in graph.get(f"{PAGE}/scheduled_posts")["data"]] == [post]
    graph.control("clock", advance=3601)
    assert graph.get(f"{PAGE}/scheduled_posts") == {"data": []}
    assert graph.get(f"{PAGE}/feed")["data"][0]["id"] == post


def test_a_post_is_edited_and_taken_down_once(graph: Graph) -> None:
    post = graph.post(f"{PAGE}/feed", message="Wrnog")["id"]
    graph.post(post, message="Right")
    assert graph.get(post)["message"] == "Right"
    assert graph.call("DELETE", post).json() == {"success": True}
    assert graph.refused("DELETE", post)["error_subcode"] == 33
    assert graph.refused("GET", post)["error_subcode"] == 33
    told = graph.truth()["posts"][0]
    assert told["visible"] is False
    assert told["periods"][0][1] == told["deleted"]


def test_what_cannot_be_posted(graph: Graph) -> None:
    assert graph.refused("POST", f"{PAGE}/feed")["error_subcode"] == 1349125
    assert graph.refused("POST", f"{PAGE}/feed", message="x" * 63_207)["code"] == 100
    assert graph.refused("POST", f"{PAGE}/feed", link="javascript:alert(1)")["error_subcode"] == 1500
    assert graph.refused("POST", f"{PAGE}/feed", link="https://facebook.com/x")["error_subcode"] == 1609008
    assert graph.refused("POST", f"{PAGE}/feed", message="x", attached_media="{{")["code"] == 100
