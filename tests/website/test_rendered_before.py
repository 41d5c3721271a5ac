"""A public page is answered from what was rendered before, until anything it shows has changed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.resources import files

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from steamie.channels.contract import Outgoing
from steamie.evidence.actors import SETUP
from steamie.particulars.models import ParticularEdition, digest_of
from steamie.people.models import Person
from steamie.services.numbers import NUMBERS
from steamie.strategy.actions import load_edition
from steamie.strategy.models import Association
from steamie.visits.models import PageView
from steamie.website import actions, rendered_before, stamping
from steamie.website.models import (
    HomePage,
    NewsPage,
    ServicePage,
    TextPage,
    VacancyIndexPage,
    VacancyPage,
)
from tests.website.making import NOW, PHONE, publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were rendered, as they are."""
    done: list[str] = []
    kept = rendered_before.RenderedBefore._kept_or_rendered

    def noted(self: rendered_before.RenderedBefore, request, key):
        render = self.render
        self.render = lambda asked: (done.append(asked.path), render(asked))[1]
        try:
            return kept(self, request, key)
        finally:
            self.render = render

    monkeypatch.setattr(rendered_before.RenderedBefore, "_kept_or_rendered", noted)
    return done


@pytest.mark.usefixtures("home", "strategy")
@pytest.mark.parametrize("address", ["/", "/news/", "/services/", "/services/factoring/", "/strategy/", "/privacy/", "/jobs/"])
@pytest.mark.parametrize("packed", ["gzip", ""])
def test_the_second_reader_gets_the_same_without_a_rendering(
    resident: Client, renderings: list[str], address: str, packed: str
) -> None:
    first = resident.get(address, headers={"accept-encoding": packed})
    second = resident.get(address, headers={"accept-encoding": packed})

    assert renderings == [address]
    assert first.status_code == 200
    if not packed:
        assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert not second.cookies
    assert resident.get(address, headers={"accept-encoding": packed, "if-none-match": first.headers["ETag"]}).status_code == 304
    assert renderings == [address]


@pytest.mark.usefixtures("home", "strategy")
@pytest.mark.parametrize("address", ["/news/feed/", "/news/feed/atom/"])
def test_whoever_remembers_a_day_and_no_fingerprint_gets_no_body_twice(
    resident: Client, renderings: list[str], address: str
) -> None:
    show("Bins")
    first = resident.get(address)
    again = resident.get(address, headers={"if-modified-since": first.headers["Last-Modified"]})
    assert (again.status_code, again.content, renderings) == (304, b"", [address])


CHANGES: dict[str, tuple[str, str, Callable[[], object]]] = {
    "association": ("/news/", "0141 000 0000", lambda: Association.objects.update(telephone="0141 000 0000")),
    "first page": ("/", "Now then", lambda: HomePage.objects.update(heading="Now then")),
    "emergency": ("/services/report-a-repair/", "Chimney", lambda: ring_about("Chimney on fire")),
    "service": ("/services/", "In new words", lambda: ServicePage.objects.filter(slug="factoring").update(intro="In new words")),
    "text": ("/privacy/", "Mind the gap", lambda: TextPage.objects.update(body="<p>Mind the gap</p>")),
    "title": ("/services/", "Renamed", lambda: rename("factoring", "Renamed")),
    "news": ("/", "Pantry open", lambda: show("Pantry open")),
    "news on its list": ("/news/", "Pantry open", lambda: show("Pantry open")),
    "strategy": ("/strategy/", "Sharing Owners, all", lambda: another_edition()),
}


def rename(slug: str, title: str) -> None:
    with connection.cursor() as cursor:  # another program, not ours
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE slug = %s", [title, slug])


def ring_about(what: str) -> None:
    data = {**NUMBERS.data(), "emergency": [{"who": what, "telephone": "999"}]}
    ParticularEdition.objects.create(code=NUMBERS.code, data=data, digest=digest_of(data), at=NOW)


def show(title: str) -> NewsPage:
    return actions.add_news(Outgoing(marker="", title=title, text="Bring a bag."), shown_at=NOW)


def another_edition() -> None:
    document = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
    load_edition(source=document.replace('text = "Sharing Owners"', 'text = "Sharing Owners, all"'), by=SETUP)


