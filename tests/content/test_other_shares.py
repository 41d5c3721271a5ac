"""The desk under strategies that share out the content otherwise than F.08: in halves, in four kinds, and not at all."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.calendar import actions as calendar_actions
from steamie.content.calendar import sheet
from steamie.content.calendar.needs import needed_most
from steamie.content.calendar.quarter_posts import quarter_posts
from steamie.content.plan.actions import quarters as plan_actions
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.actors import SETUP
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.rules.quarters import quarter_of
from steamie.rules.shares import Share, split
from steamie.strategy import reading
from steamie.strategy.standing import take_standing
from tests.content.calendar.pages import page_of
from tests.content.calendar.sending import Sender
from tests.rules.kinds_of_content import F08, FOUR, HALVES, NONE
from tests.strategy import editions

from .making import NOW, make_post

EACH = pytest.mark.parametrize("shares", [HALVES, FOUR, NONE], ids=["halves", "four kinds", "none"])
NAMED = pytest.mark.parametrize("shares", [HALVES, FOUR], ids=["halves", "four kinds"])
NOUNS = {HALVES: ("half", "halves"), FOUR: ("share", "shares")}


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture(autouse=True)
def _in_force(request: pytest.FixtureRequest, db: None) -> None:
    """The strategy of the test in place of F.08."""
    editions.load(request.getfixturevalue("shares") if "shares" in request.fixturenames else F08)


@pytest.fixture
def quarter(officer: Person) -> Quarter:
    return calendar_actions.open_quarter(day=date(2026, 11, 1), by=officer, at=NOW)


def sent(officer: Person, channel: Channel, number: int, code: str) -> None:
    """So many posts of a share that residents have seen this quarter."""
    for _ in range(number):
        post = make_post(officer, channel, share=code)
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
        post.publications.update(step=Step.PUBLISHED, published_at=NOW.replace(day=2), wake_at=None)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@EACH
def test_a_quarter_is_laid_out_shown_and_approved(
    shares: tuple[Share, ...], desk: Client, quarter: Quarter, website: Channel
) -> None:
    address = f"/desk/calendar/{quarter.first}/"
    page = page_of(desk.post(f"{address}layout/", {"weekdays": ["1", "3"]}, follow=True))
    number = Slot.objects.count()
    assert number == 12
    assert Counter(Slot.objects.values_list("share", flat=True)) == (split(number, shares) or {"": number})
    assert f"{number} places added{f', in {NOUNS[shares][1]}' if shares else ''}." in page
    for share in shares:
        assert f"Empty: {share.label.lower()}" in page
        assert re.search(rf"{share.label} \d+%", text_of(page))
    assert "third" not in text_of(page).casefold()
    assert ("st_balance__key" in page) is bool(shares)
    told = desk.post(f"{address}approval/", {"fingerprint": plan_actions.plan_fingerprint(quarter)}, follow=True)
    assert "The plan is approved." in told.content.decode()
    facts = {share.code: count for share, count in zip(shares, split(number, shares).values(), strict=True)}
    assert plan_actions.planned_counts(quarter) == (facts or {"": number})


@NAMED
def test_a_plan_out_of_its_shares_needs_a_reason(shares: tuple[Share, ...], officer: Person, quarter: Quarter) -> None:
    for day in range(1, 11):
        plan_actions.plan_slot(quarter=quarter, day=date(2026, 12, day), share=shares[0].code, by=officer, at=NOW)
    shown = plan_actions.plan_fingerprint(quarter)
    with pytest.raises(NotReady, match="Say why the plan is right as it is"):
        plan_actions.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, at=NOW)
    with pytest.raises(NotReady, match=f"Choose one of: {shares[0].label}, "):
        plan_actions.plan_slot(quarter=quarter, day=date(2026, 12, 11), share="sector", by=officer, at=NOW)


def test_a_plan_without_shares_needs_only_a_place(officer: Person, quarter: Quarter) -> None:
    editions.load(NONE)
    with pytest.raises(NotReady, match="nothing in the plan yet"):
        plan_actions.approve_quarter(quarter=quarter, fingerprint=plan_actions.plan_fingerprint(quarter), by=officer, at=NOW)
    plan_actions.plan_slot(quarter=quarter, day=date(2026, 12, 1), share="", by=officer, at=NOW)
    assert (
        plan_actions.approve_quarter(
            quarter=quarter, fingerprint=plan_actions.plan_fingerprint(quarter), by=officer, at=NOW
        ).quarter
        == quarter
    )


@EACH
def test_ideas_are_placed_by_share_or_by_day(
    shares: tuple[Share, ...], desk: Client, officer: Person, quarter: Quarter, website: Channel
) -> None:
    codes = [share.code for share in shares] or [""]
    for number, code in enumerate(codes):
        plan_actions.plan_slot(quarter=quarter, day=date(2026, 12, 15 + number), share=code, by=officer, at=NOW)
        Suggestion.objects.create(
            reference=f"S-{number}", title=f"Idea {number}", text="Words", group="staff", share=code, received_at=NOW
        )
    page = page_of(desk.get(f"/desk/calendar/{quarter.first}/proposal/"))
    for number, _ in enumerate(codes):
        said = f"Waiting for 0 days, and counts as {shares[number].label}." if shares else "Waiting for 0 days."
        assert said in page
    places = re.findall(r'name="place" value="([^"]+)"', page)
    desk.post(f"/desk/calendar/{quarter.first}/proposal/", {"place": places})
    assert sorted(Post.objects.values_list("title", "share")) == [(f"Idea {n}", code) for n, code in enumerate(codes)]


@EACH
def test_a_post_says_what_it_counts_as_where_that_is_asked(shares: tuple[Share, ...], desk: Client, website: Channel) -> None:
    page = page_of(desk.get("/desk/posts/new/"))
    assert re.findall(r'name="share" value="([^"]+)"', page) == [share.code for share in shares]
    assert ("Counts as" in page.partition("What it is")[0]) is bool(shares)
    words = {"title": "Bin day", "kind": "information", "audience": "tenants", "purpose": "connect"}
    refused = desk.post("/desk/posts/new/", words)
    if shares:
        assert "Counts as: choose one." in page_of(refused)
        assert not Post.objects.exists()
        desk.post("/desk/posts/new/", words | {"share": shares[1].code})
    assert Post.objects.get().share == (shares[1].code if shares else "")
    shown = page_of(desk.get(f"/desk/posts/{Post.objects.get().pk}/"))
    assert ("Counts as" in shown) is bool(shares)


@NAMED
def test_a_sheet_is_read_and_written_in_the_shares(
    shares: tuple[Share, ...], desk: Client, officer: Person, website: Channel
) -> None:
    example = sheet.example(NOW.date())
    assert example.splitlines()[0].split(",")[4] == "share"
    first = Sender(desk).send(example)
    assert [share.label in first.page for share in shares[:2]] == [True, True]
    rows = "title,share,day\nBins,{0},21/12/2026\nPantry,{1},22/12/2026\nMoon,gossip,23/12/2026\n"
    page = Sender(desk).send(rows.format(shares[0].label, shares[1].code)).page
    assert f"Write one of: {', '.join(share.label for share in shares)}." in page
    text = "title,share,day\n" + "".join(f"Post {n},{shares[0].code},{n}/12/2026\n" for n in range(11, 21))
    sender = Sender(desk).send(text)
    assert f"These rows are not in {NOUNS[shares][1]}." in sender.page
    sender.press("drafts/")
    assert set(Post.objects.values_list("share", flat=True)) == {shares[0].code}
    written = desk.get("/desk/calendar/2026-10-01/export.csv").content.decode()
    assert "is in the calendar already" in Sender(desk).send(written).page
    assert sum(f",{shares[0].code}," in line for line in written.splitlines()) == 10


def test_a_sheet_needs_no_share_where_none_is_asked(desk: Client, website: Channel) -> None:
    editions.load(NONE)
    assert "third" not in sheet.example(NOW.date()).splitlines()[0]
    assert "Row 2, third: local" in Sender(desk).send("title,day,third\nBins,21/12/2026,local\n").page
    Sender(desk).send("title,day\nBins,21/12/2026\n").press("drafts/")
    assert Post.objects.values_list("title", "share").get() == ("Bins", "")


@EACH
def test_a_suggestion_is_answered_and_drafted(shares: tuple[Share, ...], desk: Client, officer: Person, website: Channel) -> None:
    row = Suggestion.objects.create(reference="S-1", title="Gala", text="Come along", group="forum", received_at=NOW)
    page = page_of(desk.get("/desk/suggestions/"))
    assert ("Counts as" in page) is bool(shares)
    assert all(f'<option value="{share.code}">{share.label}</option>' in page for share in shares)
    choice = {"share": shares[-1].code} if shares else {}
    desk.post(f"/desk/suggestions/{row.pk}/answer/", {"outcome": "used", "reason": "Good idea"} | choice)
    assert Post.objects.get().share == choice.get("share", "")


@NAMED
def test_the_meter_and_the_board_follow(shares: tuple[Share, ...], desk: Client, officer: Person, website: Channel) -> None:
    sent(officer, website, 10, shares[0].code)
    sent(officer, website, 2, shares[1].code)
    page = text_of(page_of(desk.get("/desk/")))
    assert ("Rule of halves" if shares is HALVES else "Shares of content") in page
    assert f"10 of 12 posts are {shares[0].phrase}" in quarter_posts(quarter_of(NOW.date()), today=NOW.date()).balance.reason
    assert f"83% {shares[0].label[:1].lower()}{shares[0].label[1:]}, 17% " in page
    assert "of 12 posts" in page
    assert page_of(desk.get("/desk/")).count('class="st_s-ink"') == len(shares) - 1
    take_standing(now=NOW, by=SETUP)
    board = text_of(page_of(desk.get("/desk/strategy/")))
    assert "10 of 12 posts, 83%" in board
    needed = needed_most(NOW)
    assert needed.code in [share.code for share in shares[1:]]
    assert f"Needed most just now {needed.label}" in text_of(page_of(desk.get("/suggest/")))


def test_without_shares_there_is_no_meter_and_nothing_is_out_of_balance(desk: Client, officer: Person, website: Channel) -> None:
    editions.load(NONE)
    sent(officer, website, 7, "")
    for address in ("/desk/", "/desk/calendar/", "/desk/calendar/?view=list", "/desk/posts/new/", "/desk/suggestions/"):
        page = text_of(page_of(desk.get(address))).casefold()
        assert not re.search(r"\b(thirds?|shares of content|balance)\b", page), address
    assert needed_most(NOW) is None
    take_standing(now=NOW, by=SETUP)
    assert desk.get("/desk/strategy/").status_code == 200


def test_what_was_written_under_another_edition_is_shown_and_counted_apart(
    desk: Client, officer: Person, website: Channel, quarter: Quarter
) -> None:
    sent(officer, website, 4, "association")
    post = make_post(officer, website, share="sector", title="From before", due_at=datetime(2026, 12, 1, 10, tzinfo=UTC))
    plan_actions.plan_slot(quarter=quarter, day=date(2026, 12, 3), share="community", by=officer, at=NOW)
    row = Suggestion.objects.create(reference="S-1", title="Gala", text="Come", group="forum", share="sector", received_at=NOW)
    editions.load(HALVES)
    sent(officer, website, 3, "town")

    said = "5 posts are counted apart: they have another share (association, sector)."
    calendar = page_of(desk.get("/desk/calendar/"))
    assert said in calendar
    assert "From before" in calendar
    assert "another share: sector" in calendar
    assert "The town 3" in text_of(calendar)
    assert "4 posts are counted apart" in page_of(desk.get("/desk/"))
    assert "Another share: sector" in page_of(desk.get("/desk/calendar/?view=list"))
    assert "Another share: sector" in page_of(desk.get("/desk/suggestions/"))
    composer = page_of(desk.get(f"/desk/posts/{post.pk}/"))
    assert re.findall(r'name="share" value="([^"]+)"', composer) == ["council", "town", "sector"], "it may stay as it is"
    assert "Another share: sector" in composer
    desk.post(f"/desk/suggestions/{row.pk}/answer/", {"outcome": "used", "reason": "Yes"})
    assert Post.objects.get(suggestion=row).share == "", "nobody has said which half it is"
    ideas = desk.get(f"/desk/calendar/{quarter.first}/proposal/")
    assert ideas.status_code == 200
    take_standing(now=NOW, by=SETUP)
    assert reading.shares() != F08
