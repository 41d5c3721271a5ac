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

from . import checks, composition, rendering
from .checks import Checked
from .composition import Composition, Lookup
from .models import Post

UNLIMITED = Limits(text=63_206)


def of_post(post: Post, *, now: datetime) -> list[Problem]:
    """Everything to put right before a post as it now is can be approved; empty when it is ready."""
    made, named = composition.of_post(post), composition.lookup(post)
    return problems(made, named, now=now, checked=checks.findings(made, named, kept=post.overrides.all()))


def problems(made: Composition, named: Lookup, *, now: datetime, checked: Checked) -> list[Problem]:
    """Everything to put right before a composition is approved; empty when it is ready. ``checked``: what the check found."""
    return [
        *_words(made, named),
        *_channels_open(made, named),
        *_pictures(made, named),
        *_event(made),
        *_credit(made),
        *_time(made, now),
        *_findings(checked),
    ]


def of_correction(made: Composition, named: Lookup, checked: Checked) -> list[Problem]:
    """Everything to put right before a correction is approved. ``made``: as it would be. Its pictures and time are past."""
    return [*_words(made, named), *_event(made), *_findings(checked)]


def limits(channel: Channel) -> Limits:
    """What fits on a channel; a kind that does not load is given the widest limits, and refuses at the door itself."""
    kind = registry.kinds().get(channel.kind)
    return kind.limits if kind else UNLIMITED


def unsaid(made: Composition, named: Lookup) -> Iterator[str]:
    """What is known of a post and would not be seen on a channel, since only its words go there (S-26, S-52)."""
    for shown in rendering.previews(made, named):
        channel, words = shown.channel, shown.preview.text.casefold()
        if made.credit and not shown.preview.credit and made.credit.casefold() not in words:
            asked = asked_by("share.credited")
            yield f"{channel} does not show whose news it is beside the words. Name {made.credit} in them{asked}."
        if made.kind == "event" and not shown.preview.place and made.event_place.casefold() not in words:
            yield f"{channel} shows only these words. Say in them where and when it is{asked_by('posts.kinds')}."


def _words(made: Composition, named: Lookup) -> Iterator[Problem]:
    if not made.words:
        yield Problem("Write the words for at least one channel.", "texts")
    for number, text in made.words.items():
        channel = named.channels[number]
        room, name = limits(channel), f"text_{number}"
        if len(text) > room.text:
            over = len(text) - room.text
            yield Problem(f"{channel} takes {room.text:,} characters at most. Take out {over:,}.", name)
        elif reasons := rendering.unfit(made, channel):
            yield from (Problem(f"{channel}: {reason}", name) for reason in reasons)
        if room.unshowable and (letter := room.unshowable(f"{made.title} {text} {made.event_place}")):
            yield Problem(f"{channel} cannot show “{letter}”. Take it out, or leave this channel out.", name)
    if not (made.audience and made.purpose):
        yield Problem("Say for whom it is, and which purpose of the strategy it serves.", "audience")


def _channels_open(made: Composition, named: Lookup) -> Iterator[Problem]:
    for number in made.words:
        if named.channels[number].closed_at:
            yield Problem(f"{named.channels[number]} is closed. Take its words out.", f"text_{number}")


def _pictures(made: Composition, named: Lookup) -> Iterator[Problem]:
    used = named.used(made)
    for picture, alt in used:
        if not alt.strip():
            message = "Describe the picture: say what it shows, so people who cannot see it know."
            yield Problem(message, f"alt_{picture.pk}")
        if picture.shows_people and not picture.consent:
            yield Problem("The picture shows people. Use it only when everyone shown has agreed.", f"alt_{picture.pk}")
    for number in made.words:
        channel = named.channels[number]
        room = limits(channel)
        if room.needs_picture and not used:
            yield Problem(f"{channel} needs a picture.", "picture")
        if len(used) > room.pictures:
            yield Problem(f"{channel} takes {room.pictures} picture{'s'[: room.pictures != 1]} at most.", "picture")


def _event(made: Composition) -> Iterator[Problem]:
    if made.kind != "event":
        return
    if not made.event_place:
        yield Problem("Say where the event is.", "event_place")
    if not made.event_starts:
        yield Problem("Say when the event starts.", "event_starts")
    elif made.event_ends and made.event_ends <= made.event_starts:
        yield Problem("The event ends before it starts.", "event_ends")


def _credit(made: Composition) -> Iterator[Problem]:
    share = None if made.credit.strip() else by_code(reading.shares()).get(made.share)
    if share and share.credited:
        article = "an" if share.adjective[0].lower() in "aeiou" else "a"
        message = f"Say whose news this is: {article} {share.adjective} post is credited to the body it comes from."
        yield Problem(message, "credit")


def _time(made: Composition, now: datetime) -> Iterator[Problem]:
    if made.due_at is None:
        yield Problem("Choose when it goes out.", "when")
    elif made.due_at < now:
        due = timezone.localtime(made.due_at)
        yield Problem(f"{_day_and_time(due, now)} has passed. Choose a time after {timezone.localtime(now):%H:%M} today.", "when")


def _day_and_time(due: datetime, now: datetime) -> str:
    return f"{due:%H:%M} today" if due.date() == timezone.localdate(now) else f"{due:%H:%M} on {due:%A} {due.day} {due:%B}"


def _findings(checked: Checked) -> Iterator[Problem]:
    for question in checked.blocking:
        words = f" (“{question.finding.words}”)" if question.finding.words else ""
        yield Problem(f"{question.title}{words}. Change it, or say why it stays.", "findings")
