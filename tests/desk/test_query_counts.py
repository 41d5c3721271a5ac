"""No page of the desk asks the database more than fifteen times with the demonstration year loaded, nor more when it grows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.pages import LIMIT, pages
from steamie.content.models import Post
from steamie.desk.demonstration import load
from steamie.evidence.actions import record
from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office


@pytest.fixture
def officer_of_the_year(db: None, settings: object, tmp_path: object) -> Person:
    settings.DATA = tmp_path
    load(progress=lambda said: None)
    return Grant.objects.in_force(timezone.localdate()).get(office=Office.OFFICER).person


def asked(client: Client, address: str) -> int:
    """Queries of a page that has been looked at before: what a process reads once is not counted against each page."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code in {200, 302}, address
    by_row = [query["sql"] for query in queries if "cast_date" in query["sql"]]
    assert by_row == [], "asked for by the day of each row, which no index helps: once for every pair of rows, in a subquery"
    return len(queries)


def grow(by: Person) -> None:
    """A hundred more posts, with words and a line in the record for each, and many more people."""
    for post in Post.objects.prefetch_related("texts").order_by("-pk")[:100]:
        texts = list(post.texts.all())
        post.pk, post._state.adding, post.slot_id = None, True, None
        post.due_at = post.due_at and post.due_at + timedelta(minutes=7)
        post.save()
        for text in texts:
            text.pk, text._state.adding, text.post = None, True, post
            text.save()
        record(by=by, verb="draft", clause="S-60", subject=post)
    known = Person.objects.count()
    for number in range(known, known + 30):
        person = Person.objects.create_user(f"more{number}@example.org", None, name=f"More {number}")
        Grant.objects.create(person=person, office=Office.STAFF, since=timezone.localdate(), reason="For the tests")


@pytest.mark.timeout(600)
def test_no_page_asks_more_than_it_may_nor_more_as_rows_grow(client: Client, officer_of_the_year: Person) -> None:
    client.force_login(officer_of_the_year)
    client.get("/desk/")  # the first page of a process also asks what this database can do
    each = {post.standing: post.pk for post in Post.objects.with_standing()}
    addresses = pages() | {f"post: {standing.value}": f"/desk/posts/{pk}/" for standing, pk in each.items()}
    year = {name: asked(client, address) for name, address in addresses.items()}
    grow(officer_of_the_year)
    larger = {name: asked(client, address) for name, address in addresses.items()}
    grow(officer_of_the_year)
    largest = {name: asked(client, address) for name, address in addresses.items()}

    assert len(each) >= 4
    assert {name: count for name, count in (year | larger).items() if count > LIMIT} == {}
    assert {name: (larger[name], count) for name, count in largest.items() if count > larger[name]} == {}
