"""The posts of the year, with the rows that show how each went out."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Quarter, Slot
from steamie.content.posts.models import Post, Publication
from steamie.content.publishing.past import Past, in_bulk
from steamie.files.models import Picture
from steamie.strategy.models import Association

from . import pictures
from .cast import Cast
from .minutes import Minutes
from .topics import Talk, Topic
from .year import DRAFTED_AHEAD, LONDON, PLANNED_AHEAD, PlaceInYear, lately, moments

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
    for draft in [draft for draft in drafts if draft.asked and due_moment(draft.post) > desk.now][2::3]:
        draft.approved = False  # every third of those to come still waits
    return drafts


def write_year(desk: Desk, drafts: list[Draft]) -> None:
    """Every post of the year as it now is: sent, scheduled, waiting, or a draft."""
    shown = pictures.descriptions()
    in_bulk([_past(desk, draft, shown) for draft in drafts], record=desk.minutes.take)


def _slot(desk: Desk, moment: PlaceInYear) -> Slot:
    quarter = desk.quarters[moment.span.first]
    planned = desk.chance.random() < 0.8
    source = "team" if planned else desk.chance.choice(["staff", "committee", "forum"])
    created_at = quarter.made_at if planned else moment.at - timedelta(days=6)
    return Slot(
        quarter=quarter,
        day=moment.day,
        share=moment.share,
        planned=planned,
        source=source,
        made_at=min(created_at, lately(desk.now)),
        made_by=desk.cast.officer,
    )


def _is_written(desk: Desk, moment: PlaceInYear) -> bool:
    ahead = moment.at - desk.now
    return ahead <= PLANNED_AHEAD or (ahead <= DRAFTED_AHEAD and desk.chance.random() >= 0.4)


def _draft(desk: Desk, moment: PlaceInYear, slot: Slot, topic: Topic, occasion: Occasion | None) -> Draft:
    written = moment.at - timedelta(days=desk.chance.randint(2, 6))
    created_at = min(lately(written, order=desk.chance.randrange(60)), lately(desk.now - timedelta(hours=3)))
    starts, ends = topic.hours(moment.day) or (None, None)
    post = Post(
        title=topic.title,
        kind=topic.kind,
        share=topic.share,
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
        made_at=created_at,
        edited_at=created_at,
    )
    asked = moment.at - desk.now <= PLANNED_AHEAD
    return Draft(post, topic, moment.day, asked, approved=asked)


def due_moment(post: Post) -> datetime:
    """When a post goes out: here every post has its time."""
    if post.due_at is None:
        raise ValueError(f"{post} has no time.")
    return post.due_at


def sent_moment(row: Publication) -> datetime:
    """When a post became public there; asked only of those that did."""
    if row.published_at is None:
        raise ValueError(f"{row} was not published.")
    return row.published_at


def _address(link: str) -> str:
    return f"{settings.PUBLIC_URL}{link}" if link.startswith("/") else link


def _past(desk: Desk, draft: Draft, descriptions: Mapping[str, str]) -> Past:
    post, picture = draft.post, draft.topic.picture
    due = due_moment(post)
    sent_at = due + SENT_AFTER
    return Past(
        post,
        texts=_texts(desk, draft),
        pictures=[(desk.pictures[picture].pk, descriptions[picture])] if picture else [],
        submitted_at=post.made_at + timedelta(minutes=20) if draft.asked else None,
        approved_at=post.made_at + timedelta(hours=1) if draft.approved else None,
        approved_by=desk.cast.officer,
        sent_at=sent_at if draft.approved and due <= desk.now else None,
    )


def _texts(desk: Desk, draft: Draft) -> dict[int, str]:
    texts = {desk.channels["page"].pk: draft.topic.words(draft.day)}
    if draft.topic.website:
        texts[desk.channels["site"].pk] = draft.topic.text
    return texts
