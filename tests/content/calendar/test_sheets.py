"""The calendar as files: formulas stay text, wrong rows are named by row and column, nothing is saved unasked."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from steamie.channels.models import Channel
from steamie.content.calendar import sheet, spreadsheet
from steamie.content.posts.composition import of_post
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY, make_channel, make_post
from tests.surroundings import examples

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
    assert "2 rows read, all ready" in page
    assert not Post.objects.exists()
    desk.post(ADDRESS, {"text": GOOD, "do": "save"})
    assert dict(Post.objects.values_list("title", "share")) == {"Gas safety": "association", "Pantry": "community"}
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


@pytest.mark.parametrize("text", ["", "colour,size\nred,1\n", "title,third\n", "third\nlocal\n"])
def test_a_file_that_is_no_plan_is_answered_plainly(desk: Client, text: str) -> None:
    answer = desk.post(ADDRESS, file(text) if text else {})
    assert answer.status_code == 422
    assert not Post.objects.exists()


def read(text: str) -> sheet.Sheet:
    return sheet.read(text, [])


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_separator_mark_and_line_ending(separator: str, start: str, ending: str) -> None:
    lines = (
        ("Date", "Headline", "Third"),
        ("24/11/2026", "Gas safety, yearly", "our work"),
        ("", "", ""),
        ("", "Pantry", "Local"),
    )
    text = start + ending.join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    rows = read(text).rows
    assert [(row.number, row.composition.title, row.composition.share) for row in rows] == [
        (2, "Gas safety, yearly", "association"),
        (4, "Pantry", "community"),
    ]
    assert rows[0].composition.due_wall == "2026-11-24T10:00 Europe/London"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "time", "wall"),
    [
        ("03/04/2027", "", "2027-04-03T10:00"),  # the day before the month
        ("3/4/27", "9am", "2027-04-03T09:00"),
        ("3.4.2027", "9.30", "2027-04-03T09:30"),
        ("2027-04-03 00:00:00", "09:30:00", "2027-04-03T09:30"),
        ("Sat 3rd April 2027", "12pm", "2027-04-03T12:00"),
        ("03-Apr-27", "12 am", "2027-04-03T00:00"),
    ],
)
def test_days_and_times_as_spreadsheets_write_them(day: str, time: str, wall: str) -> None:
    (row,) = read(f"day,time,title,third\n{day},{time},A,local").rows
    assert row.errors == {}
    assert row.composition.due_wall == f"{wall} Europe/London"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("day", "04/13/2026", "There is no day 04/13/2026. The day comes before the month"),
        ("day", "46350", "spreadsheet’s own number for a day"),
        ("day", "next Tuesday", "“next Tuesday” is not a day we can read. Write it like 24/11/2026"),
        ("day", "########", "A formula had failed here"),
        ("time", "10", "“10” is not a time we can read. Write it like 10:00."),
        ("time", "25:00", "not a time we can read"),
        ("starts", "tomorrow at 7", "Write it like 24/11/2026 10:00."),
        ("title", "#REF!", "A formula had failed here: “#REF!”. Write the words themselves."),
        ("title", "=1+1", "This is a formula. Write the words themselves"),
        ("title", "x" * 121, "120 characters at most"),
        ("share", "mine", "Write one of: Our work, Local, Sector."),
        ("kind", "party", "Write one of: Information, News, Event."),
        ("link", "not a link", "Enter a valid URL."),
        ("place", "x" * 201, "200 characters at most."),
    ],
)
def test_every_error_names_its_column_and_the_good_row_is_offered(column: str, cell: str, said: str) -> None:
    cells = {
        "day": "01/12/2026",
        "time": "10:00",
        "title": "A",
        "share": "local",
        "kind": "",
        "link": "",
        "place": "",
        "starts": "",
    }
    wrong = cells | {column: cell}
    lines = [",".join(cells), ",".join(cells.values()), ",".join(wrong.values())]
    good, bad = read("\n".join(lines)).rows
    assert good.composition
    assert bad.composition is None
    assert said in bad.errors[column]
    assert bad.number == 3


@pytest.mark.django_db
def test_words_longer_than_the_composer_takes_are_refused_by_name() -> None:
    (row,) = read(f"title,third,words\nA,local,{'x' * 63_207}").rows
    assert row.composition is None
    assert row.errors == {"words": "63,206 characters at most."}


@pytest.mark.django_db
def test_a_column_named_as_a_channel_holds_the_words_for_that_channel(desk: Client, website: Channel, facebook: Channel) -> None:
    text = (
        "title,third,words,FACEBOOK page,website\nA,local,For all,For the Page,\n"
        "B,local,,Only the Page,\nC,local,For all,,For the website\nD,local,,,\n"
    )
    page = desk.post(ADDRESS, file(text)).content.decode()
    assert "4 rows read, all ready" in page
    assert "left out" not in page
    desk.post(ADDRESS, {"text": text, "do": "save"})
    assert {post.title: {text.channel: text.text for text in post.texts.all()} for post in Post.objects.all()} == {
        "A": {facebook: "For the Page", website: "For all"},
        "B": {facebook: "Only the Page"},
        "C": {facebook: "For all", website: "For the website"},
        "D": {},
    }


@pytest.mark.parametrize(
    ("cell", "said"),
    [("=1+1", "This is a formula"), ("#REF!", "A formula had failed here"), ("x" * 63_207, "63,206 characters at most.")],
)
def test_a_channels_column_is_guarded_as_the_words_are(desk: Client, facebook: Channel, cell: str, said: str) -> None:
    (row,) = sheet.read(f"title,third,Facebook Page\nA,local,{cell}", [facebook.pk]).rows
    assert row.composition is None
    assert said in row.errors["facebook page"]


def test_an_account_is_meant_before_its_kind_and_no_column_is_named_twice(desk: Client, facebook: Channel) -> None:
    other = make_channel("facebook", "Facebook")
    numbers = [facebook.pk, other.pk]
    (row,) = sheet.read("title,third,words,facebook\nA,local,For all,For one", numbers).rows
    assert row.composition.texts == {facebook.pk: "For all", other.pk: "For one"}
    page = desk.post(ADDRESS, file("title,third,Facebook,FACEBOOK\nA,local,x,y")).content.decode()
    assert "names a column twice: facebook" in page


def test_a_quotation_mark_left_open_loses_only_what_follows(desk: Client) -> None:
    text = 'title,third\nFirst,local\n"Second,local\nThird,local\n'
    page = desk.post(ADDRESS, file(text)).content.decode()
    assert "Row 3:</strong> A quotation mark is opened here and never closed" in page
    assert "Add only the 1 that is ready" in page


def test_the_same_post_twice_is_one_post(desk: Client, colleague: Person, website: Channel) -> None:
    make_post(colleague, website, title="Gas safety", due_at=TUESDAY)
    text = "day,title,third\n24/11/2026,gas safety,our work\n25/11/2026,Pantry,local\n25/11/2026,pantry,local\n,Any day,local\n"
    page = desk.post(ADDRESS, file(text)).content.decode()
    assert "Row 2, title:</strong> The same headline on the same day is in the calendar already." in page
    assert "Row 4, title:</strong> The same headline on the same day stands in row 3." in page
    desk.post(ADDRESS, {"text": text, "do": "save_good"})
    desk.post(ADDRESS, {"text": text, "do": "save_good"})  # sent again: what has a day is there already
    assert Post.objects.filter(title__iexact="pantry").count() == 1


def test_what_is_out_of_thirds_is_said_and_may_be_added(desk: Client, website: Channel) -> None:
    text = "title,third\n" + "".join(f"Repair {number},our work\n" for number in range(8)) + "Pantry,local\n"
    page = desk.post(ADDRESS, file(text)).content.decode()
    assert "These rows are not in thirds." in page
    assert "8 of 9 posts are our own work: 89%" in page
    assert "Add 9 drafts" in page


def test_five_thousand_rows_and_a_strange_column_are_answered(desk: Client) -> None:
    text = "title;third;colour\n" + "".join(f"Post {number};local;red\n" for number in range(5000))
    page = desk.post(ADDRESS, file(text)).content.decode()
    assert "Only the first 500 rows were read; 4500 more were left." in page
    assert "Columns we do not know were left out: colour." in page
    assert "Add 500 drafts" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "This is a spreadsheet, not a CSV file."),
        (b"\xd0\xcf\x11\xe0rest", "This is a spreadsheet, not a CSV file."),
        (b"\x89PNG\x00\x01", "This is not a text file."),
        (b"title,third,title\nA,local,B", "names a column twice: title"),
        (b"Name;Size\nA;B", "Missing: title, third. It names: Name, Size."),
        (b"title,third\n" + b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_what_is_no_sheet_is_answered_with_what_to_do(desk: Client, content: bytes, said: str) -> None:
    answer = desk.post(ADDRESS, {"file": SimpleUploadedFile("plan.csv", content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_alphabets_spreadsheets_write(encoding: str) -> None:
    text = spreadsheet.decode("title,third\nCafé – “open”,local\n".encode(encoding))
    assert read(text).rows[0].composition.title == "Café – “open”"


def test_the_sheet_to_fill_in_is_read_without_an_error(desk: Client, website: Channel) -> None:
    answer = desk.get("/desk/calendar/import/example.csv")
    found = sheet.read(answer.content.decode(), [website.pk])
    assert ([row.errors for row in found.rows], found.strange) == ([{}, {}], [])
    assert "Write here what goes to Website news alone." in found.rows[1].composition.texts[website.pk]


@given(st.text(max_size=400))
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_upsets_the_reader(db: None, text: str) -> None:
    try:
        rows = sheet.read(f"title,third,day\n{text}", []).rows
    except spreadsheet.Unreadable:
        return
    assert all(row.composition or row.errors for row in rows)


def test_no_cell_of_an_export_starts_a_formula_and_it_comes_back_as_it_was(
    desk: Client, colleague: Person, website: Channel
) -> None:
    for title in ('=HYPERLINK("http://evil","x")', "+1+cmd", "-1+2", "@SUM(A1)", "Plain"):
        make_post(colleague, website, title=title, text=title)
    out = desk.get("/desk/calendar/2026-10-01/export.csv").content.decode()
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    rows = sheet.read(out.replace("2026-11-24", "2026-11-25"), [website.pk]).rows
    assert {row.composition.title for row in rows} == set(Post.objects.values_list("title", flat=True))


def test_an_export_read_again_makes_the_same_posts(desk: Client, colleague: Person, website: Channel, facebook: Channel) -> None:
    """All but the pictures: for each channel its own words, also where it has none."""
    told = {"kind": "event", "event_place": "The hall, 5 Rozelle Avenue", "credit": "Lunch club", "evergreen": True}
    told |= {"event_starts": TUESDAY + timedelta(days=7), "event_ends": TUESDAY + timedelta(days=7, hours=2)}
    make_post(colleague, website, facebook, title="The same on both", text="One, two.\nThree “four”.", **told)
    make_post(colleague, facebook, title="On Facebook only", text="Only there.", share="community")
    apart = make_post(colleague, website, title="Other words on each", text="For the website.")
    apart.texts.create(channel=facebook, text="For Facebook.")
    made_before = {post.title: of_post(post) for post in Post.objects.all()}

    out = sheet.write(Post.objects.with_standing().select_related("slot", "suggestion"))
    Post.objects.update(title="Out of the way")
    found = sheet.read(out, [website.pk, facebook.pk])

    assert [row.errors for row in found.rows] == [{}, {}, {}]
    for row in found.rows:
        again, was = row.composition, made_before[row.composition.title]
        assert again.words == was.words
        assert again.due_wall == "2026-11-24T10:00 Europe/London"
        assert replace(again, texts={}, due_wall="") == replace(was, texts={}, due_wall="")


def test_channels_of_one_name_have_a_column_each(desk: Client, colleague: Person, website: Channel) -> None:
    """As has one whose name is that of another column."""
    twin, link = make_channel("paper", "Website news"), make_channel("paper", "Link")
    post = make_post(colleague, website, text="On the first.")
    post.texts.create(channel=twin, text="On the second.")
    post.texts.create(channel=link, text="On the third.")

    out = sheet.write(Post.objects.with_standing())
    Post.objects.update(title="Out of the way")
    (row,) = sheet.read(out, [website.pk, twin.pk, link.pk]).rows

    assert row.errors == {}
    assert row.composition.words == {website.pk: "On the first.", twin.pk: "On the second.", link.pk: "On the third."}


@pytest.mark.django_db
@pytest.mark.parametrize(("cell", "again"), [("yes", True), ("Y", True), ("", False), ("no", False)])
def test_whether_it_can_be_used_again_is_a_column(cell: str, again: bool) -> None:
    (row,) = read(f"title,third,again\nA,local,{cell}").rows
    assert row.composition.evergreen is again


@pytest.mark.django_db
def test_a_doubtful_yes_is_asked_about() -> None:
    (row,) = read("title,third,again\nA,local,perhaps").rows
    assert row.errors == {"again": "Write yes, or leave it empty."}


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
    desk.post(f"{address}lists/", {"kind": "offensive", "words": "Numpty\nnumpty\n\nbanana\n"})
    assert "banana\nnumpty" in desk.get(address).content.decode()
    window = {"title": "Election", "first": "2026-11-20", "last": "2026-11-30", "reason": "Stay out of it"}
    assert desk.post(f"{address}windows/", window | {"last": "2026-11-01"}).status_code == 422
    desk.post(f"{address}windows/", window | {"words": "vote"})
    desk.post(f"{address}days/", {"title": "Pancake day", "month": "2", "day": "17", "share": "community"})
    no_day = {"title": "No day", "month": "2", "day": "30", "share": "sector"}
    assert desk.post(f"{address}days/", no_day).status_code == 422
    page = desk.get(address).content.decode()
    assert "Election" in page
    assert "Pancake day" in page
    post = make_post(officer, website, text="A banana for everyone who can vote.")
    page = desk.get(f"/desk/posts/{post.pk}/").content.decode()
    assert "“banana”" in page
    assert "“vote”" in page
