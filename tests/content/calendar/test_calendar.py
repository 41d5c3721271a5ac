"""The calendar of a quarter: what it shows, what it costs, and the plan as an object."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steamie.channels.models import Channel
from steamie.content.calendar import actions as calendar_actions
from steamie.content.calendar.screen import Plan
from steamie.content.plan.actions import quarters as actions
from steamie.content.plan.models import Occasion, Quarter
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.suggestions.models import Suggestion
from steamie.diary.models import OfficeClosure
from steamie.evidence.models import Event
from steamie.people.models import Delegation, Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed, NotReady
from steamie.rules import quarters
from tests.content.calendar.pages import page_of
from tests.content.making import NOW, make_post

MOST_QUERIES = 15
MOST_BYTES = 100_000


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def quarter(officer: Person) -> Quarter:
    return calendar_actions.open_quarter(day=date(2026, 11, 1), by=officer, at=NOW)


def fill(author: Person, channel: Channel, quarter: Quarter, posts: int) -> None:
    """A year with this many posts, a quarter of them in the quarter, and some open places."""
    thirds = ("association", "community", "sector")
    for number in range(posts):
        day = NOW + timedelta(days=37 - (number * 364) // posts)
        make_post(author, channel, title=f"Post number {number}", share=thirds[number % 3], due_at=day, credit="SFHA")
    for number in range(max(posts // 15, 1)):
        actions.plan_slot(quarter=quarter, day=date(2026, 12, 1 + number), share=thirds[number % 3], by=author, at=NOW)
        told = {"text": "Words", "group": "forum", "share": thirds[number % 3], "received_at": NOW}
        Suggestion.objects.create(reference=f"S-{number:04}", title=f"Idea {number}", **told)


def cost(desk: Client) -> tuple[int, int]:
    desk.get("/desk/calendar/")
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get("/desk/calendar/")
    assert answer.status_code == 200
    return len(queries), len(answer.content)


def test_the_cost_does_not_grow_with_the_rows(officer: Person, website: Channel, quarter: Quarter, desk: Client) -> None:
    fill(officer, website, quarter, 15)
    few, _ = cost(desk)
    Suggestion.objects.all().delete()
    fill(officer, website, quarter, 300)
    many, size = cost(desk)
    assert few == many <= MOST_QUERIES
    assert size <= MOST_BYTES


def test_it_shows_weeks_holidays_gaps_ideas_and_standings(
    officer: Person, colleague: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    make_post(colleague, website)
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 2), share="sector", by=officer, at=NOW)
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 3), share="community", by=officer, at=NOW)
    told = {"text": "Words", "group": "forum", "share": "community", "received_at": NOW}
    Suggestion.objects.create(reference="S-1", title="Panto tickets", **told)
    page = page_of(desk.get("/desk/calendar/"))
    assert page.count('<h3 class="st_week__label">') == 6  # those of today and later; the others are folded
    assert page.count('<details class="st_fold">') == 8
    assert "Saint Andrew" in page
    assert "Empty: sector" in page
    assert "Panto tickets" in page
    assert "our work, draft" in page
    assert "Not approved." in page
    assert "31 December ends with Our work 1, Local 1, Sector 1: each about a third." in page


def test_a_plan_approved_in_time_is_to_be_watched_when_it_ends_out_of_balance(
    officer: Person, quarter: Quarter, desk: Client
) -> None:
    for number in range(6):
        actions.plan_slot(quarter=quarter, day=date(2026, 12, 1 + number), share="association", by=officer, at=NOW)
    shown = actions.plan_fingerprint(quarter)
    actions.approve_quarter(quarter=quarter, fingerprint=shown, reason="All news", by=officer, at=NOW - timedelta(days=90))
    page = page_of(desk.get("/desk/calendar/"))
    head = page[page.index("st_quarter") : page.index("</div>", page.index("st_quarter"))]

    assert "before it began; now 6 places planned, 6 still empty." in head
    assert "Watch" in head
    assert "On track" not in head
    assert "0 sent. 6 to come: 0 written, 6 still empty." in page


def test_a_plan_with_empty_places_says_so_and_is_not_on_track(
    officer: Person, colleague: Person, website: Channel, desk: Client
) -> None:
    plan = calendar_actions.open_quarter(day=date(2027, 1, 1), by=officer, at=NOW)
    shares = ("association", "community", "sector")
    for number, share in enumerate(shares):
        actions.plan_slot(quarter=plan, day=date(2027, 2, 1 + number), share=share, by=officer, at=NOW)
    make_post(colleague, website, share="sector", due_at=datetime(2027, 2, 3, 10, tzinfo=UTC))
    Post.objects.update(slot=plan.slots.get(share="sector"), quarter=plan)
    address = "/desk/calendar/2027-01-01/"
    page = page_of(desk.get(address))
    assert "3 places planned, 2 still empty" in page
    assert "2 places are still empty." in page
    head = page[page.index("st_quarter") : page.index("</div>", page.index("st_quarter"))]
    assert "On track" not in head
    answer = desk.post(f"{address}approval/", {"fingerprint": actions.plan_fingerprint(plan)}, follow=True)
    assert "The plan is approved. 2 places are still empty." in page_of(answer)
    assert Event.objects.get(verb="approve the quarter").facts["still_empty"] == 2


def test_a_quarter_more_than_a_year_ahead_is_asked_about(desk: Client) -> None:
    address = "/desk/calendar/2028-01-01/"
    assert "It begins on Saturday 1 January 2028, more than a year ahead." in page_of(desk.get(address))
    refused = desk.post(f"{address}opening/")
    assert refused.status_code == 422
    assert "begins more than a year ahead. Tick that the year is right" in page_of(refused)
    assert not Quarter.objects.exists()
    desk.post(f"{address}opening/", {"sure": "yes"})
    assert Quarter.objects.get().first == date(2028, 1, 1)


@pytest.mark.parametrize(("day", "status"), [("1900-01-01", 200), ("2199-12-31", 200), ("9999-12-31", 404), ("0001-01-01", 404)])
def test_a_day_at_the_end_of_time_has_no_calendar(desk: Client, day: str, status: int) -> None:
    assert desk.get(f"/desk/calendar/{day}/").status_code == status
    assert desk.get(f"/desk/calendar/{day}/proposal/").status_code == status


@pytest.mark.parametrize("view", ["list", "month", "quarter", "nonsense"])
def test_every_view_of_the_same_posts(colleague: Person, website: Channel, desk: Client, view: str) -> None:
    make_post(colleague, website)
    assert "Your yearly gas safety check" in page_of(desk.get(f"/desk/calendar/?view={view}"))


@pytest.mark.usefixtures("strategy")
def test_a_post_of_a_suggestion_is_planned_from_the_proposal(
    officer: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    slots = [actions.plan_slot(quarter=quarter, day=date(2026, 12, day), share="community", by=officer, at=NOW) for day in (2, 3)]
    for number in (1, 2):
        told = {"text": "Words", "group": "forum", "share": "community", "received_at": NOW - timedelta(days=number)}
        Suggestion.objects.create(reference=f"S-{number}", title=f"Idea {number}", **told)
    page = page_of(desk.get("/desk/calendar/2026-10-01/proposal/"))
    assert "Add what is ticked as drafts" in page
    assert not re.search(r"<input[^>]*\bchecked", page)  # whoever suggested is answered only when a person chose
    assert "Waiting for 2 days, and counts as Local." in page
    assert not Post.objects.exists()
    page_choice = re.search(rf'value="({slots[0].pk}=[^"]+)"', page)[1]
    desk.post("/desk/calendar/2026-10-01/proposal/", {"place": [page_choice, f"{slots[1].pk}=suggestion:0"]})
    post = Post.objects.get()
    assert (post.title, post.slot, post.credit) == ("Idea 2", slots[0], "Resident Forum")
    assert post.standing == "draft"
    assert post.suggestion.answer.outcome == "used"
    assert not hasattr(Suggestion.objects.get(title="Idea 1"), "answer")


def test_the_plan_is_approved_exactly_as_shown_and_in_balance_or_with_a_reason(
    officer: Person, colleague: Person, quarter: Quarter
) -> None:
    with pytest.raises(NotReady, match="nothing in the plan"):
        actions.approve_quarter(quarter=quarter, fingerprint=actions.plan_fingerprint(quarter), by=officer, at=NOW)
    for number in range(6):
        actions.plan_slot(quarter=quarter, day=date(2026, 12, 1 + number), share="association", by=colleague, at=NOW)
    shown = actions.plan_fingerprint(quarter)
    with pytest.raises(NotAllowed):
        actions.approve_quarter(quarter=quarter, fingerprint=shown, by=colleague, at=NOW)
    with pytest.raises(NotReady, match="6 of 6 posts are our own work"):
        actions.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, at=NOW)
    slot = actions.plan_slot(quarter=quarter, day=date(2026, 12, 20), share="sector", by=colleague, at=NOW)
    with pytest.raises(Changed):
        actions.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, reason="Gas month", at=NOW)
    actions.move_slot(slot=slot, day=date(2026, 12, 21), by=colleague, at=NOW)
    shown = actions.plan_fingerprint(quarter)
    given = actions.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, reason="Gas month", at=NOW)
    assert given.reason == "Gas month"
    slot = quarter.slots.first()
    slot.refresh_from_db()
    with pytest.raises(NotReady, match="The plan is approved"):
        actions.remove_slot(slot=slot, by=officer, at=NOW)


def test_whoever_laid_out_a_plan_approves_it_alone_only_as_the_officer(
    officer: Person, colleague: Person, quarter: Quarter, desk: Client
) -> None:
    away = {"since": date(2026, 11, 1), "until": date(2026, 12, 31), "reason": "Leave"}
    Delegation.objects.create(lent_by=officer, lent_to=colleague, **away)
    slot = actions.plan_slot(quarter=quarter, day=date(2026, 12, 1), share="association", by=officer, at=NOW)
    shown = {"reason": "Only one", "at": NOW}

    actions.move_slot(slot=slot, day=date(2026, 12, 2), by=colleague, at=NOW)  # whoever moves a place lays it out too
    shown["fingerprint"] = actions.plan_fingerprint(quarter)
    deputy = Client()
    deputy.force_login(colleague)
    page = page_of(deputy.get("/desk/calendar/"))
    assert "You laid out places of this plan, so only the officer may approve it." in page
    assert "Approve the plan" not in page
    with pytest.raises(NotAllowed, match="only the officer"):
        actions.approve_quarter(quarter=quarter, by=colleague, **shown)

    assert "it is labelled and counted as your own work" in page_of(desk.get("/desk/calendar/"))
    given = actions.approve_quarter(quarter=quarter, by=officer, **shown)
    assert (given.own_work, given.delegation) == (True, None)
    assert Event.objects.get(verb="approve the quarter").facts["own_work"] is True
    assert "Approved by the officer who laid it out." in page_of(desk.get("/desk/calendar/"))


def test_a_deputy_approves_a_plan_that_others_laid_out(officer: Person, colleague: Person, quarter: Quarter) -> None:
    away = {"since": date(2026, 11, 1), "until": date(2026, 12, 31), "reason": "Leave"}
    lent = Delegation.objects.create(lent_by=officer, lent_to=colleague, **away)
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 1), share="association", by=officer, at=NOW)
    shown = actions.plan_fingerprint(quarter)
    given = actions.approve_quarter(quarter=quarter, fingerprint=shown, reason="Only one", by=colleague, at=NOW)
    assert (given.own_work, given.delegation) == (False, lent)


def test_a_post_after_the_plan_was_approved_is_a_supplement(
    officer: Person, staff: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 1), share="association", by=officer, at=NOW)
    shown = actions.plan_fingerprint(quarter)
    actions.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, reason="Late", at=NOW)
    words = {"title": "New", "share": "community", "kind": "news", "audience": "tenants", "purpose": "connect"}
    desk.post("/desk/posts/new/", words | {"when": "2026-12-08T10:00"})
    desk.post("/desk/posts/new/", words | {"share": "association", "title": "Planned", "when": "2026-12-01T10:00"})
    assert dict(Post.objects.values_list("title", "slot__planned")) == {"New": False, "Planned": True}
    assert "added after the plan" in page_of(desk.get("/desk/calendar/?view=list"))


def test_a_quarter_is_closed_after_its_end_with_what_was_published(officer: Person, quarter: Quarter) -> None:
    with pytest.raises(NotReady, match="runs until Thursday 31 December"):
        calendar_actions.close_quarter(quarter=quarter, by=officer, at=NOW)
    closing = calendar_actions.close_quarter(quarter=quarter, by=officer, at=NOW + timedelta(days=60))
    assert closing.counts == {"association": 0, "community": 0, "sector": 0}


def test_the_forms_of_the_calendar(desk: Client, officer: Person) -> None:
    desk.post("/desk/calendar/2026-10-01/opening/")
    assert desk.post("/desk/calendar/2026-10-01/places/", {"day": "2027-12-02", "share": "sector"}).status_code == 422
    desk.post("/desk/calendar/2026-10-01/places/", {"day": "2026-12-02", "share": "sector"})
    slot = Quarter.objects.get().slots.get()
    address = f"/desk/calendar/places/{slot.pk}/"
    assert b"Write a post for this day" in desk.get(address).content
    assert desk.post(f"{address}day/", {"day": "2027-12-03"}).status_code == 422
    desk.post(f"{address}day/", {"day": "2026-12-03"})
    slot.refresh_from_db()
    assert slot.day == date(2026, 12, 3)
    shown = {"fingerprint": actions.plan_fingerprint(slot.quarter)}
    assert desk.post("/desk/calendar/2026-10-01/approval/", shown).status_code == 422
    assert desk.post("/desk/calendar/2026-10-01/approval/", {"fingerprint": "0" * 64, "reason": "x"}).status_code == 409
    desk.post(f"{address}removal/")
    assert not Quarter.objects.get().slots.exists()
    assert desk.post("/desk/calendar/2026-10-01/closing/").status_code == 422


def rows(page: str) -> list[str]:
    """The calendar's open weeks as they stand in the page."""
    return re.findall(r'<li class="st_week.*?</ol> ?</li>', page, re.S)


