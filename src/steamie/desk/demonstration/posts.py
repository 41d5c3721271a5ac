"""The posts of the year, with the rows that show how each went out."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings

from steamie.channels.models import Channel
from steamie.content.actions.approval import new_code
from steamie.content.fingerprint import fingerprint
from steamie.content.models import Approval, Attempt, Post, PostText, Publication, Quarter, Slot, Submission, Suggestion
from steamie.content.models.publications import Step
from steamie.evidence.actors import PUBLISHER
from steamie.strategy.models import Association

from .cast import Cast
from .minutes import Minutes
from .topics import Talk, Topic
from .year import DRAFTED_AHEAD, LONDON, PLANNED_AHEAD, Moment, moments

SENT_AFTER = timedelta(seconds=2)


@dataclass(slots=True)
class Desk:
    """What the writing of the year needs at hand."""

    cast: Cast
    channels: dict[str, Channel]
    quarters: dict[date, Quarter]
    association: Association
    minutes: Minutes
    chance: random.Random
    now: datetime
    taken_up: dict[str, Suggestion] = field(default_factory=dict)  # by title, until a post is made of them
    followers: int = 0  # as counted at the end of the year


def write_year(desk: Desk) -> list[Post]:
    """Every post of the year: sent, scheduled, waiting, drafted; after that, open slots."""
    talk = Talk(desk.chance)
    made = [_fill(desk, moment, talk) for moment in moments(desk.now.astimezone(LONDON).date(), desk.chance)]
    return [post for post in made if post is not None]


def _fill(desk: Desk, moment: Moment, talk: Talk) -> Post | None:
    ahead = moment.at - desk.now
    slot = _slot(desk, moment)
    if ahead > DRAFTED_AHEAD or (ahead > PLANNED_AHEAD and desk.chance.random() < 0.4):
        return None
    post = _write(desk, moment, slot, talk.pick(moment.third, moment.day.month))
    if ahead > PLANNED_AHEAD:
        return post
    _submit(desk, post)
    if ahead > timedelta(0) and desk.chance.random() < 0.35:
        return post  # waits for approval
    _approve(desk, post)
    return post


def _slot(desk: Desk, moment: Moment) -> Slot:
    quarter = desk.quarters[moment.span.first]
    planned = desk.chance.random() < 0.8
    source = "team" if planned else desk.chance.choice(["staff", "committee", "forum"])
    made = quarter.made_at if planned else moment.at - timedelta(days=6)
    return Slot.objects.create(
        quarter=quarter,
        day=moment.day,
        third=moment.third,
        planned=planned,
        source=source,
        made_at=min(made, desk.now),
        made_by=desk.cast.officer,
    )


def _write(desk: Desk, moment: Moment, slot: Slot, topic: Topic) -> Post:
    made = min(moment.at - timedelta(days=desk.chance.randint(2, 6), hours=2), desk.now - timedelta(hours=3))
    suggestion = _suggestion(desk, topic, made)
    post = Post.objects.create(
        title=topic.title,
        third=topic.third,
        audience=topic.audience,
        purpose=topic.purpose,
        link=_address(topic.link),
        credit=topic.credit or (suggestion.get_group_display() if suggestion else ""),
        suggestion=suggestion,
        due_at=moment.at,
        due_wall=f"{moment.at:%Y-%m-%dT%H:%M} Europe/London",
        quarter=slot.quarter,
        slot=slot,
        evergreen=not topic.months,
        author=desk.cast["team" if desk.chance.random() < 0.75 else "team.assistant"],
        made_at=made,
        edited_at=made,
    )
    for channel in _channels(desk, topic):
        PostText.objects.create(post=post, channel=channel, text=topic.text)
    desk.minutes.add(made, by=post.author, verb="draft", clause="S-60", subject=post, third=post.third)
    return post


def _suggestion(desk: Desk, topic: Topic, made: datetime) -> Suggestion | None:
    waiting = desk.taken_up.get(topic.title)
    return desk.taken_up.pop(topic.title) if waiting and waiting.received_at < made else None


def _channels(desk: Desk, topic: Topic) -> list[Channel]:
    chosen = [desk.channels["facebook"]]
    if topic.link.startswith("/") or topic.third == "association":
        chosen.append(desk.channels["website"])
    return chosen


def _address(link: str) -> str:
    return f"{settings.PUBLIC_URL}{link}" if link.startswith("/") else link


def _submit(desk: Desk, post: Post) -> None:
    at = post.made_at + timedelta(minutes=20)
    Submission.objects.create(post=post, by=post.author, at=at, edition=post.edition)
    desk.minutes.add(at, by=post.author, verb="submit", clause="S-60", subject=post, edition=post.edition)


def _approve(desk: Desk, post: Post) -> None:
    mark, at = fingerprint(post), post.made_at + timedelta(hours=1)
    Approval.objects.create(post=post, by=desk.cast.officer, at=at, fingerprint=mark, edition=post.edition)
    desk.minutes.add(at, by=desk.cast.officer, verb="approve", clause="S-60", subject=post, fingerprint=mark, own_work=False)
    for text in post.texts.all():
        _publication(desk, post, text.channel, mark)


def _publication(desk: Desk, post: Post, channel: Channel, mark: str) -> Publication:
    row = Publication(post=post, channel=channel, code=new_code(), due_at=post.due_at, fingerprint=mark)
    if post.due_at > desk.now:
        row.wake_at = post.due_at
        row.save()
        return row
    row.step, row.published_at = Step.PUBLISHED, post.due_at + SENT_AFTER
    row.save()
    for verb in ("create", "publish"):
        Attempt.objects.create(
            publication=row,
            verb=verb,
            fingerprint=mark,
            started_at=post.due_at + SENT_AFTER / 2,
            ended_at=row.published_at,
            outcome="done",
        )
    desk.minutes.add(row.published_at, by=PUBLISHER, verb="publish", clause="S-61", subject=row, channel=channel.kind)
    return row
