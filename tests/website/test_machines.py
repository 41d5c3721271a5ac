"""What machines read of the site: previews, feeds, the list of pages; and what a page weighs and asks of the database."""

from __future__ import annotations

import gzip
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree  # what it reads here is our own

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from steamie.channels.contract import Outgoing
from steamie.evidence.actors import SETUP
from steamie.strategy.actions import load_edition
from steamie.website import actions, beside
from steamie.website.models import HomePage, NewsPage
from steamie.website.views import NO_PAGES_OF_WAGTAIL

from .making import NOW

STATIC = Path(str(resources.files("steamie.project"))) / "static"
ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC = ("/", "/news/", "/services/", "/services/report-a-repair/", "/services/pay-your-rent/", "/contact/", "/privacy/",
          "/search/?q=rent", "/about-our-figures/", "/strategy/", "/strategy/large-print/", "/suggest/")  # fmt: skip
FORMS = {"/contact/", "/repairs/"}
# Of a service page: six find it in the tree, six count the view, two say how long to wait for that. A form reads our lists.
MOST_QUERIES = 20


@pytest.fixture
def news(home: HomePage) -> NewsPage:
    text = "Open <b>10am</b> & all day.\n\nMore at https://www.gov.scot/ and on our pages."
    return actions.add_news(Outgoing(marker="K4P2T7", title="Pantry & <kitchen>", text=text), shown_at=NOW)


@pytest.fixture
def whole(news: NewsPage) -> None:
    document = resources.files("steamie.strategy") / "documents" / "f08.toml"
    load_edition(source=document.read_text(), by=SETUP)


def test_every_page_has_a_preview_with_a_picture_of_a_known_size(whole: None, resident: Client, settings) -> None:
    for address in (*PUBLIC[:-1], NewsPage.objects.get().get_url()):
        text = resident.get(address).content.decode()
        said = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', text))
        assert said["title"], address
        assert said["locale"] == "en_GB", address
        assert said["url"].startswith(settings.PUBLIC_URL), address
        assert said["image"].startswith(f"{settings.PUBLIC_URL}/"), address
        assert (said["image:width"], said["image:height"]) == ("1200", "630"), address
        assert said["image:alt"], address
        assert "&amp;amp;" not in text, address
        assert "&amp;lt;" not in text, address
        assert text.count('property="og:title"') == 1, address
        listed = not address.startswith("/search/")  # an answer to one question is for nobody else
        assert (f'<link rel="canonical" href="{said["url"]}">' in text) is listed, address
        light = address in FORMS  # on a slow phone each byte counts, and nobody subscribes to a form
        assert ('type="application/atom+xml"' in text) is not light, address
    assert (STATIC / "img" / "card.jpg").stat().st_size < 100_000


def test_the_rss_feed_is_whole_and_carries_the_full_text(news: NewsPage, resident: Client, settings) -> None:
    channel = ElementTree.fromstring(resident.get("/news/feed/").content).find("channel")  # noqa: S314
    item = channel.find("item")

    assert channel.findtext("title") == "News from Pineview Housing Association"
    assert channel.findtext("link") == f"{settings.PUBLIC_URL}/news/"
    assert channel.findtext("language") == "en-gb"
    assert channel.find(f"{ATOM}link").get("href") == f"{settings.PUBLIC_URL}/news/feed/"
    assert item.findtext("title") == "Pantry & <kitchen>"
    assert item.findtext("link") == item.findtext("guid") == f"{settings.PUBLIC_URL}{news.get_url()}"
    assert "Open &lt;b&gt;10am&lt;/b&gt; &amp; all day." in item.findtext("description")
    assert "on our pages" in item.findtext("description")
    assert parsedate_to_datetime(item.findtext("pubDate")) == NOW


