"""Sheets as people have them: six calendars brought in by three clicks each, and what is doubtful asked, not guessed."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.calendar.incoming import actions
from steamie.content.calendar.models import SheetUpload
from steamie.content.posts.models import Post
from steamie.people.models import Person
from tests.content.calendar.calendars import SIX, xlsx
from tests.content.calendar.sending import ADDRESS, Sender
from tests.content.making import NOW

ON_FACEBOOK, ON_THE_WEBSITE = "Facebook Page", "Website news"
BROUGHT = {
    "scheduler.csv": {
        ("Your repairs line is open on Monday", "2027-02-15T09:30", "ON ALL", "https://www.example.org/repairs"),
        ("The lunch club meets at the hall", "2027-02-18T14:00", "ON ALL", ""),
    },
    "planner.csv": {
        ("Boiler checks start this week", "2027-02-22T09:00", ON_FACEBOOK, ""),
        ("Our choir sings on Friday", "2027-02-24T13:15", ON_FACEBOOK, ""),
    },
    "workbook.xlsx": {("Rent help", "2027-03-02T10:00", "ON ALL", ""), ("Garden day", "2027-03-04T12:00", ON_FACEBOOK, "")},
    "american.csv": {
        ("Bin days", "2027-03-02T10:00", ON_FACEBOOK, "https://example.org/bins"),
        ("Award", "2027-03-15T10:00", ON_FACEBOOK, ""),
    },
    "council.ods": {
        ("Polling places", "2027-03-01T10:00", "ON ALL", ""),
        ("Library hours", "2027-03-03T10:00", ON_FACEBOOK, ""),
    },
    "secretary.csv": {("Café morning", "2027-04-05T10:00", "ON ALL", ""), ("Quiz", "2027-04-12T10:00", "ON ALL", "")},
}


@pytest.fixture(autouse=True)
def _monday(time_machine: object, facebook: Channel, website: Channel) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(colleague: Person) -> Client:
    client = Client()
    client.force_login(colleague)
    return client


def brought() -> set[tuple[str, str, str, str]]:
    """Every post: its headline, its time on the wall, its channels, its link."""
    posts = set()
    for post in Post.objects.all():
        names = sorted(text.channel.name for text in post.texts.all())
        posts.add((post.title, post.due_wall.partition(" ")[0], "ON ALL" if len(names) > 1 else names[0], post.link))
    return posts


@pytest.mark.parametrize("name", SIX)
def test_three_clicks_bring_in_a_calendar_of_another_make(desk: Client, name: str) -> None:
    sender = Sender(desk).send(SIX[name], name)
    assert sender.address.endswith("columns/")
    sender.press("")
    assert "all ready" in sender.page
    assert not Post.objects.exists()
    sender.press("drafts/")

    assert sender.clicks == 3
    assert brought() == BROUGHT[name]
    assert all(post.share for post in Post.objects.all())


def test_rows_for_each_platform_are_one_post_with_words_for_each(desk: Client) -> None:
    sender = Sender(desk).send(SIX["workbook.xlsx"], "plan.xlsx").press("")
    assert "Rows 4 and 5 are one post, with words for each channel." in sender.page
    assert "“2027-03-02” is filled in from the merged cell above." in sender.page
    sender.press("drafts/")
    assert {text.channel.name: text.text for text in Post.objects.get(title="Rent help").texts.all()} == {
        ON_FACEBOOK: "Worried about rent? Talk to us.",
        ON_THE_WEBSITE: "Worried about rent? Here is who can help.",
    }


def test_hashtags_stand_behind_the_words_and_what_is_not_used_is_listed(desk: Client) -> None:
    sender = Sender(desk).send(SIX["planner.csv"]).press("")
    for unused in ("Row 2, Media URL: https://example.org/a.jpg", "Row 3, Status: Approved", "Row 3, channel: Instagram"):
        assert unused in sender.page
    sender.press("drafts/")
    assert Post.objects.get(title__startswith="Boiler").texts.get().text == "Boiler checks start this week.\n\n#home #safety"


def test_the_month_first_is_proved_by_one_row_and_said(desk: Client) -> None:
    sender = Sender(desk).send(SIX["american.csv"])
    assert "The days here put the month first: row 3 (03/15/2027) shows it." in sender.page
    assert "Tuesday 2 March 2027, 10:00" in sender.press("").page


def test_days_that_prove_nothing_are_asked_about_and_the_answer_holds(desk: Client) -> None:
    sheet = "day,title,third\n02/03/2027,Bins,local\n04/05/2027,Choir,local\n"
    sender = Sender(desk).send(sheet)
    assert "The day comes first: “02/03/2027” is Tuesday 2 March 2027" in sender.page
    assert "The month comes first: “02/03/2027” is Wednesday 3 February 2027" in sender.page
    sender.press("", order="month").press("drafts/")
    assert {post.due_wall[:10] for post in Post.objects.all()} == {"2027-02-03", "2027-04-05"}


def test_one_contradiction_questions_every_row_that_could_be_either(desk: Client) -> None:
    sheet = "day,title,third\n13/02/2027,A,local\n02/14/2027,B,local\n03/04/2027,C,local\n"
    sender = Sender(desk).send(sheet)
    assert "The days contradict each other: row 2 (13/02/2027) puts the day first, row 3 (02/14/2027) the month." in sender.page
    sender.press("")
    assert "Row 4: C" in sender.page
    assert "Which day is “03/04/2027”?" in sender.page
    sender.press("answers/", r4__order="month").press("drafts/")
    assert {post.title: post.due_wall[:10] for post in Post.objects.all()} == {
        "A": "2027-02-13",
        "B": "2027-02-14",
        "C": "2027-03-04",
    }


def test_a_day_more_than_a_year_ahead_is_asked_about(desk: Client) -> None:
    sender = Sender(desk).send("day,title,third\n24/11/2026,Soon,local\n25/12/2029,Far,local\n")
    assert "Tuesday 25 December 2029 is more than a year ahead. Is the year right?" in sender.page
    sender.press("drafts/")
    assert Post.objects.get().title == "Soon"
    sender.press("answers/", r3__far="yes").press("drafts/")
    assert Post.objects.count() == 2


def test_letters_in_doubt_are_shown_and_only_their_row_waits(desk: Client) -> None:
    content = "day,title,third,words\n21/01/2027,Café,local,Open\n22/01/2027,Second,local,it@s open".encode().replace(
        b"@", b"\x92"
    )
    sender = Sender(desk).send(content)
    assert "2 posts read, 1 to look at" in sender.page
    assert "The letter “’” in “words” is in doubt: “it’s open”." in sender.page


def test_an_alphabet_that_makes_nonsense_is_asked_about_with_the_words(desk: Client) -> None:
    content = "day,title,third\n21/01/2027,Café,local\n22/01/2027,It’s open,local\n".encode("mac_roman")
    sender = Sender(desk).send(content)
    assert "From an old Mac: Café, It’s" in sender.page
    assert "From a Windows computer: CafŽ," in sender.page
    sender.press("").press("drafts/")
    assert set(Post.objects.values_list("title", flat=True)) == {"Café", "It’s open"}


def test_the_columns_are_remembered_for_the_next_sheet_with_the_same_headings(desk: Client) -> None:
    first = Sender(desk).send("Date,Gist,Blurb\n21/02/2027,Bins,New days.\n")
    first.press("", c1="title", c2="words")
    second = Sender(desk).send("Date,Gist,Blurb\n22/02/2027,Choir,It sings.\n")
    second.press("").press("drafts/")
    post = Post.objects.get()
    assert (post.title, {text.text for text in post.texts.all()}) == ("Choir", {"It sings."})


def test_the_heading_can_be_pointed_at(desk: Client) -> None:
    sender = Sender(desk).send("Date,Title,Text\nx,y,z\nTag,Name,Inhalt\n21/02/2027,Bins,New days.\n")
    sender.press("", heading="3")
    assert sender.address.endswith("columns/")
    assert "Inhalt" in sender.page
    sender.press("", c0="day", c1="title", c2="words").press("drafts/")
    assert Post.objects.get().title == "Bins"


def test_a_question_for_all_rows_is_changed_for_one(desk: Client) -> None:
    sender = Sender(desk).send("Date,Topic,Caption\n21/02/2027,Bins,New days.\n22/02/2027,Choir,It sings.\n")
    assert "Which third do these posts count as?" in sender.page
    sender.press("", share="sector")
    sender.press("drafts/", r3__share="association")
    assert dict(Post.objects.values_list("title", "share")) == {"Bins": "sector", "Choir": "association"}


def test_rows_of_one_post_that_disagree_are_asked_about(desk: Client) -> None:
    sheet = "Date,Time,Platform,Topic,Caption\n21/02/2027,10:00,Facebook,Bins,A\n21/02/2027,12:00,Website,Bins,B\n"
    sender = Sender(desk).send(sheet).press("")
    assert "The rows of this post say different things for “time”. Which holds?" in sender.page
    sender.press("answers/", r2__one_time="12:00").press("drafts/")
    assert Post.objects.get().due_wall == "2027-02-21T12:00 Europe/London"


def test_days_merged_in_a_text_file_are_filled_down_when_that_is_meant(desk: Client) -> None:
    sheet = "Date,Topic,Caption\n21/02/2027,Bins,A\n,Choir,B\n"
    filled = Sender(desk).send(sheet).press("")
    assert "The day, 21/02/2027, is that of the row above." in filled.page
    empty = Sender(desk).send(sheet.replace("Choir", "Choirs")).press("", fill="none")
    assert "No day yet" in empty.page


def test_nothing_is_lost_on_reload_and_another_person_does_not_see_it(desk: Client, officer: Person) -> None:
    sender = Sender(desk).send("day,title,third\n31/02/2027,Bins,local\n").press("answers/", r2__day="28/02/2027")
    again = desk.get(sender.address).content.decode()
    assert "Sunday 28 February 2027" in again
    assert "plan.csv" in desk.get(ADDRESS).content.decode()
    other = Client()
    other.force_login(officer)
    assert other.get(sender.address).status_code == 404


def test_a_sheet_is_kept_for_a_day(desk: Client) -> None:
    Sender(desk).send("title,third\nBins,local\n").press("drafts/")
    assert actions.forget_old(now=NOW + datetime.timedelta(hours=23)) == 0
    assert actions.forget_old(now=NOW + datetime.timedelta(hours=25)) == 1
    assert not SheetUpload.objects.exists()
    assert Post.objects.count() == 1


def test_every_table_of_a_workbook_can_be_chosen(desk: Client) -> None:
    import io  # noqa: PLC0415 -- only here

    import openpyxl  # noqa: PLC0415 -- only here

    book = openpyxl.load_workbook(io.BytesIO(xlsx(["Notes"], ["Nothing to see"])))
    second = book.create_sheet("February")
    for line in (["Date", "Topic", "Text"], [datetime.date(2027, 2, 1), "Bins", "New days."]):
        second.append(line)
    out = io.BytesIO()
    book.save(out)
    sender = Sender(desk).send(out.getvalue(), "plan.xlsx")
    assert "Which sheet of the file?" in sender.page
    sender.press("", table="1").press("").press("drafts/")
    assert Post.objects.get().title == "Bins"
