"""An approval is checked by the field list it was given under: a field added since, at its default, leaves it standing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace

import pytest

from steamie.channels.models import Channel
from steamie.content.posts import fingerprint as fingerprints
from steamie.content.posts.actions import approval
from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting import changes
from steamie.content.posts.definition import Composition, FieldKind, declare, field_list
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.content.publishing.publisher.situations import approved
from steamie.people.models import Person
from steamie.people.refusals import Changed
from tests.content.making import NOW, make_post


@dataclass(frozen=True, slots=True)
class Later(Composition):
    """What a later release might make of a post: one field more."""

    video: str = field(default="", metadata=declare(kind=FieldKind.LINE, label="the video", since=2))


@pytest.fixture
def post(colleague: Person, website: Channel) -> Post:
    return make_post(colleague, website)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Go over to the later release, with a value of the new field."""

    def upgrade(video: str) -> None:
        def read(post: Post) -> Later:
            now = of_post(post)
            return Later(**{one.name: getattr(now, one.name) for one in fields(now)}, video=video)

        monkeypatch.setattr(fingerprints, "of_post", read)
        monkeypatch.setattr(approval, "field_list", lambda: field_list(Later))

    return upgrade


def test_the_lists_are_numbered_by_the_latest_field() -> None:
    assert (field_list(), field_list(Later)) == (1, 2)


def test_an_approval_keeps_the_number_of_its_list(post: Post, officer: Person, later: Callable[[str], None]) -> None:
    first = approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    later("https://example.org/film")
    second = approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    assert (first.field_list, second.field_list) == (1, 2)
    assert first.fingerprint != second.fingerprint


def test_a_new_field_at_its_default_leaves_the_approval_standing(
    post: Post, officer: Person, later: Callable[[str], None]
) -> None:
    approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    later("")
    assert approved(post.publications.get()) == NOW


def test_any_other_value_of_it_voids_the_approval(post: Post, officer: Person, later: Callable[[str], None]) -> None:
    approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    later("https://example.org/film")
    assert approved(post.publications.get()) is None


def test_an_approval_of_the_later_list_covers_the_new_field(post: Post, officer: Person, later: Callable[[str], None]) -> None:
    later("https://example.org/film")
    approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    assert approved(post.publications.get()) == NOW
    later("https://example.org/another")
    assert approved(post.publications.get()) is None
    later("")
    assert approved(post.publications.get()) is None


def test_what_was_looked_at_before_the_upgrade_is_looked_at_again(
    post: Post, officer: Person, later: Callable[[str], None]
) -> None:
    seen = fingerprint(post)
    later("")
    with pytest.raises(Changed):
        approval.approve(post=post, fingerprint=seen, by=officer, at=NOW)


def test_a_correction_taken_back_binds_to_the_approval_as_it_was_given(
    post: Post, officer: Person, colleague: Person, facebook: Channel
) -> None:
    """What has not gone yet is bound again to the earlier approval, by whatever list that was."""
    website = post.texts.get().channel
    post.texts.create(channel=facebook, text="The same on Facebook.")
    first = approval.approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    post.publications.filter(channel=website).update(step="published", published_at=NOW, remote_id="1", fingerprint="sent")
    type(first).objects.update(fingerprint="an earlier list's")
    post.publications.filter(channel=facebook).update(fingerprint="an earlier list's")
    made = of_post(Post.objects.get(pk=post.pk))
    texts = {**made.texts, facebook.pk: "Other words on Facebook."}
    written = propose(post=post, composition=replace(made, texts=texts), reason="Wrong day", by=colleague, at=NOW)
    given = approve_correction(correction=written, fingerprint=changes.fingerprint_of(written), by=officer, at=NOW)
    assert given.field_list == field_list()
    undo(approval=given, by=officer, at=NOW)
    assert post.publications.get(channel=facebook).fingerprint == "an earlier list's"
