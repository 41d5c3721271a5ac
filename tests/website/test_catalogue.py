"""The catalogue of services: read again in time, in plain words, as open data; and notices that end by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from steamie.people.models import Person
from steamie.website.actions import check_page
from steamie.website.models import ServicePage, SiteNotice

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]
HARD = "Notwithstanding the aforementioned administrative considerations, applicants requiring accommodation must communicate."


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_overdue_page_is_a_task_and_a_hard_one_shows_its_sentence(colleague: Person) -> None:
    for page in ServicePage.objects.all():
        check_page(page=page, by=colleague, at=NOW)
    assert "to read again" not in signed_in(colleague).get("/desk/").content.decode()
    ServicePage.objects.filter(slug="factoring").update(
        review_by=date(2026, 11, 20), intro="Ask us.", body=f"<p>Call us if you can. {HARD} We help you with the form.</p>"
    )
    today = signed_in(colleague).get("/desk/").content.decode()
    assert "One service page to read again" in today
    assert "due on 20 November" in today
    row = next(
        row
        for row in BeautifulSoup(signed_in(colleague).get("/desk/site/").content, "html.parser").select("#services tbody tr")
        if "Factoring" in row.text
    )
    assert HARD in " ".join(row.text.split())
    assert int(re.search(r"\d+", row.select_one("[data-label^=Reads]").text)[0]) > 11


def test_a_notice_is_on_every_page_until_its_end(colleague: Person, clock: time_machine.Traveller) -> None:
    desk, resident = signed_in(colleague), Client()
    notice = {"words": "The phones are <b>down</b>.", "link": "/contact/", "begins_at": "2026-11-24T10:00"}
    refused = desk.post("/desk/site/notices/", notice)
    assert refused.status_code == 422
    assert "The phones are" in refused.content.decode()  # nothing typed is lost
    for ends, why in (("2026-11-24T08:00", "its end is past"), ("2027-11-24T08:00", "60 days at most")):
        assert why in desk.post("/desk/site/notices/", notice | {"ends_at": ends}).content.decode()
    outside = desk.post("/desk/site/notices/", notice | {"ends_at": "2026-11-25T12:00", "link": "//elsewhere.example"})
    assert "beginning with a slash" in outside.content.decode()
    assert desk.post("/desk/site/notices/", notice | {"ends_at": "2026-11-25T12:00"}).status_code == 302

    shown = "The phones are &lt;b&gt;down&lt;/b&gt;."
    pages = ("/", "/services/factoring/", "/strategy/")
    seen = {}
    for hours in (0, 2, 26, 28):
        clock.move_to(NOW + timedelta(hours=hours))
        seen[hours] = [shown in resident.get(page).content.decode() for page in pages]
    assert seen == {0: [False] * 3, 2: [True] * 3, 26: [True] * 3, 28: [False] * 3}


def test_a_notice_can_be_taken_off_early(colleague: Person) -> None:
    desk = signed_in(colleague)
    desk.post("/desk/site/notices/", {"words": "Shut.", "begins_at": "2026-11-24T09:00", "ends_at": "2026-11-25T12:00"})
    assert "Shut." in Client().get("/contact/").content.decode()
    desk.post(f"/desk/site/notices/{SiteNotice.objects.get().pk}/end/")
    assert "Shut." not in Client().get("/contact/").content.decode()


# The fields of a service as the UK profile publishes them, each with its kind; those it requires end in an exclamation mark.
SERVICE = {
    "id": "uuid!", "organization_id": "uuid", "name": "text!", "description": "text", "url": "uri!", "email": "email",
    "status": "status!", "assured_date": "date", "last_modified": "moment", "organization": "organization", "attributes": "list",
}  # fmt: skip
ORGANIZATION = {"id": "uuid!", "name": "text!", "description": "text!", "email": "email", "website": "uri"}
ATTRIBUTE = {"id": "uuid!", "link_id": "uuid", "link_type": "text", "taxonomy_term_id": "uuid", "taxonomy_term": "term"}
TERM = {"id": "uuid!", "taxonomy": "text!", "term": "text"}
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
KINDS: dict[str, Any] = {
    "uuid": lambda value: str(UUID(value)) == value,
    "text": lambda value: isinstance(value, str) and value,
    "uri": lambda value: re.fullmatch(r"https?://\S+", value),
    "email": lambda value: "@" in value,
    "status": lambda value: value in {"active", "inactive", "defunct", "temporarily closed"},
    "date": lambda value: date.fromisoformat(value),
    "moment": lambda value: re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value),
    "organization": lambda value: is_valid(value, ORGANIZATION),
    "term": lambda value: is_valid(value, TERM),
    "list": lambda value: all(is_valid(one, ATTRIBUTE) for one in value),
}


def is_valid(value: dict[str, Any], schema: dict[str, str]) -> bool:
    required = {name for name, kind in schema.items() if kind.endswith("!")}
    assert required <= set(value) <= set(schema)
    return all(KINDS[schema[name].rstrip("!")](one) for name, one in value.items())


@pytest.mark.clause("S-43")
def test_services_are_open_data_by_the_uk_profile(colleague: Person) -> None:
    check_page(page=ServicePage.objects.get(slug="factoring"), by=colleague, at=NOW)
    resident = Client()
    answer = resident.get("/open-referral/services?per_page=3&page=2")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert not answer.cookies
    page = answer.json()
    assert set(page) == PAGE
    assert (page["page_number"], page["size"], page["first_page"], page["empty"]) == (2, 3, False, False)
    assert page["total_items"] == ServicePage.objects.live().count()
    (found,) = resident.get("/open-referral/services?search=factoring").json()["contents"]
    assert found["assured_date"] == "2026-11-24"
    assert "<" not in found["description"]
    whole = resident.get(f"/open-referral/services/{found['id']}").json()
    for each in (*page["contents"], found, whole):
        assert is_valid(each, SERVICE)
    term = whole["attributes"][0]["taxonomy_term_id"]
    assert found["id"] in [
        one["id"] for one in resident.get(f"/open-referral/services?taxonomy_term_id={term}").json()["contents"]
    ]
    assert resident.get("/open-referral/services?per_page=x&page=%00&taxonomy_term_id=no").json()["empty"] is True
    assert resident.get("/open-referral/").json()["version"].startswith("HSDS")

    ServicePage.objects.filter(slug="factoring").update(live=False)
    assert resident.get(f"/open-referral/services/{found['id']}").status_code == 404


def test_what_tenants_approved_says_so_on_its_page(colleague: Person) -> None:
    signed_in(colleague).post(
        "/desk/projects/approvals/",
        {"title": "Factoring", "address": "/services/factoring/", "approved_on": "2026-11-20", "names": "Ann\nBob"},
    )
    page = " ".join(Client().get("/services/factoring/").content.decode().split())
    assert "2 tenants read this page and approved it, 20 November 2026." in page
    assert "Ann" not in page
    assert "Approved by tenants" not in Client().get("/services/").content.decode()


def test_the_sitemap_knows_the_pages_of_every_room() -> None:
    found = Client().get("/sitemap.xml").content.decode()
    for path in ("surveys/", "consultations/", "projects/", "news-by-email/", "portal/sign-in/"):
        assert f"<loc>http://localhost:8000/{path}</loc>" in found
