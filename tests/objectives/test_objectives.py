"""Posts say which objective and which aim they serve, and an approval given before stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.evidence.models import Event
from steamie.monitoring.models import Reading
from steamie.objectives.actions import add_aim, say_what_it_serves
from steamie.objectives.models import BusinessAim, ServedAim, StaffStory
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.content.making import NOW, make_channel, make_post
from tests.stand_in_page import publish
from tests.strategy.papers import clause_of, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


@pytest.fixture
def channel(db: None) -> Channel:
    return make_channel()


@pytest.fixture
def aim(officer: Person) -> BusinessAim:
    return add_aim(words="Keep rents affordable", by=officer, now=NOW - timedelta(days=5))


def sent(author: Person, channel: Channel, title: str, days_ago: int = 2) -> Post:
    return publish(author, channel, title, NOW - timedelta(days=days_ago), title=title).post


@pytest.mark.clause("S-08")
def test_posts_and_aims_with_none_listed_are_measured(officer: Person, channel: Channel) -> None:
    assert stands("S-08", NOW).state is State.NOT_MEASURED
    first = add_aim(words="Keep rents affordable", by=officer, now=NOW)
    second = add_aim(words="Listen to tenants", by=officer, now=NOW)
    rent, bins = sent(officer, channel, "Rent"), sent(officer, channel, "Bins")
    assert stands("S-08", NOW).state is State.NOT_MEASURED  # nobody has said anything yet

    say_what_it_serves(post=rent, codes=[f"aim-{first.pk}"], by=officer, now=NOW)
    idle = stands("S-08", NOW)
    assert (idle.state, idle.figure) == (State.AT_RISK, "1 of 2 posts say what they serve; 1 of 2 aims served")
    assert "Listen to tenants" in idle.reason

    say_what_it_serves(post=bins, codes=[f"aim-{second.pk}", "objective-7"], by=officer, now=NOW)
    assert stands("S-08", NOW).state is State.MET
    rows = {row.what: row.counts for row in rows_behind(clause_of("S-08"), NOW)}
    assert rows == {"Rent": True, "Bins": True}

    ServedAim.objects.all().delete()
    assert stands("S-08", NOW).state is State.NOT_MEASURED


@pytest.mark.clause("S-29")
def test_posts_of_an_objective_are_counted_with_their_reach_where_it_is_known(officer: Person, channel: Channel) -> None:
    homes, school = sent(officer, channel, "New windows"), sent(officer, channel, "School fair")
    assert stands("S-29", NOW).state is State.NOT_MEASURED
    say_what_it_serves(post=school, codes=["objective-7"], by=officer, now=NOW)
    assert stands("S-29", NOW).state is State.AT_RISK
    say_what_it_serves(post=homes, codes=["objective-1"], by=officer, now=NOW)
    known = stands("S-29", NOW)
    assert (known.state, known.figure) == (State.MET, "1 of 2 posts in 90 days; people reached: not known")
    publication = homes.publications.get()
    common = {"day": NOW.date(), "channel": channel, "publication": publication, "taken_at": NOW}
    Reading.objects.create(measure="viewers", value=241, definition="as they count", source="Facebook", **common)
    assert stands("S-29", NOW).figure == "1 of 2 posts in 90 days; people reached: 241"
    assert {row.what: row.counts for row in rows_behind(clause_of("S-29"), NOW)} == {"New windows": True, "School fair": False}


@pytest.mark.clause("S-33")
def test_stories_of_staff_are_marked_on_their_post_and_counted(client: Client, officer: Person, channel: Channel) -> None:
    joiner, bins = sent(officer, channel, "Meet our joiner"), sent(officer, channel, "Bins")
    old = sent(officer, channel, "Meet our cleaner", days_ago=400)
    assert stands("S-33", NOW).state is State.NOT_MEASURED
    client.force_login(officer)
    for post in (joiner, old):
        page = client.get(f"/desk/posts/{post.pk}/objectives/")
        assert "It tells a story of our staff" in page.text
        client.post(f"/desk/posts/{post.pk}/objectives/", {"codes": ["objective-5"], "staff_story": "on"})
    standing = stands("S-33", NOW)
    assert (standing.state, standing.figure[:39]) == (State.MET, "0 open, 0 closed, 1 story of staff in a")
    assert [row.what for row in rows_behind(clause_of("S-33"), NOW)] == ["Meet our joiner"]
    assert "A story of our staff" in client.get(f"/desk/posts/{joiner.pk}/").text
    assert "A story of our staff" not in client.get(f"/desk/posts/{bins.pk}/").text
    say_what_it_serves(post=joiner, codes=[], by=officer, now=NOW)
    assert StaffStory.objects.filter(post=joiner).exists()  # nobody spoke of it
    client.post(f"/desk/posts/{joiner.pk}/objectives/", {})
    assert stands("S-33", NOW).state is State.NOT_MEASURED


def test_saying_it_leaves_an_approval_and_its_fingerprint_as_they_were(
    officer: Person, channel: Channel, aim: BusinessAim
) -> None:
    post = make_post(officer, channel)
    before = fingerprint(post)
    approval = approve(post=post, fingerprint=before, by=officer, at=NOW)
    say_what_it_serves(post=post, codes=[f"aim-{aim.pk}", "objective-2"], by=officer, now=NOW)
    post = Post.objects.get(pk=post.pk)
    assert fingerprint(post) == before
    assert list(Post.objects.approved()) == [post]
    assert approval.fingerprint == before


def test_it_is_recorded_once_and_not_again_for_the_same(officer: Person, channel: Channel, aim: BusinessAim) -> None:
    post = sent(officer, channel, "Rent")
    number = Event.objects.count()
    for _ in range(2):
        say_what_it_serves(post=post, codes=[f"aim-{aim.pk}"], by=officer, now=NOW)
    assert Event.objects.count() == number + 1


def test_what_is_not_offered_and_who_may_not_are_refused(officer: Person, staff: Person, channel: Channel) -> None:
    post = sent(officer, channel, "Rent")
    with pytest.raises(NotReady, match="no such objective"):
        say_what_it_serves(post=post, codes=["objective-99"], by=officer, now=NOW)
    with pytest.raises(NotAllowed):
        say_what_it_serves(post=post, codes=["objective-1"], by=staff, now=NOW)
    assert not post.served.exists()


def test_the_page_lists_what_says_nothing_and_sorts_several_at_once(client: Client, officer: Person, channel: Channel) -> None:
    client.force_login(officer)
    posts = [publish(officer, channel, str(n), timezone.now(), title=f"Post {n}").post for n in range(3)]
    page = client.get("/desk/objectives/")
    assert "3 do not say what they serve" in " ".join(page.text.split())
    data = {f"post-{posts[0].pk}": "objective-1", f"post-{posts[1].pk}": "", f"post-{posts[2].pk}": "objective-3"}
    assert client.post("/desk/objectives/sorting/", data).status_code == 302
    assert [[row.code for row in post.served.all()] for post in posts] == [["objective-1"], [], ["objective-3"]]
    assert "1 does not say what it serves" in " ".join(client.get("/desk/objectives/").text.split())


def test_an_aim_is_added_ended_and_refused_twice(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert client.post("/desk/objectives/aims/", {"words": "Warm homes"}).status_code == 302
    again = client.post("/desk/objectives/aims/", {"words": "warm  homes"})
    assert again.status_code == 422
    assert "here already" in again.text
    aim = BusinessAim.objects.get()
    assert client.post(f"/desk/objectives/aims/{aim.pk}/end/").status_code == 302
    assert "No aim is written down yet" in client.get("/desk/objectives/aims/").text


def test_a_post_s_own_page_shows_what_it_serves(client: Client, officer: Person, channel: Channel, aim: BusinessAim) -> None:
    client.force_login(officer)
    post = sent(officer, channel, "Rent")
    assert "Nobody has said" in client.get(f"/desk/posts/{post.pk}/").text
    answer = client.post(f"/desk/posts/{post.pk}/objectives/", {"codes": [f"aim-{aim.pk}", "objective-4"]})
    assert answer.status_code == 302
    panel: Any = BeautifulSoup(client.get(f"/desk/posts/{post.pk}/").content, "html.parser").find(id="h-serves").parent
    assert len(panel.find_all("li")) == 2
    assert "Keep rents affordable" in panel.text
