"""What goes to a channel and what people see of it there: made once, for the preview and for the publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from steamie.channels import registry
from steamie.channels.contract import ChannelKind, Outgoing, Picture, Preview
from steamie.channels.models import Channel

from .composition import Composition, Lookup

CODE_LENGTH = 8  # letters in a short link


@dataclass(frozen=True, slots=True)
class Shown:
    """A composition as people will see it on one channel."""

    channel: Channel
    preview: Preview
    icon: str  # of the desk's own
    counts_visits: bool  # whether the link that goes out is our short one


def going_out(
    composition: Composition,
    channel: int,
    *,
    marker: str = "",
    key: str = "",
    link: str = "",
    pictures: tuple[Picture, ...] = (),
) -> Outgoing:
    """What is handed to a channel. ``link``: the short one that counts visits. Only an event has a place and a time."""
    event = composition.kind == "event"
    return Outgoing(
        marker=marker,
        key=key,
        title=composition.title,
        text=composition.words.get(channel, ""),
        link=link if composition.link else "",
        pictures=pictures,
        event_place=composition.event_place if event else "",
        event_starts=composition.event_starts if event else None,
        event_ends=composition.event_ends if event else None,
        share=composition.share,
        credit=composition.credit,
        target=composition.link,
    )


def previews(composition: Composition, named: Lookup) -> Iterator[Shown]:
    """Each channel's own preview of a composition, before there is a short link and without reading any picture's bytes."""
    pictures = tuple(Picture(b"", "image/jpeg", alt) for _, alt in composition.pictures)
    for number in composition.words:
        channel = named.channels[number]
        outgoing = going_out(composition, number, link=composition.link, pictures=pictures)
        kind = registry.kinds().get(channel.kind)
        if kind is None:  # it does not load, so its words are shown plainly
            yield Shown(channel, Preview(outgoing.text, link=outgoing.link), ChannelKind.icon, counts_visits=False)
        else:
            seen = kind({}, settings={"time_zone": settings.TIME_ZONE}).preview(outgoing)
            yield Shown(channel, seen, kind.icon, counts_visits=bool(composition.link) and not kind.ours)


def unfit(composition: Composition, channel: Channel) -> Sequence[str]:
    """Why the words of a composition do not fit a channel together with the short link, in the channel's own words.

    Pictures are asked about elsewhere, so they are taken as described, and as no more than the channel holds.
    """
    kind = registry.kinds().get(channel.kind)
    if kind is None:
        return ()
    pictures = tuple(Picture(b"", "image/jpeg", "described") for _ in composition.pictures[: kind.limits.pictures])
    link = f"{settings.PUBLIC_URL}/go/{'x' * CODE_LENGTH}/"
    return kind({}).unfit(going_out(composition, channel.pk, link=link, pictures=pictures))
