"""From a post to the website: what counts as a visit, and where the short link leads (S-56)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from steamie.channels.contract import Outgoing
from steamie.content.posts.models import Publication, Withdrawal
from steamie.content.publishing.models import Attempt
from steamie.rules.standing import State
from steamie.strategy.models import Association
from steamie.visits import callers, counting, duties, links, waiting
from steamie.visits.models import Exclusion, PageView, RecentCaller, Visit
from steamie.website.channel import Website
from steamie.website.models import HomePage, NewsPage
from tests.strategy.papers import stands
from tests.website.making import NOW, PHONE, publication

LINK = "https://www.gov.scot/damp?page=2#law"
OURS = "https://www.pineview.org.uk/damp?page=2#law"


def went(answer) -> str:
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_visit_is_counted_once_and_led_on_with_its_tags(home: HomePage, resident: Client, officer) -> None:
    Association.objects.update(website="https://www.pineview.org.uk")
    sent = publication(officer, link=OURS)

    answer = resident.get("/go/K4P2T7/")

    parts = urlsplit(went(answer))
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("https", "www.pineview.org.uk", "/damp", "law")
    assert parse_qs(parts.query) == {
        "page": ["2"],
        "utm_source": ["facebook"],
        "utm_medium": ["social"],
        "utm_campaign": ["2026-q4"],
        "utm_content": ["K4P2T7"],
    }
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"  # the page it leads to does not learn the code
    assert Visit.objects.counted().filter(publication=sent).count() == 1


def test_nothing_is_added_to_somebody_else_s_address(home: HomePage, resident: Client, officer) -> None:
    publication(officer, link=LINK)

    assert went(resident.get("/go/K4P2T7/")) == LINK


def test_a_printed_square_is_tagged_as_print(home: HomePage, resident: Client, officer) -> None:
    publication(officer, kind="paper")

    assert "utm_source=paper&utm_medium=print" in went(resident.get("/go/K4P2T7/"))


@pytest.mark.parametrize(
    ("step", "out"),
    [("approved", False), ("held", False), ("refused", False), ("creating", True), ("created", True), ("publishing", True),
     ("needs_a_person", True), ("withdrawn", True)],
)  # fmt: skip
def test_a_post_not_yet_out_has_no_link_that_works(home: HomePage, resident: Client, officer, step: str, out: bool) -> None:
    sent = publication(officer, link=LINK)
    Publication.objects.filter(pk=sent.pk).update(step=step, published_at=None)
    sent.attempts.all().delete()

    answer = resident.get("/go/K4P2T7/")

    assert answer.status_code == (302 if out else 404)
    assert "gov.scot" not in answer.content.decode()
    assert Visit.objects.count() == (1 if out else 0)
    Attempt.objects.create(publication=sent, verb="create", started_at=NOW)
    assert resident.get("/go/K4P2T7/").status_code == 302


def test_what_tells_repeats_apart_goes_even_when_nobody_calls(home: HomePage, resident: Client, officer) -> None:
    publication(officer, link=LINK)
    with time_machine.travel(NOW, tick=False) as clock:
        resident.get("/go/K4P2T7/")
        clock.shift(timedelta(minutes=29))
        duties.forget_callers(timezone.now())
        assert RecentCaller.objects.exists()
        clock.shift(timedelta(minutes=1))
        duties.forget_callers(timezone.now())
        assert not RecentCaller.objects.exists()


def test_tags_a_person_wrote_are_kept() -> None:
    given = "https://example.org/?utm_source=leaflet&x="

    assert links.tagged(given, source="facebook", campaign="2026-q4", code="C") == (
        "https://example.org/?utm_source=leaflet&x=&utm_medium=social&utm_campaign=2026-q4&utm_content=C"
    )


@pytest.mark.clause("S-56")
@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({"user-agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}, "preview"),
        ({"user-agent": "WhatsApp/2.23.20.0"}, "preview"),
        ({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, "robot"),
        ({"user-agent": "python-requests/2.31"}, "robot"),
        ({"user-agent": ""}, "robot"),
        ({"user-agent": PHONE, "sec-purpose": "prefetch;prerender"}, "prefetch"),
        ({"user-agent": PHONE, "purpose": "preview"}, "prefetch"),
        ({"user-agent": PHONE, "x-moz": "prefetch"}, "prefetch"),
        ({"user-agent": f"{PHONE} [Pinterest/Android]"}, ""),
        ({"user-agent": f"{PHONE} Snapchat/12.50"}, ""),
        ({"user-agent": "Pinterest/0.2 (+https://www.pinterest.com/bot.html)"}, "preview"),
        ({"user-agent": PHONE}, ""),
        ({"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) [FBAN/FBIOS;FBAV/430.0]"}, ""),
    ],
)
def test_robots_and_previews_are_set_aside_by_rule_not_lost(home: HomePage, officer, headers, rule: str) -> None:
    publication(officer, link=LINK)

    went(Client(headers=headers).get("/go/K4P2T7/"))

    assert [visit.excluded for visit in Visit.objects.all()] == [rule]


@pytest.mark.clause("S-56")
def test_staff_and_repeats_are_set_aside(home: HomePage, resident: Client, officer, staff) -> None:
    publication(officer, link=LINK)
    desk = Client(headers={"user-agent": PHONE})
    desk.force_login(staff)
    went(desk.get("/go/K4P2T7/"))
    with time_machine.travel(NOW, tick=False) as clock:
        went(resident.get("/go/K4P2T7/"))
        clock.shift(timedelta(minutes=10))
        went(resident.get("/go/K4P2T7/"))
        went(resident.get("/go/K4P2T7/", REMOTE_ADDR="192.0.2.9"))
        clock.shift(timedelta(minutes=31))
        went(resident.get("/go/K4P2T7/"))

    assert [visit.excluded for visit in Visit.objects.order_by("pk")] == ["staff", "", "repeat", "", ""]
    assert Visit.objects.totals() == {"": 3, "repeat": 1, "staff": 1}


def test_looking_without_reading_is_not_a_visit(home: HomePage, resident: Client, officer) -> None:
    publication(officer, link=LINK)

    assert resident.head("/go/K4P2T7/").status_code == 302
    assert resident.post("/go/K4P2T7/").status_code == 405
    assert Visit.objects.counted().count() == 0


def test_no_address_is_kept_and_the_digest_goes(home: HomePage, resident: Client, officer) -> None:
    publication(officer, link=LINK)
    with time_machine.travel(NOW, tick=False) as clock:
        resident.get("/go/K4P2T7/", REMOTE_ADDR="192.0.2.77")
        held = str(list(Visit.objects.values())) + str(list(RecentCaller.objects.values()))
        assert "192.0.2.77" not in held
        assert "Mozilla" not in held
        clock.shift(timedelta(minutes=31))
        resident.get("/go/K4P2T7/", REMOTE_ADDR="192.0.2.78")
        duties.forget_callers(timezone.now())

    assert RecentCaller.objects.count() == 1
    day = NOW.date()
    same = callers.caller("192.0.2.77", PHONE, day=day, key="k")
    assert same != callers.caller("192.0.2.77", PHONE, day=day + timedelta(days=1), key="k")


def test_the_address_comes_only_from_the_post(home: HomePage, resident: Client, officer) -> None:
    publication(officer, link=LINK)

    for extra in ("?next=https://evil.example", "?url=//evil.example", "?link=https://evil.example"):
        assert "evil" not in went(resident.get(f"/go/K4P2T7/{extra}"))
    assert resident.get("/go/K4P2T7/https://evil.example/").status_code == 404


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "//evil.example/x", "https:///x", ""]
)
def test_a_post_that_leads_nowhere_leads_to_the_news(home: HomePage, resident: Client, officer, link: str) -> None:
    publication(officer, link=link)

    assert went(resident.get("/go/K4P2T7/")).startswith("/news/?utm_source=facebook")


def test_a_post_without_a_link_leads_to_its_page_and_previews_are_its_own(home: HomePage, resident: Client, officer) -> None:
    sent = publication(officer)
    publication(officer, "W3B5T2", kind="website", post=sent.post)
    made = Website({}).create(Outgoing(marker="W3B5T2", title="Food pantry open this Friday", text="Bring a bag."))
    Website({}).publish(made.remote_id)
    preview = Client(headers={"user-agent": "facebookexternalhit/1.1"})

    assert went(resident.get("/go/K4P2T7/")).startswith("/news/food-pantry-open-this-friday/?utm_source=facebook")
    text = preview.get("/go/K4P2T7/", follow=True).content.decode()
    assert 'property="og:title" content="Food pantry open this Friday"' in text
    assert Visit.objects.counted().count() == 1

    Website({}).withdraw(made.remote_id)
    connection.check_constraints()  # as a commit does: on PostgreSQL the site's new version is written by then
    assert resident.get("/go/K4P2T7/", follow=True).status_code == 410
    assert NewsPage.objects.count() == 1


def test_a_withdrawn_post_still_leads_on(home: HomePage, resident: Client, officer) -> None:
    sent = publication(officer, link=LINK)
    Withdrawal.objects.create(post=sent.post, by=officer, at=NOW, reason="Wrong day")

    assert went(resident.get("/go/K4P2T7/")).startswith("https://www.gov.scot/damp")


def test_an_unknown_link_is_answered_kindly(home: HomePage, resident: Client) -> None:
    answer = resident.get("/go/nosuch/")

    assert answer.status_code == 404
    assert "This link leads nowhere" in answer.content.decode()


def test_a_reader_is_led_on_even_when_counting_fails(home: HomePage, resident: Client, officer, monkeypatch) -> None:
    publication(officer, link=LINK)

    def fail(looks: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(counting, "_write_looks", fail)
    assert went(resident.get("/go/K4P2T7/")).startswith("https://www.gov.scot/")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks rows: a reader who is counted holds up nobody")
@pytest.mark.django_db(transaction=True)
def test_nobody_on_a_phone_waits_for_another_program_that_writes(home, resident, officer, monkeypatch, caplog) -> None:
    publication(officer, link=LINK)
    monkeypatch.setattr(waiting, "PATIENCE", 20)
    usual, waited = patience(), []
    commit = counting._commit
    monkeypatch.setattr(counting, "_commit", lambda looks: (waited.append(patience()), commit(looks)))

    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert went(resident.get("/go/K4P2T7/")) == LINK
        assert resident.get("/services/factoring/").status_code == 200
        other.execute("ROLLBACK")

    assert (waited, patience()) == ([20, 20], usual)
    assert Visit.objects.count() == PageView.objects.count() == 0
    lost = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(lost) == 2
    assert all("is lost, and not counted: database is locked" in said for said in lost)
    assert went(resident.get("/go/K4P2T7/")) == LINK
    assert Visit.objects.counted().count() == 1


def patience() -> int:
    """How long this connection waits for another that writes, in milliseconds."""
    return connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0]


@pytest.mark.clause("S-56")
def test_the_control_follows_the_visits(home: HomePage, resident: Client, officer) -> None:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        now = timezone.now()
        assert stands("S-56", now).state is State.NOT_MEASURED
        publication(officer, link=LINK)
        assert stands("S-56", now).state is State.AT_RISK
        resident.get("/go/K4P2T7/")
        Client(headers={"user-agent": "curl/8"}).get("/go/K4P2T7/")

        standing = stands("S-56", now)

    assert standing.state is State.MET
    assert standing.figure == "1 visit following 1 post in 90 days; 1 set aside as robots, staff or repeats"


@pytest.mark.clause("S-56")
def test_the_desk_shows_visits_by_post_and_the_public_page_says_how(home: HomePage, resident: Client, officer) -> None:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        publication(officer, link=LINK)
        resident.get("/go/K4P2T7/")
        desk = Client()
        desk.force_login(officer)
        text = desk.get("/desk/site/").content.decode()
        assert "1 visit followed posts, last 90 days" in text
        assert "Food pantry open this Friday" in text
    told = resident.get("/about-our-figures/").content.decode()
    assert all(rule.label in told for rule in Exclusion)
    assert "30 minutes" in told
    assert "A robot or search engine" in told
