"""What is shown of the site elsewhere: cards of links, marks in tabs and on phones, what search engines may list."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from steamie.channels.contract import Outgoing
from steamie.evidence.actors import SETUP
from steamie.strategy.models import Association
from steamie.visits.models import Visit
from steamie.website import actions, icons
from steamie.website.actions import build_site
from steamie.website.channel import Website
from steamie.website.models import HomePage, VacancyIndexPage, VacancyPage
from steamie_standins.graph import cards
from steamie_standins.graph.app import make_app
from tests.conftest import make_person
from tests.standins.conftest import PAGE, Graph

from .making import NOW, association, publication
from .test_feeds import jpeg

PREVIEWS = (
    "facebookexternalhit/1.1",
    "Facebot",
    "Twitterbot/1.0",
    "LinkedInBot/1.0",
    "WhatsApp/2.23",
    "Slackbot 1.0",
    "TelegramBot",
)


def robots(client: Client) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    return rules


@pytest.mark.parametrize("agent", PREVIEWS)
def test_what_draws_link_previews_may_follow_the_short_link_of_a_post_and_open_no_desk(home, resident, agent: str) -> None:
    rules = robots(resident)

    assert rules.can_fetch(agent, "/go/K4P2T7/")
    assert rules.can_fetch(agent, "/news/open-day/")
    assert not rules.can_fetch(agent, "/desk/")
    assert not rules.can_fetch(agent, "/accounts/login/")


@pytest.mark.parametrize("agent", ["Googlebot", "bingbot", "GPTBot", "anything"])
def test_a_search_engine_reads_the_site_and_counts_nothing(home: HomePage, resident: Client, agent: str) -> None:
    rules = robots(resident)

    assert rules.can_fetch(agent, "/news/open-day/")
    assert not any(rules.can_fetch(agent, address) for address in ("/go/K4P2T7/", "/desk/", "/search/?q=rent"))


@pytest.mark.django_db(transaction=True)
def test_facebook_draws_a_card_of_a_post_at_its_first_look_and_no_visit_is_counted(live_server, settings) -> None:
    settings.PUBLIC_URL = live_server.url
    association()
    build_site(by=SETUP)
    author = make_person(None, "Author")
    post = publication(author).post
    publication(author, "W3B5T2", kind="website", post=post)
    words = Outgoing(marker="W3B5T2", title="Food pantry & tea", text="Friday, ten until one.", pictures=(jpeg(),))
    receipt = Website({}).create(words)
    Website({}).publish(receipt.remote_id)
    graph = Graph(make_app())
    graph.post(f"{PAGE}/feed", message="Friday, ten until one.", link=f"{live_server.url}/go/K4P2T7/")

    page = graph.http.get("/").text

    assert "<strong>Food pantry &amp; tea</strong>" in page
    assert "<p>Friday, ten until one.</p>" in page
    assert 'alt="The hall, with bunting"' in page
    place = re.search(r'src="(/_page/card/[^"]+)"', page)
    assert place
    picture = graph.http.get(place[1])
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(picture.content)).size == (1200, 630)
    assert [visit.excluded for visit in Visit.objects.all()] == ["preview"]
    graph.http.close()


@pytest.mark.django_db(transaction=True)
def test_the_stand_in_keeps_out_where_the_robots_file_says_so(live_server) -> None:
    association()
    build_site(by=SETUP)
    assert cards.fetched(f"{live_server.url}/news/").title
    assert cards.fetched(f"{live_server.url}/desk/").problem == "The robots file keeps the crawler out."
    assert "404" in cards.fetched(f"{live_server.url}/go/nothing/").problem
    assert cards.fetched("https://www.example.org/").problem == "The stand-in fetches from this machine only."
    assert cards.fetched("http://127.0.0.1:9/").problem == "Nothing answers there."


def test_a_page_tells_every_network_its_title_words_and_picture_with_whole_addresses(home, resident: Client, settings) -> None:
    page = actions.add_news(Outgoing(marker="P1", title="Tea", text="At two.", pictures=(jpeg(),)), shown_at=NOW)
    for address in (page.get_url(), "/", "/contact/", "/about-our-figures/"):
        text = resident.get(address).content.decode()
        tags = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)" content="([^"]*)">', text))
        assert tags["twitter:card"] == "summary_large_image", address
        assert tags["twitter:title"] == tags["og:title"] != "", address
        assert tags["twitter:image"] == tags["og:image"], address
        assert tags["og:image"].startswith(f"{settings.PUBLIC_URL}/"), address
        assert tags["twitter:image:alt"] == tags["og:image:alt"] != "", address
        assert int(tags["og:image:width"]) >= 600, address
    tags = dict(
        re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', resident.get(page.get_url()).content.decode())
    )
    assert tags["twitter:description"] == tags["og:description"] == "At two."
    assert tags["article:published_time"] == tags["article:modified_time"] == "2026-11-22T12:00+0000"


def test_what_is_not_there_is_not_to_be_listed_and_claims_no_address(home: HomePage, resident: Client) -> None:
    page = actions.add_news(Outgoing(marker="P1", title="Tea", text="At two."), shown_at=NOW)
    actions.take_down(page, at=NOW)
    for address, status in (("/nothing-here/", 404), ("/go/NOSUCH/", 404), (page.get_url(), 410), ("/search/?q=rent", 200)):
        answer = resident.get(address)
        text = answer.content.decode()
        assert answer.status_code == status, address
        assert '<meta name="robots" content="noindex">' in text, address
        assert 'rel="canonical"' not in text, address
        assert 'class="st_logo"' in text, address
        assert ("og:image" in text) == (status == 200), address


def test_each_page_of_the_news_is_known_by_its_own_address(home: HomePage, resident: Client, settings) -> None:
    for number in range(13):
        actions.add_news(Outgoing(marker=f"N{number}", title=f"News {number}", text="Words."), shown_at=NOW)
    for address, own in (("/news/", "/news/"), ("/news/?page=2", "/news/?page=2"), ("/news/?utm_source=x", "/news/"),
                         ("/news/?page=banana", "/news/"), ("/contact/?page=3", "/contact/")):  # fmt: skip
        assert f'<link rel="canonical" href="{settings.PUBLIC_URL}{own}">' in resident.get(address).content.decode(), address
    assert "hreflang" not in resident.get("/").content.decode()  # there is one language, and no page claims another


def test_a_vacancy_that_has_closed_is_in_no_list_of_pages_even_before_the_clock_takes_it_down(home, resident: Client) -> None:
    place = VacancyIndexPage.objects.get()
    now = timezone.now()
    for slug, closes in (("open-post", now + timedelta(days=1)), ("closed-post", now - timedelta(minutes=1))):
        page = VacancyPage(title=slug, slug=slug, intro="x", body="<p>x</p>", closes_at=closes, first_published_at=NOW)
        place.add_child(instance=page)
    listed = resident.get("/sitemap.xml").content.decode()

    assert "/jobs/open-post/" in listed
    assert "/jobs/closed-post/" not in listed


def test_a_tab_and_a_phone_show_the_landlord_s_own_letter(home: HomePage, resident: Client) -> None:
    page = resident.get("/").content.decode()
    linked = dict(re.findall(r'<link rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"', page))
    assert set(linked) == {"icon", "apple-touch-icon", "manifest"}
    drawing = resident.get("/favicon.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert ">P</text>" in drawing.content.decode()
    small = Image.open(BytesIO(resident.get("/favicon.ico").content))
    assert small.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    for name, side in icons.SIDES.items():
        answer = resident.get(f"/{name}")
        assert Image.open(BytesIO(answer.content)).size == (side, side)
        assert resident.get(f"/{name}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    described = json.loads(resident.get("/site.webmanifest").content)
    assert (described["short_name"], described["start_url"]) == ("Pineview", "/")
    for icon in described["icons"]:
        assert resident.get(icon["src"]).headers["Content-Type"] == icon["type"]


def test_another_landlord_has_another_mark(home: HomePage, resident: Client) -> None:
    before = resident.get("/favicon.svg").content
    Association.objects.update(short_name="Órla & <Sons>")
    after = resident.get("/favicon.svg").content

    assert ">Ó</text>" in after.decode()
    assert before != after
    assert resident.get("/icon-512.png").status_code == 200
    assert len({icons.colour_of(name) for name in ("Pineview", "Órla", "Elm", "Ash", "Oak", "Rowan")}) > 1


@pytest.mark.parametrize("colour", icons.COLOURS)
def test_the_letter_can_be_read_on_every_colour(colour: str) -> None:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) > 7
