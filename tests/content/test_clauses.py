"""The clauses content keeps, each shown on rows: met, watched, breached or honestly not measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from steamie.channels.models import Channel
from steamie.content.calendar import actions as calendar_actions
from steamie.content.plan.actions import quarters
from steamie.content.plan.models import Occasion
from steamie.content.posts import checks
from steamie.content.posts.actions.approval import approve, submit
from steamie.content.posts.actions.overriding import override
from steamie.content.posts.actions.posts import draft_from_suggestion
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.suggestions.models import Suggestion, SuggestionAnswer
from steamie.people.models import Delegation, Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from tests.strategy.papers import stands

from .making import NOW, TUESDAY, make_post

LONG = "You can ask us to fix things in your home. Call us or come in. We will tell you when we can come. It costs you nothing."
HARD = (
    "Notwithstanding the aforementioned contractual obligations, tenants experiencing infrastructural deterioration "
    "should communicate particulars to the organisation's designated administrative representatives immediately."
)


def published(post: Post, by: Person, at: datetime = NOW - timedelta(days=3)) -> Post:
    """Approved, then seen by the public."""
    approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)
    post.publications.update(step=Step.PUBLISHED, published_at=at, wake_at=None)
    return post


def thirds(author: Person, officer: Person, channel: Channel, *numbers: int) -> None:
    for share, number in zip(("association", "community", "sector"), numbers, strict=True):
        for _ in range(number):
            published(make_post(author, channel, share=share, credit="SFHA"), officer)


@pytest.mark.clause("S-74")
@pytest.mark.clause("S-75")
@pytest.mark.clause("S-76")
def test_ten_of_each_is_green(officer: Person, colleague: Person, website: Channel) -> None:
    thirds(colleague, officer, website, 10, 10, 10)
    for control in ("S-74", "S-75", "S-76"):
        standing = stands(control, NOW)
        assert standing.state == State.MET
        assert standing.figure == "10 of 30 posts, 33%"


@pytest.mark.clause("S-74")
@pytest.mark.clause("S-76")
def test_twenty_five_five_is_red_with_the_cause(officer: Person, colleague: Person, website: Channel) -> None:
    thirds(colleague, officer, website, 20, 5, 5)
    for control in ("S-74", "S-75", "S-76"):
        standing = stands(control, NOW)
        assert standing.state == State.BREACHED
        own = standing.figure.startswith("20 ")
        assert standing.reason.startswith("Above 43%." if own else "Below 23%. 20 of 30 posts are our own work: 67%, above 43%.")
        assert not own or "67%" not in standing.reason  # the figure has said so
        assert "before 31 December" in standing.reason


@pytest.mark.clause("S-75")
def test_too_few_posts_say_nothing(officer: Person, colleague: Person, website: Channel) -> None:
    thirds(colleague, officer, website, 1, 0, 0)
    assert stands("S-75", NOW).state == State.NOT_MEASURED


@pytest.mark.clause("S-72")
def test_a_missing_approval_is_amber_from_the_first_day_and_red_later(officer: Person) -> None:
    first = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    assert stands("S-72", first).state == State.AT_RISK
    quarter = calendar_actions.open_quarter(day=date(2027, 1, 1), by=officer, at=NOW)
    for month in (1, 2, 3):
        for share in ("association", "community", "sector"):
            quarters.plan_slot(quarter=quarter, day=date(2027, month, 4), share=share, by=officer, at=NOW)
    assert stands("S-72", first).state == State.AT_RISK
    assert stands("S-72", first + timedelta(days=40)).state == State.BREACHED
    quarters.approve_quarter(quarter=quarter, fingerprint=quarters.plan_fingerprint(quarter), by=officer, at=NOW)
    standing = stands("S-72", first)
    assert standing.state == State.MET
    assert standing.figure == "9 places in the plan, 9 still empty, approved by the officer who laid it out"


@pytest.mark.clause("S-73")
def test_every_supplement_shows_its_source(officer: Person) -> None:
    quarter = calendar_actions.open_quarter(day=date(2026, 10, 1), by=officer, at=NOW)
    slot = quarters.plan_slot(quarter=quarter, day=date(2026, 11, 30), share="sector", by=officer, at=NOW)
    assert slot.planned
    assert stands("S-73", NOW).state == State.NOT_MEASURED
    shown = quarters.plan_fingerprint(quarter)
    quarters.approve_quarter(quarter=quarter, fingerprint=shown, by=officer, reason="A late start", at=NOW)
    assert stands("S-73", NOW).state == State.AT_RISK
    quarter.refresh_from_db()
    added = quarters.plan_slot(quarter=quarter, day=date(2026, 12, 1), share="community", by=officer, source="forum", at=NOW)
    assert (added.planned, added.source_title) == (False, "Resident Forum")
    standing = stands("S-73", NOW)
    assert (standing.state, standing.figure) == (State.MET, "1 supplement in 7 weeks")


@pytest.mark.clause("S-60")
def test_an_author_cannot_approve_their_own_and_a_deputy_can_stand_in(
    officer: Person, colleague: Person, staff: Person, website: Channel
) -> None:
    assert stands("S-60", NOW).state == State.NOT_MEASURED
    Delegation.objects.create(
        lent_by=officer, lent_to=colleague, since=date(2026, 11, 1), until=date(2026, 12, 1), reason="Leave"
    )
    own = make_post(colleague, website)
    with pytest.raises(NotAllowed):
        approve(post=own, fingerprint=fingerprint(own), by=colleague, at=NOW)
    published(make_post(staff, website), colleague)
    published(make_post(officer, website), officer)
    standing = stands("S-60", NOW)
    assert standing.state == State.MET
    assert standing.figure == "2 of 2 publications were approved as they went out; 1 approval of own work, 1 by a deputy"


@pytest.mark.clause("S-60")
def test_something_that_went_out_without_that_approval_is_red(officer: Person, colleague: Person, website: Channel) -> None:
    post = published(make_post(colleague, website), officer)
    post.publications.update(fingerprint="f" * 64)
    assert stands("S-60", NOW).state == State.BREACHED


@pytest.mark.clause("S-61")
def test_no_approver_no_publish(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    submit(post=post, by=colleague, at=NOW)
    assert not Publication.objects.exists()
    published(post, officer)
    standing = stands("S-61", NOW)
    assert (standing.state, standing.figure) == (State.MET, "1 of 1 post has a named approver (100%)")


@pytest.mark.clause("S-68")
def test_seeded_personal_data_is_stopped(officer: Person, colleague: Person, website: Channel) -> None:
    for seeded in ("AB 12 34 56 C", "07700 900123", "12 Elm Street", "rent account 12345678", "mary.smith@gmail.com"):
        post = make_post(colleague, website, text=f"Ask the tenant: {seeded}.")
        with pytest.raises(NotReady, match="Personal data"):
            approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    assert stands("S-68", NOW).state == State.NOT_MEASURED
    published(make_post(colleague, website), officer)
    assert stands("S-68", NOW).state == State.MET


@pytest.mark.clause("S-66")
def test_offensive_words_are_for_a_person_to_decide(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website, text="The idiots broke it.")
    with pytest.raises(NotReady, match="may offend"):
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    override(post=post, finding=checks.of_post(post).blocking[0].finding, reason="The title of a play", by=colleague, at=NOW)
    published(post, officer)
    standing = stands("S-66", NOW)
    assert standing.state == State.MET
    assert standing.figure.endswith("1 finding kept with a reason")
    assert "checked first" in standing.reason


@pytest.mark.clause("S-67")
def test_a_quarrelsome_tone_stays_only_for_a_reason(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website, text="How dare you. We check every boiler.")
    [question] = checks.of_post(post).blocking
    with pytest.raises(NotReady, match="Say why"):
        override(post=post, finding=question.finding, reason="", by=colleague, at=NOW)
    override(post=post, finding=question.finding, reason="A quotation", by=colleague, at=NOW)
    published(post, officer)
    assert stands("S-67", NOW).state == State.MET
    post.overrides.all().delete()
    assert stands("S-67", NOW).state == State.AT_RISK


@pytest.mark.clause("S-23")
def test_a_need_comes_back_as_a_credited_post(officer: Person, colleague: Person, website: Channel) -> None:
    told = {"text": "More bins please", "group": "forum", "share": "community", "credit": "Resident Forum", "received_at": NOW}
    suggestion = Suggestion.objects.create(reference="S-AAAA", title="Bins", **told)
    assert stands("S-23", NOW).state == State.NOT_MEASURED
    SuggestionAnswer.objects.create(suggestion=suggestion, outcome="used", reason="Yes", by=officer, at=NOW)
    assert stands("S-23", NOW).state == State.AT_RISK
    post = draft_from_suggestion(suggestion=suggestion, by=colleague, at=NOW)
    assert post.credit == "Resident Forum"
    post.due_at = TUESDAY
    post.save()
    published(post, officer)
    assert stands("S-23", NOW).state == State.MET


@pytest.mark.clause("S-24")
def test_guidance_above_the_reading_age_is_warned_of(officer: Person, colleague: Person, website: Channel) -> None:
    hard = make_post(colleague, website, text=HARD)
    assert not checks.of_post(hard).reading.within
    published(make_post(colleague, website, text=LONG), officer)
    assert stands("S-24", NOW).state == State.MET
    published(hard, officer)
    standing = stands("S-24", NOW)
    assert (standing.state, standing.figure) == (State.AT_RISK, "1 of 2 texts of guidance read easily from age 11 (50%)")


@pytest.mark.clause("S-25")
def test_local_news_and_the_local_third_agree(officer: Person, colleague: Person, website: Channel) -> None:
    assert stands("S-25", NOW).state == State.AT_RISK
    published(make_post(colleague, website, purpose="local_news", share="community"), officer)
    assert stands("S-25", NOW).state == State.MET
    published(make_post(colleague, website, purpose="local_news", share="association"), officer)
    assert stands("S-25", NOW).state == State.AT_RISK


@pytest.mark.clause("S-26")
def test_an_uncredited_share_is_blocked(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website, share="sector")
    with pytest.raises(NotReady, match="credited"):
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    published(make_post(colleague, website, share="sector", credit="SFHA"), officer)
    standing = stands("S-26", NOW)
    assert standing.state == State.MET
    assert "1 body" in standing.reason


@pytest.mark.clause("S-27")
def test_a_day_of_the_calendar_suggests_a_draft(officer: Person, colleague: Person, website: Channel, client: object) -> None:
    Occasion.objects.all().delete()
    day = Occasion.objects.create(title="Human Rights Day", month=11, day=20, body="United Nations")
    client.force_login(officer)
    page = client.get(f"/desk/posts/new/?occasion={day.pk}&day=2026-11-20").content.decode()
    assert 'value="Human Rights Day"' in page
    assert "United Nations" in page
    published(make_post(colleague, website, purpose="external_factors"), officer)  # about something else altogether
    missed = stands("S-27", NOW)
    assert (missed.state, missed.reason) == (State.AT_RISK, "Nothing was written for Human Rights Day.")
    told = {"title": "Rights begin at home", "share": "sector", "kind": "news", "audience": "tenants", "purpose": "connect"}
    client.post(f"/desk/posts/new/?occasion={day.pk}", told | {"when": "2026-11-25T10:00"})
    assert stands("S-27", NOW).state == State.MET
    Occasion.objects.create(title="A later day", month=12, day=10)
    figure = stands("S-27", NOW).figure
    assert figure.endswith("1 of 1 awareness day so far this quarter had a post; 1 to come is offered as a draft on the calendar")


@pytest.mark.clause("S-27")
def test_no_awareness_day_has_come_up_yet(db: None) -> None:
    Occasion.objects.all().delete()
    assert stands("S-27", NOW).state == State.NOT_MEASURED
    Occasion.objects.create(title="A later day", month=12, day=10)
    standing = stands("S-27", NOW)
    assert standing.state == State.NOT_MEASURED
    assert "1 to come is offered" in standing.figure


@pytest.mark.clause("S-75")
def test_a_plan_that_will_drift_is_watched_while_there_is_time(officer: Person, colleague: Person, website: Channel) -> None:
    thirds(colleague, officer, website, 4, 4, 4)
    assert stands("S-75", NOW).state == State.MET
    quarter = calendar_actions.open_quarter(day=NOW.date(), by=officer, at=NOW)
    for day in range(1, 13):
        quarters.plan_slot(quarter=quarter, day=date(2026, 12, day), share="association", by=officer, at=NOW)
    standing = stands("S-75", NOW)
    assert standing.state == State.AT_RISK
    assert "the plan drifts" in standing.reason
    assert "31 December ends with Our work 16, Local 4, Sector 4" in standing.reason
    assert "You need " in standing.reason


@pytest.mark.clause("S-52")
def test_an_event_needs_a_place_and_a_time(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website, kind="event")
    with pytest.raises(NotReady):
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    told = {"kind": "event", "event_place": "The hall", "event_starts": TUESDAY + timedelta(days=7)}
    published(make_post(colleague, website, **told), officer)
    standing = stands("S-52", NOW)
    assert (standing.state, standing.figure) == (State.MET, "Information 0, News 0, Event 1, of 1 post")


@pytest.mark.clause("S-53")
def test_posts_lead_to_the_website(officer: Person, colleague: Person, website: Channel) -> None:
    published(make_post(colleague, website), officer)
    assert stands("S-53", NOW).state == State.MET
    for _ in range(2):
        published(make_post(colleague, website, link=""), officer)
    standing = stands("S-53", NOW)
    assert (standing.state, standing.figure) == (State.AT_RISK, "1 of 3 posts carry a link (33%)")