def test_a_week_of_two_quarters_counts_each_post_in_its_own(
    officer: Person, colleague: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    make_post(colleague, website, title="Before new year", share="community", due_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    make_post(colleague, website, title="After new year", share="sector", due_at=datetime(2027, 1, 1, 0, 0, tzinfo=UTC))
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 29), share="sector", by=officer, at=NOW)
    old, new = (rows(page_of(desk.get(f"/desk/calendar/{first}/"))) for first in ("2026-10-01", "2027-01-01"))
    last, first = (Plan(quarters.quarter_of(day), today=NOW.date()) for day in (date(2026, 12, 1), date(2027, 1, 1)))
    assert [number for number, _ in last.weeks[-1].counts] == [0, 1, 0]
    assert [number for number, _ in first.weeks[0].counts] == [0, 0, 1]
    assert "Empty: sector" in old[-1]
    assert "Empty: sector" not in new[0]  # the other quarter's open places are no gaps of this one
    assert "Before new year" in new[0]
    assert "in the quarter beside this one" in new[0]


def test_a_post_that_went_out_late_counts_in_the_quarter_it_was_seen(
    colleague: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    post = make_post(colleague, website, due_at=datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    seen = datetime(2027, 1, 1, 0, 1, tzinfo=UTC)
    told = {"due_at": post.due_at, "step": Step.PUBLISHED, "published_at": seen, "fingerprint": "x"}
    Publication.objects.create(post=post, channel=website, **told)
    old, new = (Plan(quarters.quarter_of(day), today=NOW.date()) for day in (date(2026, 12, 1), date(2027, 1, 1)))
    assert (sum(old.counts.values()), sum(new.counts.values())) == (0, 1)
    assert list(Post.objects.published_between(date(2027, 1, 1), date(2027, 3, 31))) == [post]


def test_a_new_officer_lays_out_fills_and_approves_the_next_quarter(
    officer: Person, colleague: Person, website: Channel, desk: Client
) -> None:
    address = "/desk/calendar/2027-01-01/"
    make_post(colleague, website, title="Written early", share="community", due_at=datetime(2027, 1, 12, 10, tzinfo=UTC))
    assert "Open the quarter first." in page_of(desk.get(address))
    desk.post(f"{address}opening/")
    told = {"text": "Words", "group": "forum", "share": "community", "received_at": NOW}
    Suggestion.objects.create(reference="S-1", title="Burns supper", wanted_on=date(2027, 1, 25), **told)
    Suggestion.objects.create(reference="S-2", title="Whenever it suits", **told)
    OfficeClosure.objects.create(day=date(2027, 2, 4), title="Staff training")
    Occasion.objects.filter(month__lte=3).delete()
    Occasion.objects.create(title="A Saturday to mark", month=2, day=6)
    assert desk.post(f"{address}layout/", {"weekdays": []}).status_code == 422
    page = page_of(desk.post(f"{address}layout/", {"weekdays": ["1", "3"]}, follow=True))
    assert "Thu 4 Feb (Staff training)" in page
    found = Quarter.objects.get(first=date(2027, 1, 1))
    days = set(found.slots.values_list("day", flat=True))
    assert {day.weekday() for day in days} == {1, 3, 4}
    assert date(2027, 2, 5) in days  # Friday: the nearest working day, for the Saturday the shut Thursday left alone
    assert found.slots.filter(day=date(2027, 1, 12)).count() == 1  # the post written early has its place
    counts = actions.planned_counts(found).values()
    assert max(counts) - min(counts) <= 1
    page = page_of(desk.get(f"{address}proposal/"))
    assert re.search(r"Burns supper.{0,900}It goes out \d days? before its day, 25 January", page, re.S)
    assert re.search(r"A Saturday to mark.{0,900}1 day before its day, 6 February", page, re.S)
    desk.post(f"{address}proposal/", {"place": re.findall(r'name="place" value="([^"]+)"', page)})
    assert Post.objects.filter(title="A Saturday to mark", occasion__isnull=False).count() == 1
    assert "Burns supper" not in page_of(desk.get(f"{address}proposal/"))  # nothing is proposed twice
    page = page_of(desk.get(address))
    assert "Next: approve the plan." in page
    assert "31 March ends with" in page
    desk.post(f"{address}approval/", {"fingerprint": actions.plan_fingerprint(found)})
    assert Quarter.objects.get(pk=found.pk).signed
    assert desk.post(f"{address}layout/", {"weekdays": ["4"]}).status_code == 422
    assert desk.post(f"{address}clearance/").status_code == 422


def test_the_empty_places_can_be_taken_out_to_begin_again(
    officer: Person, colleague: Person, website: Channel, desk: Client
) -> None:
    address = "/desk/calendar/2027-01-01/"
    desk.post(f"{address}opening/")
    make_post(colleague, website, due_at=datetime(2027, 1, 12, 10, tzinfo=UTC))
    desk.post(f"{address}layout/", {"weekdays": ["0"]})
    assert Quarter.objects.get().slots.count() > 10
    desk.post(f"{address}clearance/")
    assert not Quarter.objects.get().slots.filter(post__isnull=True).exists()


def test_a_day_the_office_is_shut_is_said_when_it_is_chosen(desk: Client) -> None:
    desk.post("/desk/calendar/2027-01-01/opening/")
    page = desk.post("/desk/calendar/2027-01-01/places/", {"day": "2027-01-01", "share": "sector"}, follow=True)
    assert "The office is shut that day: New Year" in page_of(page)
    assert Quarter.objects.get().slots.count() == 1


def test_what_went_out_lately_or_is_planned_is_not_offered_again(
    officer: Person, website: Channel, quarter: Quarter, desk: Client
) -> None:
    actions.plan_slot(quarter=quarter, day=date(2026, 12, 2), share="association", by=officer, at=NOW)
    Occasion.objects.all().delete()
    words = {"evergreen": True, "title": "How to report a repair"}
    told = {"step": Step.PUBLISHED, "fingerprint": "x"}
    for months in (12, 5):
        post = make_post(officer, website, due_at=NOW - timedelta(days=30 * months), **words)
        Publication.objects.create(
            post=post, channel=website, due_at=post.due_at, published_at=post.due_at, code=f"again{months}", **told
        )
    proposal = "/desk/calendar/2026-10-01/proposal/"
    assert page_of(desk.get(proposal)).count("<strong>How to report a repair") == 1
    make_post(officer, website, due_at=datetime(2026, 12, 8, 10, tzinfo=UTC), **words)
    assert "How to report a repair" not in page_of(desk.get(proposal))


def test_who_may_look_and_plan(forum: Person, committee: Person, staff: Person) -> None:
    seen = {}
    for person in (forum, committee, staff):
        client = Client()
        client.force_login(person)
        seen[person.name] = client.get("/desk/calendar/").status_code
        assert client.post("/desk/calendar/2026-10-01/opening/").status_code == 403
        assert client.get("/desk/calendar/2026-10-01/proposal/").status_code == 403
    assert seen == {"Forum": 403, "Committee": 200, "Staff": 200}
