"""Stopping, withdrawing and settling: by action, and on their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.content.publishing.actions.settling import NotSettled, found_there, not_there, send_now
from steamie.content.publishing.actions.stops import resume, stop_everything
from steamie.content.publishing.actions.withdrawals import withdraw
from steamie.content.publishing.models import Stop
from steamie.content.publishing.publisher import advance
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from tests.content.making import TUESDAY
from tests.content.pretend import World, lost, planned, run
from tests.strategy.papers import stands

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.clause("S-12")
@pytest.mark.usefixtures("strategy")
def test_stopping_everything_holds_the_queue_in_one_action(page: Channel, officer: Person, world: World) -> None:
    queue = [planned(officer, page) for _ in range(3)]

    stop_everything(reason="A death in the close", by=officer)
    for publication in queue:
        run(publication)

    assert world.calls == []
    assert set(Publication.objects.values_list("step", flat=True)) == {"held"}
    standing = stands("S-12", TUESDAY + timedelta(hours=1))
    assert (standing.state, standing.figure) == ("met", "1 stop; 0 posts shown meanwhile")
    assert Event.objects.filter(verb="stop", clause="S-12").count() == 1


def test_nothing_resumes_by_itself(page: Channel, officer: Person, world: World) -> None:
    fell_due = planned(officer, page)
    to_come = planned(officer, page, due_at=TUESDAY + timedelta(minutes=30))
    stop_everything(reason="Wrong picture", by=officer, at=TUESDAY - timedelta(minutes=5))

    resume(reason="Put right", by=officer, at=TUESDAY + timedelta(minutes=5))
    run(fell_due, start=TUESDAY + timedelta(minutes=5))
    run(to_come)

    fell_due.refresh_from_db()
    to_come.refresh_from_db()
    assert (fell_due.step, to_come.step) == ("held", "published")


def test_only_some_offices_may_stop(staff: Person, colleague: Person) -> None:
    stop_everything(reason="Colleagues may", by=colleague)
    with pytest.raises(NotAllowed):
        stop_everything(reason="Staff may not", by=staff)
    assert Stop.objects.count() == 1


def test_a_published_post_is_taken_down(due: Publication, officer: Person, world: World) -> None:
    run(due)
    withdraw(post=due.post, reason="Wrong number", by=officer)

    assert run(due).step == "withdrawn"
    assert world.visible() == []
    assert due.attempts.count() == 3
    assert Event.objects.filter(verb="withdraw").count() == 1


def test_a_post_withdrawn_before_its_time_never_goes(due: Publication, officer: Person, world: World) -> None:
    withdraw(post=due.post, reason="Cancelled", by=officer)

    assert run(due).step == "withdrawn"
    assert world.calls == []


def test_unconfirmed_unlocks_only_for_someone_who_looked(due: Publication, officer: Person, world: World) -> None:
    world.faults = [lost("publish", after=False)] * 60
    run(due)

    with pytest.raises(NotSettled):
        not_there(publication=due, looked=False, by=officer)

    world.faults = []
    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        not_there(publication=due, looked=True, by=officer)
        advance(due.pk)
    assert len(world.visible()) == 1
    due.refresh_from_db()
    assert due.step == "published"


def test_what_a_person_found_counts_as_sent(due: Publication, officer: Person, world: World) -> None:
    world.faults = [lost("publish")] * 60
    run(due)

    found_there(publication=due, address="https://pretend.example/r1", looked=True, by=officer)

    due.refresh_from_db()
    assert (due.step, due.published_at) == ("published", TUESDAY)
    assert run(due).step == "published"


def test_a_late_post_may_be_sent_by_hand_within_a_day(due: Publication, officer: Person, world: World) -> None:
    run(due, start=TUESDAY + timedelta(hours=2))
    with time_machine.travel(TUESDAY + timedelta(hours=25), tick=False), pytest.raises(NotSettled):
        send_now(publication=due, by=officer)

    with time_machine.travel(TUESDAY + timedelta(hours=3), tick=False):
        send_now(publication=due, by=officer)
        advance(due.pk)

    due.refresh_from_db()
    assert due.step == "published"


def test_the_stop_page_stops_and_resumes(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert client.post("/desk/stop/", {"reason": ""}).status_code == 422

    client.post("/desk/stop/", {"reason": "A gas leak on the street"})
    shown = client.get("/desk/stop/")
    client.post("/desk/stop/resumption/", {"reason": "All clear", "lifts": Stop.objects.get().pk})

    assert "A gas leak on the street" in shown.text
    assert Stop.objects.in_force().count() == 0
    assert Stop.objects.count() == 1


@pytest.mark.clause("S-12")
def test_a_second_stop_by_a_double_click_or_a_colleague_never_lifts_the_first(client: Client, officer: Person) -> None:
    client.force_login(officer)
    client.post("/desk/stop/", {"reason": "A gas leak on the street"})
    answer = client.post("/desk/stop/", {"reason": "A gas leak on the street"}, follow=True)

    assert "Everything was stopped already" in answer.text
    assert Stop.objects.in_force().count() == Stop.objects.count() == 1


@pytest.mark.clause("S-12")
def test_an_old_page_does_not_lift_a_stop_it_did_not_show(client: Client, officer: Person) -> None:
    client.force_login(officer)
    client.post("/desk/stop/", {"reason": "A gas leak on the street"})
    old = {"reason": "All clear", "lifts": Stop.objects.get().pk}
    client.post("/desk/stop/resumption/", old)
    assert "had been lifted already" in client.post("/desk/stop/resumption/", old, follow=True).text
    client.post("/desk/stop/", {"reason": "Another leak"})

    client.post("/desk/stop/resumption/", old)

    assert Stop.objects.in_force().get().reason == "Another leak"


def test_staff_may_not_open_the_stop_page(client: Client, staff: Person) -> None:
    client.force_login(staff)

    assert client.get("/desk/stop/").status_code == 403


def test_the_settling_page_asks_for_the_tick_and_the_address(
    client: Client, officer: Person, due: Publication, world: World
) -> None:
    world.faults = [lost("publish")] * 60
    run(due)
    client.force_login(officer)
    address = f"/desk/waiting/{due.pk}/"

    assert "may or may not be on Pretend Page" in " ".join(client.get(address).text.split())
    assert client.post(address, {"verdict": "there", "address": "https://pretend.example/r1"}).status_code == 422
    assert client.post(address, {"verdict": "there", "looked": "on"}).status_code == 422
    answer = client.post(address, {"verdict": "there", "looked": "on", "address": "https://pretend.example/r1"})

    assert answer.status_code == 302
    due.refresh_from_db()
    assert due.step == "published"


def test_the_waiting_page_lists_held_posts_and_sends_one(client: Client, officer: Person, due: Publication, world: World) -> None:
    run(due, start=TUESDAY + timedelta(hours=2))
    with time_machine.travel(TUESDAY + timedelta(hours=3), tick=False):
        client.force_login(officer)
        assert due.post.title in client.get("/desk/waiting/").text
        assert client.post(f"/desk/waiting/{due.pk}/sending/").status_code == 302
    due.refresh_from_db()
    assert due.step == "approved"


def test_a_stale_post_asks_for_a_new_time(client: Client, officer: Person, due: Publication, world: World) -> None:
    run(due, start=TUESDAY + timedelta(hours=2))
    address = f"/desk/waiting/{due.pk}/"

    with time_machine.travel(TUESDAY + timedelta(hours=30), tick=False):
        client.force_login(officer)
        assert "Send it now" not in client.get(address).text
        assert client.post(f"{address}sending/").status_code == 422
        assert client.post(address, {"due_at": "2026-11-24T09:00"}).status_code == 422
        assert client.post(address, {"due_at": "2026-11-27T09:00"}).status_code == 302
    due.refresh_from_db()
    assert f"{due.due_at:%d %H:%M}" == "27 09:00"


def test_the_withdraw_page(client: Client, officer: Person, due: Publication) -> None:
    client.force_login(officer)
    address = f"/desk/posts/{due.post_id}/withdrawal/"

    assert "Withdraw this post" in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Wrong day"}).status_code == 302
    assert due.post.__class__.objects.get(pk=due.post_id).withdrawal.reason == "Wrong day"


def test_the_page_of_a_withdrawn_post_says_when_it_was_sent_and_leads_nowhere(
    client: Client, officer: Person, due: Publication, world: World
) -> None:
    run(due)
    withdraw(post=due.post, reason="Wrong number", by=officer)
    run(due)
    client.force_login(officer)

    page = " ".join(client.get(f"/desk/posts/{due.post_id}/").text.split())

    assert "Withdrawn. It was sent Tuesday 24 November, 10:00" in page
    assert "https://pretend.example/r1" not in page


def test_a_held_post_leads_whoever_may_decide_to_the_decision(page: Channel, officer: Person, staff: Person) -> None:
    held = planned(officer, page)
    Publication.objects.filter(pk=held.pk).update(step="held", problem="It was late.")

    for person, leads in ((officer, True), (staff, False)):
        client = Client()
        client.force_login(person)
        assert (f"/desk/waiting/{held.pk}/" in client.get(f"/desk/posts/{held.post_id}/").content.decode()) is leads
