"""Feeds and the calendar file carry what the page says, follow what happens to it, and are not sent twice to whoever has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import feedparser
import pytest
import time_machine
from django.test import Client
from icalendar import Calendar, Event
from PIL import Image

from steamie.channels.contract import Outgoing, OutgoingPicture
from steamie.content.posts.models import Post, Publication, Withdrawal
from steamie.people.models import Person
from steamie.website import actions
from steamie.website.calendar_file import GONE
from steamie.website.models import HomePage, NewsPage

from .making import NOW, publication

FEEDS = ("/news/feed/", "/news/feed/atom/")
CODE = "W3B5T2"
STARTS, ENDS = datetime(2026, 12, 5, 14, 0, tzinfo=UTC), datetime(2026, 12, 5, 16, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 5, 0, 0, tzinfo=UTC)  # London's too, in winter
LATER = NOW + timedelta(hours=2)


def jpeg() -> OutgoingPicture:
    out = BytesIO()
    Image.new("RGB", (1600, 900), "#386").save(out, "JPEG")
    return OutgoingPicture(name="hall.jpg", content=out.getvalue(), alt="The hall, with bunting", media_type="image/jpeg")


def outgoing(**other: object) -> Outgoing:
    words = {"title": "Open day & tea", "text": "Come in.\n\nMore on /contact/ and https://www.gov.scot/ <b>soon</b>."}
    event = {"event_starts": STARTS, "event_ends": ENDS, "event_place": "The hall", "credit": "Jean, of the forum"}
    return Outgoing(**{"marker": CODE, "link": "https://www.example.org/tea", "pictures": (jpeg(),), **words, **event, **other})


def event_post(author: Person, **when: datetime) -> Publication:
    """A post about an event, sent to the website."""
    row = publication(author, CODE, kind="website")
    times = {"event_starts": STARTS, "event_ends": ENDS} | when
    Post.objects.filter(pk=row.post_id).update(kind="event", title="Open day & tea", event_place="The hall", **times)
    return row


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def shown(**other: object) -> NewsPage:
    return actions.add_news(outgoing(**other), shown_at=NOW)


def entry(client: Client, address: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.get("bozo_exception")
    (found,) = feed.entries
    return found


def events(client: Client) -> list[Event]:
    return list(Calendar.from_ical(client.get("/calendar.ics").content).walk("VEVENT"))


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_what_its_page_says(home: HomePage, resident: Client, settings, address: str) -> None:
    page = shown()
    item = entry(resident, address)

    there = ("Come in.", "Saturday 5 December 2026, 14:00 to 16:30", "The hall", "&lt;b&gt;soon&lt;/b&gt;")
    for words in (*there, "With thanks to Jean, of the forum.", 'href="https://www.example.org/tea"'):
        assert words in item.summary, words
    assert item.title.replace("&amp;", "&") == "Open day & tea"
    assert item.link == f"{settings.PUBLIC_URL}{page.get_url()}"
    assert 'href="/' not in item.summary
    assert 'src="/' not in item.summary
    (picture,) = item.enclosures
    assert picture.href.startswith(f"{settings.PUBLIC_URL}/media/images/")
    fetched = resident.get(picture.href.removeprefix(settings.PUBLIC_URL))
    content = b"".join(fetched.streaming_content)
    assert (picture.type, int(picture.length)) == ("image/jpeg", len(content))
    assert fetched.headers["Content-Type"] == "image/jpeg"
    (media,) = item.media_content
    assert (media["width"], media["height"], media["medium"]) == ("800", "450", "image")
    assert "The hall, with bunting" in resident.get(address).content.decode()
    assert [one["name"] for one in item.get("contributors", [])] == ["Jean, of the forum"]
    assert item.ev_startdate == "2026-12-05T14:00:00+00:00"
    assert item.ev_location == "The hall"


@pytest.mark.parametrize("address", FEEDS)
def test_a_change_moves_the_item_and_what_is_taken_down_goes(home: HomePage, resident: Client, clock, address: str) -> None:
    page = shown()
    clock.move_to(NOW + timedelta(hours=1))
    actions.add_news(Outgoing(marker="N2", title="Bins", text="Monday."), shown_at=NOW + timedelta(hours=1))
    before = feedparser.parse(resident.get(address).content).entries
    clock.move_to(LATER)
    actions.change_news(page, outgoing(title="Open day, at two"))
    after = feedparser.parse(resident.get(address).content).entries

    assert [item.title.replace("&amp;", "&") for item in before] == ["Bins", "Open day & tea"]
    assert [item.title for item in after] == ["Open day, at two", "Bins"]
    assert after[0].id == before[1].id
    assert after[0].published_parsed == before[1].published_parsed
    assert after[0].updated_parsed[:6] == LATER.utctimetuple()[:6]
    actions.take_down(page, at=LATER)
    assert [item.title for item in feedparser.parse(resident.get(address).content).entries] == ["Bins"]


@pytest.mark.parametrize("address", [*FEEDS, "/calendar.ics"])
def test_whoever_has_it_is_told_so_and_is_told_of_every_change(home, resident: Client, officer, clock, address: str) -> None:
    event_post(officer)
    page = shown()
    first = resident.get(address)
    tag, day = first.headers["ETag"], first.headers["Last-Modified"]
    assert set(first.headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}
    for held in ({"If-None-Match": tag}, {"If-Modified-Since": day}):
        again = resident.get(address, headers=held)
        assert (again.status_code, again.content) == (304, b"")
    clock.move_to(LATER)
    actions.change_news(page, outgoing(title="Another hour"))
    assert resident.get(address, headers={"If-None-Match": tag}).status_code == 200
    changed = resident.get(address, headers={"If-Modified-Since": day})
    assert changed.status_code == 200
    clock.move_to(LATER + timedelta(hours=1))
    actions.take_down(page)
    for held in ({"If-None-Match": changed.headers["ETag"]}, {"If-Modified-Since": changed.headers["Last-Modified"]}):
        assert resident.get(address, headers=held).status_code == 200


def test_machines_are_told_how_often_to_ask(home: HomePage, resident: Client) -> None:
    feed = feedparser.parse(resident.get("/news/feed/").content)
    calendar = Calendar.from_ical(resident.get("/calendar.ics").content)

    assert feed.feed.ttl == "60"
    assert feed.feed.sy_updateperiod == "hourly"
    assert calendar["x-published-ttl"] == "PT1H"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in resident.get("/calendar.ics").content
    assert calendar["refresh-interval"].dt == timedelta(hours=1)


def test_the_calendar_says_what_the_page_says(home: HomePage, resident: Client, officer, settings) -> None:
    event_post(officer)
    page = shown()
    (event,) = events(resident)

    assert (event["summary"], event["location"], event["status"]) == ("Open day & tea", "The hall", "CONFIRMED")
    assert (event["dtstart"].dt, event["dtend"].dt) == (STARTS, ENDS)
    assert event["url"] == f"{settings.PUBLIC_URL}{page.get_url()}"
    for words in ("Come in.", "https://www.example.org/tea", "With thanks to Jean, of the forum.", "<b>soon</b>"):
        assert words in event["description"], words
    assert event["attach"].startswith(f"{settings.PUBLIC_URL}/media/images/")
    assert event["dtstamp"].dt == event["last-modified"].dt == NOW


def test_an_event_keeps_its_number_moves_with_its_page_and_is_called_off_with_it(
    home: HomePage, resident: Client, officer, clock, settings
) -> None:
    event_post(officer)
    page = shown()
    (first,) = events(resident)
    clock.move_to(LATER)
    actions.change_news(page, outgoing(event_starts=STARTS + timedelta(days=1), event_ends=ENDS + timedelta(days=1)))
    settings.PUBLIC_URL = "https://www.another.example"
    (second,) = events(resident)
    clock.move_to(LATER + timedelta(hours=1))
    actions.take_down(page)
    (third,) = events(resident)

    assert first["uid"] == second["uid"] == third["uid"]
    assert first["sequence"] < second["sequence"] < third["sequence"]
    assert second["dtstart"].dt == STARTS + timedelta(days=1)
    assert second["last-modified"].dt == LATER
    assert (third["status"], third["summary"]) == ("CANCELLED", GONE)
    assert not {"description", "location", "url"} & set(third)


def test_an_event_told_elsewhere_only_is_there_and_is_called_off_with_its_post(home, resident: Client, officer) -> None:
    row = event_post(officer)
    (event,) = events(resident)
    assert (event["summary"], event["dtstart"].dt) == ("Open day & tea", STARTS)
    Withdrawal.objects.create(post=row.post, by=officer, at=LATER, reason="Wrong day")
    (event,) = events(resident)
    assert (event["status"], event["summary"], event["last-modified"].dt) == ("CANCELLED", GONE, LATER)


@pytest.mark.parametrize(
    ("starts", "ends", "first", "after", "words"),
    [
        (MIDNIGHT, None, date(2026, 12, 5), date(2026, 12, 6), "Saturday 5 December 2026, all day"),
        (MIDNIGHT, MIDNIGHT + timedelta(days=1), date(2026, 12, 5), date(2026, 12, 6), "Saturday 5 December 2026, all day"),
        (MIDNIGHT, MIDNIGHT + timedelta(minutes=1439), date(2026, 12, 5), date(2026, 12, 6), "Saturday 5 December 2026, all day"),
        (MIDNIGHT, MIDNIGHT + timedelta(days=2), date(2026, 12, 5), date(2026, 12, 7),
         "Saturday 5 December 2026 to Sunday 6 December 2026, all day"),
        (datetime(2027, 7, 2, 23, 0, tzinfo=UTC), None, date(2027, 7, 3), date(2027, 7, 4), "Saturday 3 July 2027, all day"),
    ],
)  # fmt: skip
def test_an_event_of_whole_days_is_one_in_the_calendar_and_on_the_page(
    home: HomePage, resident: Client, officer, starts, ends, first, after, words
) -> None:
    event_post(officer, event_starts=starts, event_ends=ends)
    page = shown(event_starts=starts, event_ends=ends)
    (event,) = events(resident)

    assert (event["dtstart"].dt, event["dtend"].dt) == (first, after)
    assert words in resident.get(page.get_url()).content.decode()
    assert words in entry(resident, "/news/feed/").summary
    assert "all day" in resident.get("/news/").content.decode()


def test_what_is_not_published_is_in_no_calendar_and_no_feed(home: HomePage, resident: Client, officer) -> None:
    row = event_post(officer)
    Publication.objects.filter(pk=row.pk).update(step="approved", published_at=None)
    actions.add_news(outgoing())
    assert events(resident) == []
    assert all(feedparser.parse(resident.get(address).content).entries == [] for address in FEEDS)
