"""The website as a channel: a post becomes a page of the news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.models import Page

from steamie.channels.contract import ChannelKind, Outgoing, Refused, Unknown
from steamie.channels.testing import ChannelSuite, a_picture
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.publishing.publisher import advance
from steamie.content.publishing.publisher.outgoing import outgoing
from steamie.content.suggestions.models import Suggestion
from steamie.website import actions, markup
from steamie.website.channel import Website
from steamie.website.models import HomePage, NewsPage
from tests.content.making import TUESDAY, make_channel, make_post

from .making import NOW, publication

POST = Outgoing(
    marker="K4P2T7", title="Food pantry open this Friday", text="Open 10am to 1pm.\n\nBring a bag.", share="community"
)


@pytest.fixture(autouse=True)
def _pictures_in_a_folder_of_their_own(db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers the sizes of a picture by its number, and numbers come again


class TestWebsite(ChannelSuite):
    """The same suite that every kind runs."""

    @pytest.fixture
    def kind(self, home: HomePage) -> ChannelKind:
        return Website({})

    @pytest.fixture
    def broken(self, db: None) -> ChannelKind:
        return Website({})

    def alts(self, kind: ChannelKind, remote_id: str) -> Sequence[str]:
        return [NewsPage.objects.get(pk=remote_id).picture_description]

    def went_out(self, kind: ChannelKind, remote_id: str) -> str:
        page = NewsPage.objects.get(pk=remote_id)
        return f"{page.title} {markup.to_text(page.body)} {page.link}"


class Head(HTMLParser):
    """The meta tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        held = dict(attrs)
        if tag == "meta" and (name := held.get("property") or held.get("name")):
            self.said[name] = held.get("content", "")


def shown(post: Outgoing = POST) -> NewsPage:
    made = Website({}).create(post)
    Website({}).publish(made.remote_id)
    return NewsPage.objects.get(pk=made.remote_id)


def test_making_it_twice_makes_one_page(home: HomePage) -> None:
    assert Website({}).create(POST) == Website({}).create(POST)
    assert NewsPage.objects.count() == 1


def test_nobody_sees_it_before_it_is_published(home: HomePage, resident: Client) -> None:
    made = Website({}).create(POST)
    address = NewsPage.objects.get(pk=made.remote_id).get_url()

    assert resident.get(address).status_code == 404
    assert POST.title not in resident.get("/news/").content.decode()
    Website({}).publish(made.remote_id)
    assert resident.get(address).status_code == 200
    assert POST.title in resident.get("/news/").content.decode()
    assert POST.title in resident.get("/").content.decode()


def test_a_page_taken_down_is_kept_and_says_so(home: HomePage, resident: Client) -> None:
    page = shown()
    Website({}).withdraw(str(page.pk))

    answer = resident.get(page.get_url())
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "We took this page down" in text
    assert "Bring a bag" not in text
    assert "HAC231" in text
    assert POST.title not in resident.get("/news/").content.decode()
    assert NewsPage.objects.filter(pk=page.pk).exists()
    with pytest.raises(Refused, match="taken down"):
        Website({}).publish(str(page.pk))


def test_markup_in_a_post_is_only_words(home: HomePage, resident: Client) -> None:
    nasty = '<script>alert(1)</script><img src=x onerror="alert(2)"> javascript:alert(3) {{ 7|add:7 }} {% load x %}'
    page = shown(replace(POST, title=nasty, text=nasty, event_place=nasty, event_starts=datetime(2026, 11, 27, 10, tzinfo=UTC)))

    for address in (page.get_url(), "/news/", "/", "/news/feed/", "/search/?q=alert"):
        text = resident.get(address).content.decode()
        assert "<script" not in text, address
        assert "<img src=x" not in text, address
        assert 'href="javascript' not in text, address


def test_a_web_address_in_the_words_becomes_a_link(home: HomePage, resident: Client) -> None:
    page = shown(replace(POST, text="See https://www.gov.scot/damp?a=1&b=2 for more."))

    assert '<a href="https://www.gov.scot/damp?a=1&amp;b=2"' in resident.get(page.get_url()).content.decode()


def test_only_web_addresses_are_taken_as_links(home: HomePage) -> None:
    for link in ("javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//evil.example"):
        with pytest.raises(Refused):
            Website({}).create(replace(POST, link=link))


def test_the_page_links_straight_on_and_thanks_who_suggested_it(home: HomePage, resident: Client, officer) -> None:
    sent = publication(officer, kind="website", link="https://www.gov.scot/damp")
    sent.post.credit = "the Resident Forum"
    sent.post.save()

    text = resident.get(shown(outgoing(sent)).get_url()).content.decode()

    assert 'href="https://www.gov.scot/damp"' in text
    assert "/go/" not in text
    assert "With thanks to the Resident Forum" in text


@pytest.mark.clause("S-23")
def test_the_first_page_names_who_suggested_a_post_and_no_other_credit(home: HomePage, resident: Client, officer) -> None:
    idea = Suggestion.objects.create(reference="S-1", title="Pantry", text="Open", group="forum", received_at=NOW)
    for code, suggestion, credit in (("K4P2T7", idea, "the Resident Forum"), ("K4P2T8", None, "Scottish Government")):
        post = make_post(officer, suggestion=suggestion, credit=credit)
        shown(outgoing(publication(officer, code, kind="website", post=post)))

    page = resident.get("/").content.decode()

    assert "Suggested by the Resident Forum" in page
    assert "Suggested by Scottish Government" not in page


