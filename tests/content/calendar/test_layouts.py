"""Calendars laid out in other ways, and the files that schedulers and boards export: read right, or asked about."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.models import Post
from steamie.people.models import Person
from tests.content.calendar.sending import Sender
from tests.content.making import NOW

BOTH, PAGE, SITE = "Facebook Page, Website news", "Facebook Page", "Website news"
#: The sheet, and each post it makes: headline, day and time, channels.
LAYOUTS = {
    "no heading at all": (
        '"02/15/2027 09:35","Repairs line open on Monday.","www.example.org/a"\n"02/18/2027 14:00","Soup for all.",""\n',
        {("Repairs line open on Monday", "2027-02-15T09:35", BOTH), ("Soup for all", "2027-02-18T14:00", BOTH)},
    ),
    "columns of ticks": (
        "Date,Title,Words,FB,Web,Insta\n13/02/2027,Bins,New days.,x,x,\n15/02/2027,Choir,Sing.,TRUE,FALSE,TRUE\n"
        "16/02/2027,Quiz,Play.,N,N,Y\n",
        {("Bins", "2027-02-13T10:00", BOTH), ("Choir", "2027-02-15T10:00", PAGE)},
    ),
    "accounts of a scheduler": (
        "Date,Time,Social Profile,Caption\n2027-03-01,9:00 AM,Instagram - ours,Garden day 1\n"
        "2027-03-01,9:00 AM,Facebook - Our Homes,Garden day 2\n",
        {("Garden day 2", "2027-03-01T09:00", PAGE)},
    ),
    "cards of a board": (
        "Card ID,Card Name,Card URL,Card Description,Labels,Due Date\n"
        "5f1,Bins,https://board.example/c/x,New days.,Web (blue),2027-07-15T09:00:00.000Z\n",
        {("Bins", "2027-07-15T10:00", BOTH)},
    ),
    "days under their month": (
        "February 2027,,\nDay,Post,Channel\n1,Bins,Facebook\nTue 2,Choir,Facebook\nMARCH,,\n3rd,Quiz,Facebook\n",
        {("Bins", "2027-02-01T10:00", PAGE), ("Choir", "2027-02-02T10:00", PAGE), ("Quiz", "2027-03-03T10:00", PAGE)},
    ),
    "the month in a column": (
        "Month,Day,Title\nFebruary 2027,1st,Bins\n,15 Mon,Choir\n",
        {("Bins", "2027-02-01T10:00", ""), ("Choir", "2027-02-15T10:00", "")},
    ),
    "headings in another language": (
        "Datum;Uhrzeit;Inhalt\n14.02.2027;10.30;Neue Tage.\n",
        {("Neue Tage", "2027-02-14T10:30", BOTH)},
    ),
    "days and times of many makes": (
        "day,time,title\n2027/02/05,1400,A\n20270206,0.375,B\n7 February '27,14.00 hrs,C\n8 Feb 2027 (Mon),TBC,D\nTBA,,E\n",
        {
            ("A", "2027-02-05T14:00", ""),
            ("B", "2027-02-06T09:00", ""),
            ("C", "2027-02-07T14:00", ""),
            ("D", "2027-02-08T10:00", ""),
            ("E", "", ""),
        },
    ),
    "day and time under “time”": ("Title,Publish time\nBins,02/13/2027 03:30\n", {("Bins", "2027-02-13T03:30", "")}),
}


@pytest.fixture(autouse=True)
def _monday(time_machine: object, facebook: Channel, website: Channel) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(colleague: Person) -> Client:
    client = Client()
    client.force_login(colleague)
    return client


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_calendar_in_another_layout_is_read_as_its_maker_meant(desk: Client, layout: str) -> None:
    sheet, posts = LAYOUTS[layout]
    Sender(desk).send(sheet).bring_in()
    made = {
        (post.title, post.due_wall.partition(" ")[0], ", ".join(sorted(text.channel.name for text in post.texts.all())))
        for post in Post.objects.all()
    }
    assert made == posts


def test_what_is_not_settled_or_not_ours_is_said(desk: Client) -> None:
    sheet = "Date,Time,Timezone,Title,Words,Tags,Hashtags\n14/02/2027,9am,America/New_York,Bins,New days.,urgent,one two\n"
    sender = Sender(desk).send(sheet).press("")
    assert "The sheet says that 9am is a time in “America/New_York”." in sender.page
    assert "Row 2, Tags: urgent" in sender.page
    sender.press("answers/", r2__zone="yes").press("drafts/")
    assert {text.text for text in Post.objects.get().texts.all()} == {"New days.\n\n#one #two"}


def test_days_side_by_side_are_refused_with_what_to_do(desk: Client) -> None:
    grid = "Week,Monday,Tuesday,Wednesday\n01/02/2027,Bins,,Choir\n08/02/2027,,Rent help,\n"
    sender = Sender(desk).send(grid).press("")
    assert "The days stand side by side in this sheet" in sender.page
    assert "Put them below each other" in sender.page
