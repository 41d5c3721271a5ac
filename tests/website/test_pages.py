"""The public pages, as a resident meets them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from steamie.channels.contract import Outgoing
from steamie.evidence.actors import SETUP
from steamie.evidence.models import Event
from steamie.particulars.actions import change_rows
from steamie.particulars.changes import replaced
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from steamie.services.numbers import NUMBERS, WHEN_SHUT
from steamie.visits import counting
from steamie.visits.models import PageView
from steamie.website import actions
from steamie.website.actions import build_site, check_page
from steamie.website.duties import publish_pages_on_time
from steamie.website.models import HomePage, PageCheck, ServicePage, VacancyIndexPage, VacancyPage
from tests.equality.making import checked
from tests.pages import in_one_line
from tests.strategy.papers import stands

from .making import NOW, PHONE, words

IDENTITY = ["HAC231", "SC038237", "2375R(S)", "PF000151", "0141 944 3891", "mail@pineview.org.uk"]
OTHERS = ["/search/", "/search/?q=rent", "/about-our-figures/", "/no-such-page/", "/go/NOSUCH/"]


def addresses() -> list[str]:
    """Every public page of the built site, and the ones that are no Wagtail page."""
    return [page.get_url() for page in Page.objects.live().filter(depth__gt=1)] + OTHERS


def test_every_page_shows_who_we_are_and_sets_no_cookie(home: HomePage, resident: Client) -> None:
    for address in addresses():
        answer = resident.get(address)
        text = answer.content.decode()

        assert answer.status_code == (404 if "o-such" in address.lower() or "NOSUCH" in address else 200), address
        assert all(word in text for word in IDENTITY), address
        assert not answer.cookies, address
        assert "<script" not in text, address
        assert text.count("<h1") == 1, address
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)[^"]+\.(?:js|css|png|jpe?g|woff2)', text), address


def test_building_again_changes_nothing(home: HomePage) -> None:
    page = ServicePage.objects.get(slug="pay-your-rent")
    page.title = "Rent, as we wrote it"
    page.save()
    before, events = Page.objects.count(), Event.objects.count()

    build_site(by=SETUP)

    assert (Page.objects.count(), Event.objects.count()) == (before, events)
    assert ServicePage.objects.get(slug="pay-your-rent").title == "Rent, as we wrote it"


def test_only_those_who_may_edit_the_site_build_it(committee) -> None:
    with pytest.raises(NotAllowed):
        build_site(by=committee)


def test_the_site_can_be_built_after_the_tree_was_emptied(home: HomePage) -> None:
    Page.objects.all().delete()

    build_site(by=SETUP)

    assert ServicePage.objects.count() == 12


def test_emergencies_come_before_anything_else_on_repairs(home: HomePage, resident: Client) -> None:
    answer = resident.get("/repairs/", follow=True)
    text = answer.content.decode()

    for number in ("0800 111 999", "0800 0778 778", "105", "999"):
        assert number in text
    assert text.index("Is anyone in danger?") < text.index("Nobody is in danger?")
    assert text.index("0800 111 999") < text.index("<form")


def test_pages_may_be_kept_a_minute_and_are_not_sent_twice(home: HomePage, resident: Client) -> None:
    first = resident.get("/services/")

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in first.headers.get("Vary", "")
    assert resident.get("/services/", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


@pytest.mark.clause("S-44")
@pytest.mark.usefixtures("strategy")
def test_a_service_page_past_its_date_is_flagged_to_us_and_to_the_reader(home: HomePage, resident: Client, officer) -> None:
    now = timezone.now()
    assert stands("S-44", now).state is State.AT_RISK
    assert "nobody here has read them yet" in stands("S-44", now).reason
    assert "We are still checking this page" in resident.get("/services/adaptations/").content.decode()
    desk = Client()
    desk.force_login(officer)
    for page in ServicePage.objects.all():
        assert desk.post(f"/desk/site/{page.pk}/reading/").status_code == 302
    assert Event.objects.filter(verb="check page", clause="S-44").count() == 12
    assert "We are still checking this page" not in resident.get("/services/adaptations/").content.decode()
    assert stands("S-44", now).state is State.MET
    assert stands("S-44", now).figure == "12 of 12 service pages in date"
    assert "We are checking this page" not in resident.get("/services/adaptations/").content.decode()

    ServicePage.objects.filter(slug="adaptations").update(review_by=timezone.localdate(now) - timedelta(days=3))

    assert stands("S-44", now).state is State.AT_RISK
    assert stands("S-44", now).figure == "11 of 12 service pages in date"
    assert "We are checking this page" in resident.get("/services/adaptations/").content.decode()
    assert "Past its date" in desk.get("/desk/site/").content.decode()

    ServicePage.objects.filter(slug="adaptations").update(review_by=timezone.localdate(now) - timedelta(days=40))
    assert stands("S-44", now).state is State.BREACHED


@pytest.mark.clause("S-44")
def test_a_site_without_services_is_off_track(db: None) -> None:
    assert stands("S-44", timezone.now()).state is State.BREACHED


def test_only_those_who_may_edit_the_site_say_that_a_page_is_right(home: HomePage, committee) -> None:
    desk = Client()
    desk.force_login(committee)

    assert desk.post(f"/desk/site/{ServicePage.objects.first().pk}/reading/").status_code == 403
    assert not PageCheck.objects.exists()


@pytest.mark.clause("S-37")
@pytest.mark.clause("S-38")
@pytest.mark.parametrize(
    ("clause", "audience", "address"),
    [("S-37", "sharing_owners", "/services/sharing-owners/"), ("S-38", "owner_occupiers", "/services/factoring/")],
)
def test_owners_have_pages_of_their_own_and_views_are_counted(
    home: HomePage, resident: Client, officer, clause: str, audience: str, address: str
) -> None:
    now = timezone.now()
    page = ServicePage.objects.own_pages_of(audience).get()
    assert page.get_url() == address
    assert stands(clause, now).state is State.AT_RISK  # nobody here has read it
    check_page(page=page, by=officer)
    assert stands(clause, now).state is State.AT_RISK  # nobody out there has, either

    resident.get(address)
    resident.get(address)  # the same visitor again
    Client(headers={"user-agent": "Googlebot/2.1"}).get(address)
    staff = Client(headers={"user-agent": PHONE})
    staff.force_login(officer)
    staff.get(address)

    assert stands(clause, now).state is State.MET
    assert stands(clause, now).figure == "1 view of 1 page in 90 days"
    assert dict(PageView.objects.values_list("excluded", "views")) == {"": 1, "repeat": 1, "robot": 1, "staff": 1}
    assert stands(clause, now + timedelta(days=91)).figure == "0 views of 1 page in 90 days"
    page.unpublish()
    assert stands(clause, now).state is State.BREACHED


@pytest.mark.clause("S-38")
def test_owners_are_sent_to_the_tribunal_and_tenants_to_the_ombudsman(home: HomePage, resident: Client, officer) -> None:
    owners, tenants = (resident.get(f"/services/{slug}/").content.decode() for slug in ("factoring", "complaints"))
    assert "First-tier Tribunal" in owners
    assert "Bridgeside House" not in owners
    assert "Scottish Public Services Ombudsman" in tenants

    check_page(page=ServicePage.objects.get(slug="factoring"), by=officer)
    ServicePage.objects.filter(slug="factoring").update(body="<p>Ask the Ombudsman.</p>")
    assert "names the First-tier Tribunal" in stands("S-38", timezone.now()).reason


@pytest.mark.clause("S-33")
def test_a_vacancy_comes_down_by_itself_at_its_closing_time(home: HomePage, resident: Client, officer) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert stands("S-33", timezone.now()).state is State.NOT_MEASURED
        desk = Client()
        desk.force_login(officer)
        add = f"/desk/website/pages/add/website/vacancypage/{VacancyIndexPage.objects.get().pk}/"
        given = {
            "title": "Gardener",
            "slug": "gardener",
            "intro": "Two days a week.",
            "body": words("Call us."),
            "closes_at": "2026-11-25 12:00",
            "action-publish": "1",
        }
        assert desk.post(add, given).status_code == 302
        gardener = VacancyPage.objects.get()
        checked("vacancy", gardener.pk, officer)
        assert desk.post(f"/desk/website/pages/{gardener.pk}/edit/", given).status_code == 302
        assert "Wednesday 25 November 2026, 12:00" in resident.get("/jobs/").content.decode()
        assert "Call us." in resident.get("/jobs/gardener/").content.decode()
        assert stands("S-33", timezone.now()).figure == "1 open, 0 closed, 0 stories of staff in a year; 1 view in 90 days"

        clock.shift(timedelta(days=3, minutes=1))
        late = resident.get("/jobs/gardener/")  # the clock has not looked yet
        assert late.status_code == 410
        assert "This vacancy has closed" in late.content.decode()
        assert "Gardener" not in resident.get("/jobs/").content.decode()
        clock.shift(timedelta(minutes=10))
        assert stands("S-33", timezone.now()).state is State.BREACHED
        publish_pages_on_time()
        down = stands("S-33", timezone.now())
        assert (down.state, down.reason[:26]) == (State.AT_RISK, "No story of our staff went")
        assert down.figure == "0 open, 1 closed, 0 stories of staff in a year; 1 view in 90 days"
        assert resident.get("/jobs/gardener/").status_code == 410
        assert "/jobs/gardener/" not in resident.get("/sitemap.xml").content.decode()
    assert Event.objects.filter(verb="unpublish page", actor="system:clock").count() == 1


def test_a_page_is_shown_even_when_its_view_cannot_be_counted(home: HomePage, resident: Client, monkeypatch) -> None:
    def fail(looks: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(counting, "_commit", fail)
    assert resident.get("/services/factoring/").status_code == 200


def test_at_night_the_page_says_whom_to_ring_as_far_as_we_know(home: HomePage, resident: Client, officer) -> None:
    desk = Client()
    desk.force_login(officer)
    unknown = resident.get("/services/report-a-repair/").content.decode()
    assert "If nobody answers and someone may be hurt, call 999." in unknown
    assert "Nobody is told whom to ring at night" in desk.get("/desk/site/").content.decode()

    HomePage.objects.update(office_hours="Monday to Friday, 9am to 5pm")
    change_rows(particular=NUMBERS, section=WHEN_SHUT, change=replaced(0, {"out_of_hours": "0141 496 0123"}), by=officer)

    for address in ("/", "/services/report-a-repair/", "/contact/"):
        text = resident.get(address).content.decode()
        assert 'href="tel:01414960123"' in text, address
        assert "If nobody answers" not in text, address
    assert "Monday to Friday, 9am to 5pm" in resident.get("/contact/").content.decode()
    assert "Nobody is told whom to ring" not in desk.get("/desk/site/").content.decode()


def test_no_page_promises_what_cannot_be_done_here(home: HomePage, resident: Client) -> None:
    assert "Report a repair on this website" in resident.get("/services/report-a-repair/").content.decode()
    for page in ServicePage.objects.all():
        text = resident.get(page.get_url()).content.decode().split("<main")[1].split("</main>")[0]
        forms = re.findall(r'<form[^>]* action="([^"]*)"', text)
        assert (forms, text.count("<form")) == ([reverse("formats:ask")], 1), page  # the one that every page has
        assert page.online == "", page
    assert "rent account" not in resident.get("/").content.decode()


@pytest.mark.usefixtures("strategy")
def test_services_can_be_read_by_audience(home: HomePage, resident: Client) -> None:
    text = resident.get("/services/?for=owner_occupiers").content.decode()

    assert "Services for owner occupiers" in text
    assert "Factoring for owners" in text
    assert "Pay your rent" not in text.split("st_tiles")[1]
    assert "Everyone" in resident.get("/services/?for=<script>").content.decode()


def test_every_audience_of_the_strategy_has_a_page(home: HomePage) -> None:
    for code in ("tenants", "sharing_owners", "owner_occupiers", "applicants", "committee", "forum"):
        assert ServicePage.objects.for_audience(code).exists(), code


def test_search_finds_pages_and_shows_what_was_typed_as_text(home: HomePage, resident: Client) -> None:
    for number in range(12):
        actions.add_news(Outgoing(marker=f"R{number}", title=f"Rent letter {number}", text="Your rent."), shown_at=timezone.now())
    text = in_one_line(resident.get("/search/", {"q": "rent"}).content.decode())
    assert text.index("Pay your rent") < text.index("Rent letter")
    assert "News, <time" in text
    nasty = resident.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in nasty
    assert "&lt;script&gt;" in nasty
    assert resident.get("/search/", {"q": "x" * 5000, "page": "banana"}).status_code == 200
    assert resident.get("/search/", {"q": "' OR 1=1 -- * AND NEAR("}).status_code == 200


def test_machines_find_their_files(home: HomePage, resident: Client) -> None:
    sitemap = resident.get("/sitemap.xml")
    assert sitemap.headers["Content-Type"] == "application/xml"
    assert "/services/complaints/</loc>" in sitemap.content.decode()
    robots = resident.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in robots
    assert "/sitemap.xml" in robots
    security = resident.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:mail@pineview.org.uk" in security
    expires = date.fromisoformat(re.search(r"Expires: (\d{4}-\d\d-\d\d)", security).group(1))
    assert timedelta(0) < expires - timezone.localdate() < timedelta(days=366)


def test_what_is_refused_is_said_in_plain_words(home: HomePage) -> None:
    stale = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert stale.status_code == 403
    assert "Please send that again" in stale.content.decode()
    assert "CSRF" not in stale.content.decode()
    odd = Client().get("/", headers={"host": "somebody-else.example"})
    assert odd.status_code == 400
    assert "We did not understand that" in odd.content.decode()


def test_the_desk_page_is_for_those_who_may_read_measures(home: HomePage, forum, committee) -> None:
    desk = Client()
    desk.force_login(forum)
    assert desk.get("/desk/site/").status_code == 403
    desk.force_login(committee)
    assert desk.get("/desk/site/").status_code == 200


def test_telephone_numbers_read_the_same_on_a_page_that_runs_right_to_left(home: HomePage, resident: Client) -> None:
    text = resident.get("/services/report-a-repair/").content.decode()

    numbers = re.findall(r'href="tel:[^>]*>.*?</a>', text, re.DOTALL)
    assert len(numbers) >= 7
    assert all('<bdi dir="ltr">' in number for number in numbers)