def test_a_corrected_page_says_so_and_since_when(home: HomePage, resident: Client, officer) -> None:
    post = make_post(officer, make_channel())
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=TUESDAY)
    sent = advance(post.publications.get().pk, now=lambda: TUESDAY + timedelta(minutes=1))
    address = sent.remote_url.removeprefix("http://localhost:8000")
    assert "Corrected" not in resident.get(address).content.decode()

    other = replace(of_post(post), title="Your gas safety check, once a year")
    correction = propose(post=post, composition=other, reason="A word was missing", by=officer, at=TUESDAY + timedelta(hours=1))
    told = {"fingerprint": fingerprint_of(correction), "by": officer, "at": TUESDAY + timedelta(hours=1)}
    approve_correction(correction=correction, **told)
    advance(sent.pk, now=lambda: TUESDAY + timedelta(hours=1, minutes=1))

    page = " ".join(resident.get(address).content.decode().split())
    assert "<h1>Your gas safety check, once a year</h1>" in page
    assert '<strong>Corrected</strong> on <time datetime="2026-11-24T11:01+0000">Tuesday 24 November 2026</time>' in page
    assert "A word was missing" not in page


def test_link_previews_say_what_the_page_is(home: HomePage, resident: Client, settings) -> None:
    page = shown(replace(POST, title='Pantry "open" & free', pictures=(a_picture('Shelves with "tins"'),)))

    said = Head(resident.get(page.get_url()).content.decode()).said

    assert said["og:title"] == 'Pantry "open" & free'
    assert said["og:description"] == "Open 10am to 1pm. Bring a bag."
    assert said["og:url"] == settings.PUBLIC_URL + page.get_url()
    assert said["og:image"].startswith(f"{settings.PUBLIC_URL}/media/images/")
    assert said["og:image:alt"] == 'Shelves with "tins"'
    assert (said["og:type"], said["og:locale"]) == ("article", "en_GB")
    picture = resident.get(said["og:image"].removeprefix(settings.PUBLIC_URL))
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in picture.headers["Cache-Control"]
    assert b"".join(picture.streaming_content)


def test_pictures_have_a_size_and_words(home: HomePage, resident: Client) -> None:
    page = shown(replace(POST, pictures=(a_picture("Shelves with tins"),)))

    for address in (page.get_url(), "/news/"):
        text = resident.get(address).content.decode()
        tag = next(part for part in text.split("<img")[1:] if "Shelves" in part).split(">")[0]
        assert 'alt="Shelves with tins"' in tag
        assert all(word in tag for word in ("width=", "height=", "srcset="))


def test_the_same_picture_is_kept_once(home: HomePage) -> None:
    shown(replace(POST, pictures=(a_picture(),)))
    shown(replace(POST, marker="other", pictures=(a_picture(),)))

    assert Image.objects.count() == 1


def test_a_picture_that_is_none_is_refused(home: HomePage) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        Website({}).create(replace(POST, pictures=(replace(a_picture(), content=b"<svg onload='alert(1)'/>"),)))
    assert not NewsPage.objects.exists()


def test_files_outside_the_pictures_are_not_served(home: HomePage, resident: Client, settings) -> None:
    shown(replace(POST, pictures=(a_picture(),)))
    original = next((settings.MEDIA_ROOT / "original_images").iterdir()).name

    for path in (
        f"original_images/{original}",
        f"images/../original_images/{original}",
        "images/..%2foriginal_images/x",
        "images/",
    ):
        assert resident.get(f"/media/{path}").status_code in (400, 404), path


def test_two_pages_with_one_title_have_two_addresses(home: HomePage) -> None:
    first, second = shown(), shown(replace(POST, marker="other"))

    assert first.get_url() == "/news/food-pantry-open-this-friday/"
    assert second.get_url() == "/news/food-pantry-open-this-friday-2/"


def test_changing_the_words_keeps_the_address(home: HomePage, resident: Client) -> None:
    page = shown()
    Website({}).edit(str(page.pk), replace(POST, title="Pantry on Saturday", text="On Saturday instead."))

    text = resident.get(page.get_url()).content.decode()
    assert "Pantry on Saturday" in text
    assert "On Saturday instead." in text
    assert "Bring a bag" not in text


def test_our_own_database_failing_is_unknown_not_refused(home: HomePage, monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(actions, "add_news", fail)
    with pytest.raises(Unknown):
        Website({}).create(POST)


def test_the_list_of_news_asks_the_same_however_long_it_is(home: HomePage, resident: Client) -> None:
    counts = []
    for number in range(12):
        shown(replace(POST, marker=f"m{number}", title=f"News {number}", pictures=(a_picture(f"Door {number}"),)))
        if number in (1, 11):
            resident.get("/news/")
            with CaptureQueriesContext(connection) as asked:
                resident.get("/news/")
            counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_the_feeds_carry_the_newest(home: HomePage, resident: Client, settings) -> None:
    page = shown()

    for address, kind in (("/news/feed/", "application/rss+xml"), ("/news/feed/atom/", "application/atom+xml")):
        answer = resident.get(address)
        assert answer.headers["Content-Type"].startswith(kind)
        assert f"{settings.PUBLIC_URL}{page.get_url()}" in answer.content.decode()
        assert not answer.cookies


def test_news_can_be_entered_with_the_day_it_was_shown(home: HomePage, resident: Client) -> None:
    then = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    page = actions.add_news(POST, shown_at=then)

    assert "Monday 2 March 2026" in resident.get(page.get_url()).content.decode()
    assert Page.objects.get(pk=page.pk).live
    assert Website({}).find(POST, since=then - timedelta(days=1))[0].visible
