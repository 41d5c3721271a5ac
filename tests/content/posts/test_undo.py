"""“Approved. Undo”: an approval taken back before anything left, by whom it may be, told as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post, Publication, Undo
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.publishing.publisher import advance
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from tests.content.making import NOW, TUESDAY, make_post
from tests.content.pretend import World, planned, run

pytestmark = pytest.mark.usefixtures("world")


def standing(post: Post) -> str:
    return Post.objects.with_standing().get(pk=post.pk).standing


@pytest.fixture
def at_once(page: Channel, colleague: Person, officer: Person) -> Publication:
    """Due now, and approved now."""
    post = make_post(colleague, page)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=TUESDAY)
    return post.publications.get()


def test_a_post_due_at_once_waits_twenty_seconds_for_second_thoughts(at_once: Publication, world: World) -> None:
    advance(at_once.pk)
    at_once.refresh_from_db()
    assert (world.calls, at_once.wake_at) == ([], TUESDAY + timedelta(seconds=20))

    assert run(at_once).published_at == TUESDAY + timedelta(seconds=20)


@pytest.mark.usefixtures("strategy")
def test_an_approval_undone_in_time_sends_nothing(at_once: Publication, world: World, officer: Person) -> None:
    advance(at_once.pk)
    post, approval = at_once.post, Approval.objects.get()

    undo(approval=approval, by=officer, at=TUESDAY + timedelta(seconds=19))

    assert advance(at_once.pk, now=lambda: TUESDAY + timedelta(minutes=1)) is None
    assert (world.calls, standing(post), post.publications.count()) == ([], "draft", 0)
    assert Approval.objects.count() == 1  # the approval itself stays, and so does who undid it
    assert Event.objects.get(verb="undo the approval of").clause == "S-60"
    assert Post.objects.approved().count() == 0


def test_undoing_twice_is_once_and_it_can_be_approved_again(at_once: Publication, world: World, officer: Person) -> None:
    first, post = Approval.objects.get(), at_once.post
    assert undo(approval=first, by=officer, at=TUESDAY) == undo(approval=first, by=officer, at=TUESDAY)

    again = approve(post=post, fingerprint=fingerprint(post), by=officer, at=TUESDAY)

    assert (again.pk != first.pk, Undo.objects.count()) == (True, 1)
    assert run(post.publications.get()).step == "published"
    assert len(world.visible()) == 1


def test_what_has_begun_to_go_out_cannot_be_undone(due: Publication, officer: Person) -> None:
    run(due)

    with pytest.raises(AlreadyGoing, match="Withdraw the post instead"):
        undo(approval=Approval.objects.get(), by=officer, at=TUESDAY)
    assert not Undo.objects.exists()


def test_an_undo_during_the_call_comes_too_late_and_says_so(due: Publication, officer: Person, world: World) -> None:
    refused = []

    def meanwhile(verb: str) -> None:
        try:
            undo(approval=Approval.objects.get(), by=officer)
        except AlreadyGoing as refusal:
            refused.append(str(refusal))

    world.during = meanwhile

    assert run(due).step == "published"
    assert len(refused) == 2
    assert not Undo.objects.exists()


def test_what_was_tried_stays_in_the_record(due: Publication, officer: Person) -> None:
    """Held before, given another time, and then undone: the row keeps its attempts."""
    due.attempts.create(verb="settle", fingerprint=due.fingerprint, started_at=NOW, ended_at=NOW)

    undo(approval=Approval.objects.get(), by=officer, at=NOW)

    due.refresh_from_db()
    assert (due.step, due.wake_at) == ("held", None)
    assert run(due).step == "held"


def test_only_who_approved_or_may_approve_undoes(due: Publication, staff: Person, colleague: Person) -> None:
    for person in (staff, colleague):
        with pytest.raises(NotAllowed):
            undo(approval=Approval.objects.get(), by=person, at=NOW)


@pytest.mark.usefixtures("strategy")
def test_who_may_not_approve_is_refused_also_when_there_is_nothing_to_undo(page: Channel, staff: Person) -> None:
    post = make_post(staff, page)
    client = Client()
    client.force_login(staff)

    assert client.post(f"/desk/posts/{post.pk}/approval/withdrawal/").status_code == 403
    assert Event.objects.filter(verb="refused", clause="S-60").exists()


@pytest.mark.usefixtures("strategy")
def test_the_page_offers_undo_and_it_works_without_script(page: Channel, officer: Person, colleague: Person) -> None:
    post = planned(officer, page, due_at=TUESDAY + timedelta(days=1)).post
    client, address = Client(), f"/desk/posts/{post.pk}/"
    client.force_login(officer)
    offered = client.get(address).text

    answer = client.post(f"{address}approval/withdrawal/", follow=True).text

    assert '/approval/withdrawal/"' in offered
    assert "Nothing leaves before Wednesday 25 November, 10:00." in offered
    assert "The approval is undone. Nothing was sent." in answer
    assert ">Approve</button>" in answer
    assert "Approval undone by the Finance and Corporate Services Officer" in answer
    assert client.post(f"{address}approval/withdrawal/").status_code == 409
    client.force_login(colleague)
    assert '/approval/withdrawal/"' not in client.get(address).text


def test_the_bar_counts_down_for_a_post_due_at_once(at_once: Publication, officer: Person) -> None:
    client = Client()
    client.force_login(officer)

    assert "It leaves at 10:00:20." in client.get(f"/desk/posts/{at_once.post_id}/").text