def test_the_atom_feed_is_whole_and_carries_the_full_text(news: NewsPage, resident: Client, settings) -> None:
    feed = ElementTree.fromstring(resident.get("/news/feed/atom/").content)  # noqa: S314
    entry = feed.find(f"{ATOM}entry")

    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{settings.PUBLIC_URL}/news/feed/atom/"
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "published"))
    assert feed.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Pineview Housing Association"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == NOW
    assert "on our pages" in entry.findtext(f"{ATOM}summary")


def test_a_line_break_of_a_word_processor_does_not_break_the_feeds(home: HomePage, resident: Client) -> None:
    actions.add_news(Outgoing(marker="K4P2T7", title="Bins\x0bmove\x01", text="On Monday\x0b\x08instead\ufffe."), shown_at=NOW)
    feed = ElementTree.fromstring(resident.get("/news/feed/").content)  # noqa: S314

    assert feed.find("channel/item").findtext("title").split() == ["Bins", "move"]
    assert resident.get("/news/feed/atom/").status_code == 200


def test_a_picture_s_name_that_no_disk_can_hold_is_not_there(home: HomePage, resident: Client) -> None:
    assert resident.get(f"/media/images/{'a' * 300}.jpg").status_code == 404


def test_the_list_of_pages_holds_every_page_and_no_other(whole: None, resident: Client, settings) -> None:
    tree = ElementTree.fromstring(resident.get("/sitemap.xml").content)  # noqa: S314
    found = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    others = len(NO_PAGES_OF_WAGTAIL) + len(list(beside.listed()))
    assert others > 12
    assert len(found) == len(set(found)) == Page.objects.live().filter(depth__gt=1).count() + others
    for address in found:
        assert resident.get(address.removeprefix(settings.PUBLIC_URL)).status_code == 200, address


HEADERS = 450  # bytes before each file, as the house sends them


def test_a_first_visit_weighs_less_than_60_kb(whole: None, resident: Client) -> None:
    """Everything the first page brings: itself and what it names, packed as it is sent, and the faces of its letters."""
    answer = Client(headers={"user-agent": "Mozilla/5.0", "accept-encoding": "gzip"}).get("/")
    assert answer.headers["Content-Encoding"] == "gzip"
    text = gzip.decompress(answer.content).decode()
    named = set(re.findall(r'(?:src|href)="/static/([^"#]+\.(?:css|svg|woff2|js|jpg|png))', text))
    faces = {"fonts/atkinson-next-basic.woff2", "fonts/bricolage-basic.woff2", "fonts/bricolage-figures.woff2"}

    weight = len(answer.content) + len(str(answer.headers))
    for name in [*(named | faces), "img/icon.svg"]:  # a browser asks for the icon of the page by itself
        content = (STATIC / name).read_bytes()
        weight += len(content if name.endswith(".woff2") else gzip.compress(content)) + HEADERS
    assert not any(name.endswith(".js") for name in named)
    assert any(name.endswith("street.svg") for name in named)  # its one picture; those of the news wait to be scrolled to
    assert weight < 60_000


def test_what_the_signed_in_see_is_not_packed(home: HomePage, officer) -> None:
    desk = Client(headers={"accept-encoding": "gzip"})
    desk.force_login(officer)

    assert "Content-Encoding" not in desk.get("/desk/site/").headers


def test_no_public_page_asks_much_of_the_database_nor_more_as_rows_grow(whole: None, resident: Client) -> None:
    def asked() -> dict[str, int]:
        counts = {}
        for address in PUBLIC:
            resident.get(address)
            with CaptureQueriesContext(connection) as queries:
                resident.get(address)
            counts[address] = len(queries)
        return counts

    few = asked()
    for number in range(6):
        actions.add_news(Outgoing(marker=f"N{number}", title=f"Rent {number}", text="Rent."), shown_at=NOW)
    many = asked()
    assert {address: count for address, count in many.items() if count > MOST_QUERIES} == {}
    assert {address: count for address, count in many.items() if count > few[address] + 1} == {}
