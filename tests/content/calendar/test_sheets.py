"""The calendar as files: formulas stay text, wrong rows are named by row and column, nothing is saved unasked."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from steamie.channels.models import Channel
from steamie.content.calendar import sheet
from steamie.content.calendar.incoming import headings
from steamie.content.calendar.incoming.answers import Answers
from steamie.content.calendar.incoming.draft_rows import RowState
from steamie.content.calendar.incoming.reading import SheetReading
from steamie.content.calendar.incoming.table import SheetTable, tables
from steamie.content.posts.composition import of_post
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.files.sheets import reader
from steamie.people.models import Person
from tests.content.calendar.sending import ADDRESS, Sender
from tests.content.making import NOW, TUESDAY, make_channel, make_post
from tests.surroundings import examples


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(colleague: Person) -> Client:
    client = Client()
    client.force_login(colleague)
    return client


def read(text: str, **answers: object) -> SheetReading:
    """A sheet of text, as the page of its rows reads it."""
    found = tables(reader.read_text(text.encode(), ""))
    return SheetReading(found[0] if found else SheetTable("", []), Answers(**answers), headings.terms_in_force(), NOW.date())


GOOD = (
    "day,time,title,third,words\n2026-12-01,10:00,Gas safety,Our work,We check every boiler.\n"
    "2026-12-02,,Pantry,local,Open now.\n"
)
MIXED = (
    "day,time,title,third,link\n2026-12-01,10:00,Gas safety,association,\n2027-03-28,01:30,Skipped,sector,\n"
    "2027-10-31,01:30,Twice,sector,\n2026-12-03,10:00,,sport,javascript:alert(1)\n"
)


def test_a_good_sheet_is_shown_first_and_saved_when_asked(desk: Client, website: Channel) -> None:
    sender = Sender(desk).send(GOOD)
    assert "2 posts read, all ready" in sender.page
    assert "Tuesday 1 December 2026, 10:00" in sender.page
    assert not Post.objects.exists()
    sender.press("drafts/")
    assert dict(Post.objects.values_list("title", "share")) == {"Gas safety": "association", "Pantry": "community"}
    assert {post.standing for post in Post.objects.all()} == {"draft"}
    assert Post.objects.get(title="Gas safety").texts.get().text == "We check every boiler."
    assert "2 drafts added. Nothing goes out before it is approved." in sender.page


def test_wrong_rows_are_named_by_row_and_column_and_put_right_on_the_page(desk: Client) -> None:
    sender = Sender(desk).send(MIXED)
    assert "4 posts read, 3 to look at" in sender.page
    assert "Row 3, time:</strong> The clocks go forward on 28 March 2027, so 01:30 never comes. Choose 02:30" in sender.page
    assert "The clocks go back on 31 October 2027, so 01:30 comes twice." in sender.page
    for column in ("title", "share", "link"):
        assert f"Row 5, {column}:" in sender.page
    sender.press("drafts/")
    assert Post.objects.get().title == "Gas safety"
    sender.press(
        "answers/", r3__time="02:30", r4__which="second", r5__title="Put right", r5__share="Sector", r5__link="example.org"
    )
    assert "3 posts" in sender.page
    sender.press("drafts/")
    assert dict(Post.objects.values_list("title", "due_wall")) == {
        "Gas safety": "2026-12-01T10:00 Europe/London",
        "Skipped": "2027-03-28T02:30 Europe/London",
        "Twice": "2027-10-31T01:30 Europe/London, second",
        "Put right": "2026-12-03T10:00 Europe/London",
    }
    assert Post.objects.get(title="Put right").link == "https://example.org"


def test_the_hour_that_comes_twice_is_settled_in_its_column(desk: Client) -> None:
    Sender(desk).send("day,time,which,title,third\n2027-10-31,01:30,second,Twice,sector\n").press("drafts/")
    post = Post.objects.get()
    assert post.due_wall == "2027-10-31T01:30 Europe/London, second"
    assert f"{post.due_at:%H:%M}" == "01:30"


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "sep="])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_separator_mark_and_line_ending(separator: str, start: str, ending: str) -> None:
    lines = (
        ("Date", "Headline", "Third"),
        ("24/11/2026", "Gas safety, yearly", "our work"),
        ("", "", ""),
        ("", "Pantry", "Local"),
    )
    begin = f"sep={separator}{ending}" if start == "sep=" else start
    text = begin + ending.join(separator.join(f'"{cell}"' for cell in line) for line in lines)
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
        ("23/04/2027", "", "2027-04-23T10:00"),
        ("23/4/27", "9am", "2027-04-23T09:00"),
        ("23.4.2027", "9.30", "2027-04-23T09:30"),
        ("2027-04-03 00:00:00", "09:30:00", "2027-04-03T09:30"),
        ("Sat 3rd April 2027", "12pm", "2027-04-03T12:00"),
        ("03-Apr-27", "12 am", "2027-04-03T00:00"),
        ("46350", "", "2026-11-24T10:00"),  # a spreadsheet's own number for a day
    ],
)
def test_days_and_times_as_spreadsheets_write_them(day: str, time: str, wall: str) -> None:
    (row,) = read(f"day,time,title,third\n{day},{time},A,local").rows
    assert row.errors == {}
    assert row.composition.due_wall == f"{wall} Europe/London"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("day", "31/02/2026", "There is no day 31/02/2026."),
        ("day", "next Tuesday", "“next Tuesday” is not a day we can read. Write it like 24/11/2026"),
        ("day", "########", "A formula had failed here"),
        ("time", "10", "“10” is not a time we can read. Write it like 10:00."),
        ("time", "25:00", "not a time we can read"),
        ("starts", "tomorrow at 7", "Write the day and time like 24/11/2026 10:00."),
        ("title", "#REF!", "A formula had failed here: “#REF!”. Write the words themselves."),
        ("title", "=1+1", "This is a formula. Write the words themselves"),
        ("title", "x" * 121, "120 characters at most"),
        ("share", "mine", "Write one of: Our work, Local, Sector."),
        ("kind", "party", "Write one of: Information, News, Event."),
        ("link", "not a link", "Write the web address in full, like www.example.org."),
        ("place", "x" * 201, "200 characters at most."),
        ("words", "x" * 63_207, "63,206 characters at most."),
    ],
)
def test_every_error_names_its_column_and_the_good_row_is_offered(website: Channel, column: str, cell: str, problem: str) -> None:
    cells = {
        "day": "21/12/2026",
        "time": "10:00",
        "title": "A",
        "share": "local",
        "kind": "",
        "link": "",
        "place": "",
        "starts": "",
        "words": "x",
    }
    wrong = cells | {"title": "B", column: cell}
    lines = [",".join(cells), ",".join(cells.values()), ",".join(wrong.values())]
    good, bad = read("\n".join(lines)).rows
    assert good.state is RowState.READY
    assert bad.state is RowState.WRONG
    assert problem in bad.errors[column]
    assert bad.number == 3


@pytest.mark.django_db
def test_a_column_named_as_a_channel_holds_the_words_for_that_channel(desk: Client, website: Channel, facebook: Channel) -> None:
    text = (
        "title,third,words,FACEBOOK page,website\nA,local,For all,For the Page,\n"
        "B,local,,Only the Page,\nC,local,For all,,For the website\nD,local,,,\n"
    )
    sender = Sender(desk).send(text)
    assert "4 posts read, all ready" in sender.page
    sender.press("drafts/")
    assert {post.title: {text.channel: text.text for text in post.texts.all()} for post in Post.objects.all()} == {
        "A": {facebook: "For the Page", website: "For all"},
        "B": {facebook: "Only the Page"},
        "C": {facebook: "For all", website: "For the website"},
        "D": {},
    }


@pytest.mark.parametrize("cell", ["=1+1", "#REF!"])
def test_a_channels_column_is_guarded_as_the_words_are(facebook: Channel, cell: str) -> None:
    (row,) = read(f"title,third,Facebook Page\nA,local,{cell}").rows
    assert row.state is RowState.WRONG
    assert "formula" in " ".join(row.errors.values())


def test_an_account_is_meant_before_its_kind_and_of_two_equal_columns_one_is_chosen(desk: Client, facebook: Channel) -> None:
    other = make_channel("facebook", "Facebook")
    (row,) = read("title,third,words,facebook\nA,local,For all,For one").rows
    assert row.composition.texts == {facebook.pk: "For all", other.pk: "For one"}
    sender = Sender(desk).send("title,third,Facebook,FACEBOOK\nA,local,x,y")
    assert sender.address.endswith("columns/")
    sender.press("")
    assert "Row 2, FACEBOOK: y" in sender.page


def test_a_quotation_mark_left_open_loses_only_what_follows(desk: Client) -> None:
    sender = Sender(desk).send('title,third\nFirst,local\n"Second,local\nThird,local\n')
    assert "Row 3:</strong> A quotation mark is opened here and never closed" in sender.page
    assert "Add only the 1 that is ready" in sender.page


def test_the_same_post_twice_is_one_post(desk: Client, colleague: Person, website: Channel) -> None:
    make_post(colleague, website, title="Gas safety", due_at=TUESDAY)
    text = "day,title,third\n24/11/2026,gas safety,our work\n25/11/2026,Pantry,local\n25/11/2026,pantry,local\n,Any day,local\n"
    sender = Sender(desk).send(text)
    assert "Row 2, title:</strong> The same headline on the same day is in the calendar already." in sender.page
    assert "Row 4, title:</strong> The same headline on the same day stands in row 3." in sender.page
    before = sender.page, sender.address
    sender.press("drafts/")
    sender.page, sender.address = before
    sender.press("drafts/")  # the same form, sent again
    assert "Nothing more was added. 2 drafts of this sheet were added before." in sender.page
    assert sorted(Post.objects.values_list("title", flat=True)) == ["Any day", "Gas safety", "Pantry"]


def test_what_is_out_of_thirds_is_said_and_may_be_added(desk: Client, website: Channel) -> None:
    text = "title,third\n" + "".join(f"Repair {number},our work\n" for number in range(8)) + "Pantry,local\n"
    sender = Sender(desk).send(text)
    assert "These rows are not in thirds." in sender.page
    assert "8 of 9 posts are our own work: 89%" in sender.page
    assert "Add 9 drafts" in sender.page


def test_of_five_thousand_rows_the_first_are_read_and_the_others_counted() -> None:
    answer = reader.read_text(("title;third\n" + "".join(f"Post {number};local\n" for number in range(5000))).encode(), "")
    (table,) = tables(answer)
    sheet_reading = SheetReading(table, Answers(), None, NOW.date())
    sheet_reading.heading = table.lines[0]
    assert (len(sheet_reading.lines), sheet_reading.beyond) == (500, 4500)


def test_the_sheet_to_fill_in_is_read_without_an_error(desk: Client, website: Channel) -> None:
    example = read(desk.get(f"{ADDRESS}example.csv").content.decode(), order="day")
    assert ([row.state for row in example.rows], example.unread) == ([RowState.READY, RowState.READY], [])
    assert "Write here what goes to Website news alone." in example.rows[1].composition.texts[website.pk]


@given(st.text(max_size=400))
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_upsets_the_reader(db: None, text: str) -> None:
    written = f"title,third,day\n{text}".replace("\x00", "")
    assert all(row.composition or row.errors or row.left for row in read(written).rows)


def test_no_cell_of_an_export_starts_a_formula_and_it_comes_back_as_it_was(
    desk: Client, colleague: Person, website: Channel
) -> None:
    for title in ('=HYPERLINK("http://evil","x")', "+1+cmd", "-1+2", "@SUM(A1)", "Plain"):
        make_post(colleague, website, title=title, text=title)
    out = desk.get("/desk/calendar/2026-10-01/export.csv").content.decode()
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    rows = read(out.replace("2026-11-24", "2026-11-25")).rows
    assert {row.composition.title for row in rows if row.state is RowState.READY} == set(
        Post.objects.values_list("title", flat=True)
    )


def test_an_export_read_again_makes_the_same_posts(desk: Client, colleague: Person, website: Channel, facebook: Channel) -> None:
    """All but the pictures: for each channel its own words, also where it has none."""
    event = {"kind": "event", "event_place": "The hall, 5 Rozelle Avenue", "credit": "Lunch club", "evergreen": True}
    event |= {"event_starts": TUESDAY + timedelta(days=7), "event_ends": TUESDAY + timedelta(days=7, hours=2)}
    make_post(colleague, website, facebook, title="The same on both", text="One, two.\nThree “four”.", **event)
    make_post(colleague, facebook, title="On Facebook only", text="Only there.", share="community")
    apart = make_post(colleague, website, title="Other words on each", text="For the website.")
    apart.texts.create(channel=facebook, text="For Facebook.")
    made_before = {post.title: of_post(post) for post in Post.objects.all()}

    out = sheet.write(Post.objects.with_standing().select_related("slot", "suggestion"))
    Post.objects.update(title="Out of the way")
    again = read(out)

    assert not again.asks_anything
    assert [row.errors for row in again.rows] == [{}, {}, {}]
    for row in again.rows:
        now, was = row.composition, made_before[row.composition.title]
        assert now.words == was.words
        assert now.due_wall == "2026-11-24T10:00 Europe/London"
        assert replace(now, texts={}, due_wall="") == replace(was, texts={}, due_wall="")


def test_channels_of_one_name_have_a_column_each(desk: Client, colleague: Person, website: Channel) -> None:
    """As has one whose name is that of another column."""
    twin, link = make_channel("paper", "Website news"), make_channel("paper", "Link")
    post = make_post(colleague, website, text="On the first.")
    post.texts.create(channel=twin, text="On the second.")
    post.texts.create(channel=link, text="On the third.")

    out = sheet.write(Post.objects.with_standing())
    Post.objects.update(title="Out of the way")
    (row,) = read(out).rows

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
    event = {"kind": "event", "event_place": "The hall", "event_starts": TUESDAY + timedelta(days=7)}
    seen, unseen = (make_post(colleague, website, title=title, **event) for title in ("Open day", "Secret"))
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