@pytest.mark.usefixtures("home", "strategy")
@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_shown_at_once(resident: Client, what: str) -> None:
    address, wanted, change = CHANGES[what]
    for _ in range(2):
        assert wanted not in resident.get(address).content.decode()

    change()

    assert wanted in resident.get(address).content.decode()


def test_a_post_that_is_withdrawn_is_gone_at_once(home: HomePage, resident: Client, renderings: list[str]) -> None:
    page = show("Pantry open")
    for address in (page.get_url(), "/news/", "/", "/news/feed/"):
        assert "Pantry open" in resident.get(address).content.decode()
        assert "Pantry open" in resident.get(address).content.decode()

    actions.take_down(page)

    assert resident.get(page.get_url()).status_code == 410
    for address in ("/news/", "/", "/news/feed/"):
        assert "Pantry open" not in resident.get(address).content.decode()


def test_a_change_that_was_taken_back_leaves_nothing_behind(home: HomePage, resident: Client) -> None:
    """What was rendered within a change that is undone is not shown once the version comes by again."""
    resident.get("/")
    before = stamping.number(connection)
    with transaction.atomic():
        HomePage.objects.update(heading="Never")
        transaction.set_rollback(True)
    assert stamping.number(connection) == before
    assert "Never" not in resident.get("/").content.decode()


