"""The calendar as files: formulas stay text, wrong rows are named by row and column, nothing is saved unasked."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from steamie.channels.models import Channel
from steamie.content import sheet
from steamie.content.models import Post, Publication
from steamie.content.models.publications import Step
from steamie.people.models import Person

from .making import NOW, TUESDAY, make_post

ADDRESS = "/desk/calendar/import/"


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(colleague: Person) -> Client:
    client = Client()
    client.force_login(colleague)
    return client


def file(text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("plan.csv", text.encode(), "text/csv")}


GOOD = (
    "day,time,title,third,words\n2026-12-01,10:00,Gas safety,Our work,We check every boiler.\n"
    "2026-12-02,,Pantry,local,Open now.\n"
)
MIXED = (
    "day,time,title,third,link\n2026-12-01,10:00,Gas safety,association,\n2027-03-28,01:30,Skipped,sector,\n"
    "2027-10-31,01:30,Twice,sector,\n2026-12-03,10:00,,sport,javascript:alert(1)\n"
)


def test_a_good_sheet_is_shown_first_and_saved_when_asked(desk: Client, website: Channel) -> None:
    page = desk.post(ADDRESS, file(GOOD)).content.decode()
    assert "2 rows read, 0 to put right" in page
    assert not Post.objects.exists()
    desk.post(ADDRESS, {"text": GOOD, "do": "save"})
    assert dict(Post.objects.values_list("title", "third")) == {"Gas safety": "association", "Pantry": "community"}
    assert {post.standing for post in Post.objects.all()} == {"draft"}
    assert Post.objects.get(title="Gas safety").texts.get().text == "We check every boiler."


def test_wrong_rows_are_named_by_row_and_column_and_nothing_is_saved(desk: Client) -> None:
    answer = desk.post(ADDRESS, file(MIXED))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "4 rows read, 3 to put right" in page
    assert "Row 3, time:</strong> The clocks go forward on 28 March 2027, so 01:30 never comes. Choose 02:30" in page
    assert "Row 4, time:</strong> The clocks go back on 31 October 2027" in page
    assert "Write first or second in the column" in page
    assert "Row 5, third:" in page
    assert "Row 5, title:" in page
    assert "Row 5, link:" in page
    desk.post(ADDRESS, {"text": MIXED, "do": "save"})
    assert not Post.objects.exists()
    desk.post(ADDRESS, {"text": MIXED, "do": "save_good"})
    assert Post.objects.get().title == "Gas safety"


def test_the_hour_that_comes_twice_is_settled_in_its_column(desk: Client) -> None:
    desk.post(ADDRESS, {"text": "day,time,which,title,third\n2027-10-31,01:30,second,Twice,sector\n", "do": "save"})
    post = Post.objects.get()
    assert post.due_wall == "2027-10-31T01:30 Europe/London, second"
    assert f"{post.due_at:%H:%M}" == "01:30"


@pytest.mark.parametrize("text", ["", "colour,size\nred,1\n", "title,third\n", "title,third\n" + "a,sector\n" * 501])
def test_a_file_that_is_no_plan_is_answered_plainly(desk: Client, text: str) -> None:
    answer = desk.post(ADDRESS, file(text) if text else {})
    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_no_cell_of_an_export_starts_a_formula_and_it_comes_back_as_it_was(
    desk: Client, colleague: Person, website: Channel
) -> None:
    for title in ('=HYPERLINK("http://evil","x")', "+1+cmd", "-1+2", "@SUM(A1)", "Plain"):
        make_post(colleague, website, title=title, text=title)
    out = desk.get("/desk/calendar/2026-10-01/export.csv").content.decode()
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    rows = sheet.read(out, [website.pk])
    assert {row.composition.title for row in rows} == set(Post.objects.values_list("title", flat=True))


def test_the_subscription_holds_only_what_the_public_has_seen(colleague: Person, website: Channel) -> None:
    told = {"kind": "event", "event_place": "The hall", "event_starts": TUESDAY + timedelta(days=7)}
    seen, unseen = (make_post(colleague, website, title=title, **told) for title in ("Open day", "Secret"))
    for post, step, at in ((seen, Step.PUBLISHED, NOW), (unseen, Step.APPROVED, None)):
        Publication.objects.create(post=post, channel=website, code=f"c{post.pk}", step=step, due_at=NOW, published_at=at)
    answer = Client().get("/calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Open day"]
    assert str(events[0]["location"]) == "The hall"


def test_lists_windows_and_days_are_edited_on_one_page(desk: Client, officer: Person, website: Channel) -> None:
    address = "/desk/calendar/words/"
    assert "bampot" in desk.get(address).content.decode()
    desk.post(address, {"do": "list", "kind": "offensive", "words": "Numpty\nnumpty\n\nbanana\n"})
    assert "banana\nnumpty" in desk.get(address).content.decode()
    window = {"do": "window", "title": "Election", "first": "2026-11-20", "last": "2026-11-30", "reason": "Stay out of it"}
    assert desk.post(address, window | {"last": "2026-11-01"}).status_code == 422
    desk.post(address, window | {"words": "vote"})
    desk.post(address, {"do": "day", "title": "Pancake day", "month": "2", "day": "17", "third": "community"})
    assert desk.post(address, {"do": "day", "title": "No day", "month": "2", "day": "30", "third": "sector"}).status_code == 422
    page = desk.get(address).content.decode()
    assert "Election" in page
    assert "Pancake day" in page
    post = make_post(officer, website, text="A banana for everyone who can vote.")
    page = desk.get(f"/desk/posts/{post.pk}/").content.decode()
    assert "“banana”" in page
    assert "“vote”" in page
