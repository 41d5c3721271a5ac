"""A post goes to channels that can publish it, with the pictures that each of them takes; otherwise approval says why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.posts.actions import approval
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post, PostPicture
from steamie.content.publishing.publisher.outgoing import outgoing
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from tests.content.making import NOW, make_channel, make_picture, make_post


def approved(post: Post, by: Person) -> Approval:
    return approval.approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)


STOPPED = [
    ({"remote_id": ""}, "Facebook Page is not connected yet"),
    ({"needs_confirmation": True}, "waits for a second person"),
    ({"closed_at": NOW}, "Facebook Page is closed"),
    ({"kind": "nowhere"}, "Facebook Page is not installed"),
]


@pytest.mark.parametrize(("state", "why"), STOPPED)
def test_a_post_to_a_channel_that_cannot_publish_is_stopped_at_approval(
    officer: Person, colleague: Person, facebook: Channel, state: dict[str, object], why: str
) -> None:
    post = make_post(colleague, facebook)
    Channel.objects.filter(pk=facebook.pk).update(**state)
    with pytest.raises(NotReady, match=why) as refusal:
        approved(post, officer)
    assert refusal.value.problems[0].field == f"text_{facebook.pk}"
    assert not post.publications.exists()


@pytest.mark.parametrize(("state", "why"), [STOPPED[0], STOPPED[1]])
def test_a_channel_that_is_not_connected_cannot_be_ticked_and_says_why(
    officer: Person, facebook: Channel, state: dict[str, object], why: str
) -> None:
    Channel.objects.filter(pk=facebook.pk).update(**state)
    desk = Client()
    desk.force_login(officer)
    typed = {"title": "Bins", "share": "association", "kind": "news", "audience": "tenants", "purpose": "guidance"}
    typed |= {"words": "Out on Monday.", "goes_to": [str(facebook.pk)]}
    with time_machine.travel(NOW, tick=False):
        page = desk.get("/desk/posts/new/").text
        refused = desk.post("/desk/posts/new/", typed)
    [tick] = re.findall(rf'<input [^>]*name="goes_to"[^>]*value="{facebook.pk}"[^>]*>', page)
    assert "disabled" in tick
    assert "checked" not in tick
    assert why in page
    assert refused.status_code == 422
    assert "Until then, take its tick out." in refused.text
    assert "Out on Monday." in refused.text
    assert not Post.objects.exists()


def test_a_broken_connection_stops_the_approval_until_it_works_again(
    officer: Person, colleague: Person, facebook: Channel
) -> None:
    post = make_post(colleague, facebook)
    look = ConnectionCheck.objects.create(channel=facebook, at=NOW, working=False, broken=True, summary="The password changed.")
    with pytest.raises(NotReady, match=r"does not work\. The password changed"):
        approved(post, officer)
    look.delete()
    assert approved(post, officer).fingerprint == fingerprint(post)


def test_a_picture_too_heavy_for_a_channel_stops_the_approval(officer: Person, colleague: Person) -> None:
    post = make_post(colleague, make_channel("bluesky", "Our Bluesky"), text="Short.", link="")
    picture = make_picture()
    Path(picture.file.path).write_bytes(b"x" * 1_000_001)
    PostPicture.objects.create(post=post, picture=picture, alt="A teal square.")
    with pytest.raises(NotReady, match="Bluesky takes pictures of 1 MB at most"):
        approved(post, officer)


def test_a_channel_that_takes_one_picture_gets_the_first_and_says_so(officer: Person, colleague: Person) -> None:
    post = make_post(colleague, make_channel("website"), make_channel("facebook", "Facebook Page"))
    for place, alt in enumerate(["A boiler.", "A flame.", "A card."]):
        PostPicture.objects.create(post=post, picture=make_picture(), alt=alt, position=place)
    desk = Client()
    desk.force_login(officer)
    with time_machine.travel(NOW, tick=False):
        page = " ".join(desk.get(post.get_absolute_url()).text.split())
        approved(post, officer)
    assert "takes 1 picture. It gets “A boiler.”, and none of the others." in page
    assert "2 more do not go there." in page
    sent = {row.channel.kind: [one.alt for one in outgoing(row).pictures] for row in post.publications.all()}
    assert sent == {"website": ["A boiler."], "facebook": ["A boiler.", "A flame.", "A card."]}
