"""Whether a post may go forward, and each thing that still stands in its way, in words fit for the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.channels.models import read_obstacles
from steamie.diary import dated
from steamie.evidence.in_force import asked_by
from steamie.files.consents import objections
from steamie.people.refusals import Problem
from steamie.rules.counting import some
from steamie.rules.shares import by_code
from steamie.strategy import reading

from . import checks, panels, rendering
from .checks import Checked
from .composition import Composition, Lookup, lookup
from .composition import of_post as composition_of
from .models import Post


def of_post(post: Post, *, now: datetime, asking: bool = False) -> list[Problem]:
    """Everything to put right before a post as it now is can be approved; empty when it is ready.

    ``asking``: before approval is asked for, when a channel may still be connected: the approval itself waits for that.
    """
    composition, named = composition_of(post), lookup(post)
    checked = checks.findings(composition, named, overrides=post.overrides.all())
    objections = [Problem(words) for words in panels.refused(post)]
    return [*problems(composition, named, now=now, checked=checked, asking=asking), *objections]


def problems(composition: Composition, named: Lookup, *, now: datetime, checked: Checked, asking: bool = False) -> list[Problem]:
    """Everything to put right before a composition is approved; empty when it is ready. ``checked``: what the check found."""
    return [
        *_words(composition, named),
        *(() if asking else _channels_open(composition, named)),
        *_pictures(composition, named),
        *_agreed(composition, named, now),
        *_event(composition),
        *_credit(composition),
        *_time(composition, now),
        *_findings(checked),
    ]


def of_correction(composition: Composition, named: Lookup, checked: Checked) -> list[Problem]:
    """Everything to put right before a correction is approved, of the post as it would be. Its pictures and time are past."""
    return [*_words(composition, named), *_event(composition), *_findings(checked)]


def left_out(composition: Composition, named: Lookup) -> Iterator[str]:
    """Of each channel that takes fewer pictures than the post has, which it gets: always the first ones."""
    for shown in rendering.previews(composition, named):
        if shown.left_out:
            there = " and ".join(f"“{alt}”" for _, alt in shown.pictures) or "none"
            yield f"{shown.channel} takes {some(len(shown.pictures), 'picture')}. It gets {there}, and none of the others."


def unsaid(composition: Composition, named: Lookup) -> Iterator[str]:
    """What is known of a post and would not be seen on a channel, since only its words go there (S-26, S-52)."""
    for shown in rendering.previews(composition, named):
        channel, words = shown.channel, shown.preview.text.casefold()
        if composition.credit and not shown.preview.credit and composition.credit.casefold() not in words:
            asked = asked_by("share.credited")
            yield f"{channel} does not show whose news it is beside the words. Name {composition.credit} in them{asked}."
        if composition.kind == "event" and not shown.preview.place and composition.event_place.casefold() not in words:
            yield f"{channel} shows only these words. Say in them where and when it is{asked_by('posts.kinds')}."


def _words(composition: Composition, named: Lookup) -> Iterator[Problem]:
    if not composition.words:
        yield Problem("Write the words for at least one channel.", "texts")
    for number, text in composition.words.items():
        channel = named.channels[number]
        room, name = rendering.limits(channel), f"text_{number}"
        if len(text) > room.text:
            over = len(text) - room.text
            yield Problem(f"{channel} takes {room.text:,} characters at most. Take out {over:,}.", name)
        elif reasons := rendering.unfit(composition, channel, named):
            yield from (Problem(f"{channel}: {reason}", name) for reason in reasons)
        if room.unshowable and (letter := room.unshowable(f"{composition.title} {text} {composition.event_place}")):
            yield Problem(f"{channel} cannot show “{letter}”. Take it out, or leave this channel out.", name)
    if not (composition.audience and composition.purpose):
        yield Problem("Say for whom it is, and which purpose of the strategy it serves.", "audience")


def _channels_open(composition: Composition, named: Lookup) -> Iterator[Problem]:
    channels = [named.channels[number] for number in composition.words]
    read_obstacles(channels)
    for channel in channels:
        if obstacle := channel.obstacle:
            yield Problem(f"{obstacle} {obstacle.remedy} Or leave this channel out: take its words out.", f"text_{channel.pk}")


def _pictures(composition: Composition, named: Lookup) -> Iterator[Problem]:
    used = named.used(composition)
    for picture, alt in used:
        if not alt.strip():
            message = "Describe the picture: say what it shows, so people who cannot see it know."
            yield Problem(message, f"alt_{picture.pk}")
        if picture.shows_people and picture.pk not in named.answered:
            yield Problem("A picture shows people. Say whether anyone can be recognised and has agreed.", f"people_{picture.pk}")
    for number in composition.words:
        channel = named.channels[number]
        if rendering.limits(channel).needs_picture and not used:
            yield Problem(f"{channel} needs a picture.", "picture")


def _agreed(composition: Composition, named: Lookup, now: datetime) -> Iterator[Problem]:
    """Whether everybody in the pictures who gave their consent agrees to be shown on each channel today."""
    pictures = [picture.pk for picture, _ in named.used(composition)]
    for channel, why in objections(pictures, list(composition.words), timezone.localdate(now)):
        yield Problem(f"{named.channels[channel]}: {why}", "picture")


def _event(composition: Composition) -> Iterator[Problem]:
    if composition.kind != "event":
        return
    if not composition.event_place:
        yield Problem("Say where the event is.", "event_place")
    if not composition.event_starts:
        yield Problem("Say when the event starts.", "event_starts")
    elif composition.event_ends and composition.event_ends <= composition.event_starts:
        yield Problem("The event ends before it starts.", "event_ends")


def _credit(composition: Composition) -> Iterator[Problem]:
    share = None if composition.credit.strip() else by_code(reading.shares()).get(composition.share)
    if share and share.credited:
        article = "an" if share.adjective[0].lower() in "aeiou" else "a"
        message = f"Say whose news this is: {article} {share.adjective} post is credited to the body it comes from."
        yield Problem(message, "credit")


def _time(composition: Composition, now: datetime) -> Iterator[Problem]:
    if composition.due_at is None:
        yield Problem("Choose when it goes out.", "when")
    elif composition.due_at < now:
        due = timezone.localtime(composition.due_at)
        yield Problem(f"{_day_and_time(due, now)} has passed. Choose a time after {timezone.localtime(now):%H:%M} today.", "when")


def _day_and_time(due: datetime, now: datetime) -> str:
    return f"{due:%H:%M} today" if due.date() == timezone.localdate(now) else f"{due:%H:%M} on {dated.written(due, dated.DAY)}"


def _findings(checked: Checked) -> Iterator[Problem]:
    for question in checked.blocking:
        words = f" (“{question.finding.words}”)" if question.finding.words else ""
        yield Problem(f"{question.title}{words}. Change it, or say why it stays.", "findings")
