"""The posts of the year, with the rows that show how each went out."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import prefetch_related_objects

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Quarter, Slot
from steamie.content.posts.actions.approval import new_code
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post, PostPicture, PostText, Publication, Submission
from steamie.content.posts.models.publications import Step
from steamie.content.posts.verbs import Verb
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.verbs import Verb as PublishingVerb
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.files.models import Picture
from steamie.strategy.models import Association

from . import pictures
from .cast import Cast
from .minutes import Minutes
from .topics import Talk, Topic
from .year import DRAFTED_AHEAD, LONDON, PLANNED_AHEAD, Moment, lately, moments

SENT_AFTER = timedelta(seconds=2)
BATCH = 200  # rows of one statement


@dataclass(slots=True)
class Desk:
    """What the writing of the year needs at hand."""

    cast: Cast
    channels: dict[str, Channel]
    quarters: dict[date, Quarter]
    pictures: dict[str, Picture]
    association: Association
    minutes: Minutes
    chance: random.Random
    now: datetime
    followers: int = 0  # as counted at the end of the year


@dataclass(slots=True)
class Draft:
    """One post as it was written, with its parts."""

    post: Post
    topic: Topic
    day: date
    asked: bool  # whether its author has asked for approval
    approved: bool


def draft_year(desk: Desk, *, suggested: Collection[str]) -> list[Draft]:
    """What is said in every place of the year up to some weeks from now; after that, the places stay open.

    ``suggested``: titles that somebody asked for, said as soon as they fit.
    """
    occasions = {row.title: row for row in Occasion.objects.all()}
    talk = Talk(desk.chance, {title: row.on for title, row in occasions.items()}, suggested)
    slots: list[Slot] = []
    drafts: list[Draft] = []
    for moment in moments(desk.now.astimezone(LONDON).date(), desk.chance):
        slots.append(_slot(desk, moment))
        if _is_written(desk, moment):
            topic = talk.pick(moment.share, moment.day)
            drafts.append(_draft(desk, moment, slots[-1], topic, occasions.get(topic.occasion)))
    Slot.objects.bulk_create(slots, batch_size=BATCH)
    for draft in [draft for draft in drafts if draft.asked and draft.post.due_at > desk.now][2::3]:
        draft.approved = False  # every third of those to come still waits
    return drafts


def write_year(desk: Desk, drafts: list[Draft]) -> None:
    """Every post of the year as it now is: sent, scheduled, waiting, or a draft."""
    _keep(desk, drafts)
    _send(desk, drafts)


def _slot(desk: Desk, moment: Moment) -> Slot:
    quarter = desk.quarters[moment.span.first]
    planned = desk.chance.random() < 0.8
    source = "team" if planned else desk.chance.choice(["staff", "committee", "forum"])
    made = quarter.made_at if planned else moment.at - timedelta(days=6)
    return Slot(
        quarter=quarter,
        day=moment.day,
        third=moment.share,
        planned=planned,
        source=source,
        made_at=min(made, lately(desk.now)),
        made_by=desk.cast.officer,
    )


def _is_written(desk: Desk, moment: Moment) -> bool:
    ahead = moment.at - desk.now
    return ahead <= PLANNED_AHEAD or (ahead <= DRAFTED_AHEAD and desk.chance.random() >= 0.4)


def _draft(desk: Desk, moment: Moment, slot: Slot, topic: Topic, occasion: Occasion | None) -> Draft:
    written = moment.at - timedelta(days=desk.chance.randint(2, 6))
    made = min(lately(written, order=desk.chance.randrange(60)), lately(desk.now - timedelta(hours=3)))
    starts, ends = topic.hours(moment.day) or (None, None)
    post = Post(
        title=topic.title,
        kind=topic.kind,
        third=topic.share,
        audience=topic.audience,
        purpose=topic.purpose,
        link=_address(topic.link),
        credit=topic.credit,
        event_starts=starts,
        event_ends=ends,
        event_place=topic.place,
        occasion=occasion,
        due_at=moment.at,
        due_wall=f"{moment.at:%Y-%m-%dT%H:%M} Europe/London",
        quarter=slot.quarter,
        slot=slot,
        evergreen=topic.evergreen,
        author=desk.cast["team" if desk.chance.random() < 0.75 else "team.assistant"],
        made_at=made,
        edited_at=made,
    )
    asked = moment.at - desk.now <= PLANNED_AHEAD
    return Draft(post, topic, moment.day, asked, approved=asked)


def _address(link: str) -> str:
    return f"{settings.PUBLIC_URL}{link}" if link.startswith("/") else link


def _keep(desk: Desk, drafts: list[Draft]) -> None:
    """Write the posts down with their words and pictures, and read these again for the fingerprints."""
    posts = Post.objects.bulk_create([draft.post for draft in drafts], batch_size=BATCH)
    PostText.objects.bulk_create((text for draft in drafts for text in _texts(desk, draft)), batch_size=BATCH)
    shown = pictures.descriptions()
    pictured = [(draft.post, draft.topic.picture) for draft in drafts if draft.topic.picture]
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture=desk.pictures[name], alt=shown[name]) for post, name in pictured
    )
    prefetch_related_objects(posts, "texts__channel", "pictures__picture")
    for post in posts:
        desk.minutes.add(
            post.made_at, by=post.author, verb=Verb.DRAFT, clause=Citation("content.approved"), subject=post, third=post.third
        )


def _texts(desk: Desk, draft: Draft) -> Iterator[PostText]:
    yield PostText(post=draft.post, channel=desk.channels["facebook"], text=draft.topic.words(draft.day))
    if draft.topic.website:
        yield PostText(post=draft.post, channel=desk.channels["website"], text=draft.topic.text)


def _send(desk: Desk, drafts: list[Draft]) -> None:
    """Ask for approval, approve, schedule, and send what is past."""
    Submission.objects.bulk_create((_submission(desk, draft.post) for draft in drafts if draft.asked), batch_size=BATCH)
    approvals = [_approval(desk, draft.post) for draft in drafts if draft.approved]
    Approval.objects.bulk_create(approvals, batch_size=BATCH)
    rows = [
        _publication(desk, approval.post, text.channel, approval.fingerprint)
        for approval in approvals
        for text in approval.post.texts.all()
    ]
    Publication.objects.bulk_create(rows, batch_size=BATCH)
    Attempt.objects.bulk_create((attempt for row in rows if row.published_at for attempt in _attempts(row)), batch_size=BATCH)


def _submission(desk: Desk, post: Post) -> Submission:
    at = post.made_at + timedelta(minutes=20)
    desk.minutes.add(
        at, by=post.author, verb=Verb.SUBMIT, clause=Citation("content.approved"), subject=post, edition=post.edition
    )
    return Submission(post=post, by=post.author, at=at, edition=post.edition)


def _approval(desk: Desk, post: Post) -> Approval:
    mark, at = fingerprint(post), post.made_at + timedelta(hours=1)
    desk.minutes.add(
        at,
        by=desk.cast.officer,
        verb=Verb.APPROVE,
        clause=Citation("content.approved"),
        subject=post,
        fingerprint=mark,
        own_work=False,
    )
    return Approval(post=post, by=desk.cast.officer, at=at, fingerprint=mark, edition=post.edition)


def _publication(desk: Desk, post: Post, channel: Channel, mark: str) -> Publication:
    row = Publication(post=post, channel=channel, code=new_code(), due_at=post.due_at, fingerprint=mark)
    if post.due_at > desk.now:
        row.wake_at = post.due_at
        return row
    row.step, row.published_at = Step.PUBLISHED, post.due_at + SENT_AFTER
    desk.minutes.add(
        row.published_at,
        by=PUBLISHER,
        verb=PublishingVerb.PUBLISH,
        clause=Citation("content.answered_for"),
        subject=row,
        channel=channel.kind,
    )
    return row


def _attempts(row: Publication) -> Iterator[Attempt]:
    times = {"started_at": row.due_at + SENT_AFTER / 2, "ended_at": row.published_at}
    for verb in ("create", "publish"):
        yield Attempt(publication=row, verb=verb, fingerprint=row.fingerprint, outcome="done", **times)
