"""What goes to a channel and what people see of it there: made once, for the preview and for the publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from steamie.channels import registry
from steamie.channels.contract import ChannelKind, Limits, Outgoing, OutgoingPicture, Preview
from steamie.channels.models import Channel
from steamie.files.models import Picture as KeptPicture

from .composition import Composition, Lookup

CODE_LENGTH = 8  # letters in a short link
UNLIMITED = Limits(text=63_206, pictures=1_000)
_Used = TypeVar("_Used")


@dataclass(frozen=True, slots=True)
class LinkCard:
    """The card that a channel makes of a link when a post has no picture: the page's host, and its title where we know it."""

    host: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A composition as people will see it on one channel."""

    channel: Channel
    preview: Preview
    icon: str  # of the desk's own
    counts_visits: bool  # whether the link that goes out is our short one
    pictures: Sequence[tuple[KeptPicture, str]]  # those that go there, each with its description
    left_out: int  # how many do not
    card: LinkCard | None = None  # what stands in a picture's place where there is none


def going_out(
    composition: Composition,
    channel: int,
    *,
    marker: str = "",
    key: str = "",
    link: str = "",
    pictures: tuple[OutgoingPicture, ...] = (),
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


def limits(channel: Channel) -> Limits:
    """What fits on a channel; a kind that does not load is given the widest limits, and refuses at the door itself."""
    kind = registry.kinds().get(channel.kind)
    return kind.limits if kind else UNLIMITED


def goes_to(channel: Channel, pictures: Sequence[_Used]) -> Sequence[_Used]:
    """Those of a post's pictures that a channel shows: the first, as many as it takes."""
    return pictures[: limits(channel).pictures]


def previews(composition: Composition, named: Lookup) -> Iterator[ShownPost]:
    """Each channel's own preview of a composition, before there is a short link and without reading any picture's bytes."""
    for number in composition.words:
        channel = named.channels[number]
        used = named.used(composition)
        there = goes_to(channel, used)
        pictures = tuple(OutgoingPicture(b"", "image/jpeg", alt) for _, alt in there)
        outgoing = going_out(composition, number, link=composition.link, pictures=pictures)
        seen, icon, ours = _seen(channel, outgoing)
        counts_visits = bool(composition.link) and not ours
        draws_card = counts_visits and not there and not seen.headline and _is_online(channel)
        card = LinkCard(urlsplit(composition.link).hostname or "", seen.link_title) if draws_card else None
        yield ShownPost(channel, seen, icon, counts_visits, pictures=there, left_out=len(used) - len(there), card=card)


def _is_online(channel: Channel) -> bool:
    kind = registry.kinds().get(channel.kind)
    return kind is not None and kind.medium != "print"


def _seen(channel: Channel, outgoing: Outgoing) -> tuple[Preview, str, bool]:
    """The preview, the icon, and whether links need not be shortened. A kind that does not load shows the words plainly."""
    kind = registry.kinds().get(channel.kind)
    if kind is None:
        return Preview(outgoing.text, link=outgoing.link), ChannelKind.icon, True
    return kind({}, settings={"time_zone": settings.TIME_ZONE}).preview(outgoing), kind.icon, kind.ours


def unfit(composition: Composition, channel: Channel, named: Lookup) -> Sequence[str]:
    """Why a composition does not fit a channel together with the short link, in the channel's own words.

    Pictures are weighed and not read. Their descriptions are asked for elsewhere, so they are taken as described.
    """
    kind = registry.kinds().get(channel.kind)
    if kind is None:
        return ()
    there = goes_to(channel, named.used(composition))
    pictures = tuple(OutgoingPicture(b"", "image/jpeg", "described", size=_bytes(picture)) for picture, _ in there)
    link = f"{settings.PUBLIC_URL}{reverse('visits:follow', args=['x' * CODE_LENGTH])}"
    return kind({}).unfit(going_out(composition, channel.pk, link=link, pictures=pictures))


def _bytes(picture: KeptPicture) -> int:
    """How large the file is; 0 when it is gone, which is found out when it is to leave."""
    try:
        return picture.file.size
    except OSError:
        return 0
