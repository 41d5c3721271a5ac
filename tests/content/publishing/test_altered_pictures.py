"""The bytes of a picture are those that were approved when they leave, and those that were kept when they are served."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post, PostPicture, Publication
from steamie.content.publishing.actions.settling import send_now
from steamie.evidence.models import Event
from steamie.files.models import Picture
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY, make_picture, make_post
from tests.content.pretend import World, run


@pytest.fixture
def pictured(officer: Person, page: object, world: World, settings, tmp_path: Path) -> Publication:
    """A post with a picture, approved and due."""
    settings.MEDIA_ROOT = tmp_path
    post = make_post(officer, page)
    PostPicture.objects.create(post=post, picture=make_picture(), alt="A teal square.")
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    return post.publications.get()


def swap(content: bytes = b"another picture") -> None:
    Path(Picture.objects.get().file.path).write_bytes(content)


def test_the_picture_that_was_approved_leaves(pictured: Publication, world: World) -> None:
    assert run(pictured).step == "published"


@pytest.mark.parametrize("gone", [False, True])
def test_another_file_stops_the_send_and_a_person_must_look(pictured: Publication, world: World, gone: bool) -> None:
    if gone:
        Path(Picture.objects.get().file.path).unlink()
    else:
        swap()
    held = run(pictured)
    assert held.step == "held"
    assert "A person must look" in held.problem
    assert world.calls == []
    assert not held.attempts.exists()
    event = Event.objects.get(verb="hold", subject=f"posts.publication:{held.pk}")
    assert "not the one that was approved" in event.reason
    assert held in Publication.objects.waiting_for_a_person()


def test_it_goes_once_the_file_is_back_and_a_person_says_so(pictured: Publication, world: World, officer: Person) -> None:
    was = Path(Picture.objects.get().file.path).read_bytes()
    swap()
    run(pictured)
    send_now(publication=pictured, by=officer, at=TUESDAY + timedelta(minutes=5))
    assert run(pictured, start=TUESDAY + timedelta(minutes=5)).step == "held"
    swap(was)
    send_now(publication=pictured, by=officer, at=TUESDAY + timedelta(minutes=10))
    assert run(pictured, start=TUESDAY + timedelta(minutes=10)).step == "published"


def test_a_correction_carries_no_other_picture(pictured: Publication, world: World, officer: Person) -> None:
    run(pictured)
    post = Post.objects.get()
    made = replace(of_post(post), texts={pictured.channel_id: "Other words."})
    written = propose(post=post, composition=made, reason="Wrong", by=officer, at=TUESDAY + timedelta(minutes=1))
    mark = fingerprint_of(written)
    approve_correction(correction=written, fingerprint=mark, by=officer, at=TUESDAY + timedelta(minutes=1))
    swap()
    run(pictured, start=TUESDAY + timedelta(minutes=2))
    assert "edit" not in world.calls
    amendment = written.amendments.get()
    assert (amendment.stage, "A person must look" in amendment.problem) == ("held", True)


def test_an_altered_file_is_shown_to_nobody_and_written_down_once(pictured: Publication, officer: Person) -> None:
    client, address = Client(), Picture.objects.get().file.url
    client.force_login(officer)
    kept = client.get(address)
    assert (kept.status_code, kept.content) == (200, Path(Picture.objects.get().file.path).read_bytes())
    swap()
    assert [client.get(address).status_code for _ in range(3)] == [404, 404, 404]
    (event,) = Event.objects.filter(verb="find altered")
    assert event.facts["expected"] == Picture.objects.get().digest != event.facts["found"]
    swap(b"a third one")
    assert client.get(address).status_code == 404
    assert Event.objects.filter(verb="find altered").count() == 2
