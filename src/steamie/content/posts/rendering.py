"""What goes to a channel and what people see of it there: made once, for the preview and for the publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from steamie.channels import registry
from steamie.channels.contract import ChannelKind, Outgoing, Picture, Rendered
from steamie.channels.models import Channel

from .composition import Composition, Lookup


@dataclass(frozen=True, slots=True)
class Preview:
    """A composition as people will see it on one channel."""

    channel: Channel
    rendered: Rendered


def going_out(
    composition: Composition, channel: int, *, marker: str = "", link: str = "", pictures: tuple[Picture, ...] = ()
) -> Outgoing:
    """What is handed to a channel. ``link``: the short one that counts visits. Only an event has a place and a time."""
    event = composition.kind == "event"
    return Outgoing(
        marker=marker,
        title=composition.title,
        text=composition.words.get(channel, ""),
        link=link if composition.link else "",
        pictures=pictures,
        event_place=composition.event_place if event else "",
        event_starts=composition.event_starts if event else None,
        event_ends=composition.event_ends if event else None,
        third=composition.third,
        credit=composition.credit,
        target=composition.link,
    )


def previews(composition: Composition, named: Lookup) -> Iterator[Preview]:
    """Each channel's own rendering of a composition, before there is a short link and without reading any picture's bytes."""
    pictures = tuple(Picture(b"", "image/jpeg", alt) for _, alt in composition.pictures)
    for number in composition.words:
        channel = named.channels[number]
        kind = registry.kinds().get(channel.kind) or ChannelKind  # a kind that does not load is shown plainly
        outgoing = going_out(composition, number, link=composition.link, pictures=pictures)
        yield Preview(channel, kind.render(outgoing, zone=settings.TIME_ZONE))
