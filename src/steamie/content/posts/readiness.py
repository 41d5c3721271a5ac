"""Whether a post may go forward, and each thing that still stands in its way, in words fit for the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Limits
from steamie.channels.models import Channel
from steamie.evidence.in_force import asked_by
from steamie.people.refusals import Problem
from steamie.rules.shares import by_code
from steamie.strategy import reading

from . import checks
from .checks import Checked
from .models import Post

UNLIMITED = Limits(text=63_206)


def problems(post: Post, *, now: datetime, checked: Checked | None = None) -> list[Problem]:
    """Everything to put right before approval; empty when the post is ready. ``checked``: when it was read already."""
    return [
        *_words(post),
        *_channels_open(post),
        *_pictures(post),
        *_event(post),
        *_credit(post),
        *_time(post, now),
        *_findings(checked or checks.findings(post)),
    ]


def of_correction(post: Post, checked: Checked | None = None) -> list[Problem]:
    """Everything to put right before a correction is approved. ``post``: as it would be. Its pictures and time are past."""
    return [*_words(post), *_event(post), *_findings(checked or checks.findings(post))]


def limits(channel: Channel) -> Limits:
    """What fits on a channel; a kind that does not load is given the widest limits, and refuses at the door itself."""
    kind = registry.kinds().get(channel.kind)
    return kind.limits if kind else UNLIMITED


def bare(post: Post) -> set[int]:
    """The channels of a post that show its words and nothing beside them: no headline, and not when and where an event is."""
    return {text.channel_id for text in post.texts.all() if not limits(text.channel).headline}


def unsaid(post: Post) -> Iterator[str]:
    """What is known of a post and would not be seen on a channel, since only its words go there (S-26, S-52)."""
    alone = bare(post)
    for text in post.texts.all():
        words = text.text.casefold()
        if post.credit and text.channel.kind != "website" and post.credit.casefold() not in words:
            asked = asked_by("share.credited")
            yield f"{text.channel} does not show whose news it is beside the words. Name {post.credit} in them{asked}."
        if post.kind == "event" and text.channel_id in alone and post.event_place.casefold() not in words:
            yield f"{text.channel} shows only these words. Say in them where and when it is{asked_by('posts.kinds')}."


def _words(post: Post) -> Iterator[Problem]:
    texts = list(post.texts.all())
    if not texts:
        yield Problem("Write the words for at least one channel.", "texts")
    for text in texts:
        room, name = limits(text.channel), f"text_{text.channel_id}"
        if len(text.text) > room.text:
            over = len(text.text) - room.text
            yield Problem(f"{text.channel} takes {room.text:,} characters at most. Take out {over:,}.", name)
        if room.unshowable and (letter := room.unshowable(f"{post.title} {text.text} {post.event_place}")):
            yield Problem(f"{text.channel} cannot show “{letter}”. Take it out, or leave this channel out.", name)
    if not (post.audience and post.purpose):
        yield Problem("Say for whom it is, and which purpose of the strategy it serves.", "audience")


def _channels_open(post: Post) -> Iterator[Problem]:
    for text in post.texts.all():
        if text.channel.closed_at:
            yield Problem(f"{text.channel} is closed. Take its words out.", f"text_{text.channel_id}")


def _pictures(post: Post) -> Iterator[Problem]:
    pictures, channels = list(post.pictures.all()), [text.channel for text in post.texts.all()]
    for used in pictures:
        if not used.alt.strip():
            message = "Describe the picture: say what it shows, so people who cannot see it know."
            yield Problem(message, f"alt_{used.picture_id}")
        if used.picture.shows_people and not used.picture.consent:
            yield Problem("The picture shows people. Use it only when everyone shown has agreed.", f"alt_{used.picture_id}")
    for channel in channels:
        room = limits(channel)
        if room.needs_picture and not pictures:
            yield Problem(f"{channel} needs a picture.", "picture")
        if len(pictures) > room.pictures:
            yield Problem(f"{channel} takes {room.pictures} picture{'s'[: room.pictures != 1]} at most.", "picture")


def _event(post: Post) -> Iterator[Problem]:
    if post.kind != "event":
        return
    if not post.event_place:
        yield Problem("Say where the event is.", "event_place")
    if not post.event_starts:
        yield Problem("Say when the event starts.", "event_starts")
    elif post.event_ends and post.event_ends <= post.event_starts:
        yield Problem("The event ends before it starts.", "event_ends")


def _credit(post: Post) -> Iterator[Problem]:
    share = None if post.credit.strip() else by_code(reading.shares()).get(post.third)
    if share and share.credited:
        article = "an" if share.adjective[0].lower() in "aeiou" else "a"
        message = f"Say whose news this is: {article} {share.adjective} post is credited to the body it comes from."
        yield Problem(message, "credit")


def _time(post: Post, now: datetime) -> Iterator[Problem]:
    if post.due_at is None:
        yield Problem("Choose when it goes out.", "when")
    elif post.due_at < now:
        due = timezone.localtime(post.due_at)
        yield Problem(f"{_day_and_time(due, now)} has passed. Choose a time after {timezone.localtime(now):%H:%M} today.", "when")


def _day_and_time(due: datetime, now: datetime) -> str:
    return f"{due:%H:%M} today" if due.date() == timezone.localdate(now) else f"{due:%H:%M} on {due:%A} {due.day} {due:%B}"


def _findings(checked: Checked) -> Iterator[Problem]:
    for question in checked.blocking:
        words = f" (“{question.finding.words}”)" if question.finding.words else ""
        yield Problem(f"{question.title}{words}. Change it, or say why it stays.", "findings")
