"""The drill's posts: approved, each different, due one after another."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import httpx
from django.conf import settings

from steamie.channels.credentials import seal
from steamie.channels.models import Channel
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post, PostText, Publication
from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office


def load(posts: int, *, first: datetime, window: float) -> None:
    """As many approved posts, due evenly over ``window`` seconds from ``first``; one in five has no link."""
    officer = Person.objects.create_user("drill@example.org", None, name="Drill")
    Grant.objects.create(person=officer, office=Office.OFFICER, since=date(2020, 1, 1), reason="For the drill")
    channel = _channel(officer, first)
    gap = timedelta(seconds=window / posts)
    rows = [_post(number, officer, first, first + gap * number) for number in range(posts)]
    Post.objects.bulk_create(rows)
    PostText.objects.bulk_create(PostText(post=post, channel=channel, text=words(post)) for post in rows)
    ours = Post.objects.filter(pk__in=[post.pk for post in rows])
    for post in ours.prefetch_related("texts", "pictures__picture"):
        _approve(post, officer, channel, first - timedelta(days=1))


def words(post: Post) -> str:
    """Words no other post has: they tell the posts of the drill apart in the stand-in's truth."""
    return f"{post.title}, as planned."


def titled(message: str) -> str:
    """Whose words these are, also once they are corrected."""
    return message.partition(",")[0]


def _post(number: int, officer: Person, now: datetime, due_at: datetime) -> Post:
    return Post(
        title=f"Drill post {number}",
        third="association",
        audience="tenants",
        purpose="guidance",
        link="" if number % 5 == 0 else f"https://example.org/{number}",
        due_at=due_at,
        author=officer,
        made_at=now,
        edited_at=now,
    )


def _approve(post: Post, officer: Person, channel: Channel, now: datetime) -> None:
    """Written directly, without the minute book's event for each: hundreds of approvals are not what is drilled."""
    bound = fingerprint(post)
    Approval.objects.create(post=post, by=officer, at=now, fingerprint=bound, edition=post.edition, own_work=True)
    row = {"code": f"drill{post.pk}", "due_at": post.due_at, "wake_at": post.due_at, "fingerprint": bound}
    Publication.objects.create(post=post, channel=channel, **row)


def _channel(officer: Person, now: datetime) -> Channel:
    token = httpx.post(f"{settings.GRAPH_URL}/_control/tokens", json={"kind": "page"}).raise_for_status().json()
    told = {"app_id": token["app_id"], "app_secret": token["app_secret"]}
    told |= {"page_id": token["page"], "page_token": token["access_token"]}
    fields = {"remote_id": token["page"], "sealed": seal(told), "owner": officer, "created_at": now}
    return Channel.objects.create(kind="facebook", name="Drill Page", **fields)
