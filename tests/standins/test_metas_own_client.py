"""Meta's own Python client, unmodified, against the stand-in on a socket of this machine: an independent opinion of its shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from facebook_business.adobjects.comment import Comment
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from steamie_standins.graph.app import GraphApp
from tests.standins.conftest import JPEG, PAGE

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore:value of:UserWarning")


@pytest.fixture
def page(served: tuple[str, GraphApp], monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The Page, held by Meta's client."""
    address, app = served
    monkeypatch.setattr(FacebookSession, "GRAPH", address)
    token = app.world.mint().value
    api = FacebookAdsApi.init(app.world.app_id, app.world.app_secret, token, crash_log=False)
    yield Page(PAGE, api=api)
    api._session.requests.close()
    FacebookAdsApi.set_default_api(None)


def test_it_posts_edits_shows_and_removes(page: Page, served: tuple[str, GraphApp]) -> None:
    made = page.create_feed(params={"message": "Made by another client", "published": False})
    post = PagePost(made["id"], api=page.get_api())
    assert post.api_get(fields=["message", "is_published"])["is_published"] is False
    post.api_update(params={"is_published": True})
    post.api_update(params={"message": "Edited by another client"})
    assert [row["message"] for row in page.get_feed(fields=["message"])] == ["Edited by another client"]
    post.api_delete()
    assert list(page.get_feed()) == []
    assert [told.periods != [] for told in served[1].world.posts.values()] == [True]


def test_its_odd_parameter_uploads_a_photo(page: Page, served: tuple[str, GraphApp], tmp_path: Path) -> None:
    picture = tmp_path / "gala.jpg"
    picture.write_bytes(JPEG)
    made = page.create_photo(params={"filename": str(picture), "caption": "Gala", "alt_text_custom": "A stall"})
    [photo] = served[1].world.photos.values()
    assert (photo.id, photo.alt, served[1].world.store.get_media(photo.id)) == (made["id"], "A stall", JPEG)


def test_it_walks_many_pages(page: Page) -> None:
    for number in range(7):
        page.create_feed(params={"message": f"Post {number}"})
    walked = page.get_posts(fields=["message"], params={"limit": 3})
    assert [post["message"] for post in walked] == [f"Post {number}" for number in reversed(range(7))]


def test_it_reads_and_moderates_comments(page: Page, served: tuple[str, GraphApp]) -> None:
    post = PagePost(page.create_feed(params={"message": "Ask"})["id"], api=page.get_api())
    post.create_comment(params={"message": "First answer"})
    [read] = post.get_comments(fields=["message", "from", "created_time"])
    assert (read["message"], read["from"]["id"]) == ("First answer", PAGE)
    Comment(read["id"], api=page.get_api()).api_update(params={"is_hidden": True})
    assert next(iter(served[1].world.comments.values())).hidden


def test_it_reads_insights(page: Page) -> None:
    [row] = page.get_insights(params={"metric": ["page_media_view"], "period": "day"})
    assert (row["name"], row["period"]) == ("page_media_view", "day")
    assert set(row["values"][0]) == {"value", "end_time"}


def test_it_sends_a_batch(page: Page, served: tuple[str, GraphApp]) -> None:
    said: list[object] = []
    batch = page.get_api().new_batch()
    for number in range(3):
        given = {"message": f"In a batch {number}"}
        page.create_feed(params=given, batch=batch, success=lambda answer: said.append(answer.json()["id"]))
    PagePost("404_404", api=page.get_api()).api_get(batch=batch, failure=lambda answer: said.append(answer.error()))
    assert batch.execute() is None
    assert said[:3] == list(served[1].world.posts)
    assert isinstance(said[3], FacebookRequestError)
    assert said[3].api_error_subcode() == 33


def test_it_understands_the_errors(page: Page, served: tuple[str, GraphApp]) -> None:
    page.create_feed(params={"message": "Twice"})
    with pytest.raises(FacebookRequestError) as caught:
        page.create_feed(params={"message": "Twice"})
    assert (caught.value.api_error_code(), caught.value.http_status()) == (506, 400)
    next(iter(served[1].world.tokens.values())).dead = 460
    with pytest.raises(FacebookRequestError) as caught:
        page.get_feed()
    assert (caught.value.api_error_code(), caught.value.api_error_subcode()) == (190, 460)
    assert caught.value.api_error_type() == "OAuthException"