def test_midnight_and_the_end_of_a_vacancy_change_pages_that_nobody_changed(
    home: HomePage, resident: Client, renderings: list[str]
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        index = VacancyIndexPage.objects.get()
        closing = VacancyPage(
            title="Caretaker", slug="caretaker", intro="Mend things", body="x", closes_at=NOW + timedelta(hours=2)
        )
        index.add_child(instance=closing)
        resident.get("/jobs/")
        assert "Caretaker" in resident.get("/jobs/").content.decode()
        clock.shift(timedelta(hours=2))
        assert "Caretaker" not in resident.get("/jobs/").content.decode()
        clock.shift(timedelta(hours=20))
        resident.get("/jobs/")
    assert renderings == ["/jobs/"] * 3


@pytest.mark.usefixtures("home")
def test_nobody_who_brings_a_cookie_is_answered_from_the_store(resident: Client, staff: Person, renderings: list[str]) -> None:
    resident.get("/services/")
    desk = Client(headers={"user-agent": PHONE})
    desk.force_login(staff)
    desk.get("/services/")
    assert len(rendered_before.store.kept) == 1
    assert renderings == ["/services/"]  # the other was not asked for here at all


@pytest.mark.usefixtures("home", "strategy")
@pytest.mark.parametrize(
    "address",
    ["/repairs/details/?where=kitchen&what=sink", "/contact/", "/contact/private/", "/follow/", "/suggest/", "/accounts/login/",
     "/search/?q=rent", "/nothing-here/", "/services/?for=tenants"],
)  # fmt: skip
def test_what_carries_a_ticket_or_answers_one_person_is_never_kept(resident: Client, address: str) -> None:
    resident.get(address)
    assert not rendered_before.store.kept


@pytest.mark.usefixtures("home")
def test_views_are_counted_from_the_store_too(resident: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        for last in range(1, 4):
            resident.get("/services/factoring/", REMOTE_ADDR=f"192.0.2.{last}")
        resident.get("/services/factoring/", REMOTE_ADDR="192.0.2.1")

    assert dict(PageView.objects.values_list("excluded", "views")) == {"": 3, "repeat": 1}


@pytest.mark.usefixtures("home")
def test_a_reader_from_a_post_gets_links_with_its_code_and_nobody_else_does(resident: Client, renderings: list[str]) -> None:
    plain = resident.get("/services/report-a-repair/").content.decode()
    tagged = resident.get(
        "/services/report-a-repair/?utm_source=facebook&utm_content=k4p2t7xy", headers={"accept-encoding": "gzip"}
    )
    again = resident.get("/services/report-a-repair/").content.decode()

    assert again == plain
    assert "utm_content" not in plain
    assert tagged.headers["Cache-Control"] == "private, max-age=60"
    assert tagged.headers["Content-Encoding"] == "gzip"
    text = gzip.decompress(tagged.content).decode()
    assert 'href="/repairs/?utm_content=k4p2t7xy"' in text
    assert renderings == ["/services/report-a-repair/"]


@pytest.mark.usefixtures("home")
def test_a_link_that_leads_nowhere_is_rendered_once(resident: Client, officer: Person) -> None:
    first = resident.get("/go/nosuch22/")
    with CaptureQueriesContext(connection) as queries:
        second = resident.get("/go/nosuch33/")
    assert (first.status_code, second.status_code) == (404, 404)
    assert first.content == second.content
    assert len(queries) == 2  # the version, and the code


def test_where_a_link_leads_is_asked_again_once_anything_changed(home: HomePage, resident: Client, officer: Person) -> None:
    sent = publication(officer, link="https://www.gov.scot/damp")
    with CaptureQueriesContext(connection) as first:
        assert resident.get("/go/K4P2T7/").headers["Location"] == "https://www.gov.scot/damp"
    with CaptureQueriesContext(connection) as second:
        resident.get("/go/K4P2T7/")
    assert len(second) < len(first)
    sent.post.link = "https://www.gov.scot/mould"
    sent.post.save()
    assert resident.get("/go/K4P2T7/").headers["Location"] == "https://www.gov.scot/mould"
    Redirect.add_redirect("/go/poster22/", redirect_to="/news/")
    assert resident.get("/go/poster22/").headers["Location"] == "/news/"


def test_without_its_triggers_nothing_is_kept(home: HomePage, resident: Client, monkeypatch, caplog) -> None:
    monkeypatch.setattr(stamping, "complete", lambda _: False)
    assert resident.get("/").status_code == 200
    assert not rendered_before.store.kept
    assert "triggers are missing" in caplog.text


def test_the_store_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendered_before, "MOST_BYTES", 10)
    store = rendered_before.Store()
    for number in range(4):
        store.put((str(number),), rendered_before.Rendering(1, NOW, NOW, (), b"1234", None))
    assert [key for (key,) in store.kept] == ["2", "3"]
    assert store.size == 8


TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
CANNOT_CHANGE = re.compile(r"django_|auth_|people_tally|visits_|website_publicversion|sqlite_|wagtailsearch_")
WALKED = ("/", "/strategy/", "/strategy/large-print/", "/sitemap.xml", "/calendar.ics", "/news/feed/", "/news/feed/atom/",
          "/robots.txt", "/site.webmanifest", "/favicon.svg", "/.well-known/security.txt", "/jobs/caretaker/", "/formats/",
          "/formats/large-print/services/factoring/")  # fmt: skip

NOT_WALKED = ("/static/", "/media/", "/accounts/", "/desk/", "/formats/")


def addresses(resident: Client) -> Iterator[tuple[str, set[str]]]:
    """Every page that may be kept, from the first page on, with the tables it reads."""
    waiting, seen = list(WALKED), set(WALKED)
    while waiting:
        address = waiting.pop()
        rendered_before.store.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = resident.get(address)
        if answer.streaming or answer.status_code != 200:
            continue
        if rendered_before.store.kept:
            yield address, {table for query in queries for table in TABLE.findall(query["sql"])}
        for target in re.findall(r'href="(/[^"#?]*)', answer.content.decode(errors="replace")):
            if target not in seen and not target.startswith(NOT_WALKED) and not target.endswith(".pdf"):
                seen.add(target)
                waiting.append(target)


@pytest.mark.usefixtures("strategy")
def test_every_table_that_a_kept_page_reads_moves_the_version_on(home: HomePage, resident: Client, officer: Person) -> None:
    sent = publication(officer, kind="website")
    actions.add_news(Outgoing(marker=sent.code, title="Pantry open", text="Bring a bag."), shown_at=NOW)
    vacancy = {"intro": "Mend", "body": "x", "closes_at": NOW + timedelta(days=2)}
    with time_machine.travel(NOW, tick=False):
        VacancyIndexPage.objects.get().add_child(instance=VacancyPage(title="Caretaker", slug="caretaker", **vacancy))
        read = dict(addresses(resident))

    assert len(read) > 20
    missing = {
        address: sorted(table for table in tables if table not in stamping.TABLES and not CANNOT_CHANGE.match(table))
        for address, tables in read.items()
    }
    assert {address: tables for address, tables in missing.items() if tables} == {}


def test_every_table_has_its_triggers(home: HomePage) -> None:
    assert stamping.complete(connection)
    for table in stamping.TABLES:
        before = stamping.number(connection)
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 -- our own tables
            rows = cursor.fetchone()[0]
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'UPDATE "{table}" SET "{key}" = "{key}"')  # noqa: S608
        assert stamping.number(connection) == before + rows
