"""Forms begun and sent, and what followed posts: totals that lead to rows, and no row that joins a visit to a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.casework.models.cases import Ending, Outcome
from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from steamie.visits import figures
from steamie.visits.models import Form, FormsAfterPost, FormsBegun, RecentCaller, Visit
from steamie.website.models import HomePage
from tests.casework.making import NOW, told
from tests.house.page_rules import problems
from tests.services.test_repairs import TYPED, about, hidden
from tests.strategy.papers import clause_of, stands
from tests.website.making import PHONE, publication

pytestmark = pytest.mark.django_db
NIGHT = NOW.replace(hour=2)
TODAY = NOW.date()


def repair(client: Client, code: str = "", *, at: Any = NOW, **typed: Any) -> HttpResponse:
    """A repair from the first page to the thanks, as a person goes who came by a link with this code."""
    carried = f"&utm_content={code}" if code else ""
    with time_machine.travel(at, tick=False) as clock:
        page = client.get(f"/repairs/details/{about('kitchen', 'sink')}{carried}")
        clock.shift(timedelta(minutes=2))
        checked = client.post(f"/repairs/check/{about('kitchen', 'sink')}", hidden(page) | TYPED | typed)
        assert checked.status_code == 200
        return client.post(f"/repairs/sent/{about('kitchen', 'sink')}", hidden(checked))


def of_repairs() -> figures.OfForm:
    return figures.of_form(Form.REPAIR, TODAY - timedelta(days=7), TODAY)


def test_forms_begun_and_sent_are_totals_by_hours(home: HomePage, resident: Client) -> None:
    repair(resident)
    repair(resident, at=NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        resident.get(f"/repairs/details/{about('kitchen', 'sink')}")
        Client(headers={"user-agent": "Googlebot/2.1"}).get(f"/repairs/details/{about('kitchen', 'sink')}")

    row = of_repairs()

    assert (row.begun_open, row.begun_shut, row.sent_open, row.sent_shut) == (1, 2, 1, 1)
    assert set(FormsBegun.objects.values_list("form", "day", "office_shut", "number")) == {
        ("repair", TODAY, False, 1),
        ("repair", TODAY, True, 2),
    }


def test_trials_doubles_and_machines_stand_apart(home: HomePage, resident: Client, staff: Person) -> None:
    repair(resident)
    desk = Client(headers={"user-agent": PHONE})
    desk.force_login(staff)
    assert "This is a trial" in desk.get(f"/repairs/details/{about('kitchen', 'sink')}").content.decode()
    repair(desk, trial="1", words="Trying it out.")
    repair(resident, website="https://spam.example", words="Buy this.")
    repair(resident, trial="1", words="A resident who claims that it is a trial is counted.")
    twice = told("repair", words="The same again.")
    Ending.objects.create(case=twice, outcome=Outcome.DUPLICATE, at=NOW, by=staff)
    told("safety", words="Nobody counts this.")

    row = of_repairs()

    assert (row.sent, row.trials, row.machines, row.twice) == (2, 1, 1, 1)
    assert figures.of_form(Form.MESSAGE, TODAY, TODAY).sent == 0


def test_a_form_after_a_post_is_added_to_a_total_once(home: HomePage, resident: Client, officer: Person) -> None:
    sent = publication(officer, "k4p2t7xy", link="http://localhost:8000/repairs/where/")
    led = resident.get("/go/k4p2t7xy/").headers["Location"]
    assert "utm_content=k4p2t7xy" in led
    where = resident.get(led)
    assert hidden(where)["utm_content"] == ["k4p2t7xy"]
    thanks = repair(resident, "k4p2t7xy")
    assert thanks.status_code == 200

    assert list(FormsAfterPost.objects.values_list("post", "form", "day", "number")) == [(sent.post_id, "repair", TODAY, 1)]
    assert repair(resident, "zzzzzzzz").status_code == 200  # a code that no post has
    assert repair(resident, "<script>").status_code == 200
    assert repair(resident).status_code == 200
    assert FormsAfterPost.objects.get().number == 1


def test_the_same_sheet_sent_twice_and_machines_work_are_not_added(home: HomePage, resident: Client, officer: Person) -> None:
    publication(officer, "k4p2t7xy")
    with time_machine.travel(NOW, tick=False) as clock:
        page = resident.get(f"/repairs/details/{about('kitchen', 'sink')}&utm_content=k4p2t7xy")
        clock.shift(timedelta(minutes=2))
        for _ in range(2):
            resident.post(f"/repairs/sent/{about('kitchen', 'sink')}", hidden(page) | TYPED)
            clock.shift(timedelta(seconds=3))
    repair(resident, "k4p2t7xy", website="spam")

    assert FormsAfterPost.objects.get().number == 1


@pytest.mark.parametrize("sheet", ["message", "repair"])
def test_do_not_count_me_works_without_a_cookie(home: HomePage, resident: Client, officer: Person, sheet: str) -> None:
    publication(officer, "k4p2t7xy")
    with time_machine.travel(NOW, tick=False):
        resident.get("/go/k4p2t7xy/")
        assert Visit.objects.counted().count() == 1
    if sheet == "repair":
        thanks = repair(resident, "k4p2t7xy", uncounted="1")
    else:
        with time_machine.travel(NOW, tick=False) as clock:
            page = resident.get("/contact/?utm_content=k4p2t7xy")
            assert "Do not count me" in page.content.decode()
            clock.shift(timedelta(minutes=2))
            thanks = resident.post("/contact/", hidden(page) | {"words": "Hello", "no_answer": "on", "uncounted": "1"})

    assert thanks.status_code == 200
    assert not resident.cookies
    assert Case.objects.count() == 1
    assert FormsAfterPost.objects.count() == 0
    assert list(Visit.objects.values_list("excluded", flat=True)) == ["objection"]


def test_the_page_about_our_figures_takes_back_the_last_half_hour(home: HomePage, resident: Client, officer: Person) -> None:
    publication(officer)
    with time_machine.travel(NOW, tick=False) as clock:
        resident.get("/go/K4P2T7/")
        resident.get("/services/factoring/")
        resident.get("/go/K4P2T7/", REMOTE_ADDR="192.0.2.9")
        assert 'action="/about-our-figures/objection/"' in resident.get("/about-our-figures/").content.decode()
        answer = resident.post("/about-our-figures/objection/", {"back": "//evil.example/"})
        assert "We had counted 2 visits" in answer.content.decode()
        assert "evil" not in answer.content.decode()
        clock.shift(timedelta(minutes=5))
        resident.get("/go/K4P2T7/")

    assert [visit.excluded for visit in Visit.objects.order_by("pk")] == ["objection", "", "objection"]
    assert not answer.cookies


@pytest.mark.parametrize("signal", ["dnt", "sec-gpc"])
def test_a_browser_that_says_no_is_not_counted(home: HomePage, officer: Person, signal: str) -> None:
    publication(officer, "k4p2t7xy")
    private = Client(headers={"user-agent": PHONE, signal: "1"})

    private.get("/go/k4p2t7xy/")
    page = private.get("/contact/?utm_content=k4p2t7xy").content.decode()

    assert [visit.excluded for visit in Visit.objects.all()] == ["objection"]
    assert "k4p2t7xy" not in page
    assert not RecentCaller.objects.exists()
    assert not FormsBegun.objects.exists()


COUNTS = {"visits_visit", "visits_pageview", "visits_recentcaller", "visits_formsbegun", "visits_formsafterpost"}
# What a visit may name: the post that was followed, and through it the desk's own people.
MAY_NAME = {
    "visits_visit": {"posts_publication"},
    "visits_pageview": {"wagtailcore_page"},
    "visits_formsafterpost": {"posts_post"},
}


def test_no_row_joins_a_visit_to_a_person(home: HomePage, resident: Client, officer: Person) -> None:
    """The code of a post, walked through every column of every table, and every reference between tables."""
    post = publication(officer, "k4p2t7xy", link="http://localhost:8000/repairs/where/")
    with time_machine.travel(NOW, tick=False):
        resident.get("/go/k4p2t7xy/")
    repair(resident, "k4p2t7xy")
    [case], [visit], [caller] = Case.objects.all(), Visit.objects.all(), RecentCaller.objects.all()
    assert FormsAfterPost.objects.get().post_id == post.post_id

    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    for model in models:
        table = model._meta.db_table
        for field in model._meta.local_fields:
            other = field.related_model._meta.db_table if field.related_model else ""
            assert other not in COUNTS, f"{table}.{field.column} leads to a visit"
            assert table not in COUNTS or not other or other in MAY_NAME[table], f"{table}.{field.column} leads to {other}"
    for table, column, value in everything(models):
        if "k4p2t7xy" in value:
            assert table == "posts_publication", f"{table}.{column} holds the code: {value[:200]}"
        if caller.digest in value:
            assert table == "visits_recentcaller", f"{table}.{column} tells who it was"
        if table in COUNTS:
            about_the_case = (case.reference, case.submission or "-", "Canary", "G15 6DD", "900123")
            assert not any(word in value for word in about_the_case), f"{table}.{column} names a case"
    assert visit.at != case.received_at


def everything(models: list[Any]) -> list[tuple[str, str, str]]:
    """Every value of every table, as text."""
    values = []
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- our own tables
            columns = [column[0] for column in cursor.description]
            values += [
                (table, column, str(value)) for row in cursor.fetchall() for column, value in zip(columns, row, strict=True)
            ]
    return values


def test_the_pages_show_totals_and_lead_to_rows(home: HomePage, resident: Client, officer: Person, committee: Person) -> None:
    post = publication(officer, "k4p2t7xy").post
    FormsAfterPost.objects.create(post=post, form=Form.REPAIR, day=TODAY, number=3)
    repair(resident)
    for person, sees in ((officer, True), (committee, False)):
        desk = Client()
        with time_machine.travel(NOW + timedelta(hours=1), tick=False):
            desk.force_login(person)
            answer = desk.get("/desk/readings/forms/")
            assert answer.status_code == 200, answer.headers
            forms = answer.content.decode()
            rows = desk.get("/desk/readings/forms/repair/sent/").content.decode()
            days = desk.get("/desk/readings/forms/repair/begun/").content.decode()
            after = desk.get("/desk/readings/after-posts/").content.decode()
            sheet = desk.get("/desk/readings/after-posts/export/").content.decode()
            assert desk.get("/desk/readings/forms/repair/nothing/").status_code == 404
        assert 'href="/desk/readings/forms/repair/sent/"' in forms
        assert (Case.objects.get().reference in rows) is sees
        assert "Report a repair: 1 sent" in rows
        assert "24 November 2026" in days
        assert post.title in after
        assert "hidden" in after
        assert ",hidden," in sheet


@pytest.mark.clause("S-36")
@pytest.mark.usefixtures("strategy")
def test_what_followed_the_posts_for_tenants_is_counted_without_small_numbers(
    home: HomePage, resident: Client, officer: Person
) -> None:
    now = NOW + timedelta(hours=1)
    with time_machine.travel(now, tick=False):
        assert stands("S-36", now).state is State.NOT_MEASURED
        post = publication(officer, "k4p2t7xy").post
        assert stands("S-36", now).state is State.AT_RISK
        resident.get("/go/k4p2t7xy/")
        total = FormsAfterPost.objects.create(post=post, form=Form.REPAIR, day=TODAY, number=4)
        assert stands("S-36", now).figure == "1 visit and fewer than 5 forms followed 1 post for tenants in 90 days"
        FormsAfterPost.objects.filter(pk=total.pk).update(number=5)
        standing = stands("S-36", now)
        [row] = rows_behind(clause_of("S-36"), now)

    assert standing.state is State.MET
    assert standing.figure == "1 visit and 5 forms followed 1 post for tenants in 90 days"
    assert (row.counts, row.note) == (True, "1 visit")


@pytest.mark.usefixtures("strategy")
def test_every_page_of_these_is_sound_html(home: HomePage, resident: Client, officer: Person) -> None:
    post = publication(officer, "k4p2t7xy").post
    FormsAfterPost.objects.create(post=post, form=Form.REPAIR, day=TODAY, number=3)
    repair(resident)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        desk = Client()
        desk.force_login(officer)
        places = ("forms/", "forms/repair/sent/", "forms/repair/begun/", "after-posts/")
        pages = [desk.get(f"/desk/readings/{place}") for place in places]
        public = ("/privacy/", "/accessibility/", "/about-our-figures/", "/contact/?utm_content=k4p2t7xy")
        pages += [resident.get(address) for address in public]
        pages += [desk.get(f"/repairs/details/{about('kitchen', 'sink')}&utm_content=k4p2t7xy")]
        pages += [resident.post("/about-our-figures/objection/")]

    for page in pages:
        assert page.status_code == 200
        assert problems(page.content.decode()) == [], page.request["PATH_INFO"]
