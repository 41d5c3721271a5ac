"""Pictures on a post: their order, and what is said of the people on them."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.actions import approval
from steamie.content.posts.actions.people_shown import say_who_is_shown
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.forms.posts import reordered
from steamie.content.posts.models import Post, PostPicture
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from tests.content.making import NOW, make_picture, make_post


def pictured(post: Post, *alts: str, **of: bool) -> list[PostPicture]:
    return [
        PostPicture.objects.create(post=post, picture=make_picture(**of), alt=alt, position=place)
        for place, alt in enumerate(alts)
    ]


def approved(post: Post, by: Person) -> None:
    approval.approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({}, [1, 2, 3]),
        ({3: 1}, [3, 1, 2]),
        ({1: 3}, [2, 3, 1]),
        ({1: 2, 2: 1}, [2, 1, 3]),
        ({1: 1, 2: 2, 3: 3}, [1, 2, 3]),
        ({1: 3, 3: 1}, [3, 2, 1]),
    ],
)
def test_pictures_go_to_the_places_that_were_typed(places: dict[int, int], order: list[int]) -> None:
    assert reordered([1, 2, 3], places) == order


@pytest.mark.usefixtures("strategy")
def test_the_order_is_changed_in_the_form_and_voids_the_approval(desk: Client, officer: Person, website: Channel) -> None:
    post = make_post(officer, website)
    rows = pictured(post, "A boiler.", "A flame.", "A card.")
    approved(post, officer)
    before = fingerprint(post)
    with time_machine.travel(NOW, tick=False):
        form = desk.get(post.get_absolute_url()).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields if name != "picture"}
        typed |= {f"place_{rows[2].picture_id}": "1", f"text_{website.pk}": "Every home with gas needs a check."}
        assert desk.post(post.get_absolute_url(), typed).status_code == 302
    post = Post.objects.get()
    assert [row.alt for row in post.pictures.all()] == ["A card.", "A boiler.", "A flame."]
    assert fingerprint(post) != before
    assert post.standing == "draft"


def test_a_picture_of_people_waits_for_somebody_to_say_who_is_shown(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    [row] = pictured(post, "Two neighbours.", shows_people=True, consent=True)
    with pytest.raises(NotReady, match="Say whether anyone can be recognised"):
        approved(post, officer)
    said = say_who_is_shown(post=post, picture=row.picture, answer="agreed", by=colleague, at=NOW)
    approved(post, officer)
    assert (said.by, said.at) == (colleague, NOW)
    event = Event.objects.get(verb="say who is shown")
    assert event.facts == {"picture": row.picture_id, "digest": row.picture.digest, "answer": "agreed"}


def test_the_answer_does_not_hold_for_another_picture(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    [row] = pictured(post, "Two neighbours.", shows_people=True, consent=True)
    say_who_is_shown(post=post, picture=row.picture, answer="nobody", by=colleague, at=NOW)
    row.picture = make_picture(shows_people=True, consent=True)
    row.save()
    with pytest.raises(NotReady, match="Say whether anyone can be recognised"):
        approved(post, officer)


def test_only_the_two_answers_count_and_only_from_who_may_write(staff: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    [row] = pictured(post, "Two neighbours.", shows_people=True, consent=True)
    with pytest.raises(NotReady, match="take the picture out"):
        say_who_is_shown(post=post, picture=row.picture, answer="perhaps", by=colleague, at=NOW)
    with pytest.raises(NotReady, match="no longer on the post"):
        say_who_is_shown(post=post, picture=make_picture(), answer="nobody", by=colleague, at=NOW)
    with pytest.raises(NotAllowed):
        say_who_is_shown(post=post, picture=row.picture, answer="nobody", by=staff, at=NOW)
    assert not post.people_shown.exists()


@pytest.mark.usefixtures("strategy")
def test_the_question_stands_on_the_page_and_is_answered_there(desk: Client, officer: Person, website: Channel) -> None:
    post = make_post(officer, website)
    [row] = pictured(post, "Two neighbours.", shows_people=True, consent=True)
    address = f"/desk/posts/{post.pk}/pictures/{row.picture_id}/people/"
    with time_machine.travel(NOW, tick=False):
        page = desk.get(post.get_absolute_url()).text
        assert "can anyone be recognised, and have they agreed?" in page
        assert f'action="{address}"' in page
        for _ in range(2):
            answered = desk.post(address, {"answer": "nobody"}, follow=True).text
        assert "Nobody can be recognised." in answered
        assert "nobody can be recognised on a picture" in answered  # in its history
    assert post.people_shown.count() == 1
