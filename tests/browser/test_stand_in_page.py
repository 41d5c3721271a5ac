"""A resident on the stand-in Page: reads, likes, shares and comments, by keyboard and without script."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from steamie_standins.graph.faults import of
from steamie_standins.graph.objects import PagePost, Photo
from tests.standins.conftest import PAGE, served

__all__ = ["served"]  # a fixture, used by name below


@pytest.fixture
def wall(served):
    """The stand-in's address, with a post and a picture on it."""
    address, app = served
    picture = io.BytesIO()
    Image.new("RGB", (900, 500), "#8a6").save(picture, "JPEG")
    with app.world.lock:
        app.world.store.put_media("501", picture.getvalue())
        app.world.keep(Photo("501", PAGE, app.world.now(), "image/jpeg", alt="A green field"))
        for number in range(25):
            post = PagePost(f"{PAGE}_{600 + number}", PAGE, app.world.now(), f"Post {number}\n\nwith averylongword{'g' * 60}")
            post.photos = ["501"] if number == 24 else []
            post.link = "https://example.org/go/abc" if number == 23 else ""
            post.show(app.world.now() + number)
            app.world.keep(post)
    return address, app


def test_a_resident_takes_part(page, wall, axe, fits):
    address, app = wall
    page.goto(address)
    axe(page)
    fits(page, 320)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(page)
    first = page.locator("article").first
    first.get_by_role("button", name="Like: the post of").click()
    page.locator("article").first.get_by_role("button", name="Share: the post of").click()
    page.locator("article").first.get_by_label("Comment as").fill("See you <b>there</b>")
    page.locator("article").first.get_by_role("button", name="Comment", exact=True).click()
    newest = page.locator("article").first
    assert "1 like · 1 share · 1 comment" in newest.inner_text()
    assert "See you <b>there</b>" in newest.inner_text()
    assert newest.get_by_role("img", name="A green field").evaluate("image => image.naturalWidth") == 900
    axe(page)
    page.get_by_role("link", name="Older posts").click()
    expect(page.locator("article")).to_have_count(5)
    page.goto(f"{address}/?post={PAGE}_601#post-{PAGE}_601")
    assert "Post 1\n" in page.locator("article:target").inner_text()
    assert [post.shares for post in app.world.posts.values()].count(1) == 1
    page.goto(address)
    page.get_by_label("You are").select_option(label="Someone with access to the Page")
    page.get_by_role("button", name="Change who I am").click()
    axe(page)
    fits(page, 320)
    page.locator("article").first.get_by_role("button", name="Delete the comment: See you").click()
    page.get_by_label("Post as").fill("Cheap phones!")
    page.get_by_role("button", name="Post on the Page").click()
    expect(page.locator("article")).to_have_count(20)
    assert "Cheap phones!" in [post.message for post in app.world.posts.values()]
    assert "See you" not in page.inner_text("main")


def test_the_dialog_is_for_everyone(page, wall, axe, fits):
    address, app = wall
    given = f"client_id={app.world.app_id}&redirect_uri={address}/&state=abc&scope=pages_show_list,pages_manage_posts"
    page.goto(f"{address}/v26.0/dialog/oauth?{given}")
    axe(page)
    fits(page, 320)
    page.get_by_label("pages_manage_posts").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Continue as").click()
    assert "code=" in page.url
    [code] = app.world.codes.values()
    assert (code.scopes, code.pages) == (["public_profile", "pages_show_list"], [PAGE])


def test_an_empty_page(page, served, axe):
    address, app = served
    app.world.faults = [of({"name": "html502"})]  # faults are the API's, not the Page's
    page.goto(address)
    axe(page)
    assert "Nothing has been posted" in page.inner_text("main")
