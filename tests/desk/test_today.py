"""The first page says what needs doing, in order, with the reason."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.posts.actions import approval
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Difference
from steamie.content.suggestions.models import Suggestion
from steamie.desk import pulse, words
from steamie.desk.setup import lines
from steamie.desk.shell import Shell
from steamie.people import agenda
from steamie.people.actions import ask_fresh_start, delegate
from steamie.people.models import Grant, Person, Policy
from steamie.project import health
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Office
from tests.content.making import NOW, make_channel, make_post


def suggestion(number: int) -> Suggestion:
    received = timezone.now() - timedelta(days=number)
    return Suggestion.objects.create(
        reference=f"S-{number}", title=f"Idea {number}", text="Words", group="forum", received_at=received
    )


def test_the_officer_is_asked_to_answer_suggestions_and_plan_the_quarter(client: Client, officer: Person) -> None:
    suggestion(1)
    suggestion(2)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()

    assert "Two suggestions to answer" in page
    assert "Oldest: two days ago." in page
    assert "The quarter has begun without an approved plan." in page


def test_a_suggestion_from_before_the_clock_was_put_back_came_today(client: Client, officer: Person) -> None:
    suggestion(-37)
    client.force_login(officer)

    assert "“Idea -37” came today." in client.get("/desk/").content.decode()


def test_only_the_first_thing_to_do_has_a_filled_button(client: Client, officer: Person) -> None:
    suggestion(1)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()
    first = page.index('<div class="st_one">')
    todo = page[first : page.index("</section>", first)]

    assert todo.count('class="ds_button"') == 1


def test_a_forum_member_sees_what_became_of_their_suggestions(client: Client, forum: Person) -> None:
    row = suggestion(3)
    row.person = forum
    row.save()
    client.force_login(forum)

    page = client.get("/desk/").content.decode()

    assert "Idea 3" in page
    assert "Being looked at" in page
    assert "Goes out next" not in page


@pytest.mark.clause("S-59")
def test_who_suggested_it_sees_that_it_is_posted_and_where(client: Client, forum: Person, officer: Person) -> None:
    row = suggestion(3)
    row.person = forum
    row.save()
    channel = make_channel()
    post = make_post(officer, channel, suggestion=row)
    seen = {"due_at": timezone.now(), "published_at": timezone.now(), "remote_url": "https://example.org/news/choir/"}
    post.publications.create(channel=channel, code="K4P2T7", step=Step.PUBLISHED, **seen)
    client.force_login(forum)

    for address in ("/desk/", "/desk/suggestions/"):
        page = client.get(address).content.decode()
        assert "Posted" in page
        assert '<a href="https://example.org/news/choir/">See the post' in page
        assert "Being looked at" not in page


def test_markup_in_a_suggestion_is_text(client: Client, officer: Person) -> None:
    row = suggestion(1)
    row.title = "<script>alert(1)</script>"
    row.save()
    client.force_login(officer)

    assert "<script>alert(1)" not in client.get("/desk/").content.decode()


@pytest.mark.parametrize("number", [3, 40])
def test_the_page_asks_no_more_of_the_database_as_rows_grow(
    client: Client, officer: Person, number: int, django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in range(number):
        suggestion(one)
    client.force_login(officer)
    client.get("/desk/")  # the first page of a sitting also notes when the session was last used

    with django_assert_max_num_queries(30):
        assert client.get("/desk/").context["steps"], "a new desk still reads its list of getting started"
    monkeypatch.setattr(lines, "_complete", True)
    with django_assert_max_num_queries(15):
        client.get("/desk/")


@pytest.fixture
def everything(officer: Person, colleague: Person, committee: Person) -> None:
    """One of each thing that can need somebody."""
    now, channel = NOW, make_channel("facebook", "Facebook Page")
    for step in (Step.NEEDS_A_PERSON, Step.HELD):
        post = make_post(officer, channel, title=f"A post in {step.value}")
        Publication.objects.create(post=post, channel=channel, step=step, due_at=now, fingerprint="a", code=step.value[:12])
    ConnectionCheck.objects.create(channel=channel, at=now, working=False, broken=True, summary="The Page was renamed.")
    Channel.objects.create(
        kind="facebook", name="New Page", created_at=now, owner=officer, connected_by=officer, needs_confirmation=True
    )
    Difference.objects.create(channel=channel, kind=Difference.GONE, remote_id="1", noticed_at=now, made_at=now)
    for title in ("To approve", "To change"):
        approval.submit(post=make_post(colleague, channel, title=title), by=colleague, at=NOW)
    approval.send_back(post=Post.objects.get(title="To change"), reason="Say which door.", by=officer, at=NOW)
    Grant.objects.create(
        person=committee, office=Office.TEAM, since=date(2020, 1, 1), granted_by=officer, reason="Both", needs_confirmation=True
    )
    suggestion(1)


def test_a_post_edited_while_it_waits_still_waits_for_a_yes(client: Client, officer: Person, colleague: Person) -> None:
    post = make_post(colleague, make_channel("paper", "Noticeboard"), title="Litter pick")
    Post.objects.filter(pk=post.pk).update(due_at=timezone.now() + timedelta(days=1))
    approval.submit(post=post, by=colleague)
    Post.objects.filter(pk=post.pk).update(edition=post.edition + 1)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()

    assert re.search(r"Litter pick</a>.*?</li>", page, re.DOTALL)[0].count("To approve") == 1


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
def test_a_refused_post_is_told_as_refused_and_leads_to_the_post(client: Client, officer: Person) -> None:
    channel = make_channel("facebook", "Facebook Page")
    post = make_post(officer, channel, title="Litter pick")
    refused = {"step": Step.REFUSED, "problem": "Facebook did not accept part of the post.", "due_at": post.due_at}
    Publication.objects.create(post=post, channel=channel, fingerprint="a", code="r", **refused)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()

    assert "Facebook Page refused “Litter pick”" in page
    assert f'href="/desk/posts/{post.pk}/">Put it right' in page
    assert "was held" not in page
    assert "1 post waits for a decision" in " ".join(client.get("/desk/waiting/").text.split())


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
def test_a_deputy_is_not_sent_to_what_only_the_officer_may_decide(client: Client, officer: Person, colleague: Person) -> None:
    channel = make_channel("facebook", "Facebook Page")
    days = {"since": date(2026, 11, 23), "until": date(2026, 11, 27)}
    delegate(lent_to=colleague, reason="Annual leave", by=officer, **days)
    for title, author in (("By the deputy", colleague), ("By the officer", officer)):
        approval.submit(post=make_post(author, channel, title=title), by=author)
    stuck = make_post(colleague, channel, title="Stuck")
    held = {"step": Step.HELD, "due_at": stuck.due_at, "fingerprint": "a", "code": "h"}
    Publication.objects.create(post=stuck, channel=channel, **held)
    client.force_login(colleague)

    page = client.get("/desk/").content.decode()
    listed = client.get("/desk/waiting/").content.decode()

    assert "One post waits for your approval" in page
    assert "“By the officer” is due" in page
    assert "“Stuck” was held" not in page
    assert "Stuck" in listed
    assert "Decide about" not in listed


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
def test_whoever_may_be_the_second_to_vouch_for_a_colleague_is_told_on_the_first_page(
    client: Client, officer: Person, colleague: Person, committee: Person
) -> None:
    ask_fresh_start(person=officer, reason="The phone went into the canal.", by=colleague)

    for person, told in ((committee, True), (colleague, False), (officer, False)):
        client.force_login(person)
        assert ("Officer cannot sign in" in client.get("/desk/").content.decode()) is told


def test_such_a_request_leaves_the_first_page_at_the_minute_it_lapses(
    client: Client, officer: Person, colleague: Person, committee: Person
) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False):
        ask_fresh_start(person=officer, reason="The phone went into the canal.", by=colleague)
    for minute, told in ((59, True), (61, False)):
        with time_machine.travel(datetime(2026, 11, 26, 8, 0, tzinfo=UTC) + timedelta(minutes=minute), tick=False):
            client.force_login(committee)
            assert ("Officer cannot sign in" in client.get("/desk/").content.decode()) is told


def test_an_office_taken_up_today_shows_its_tasks_at_once(client: Client, officer: Person, colleague: Person) -> None:
    row = Channel.objects.create(kind="facebook", name="Our Page", created_at=timezone.now(), owner=officer)
    ConnectionCheck.objects.create(channel=row, at=timezone.now(), working=False, broken=True, summary="It has expired.")
    client.force_login(colleague)
    before = client.get("/desk/").content.decode()
    Grant.objects.create(person=colleague, office=Office.OFFICER, since=timezone.localdate(), reason="For the tests")

    after = client.get("/desk/").content.decode()

    assert "Our Page is not connected" in after
    assert "Our Page is not connected" not in before


def test_an_account_that_waits_for_a_second_person_is_not_said_to_work(client: Client, officer: Person) -> None:
    row = Channel.objects.create(
        kind="facebook",
        name="New Page",
        created_at=timezone.now(),
        owner=officer,
        connected_by=officer,
        remote_id="1122",
        needs_confirmation=True,
    )
    ConnectionCheck.objects.create(channel=row, at=timezone.now(), working=True, summary="Working.")
    client.force_login(officer)

    card = next(row for row in client.get("/desk/").context["steps"] if row.line.name == "channel-facebook")

    assert (card.line.title, card.line.state) == ("New Page", "Waiting for a second person")


DOORS = {
    "officer": "unconfirmed broken_connections differences held approvals suggestions access this_quarter",
    "colleague": "unconfirmed_accounts differences returned suggestions this_quarter",
    "staff": "",
    "committee": "unconfirmed_accounts access",
    "forum": "",
    "auditor": "",
}


@pytest.mark.parametrize(("who", "kinds"), DOORS.items())
@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
def test_the_number_on_the_door_is_the_number_of_the_heading(
    client: Client, request: pytest.FixtureRequest, everything: None, who: str, kinds: str
) -> None:
    person = request.getfixturevalue(who)
    client.force_login(person)

    page = client.get("/desk/").content.decode()

    assert [kind.tell.__name__ for kind in agenda.look(Shell(person).viewer)[0]] == kinds.split()
    number = len(kinds.split())
    door = re.search(r'<a href="/desk/"( aria-current="page")?>.*?</a>', page, re.DOTALL).group()
    assert (f'<span class="st_count">{number}<' in door) is bool(number)
    lines = "".join(re.findall(r'<ol class="st_list st_lines".*?</ol>', page, re.DOTALL))
    assert page.count('<div class="st_one">') + lines.count("<li>") == number
    if number:
        assert f"<h1>{capitalised(spelt(number, 'thing'))} need" in page
    assert door.replace(' aria-current="page"', "") in client.get("/desk/more/").content.decode(), "the same on every page"


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
@pytest.mark.usefixtures("strategy")
def test_an_officer_with_policies_to_read_still_has_the_first_page_and_is_told(client: Client, officer: Person) -> None:
    Policy.objects.create(kind=PolicyKind.CONDUCT, version="1", effective_from=date(2020, 1, 1))
    client.force_login(officer)

    page = client.get("/desk/", follow=True)
    if page.redirect_chain:
        page = client.get("/desk/")

    assert "One policy to read" in page.content.decode()
    assert "Rule of thirds" in page.content.decode()


@pytest.mark.parametrize("beaten", [True, False])
def test_a_house_that_sleeps_says_so_on_the_first_page(client: Client, officer: Person, settings, tmp_path, beaten: bool) -> None:
    settings.DATA = tmp_path
    for part in pulse.PARTS if beaten else ():
        health.beat(part)
    client.force_login(officer)

    assert ("Posts are not going out." in client.get("/desk/").content.decode()) is not beaten


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, ""),
        (3, "About 5 minutes."),
        (17, "About 20 minutes."),
        (60, "About 60 minutes."),
        (61, "About one hour and 5 minutes: begin at the top."),
        (240, "About four hours: begin at the top."),
    ],
)
def test_the_estimate_is_a_guess_and_hides_nothing(minutes: int, said: str) -> None:
    assert words.estimate(minutes) == said


def test_twenty_suggestions_take_longer_than_two(officer: Person) -> None:
    for one in range(20):
        suggestion(one)

    assert [task.minutes for task in Shell(officer).tasks if "suggestions" in task.title] == [40]
