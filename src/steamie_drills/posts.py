"""The drill's posts: approved, each different, due one after another."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from steamie.channels.models import Channel
from steamie.content.posts.models import Post
from steamie.content.publishing.past import Past, in_bulk, unrecorded
from steamie.people.models import Grant, Person
from steamie.people.sealing import seal
from steamie.rules.permissions import Office

from .kinds import control


def load(posts: int, *, kind: str, first: datetime, window: float) -> None:
    """As many approved posts, due evenly over ``window`` seconds from ``first``; one in five has no link."""
    officer = Person.objects.create_user("drill@example.org", None, name="Drill")
    Grant.objects.create(person=officer, office=Office.OFFICER, since=date(2020, 1, 1), reason="For the drill")
    channel = _channel(kind, officer, first)
    gap = timedelta(seconds=window / posts)
    rows = [_approved(number, officer, channel, first, first + gap * number) for number in range(posts)]
    in_bulk(rows, record=unrecorded)  # hundreds of events are not what is drilled


def words(post: Post) -> str:
    """Words no other post has: they tell the posts of the drill apart in the stand-in's truth."""
    return f"{post.title}, as planned."


def titled(message: str) -> str:
    """Whose words these are, also once they are corrected."""
    return message.partition(",")[0]


def _approved(number: int, officer: Person, channel: Channel, now: datetime, due_at: datetime) -> Past:
    post = Post(
        title=f"Drill post {number}",
        share="association",
        audience="tenants",
        purpose="guidance",
        link="" if number % 5 == 0 else f"https://example.org/{number}",
        due_at=due_at,
        author=officer,
        made_at=now,
    )
    return Past(post, texts={channel.pk: words(post)}, approved_at=now - timedelta(days=1), approved_by=officer)


def _channel(kind: str, officer: Person, now: datetime) -> Channel:
    account = control(kind, "account")
    fields = {"remote_id": account["id"], "sealed": seal(account["credentials"]), "owner": officer, "created_at": now}
    return Channel.objects.create(kind=kind, name="Drill account", remote_name=account["name"], **fields)
