"""A post as its page of the news shows it: the preview on the desk and the page itself are both made from this."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from steamie.channels.contract import Outgoing, Preview

from . import markup


def preview(outgoing: Outgoing, *, zone: str) -> Preview:
    """The headline, the words with their addresses linked, the event, the link and the thanks.

    A page of ours needs no detour through the post's own short link: it would count our reader as a visit.
    """
    return Preview(
        outgoing.text,
        html=markup.to_body(outgoing.text),
        headline=outgoing.title,
        link=outgoing.target or outgoing.link,
        starts=outgoing.event_starts,
        ends=outgoing.event_ends,
        when=when(outgoing.event_starts, outgoing.event_ends, zone=zone),
        place=outgoing.event_place,
        credit=outgoing.credit,
        pictures=outgoing.pictures,
    )


def when(starts: datetime | None, ends: datetime | None, *, zone: str) -> str:
    """Date and time as the page writes them: "Saturday 28 November 2026, 14:00 to 16:30"."""
    if starts is None:
        return ""
    first = starts.astimezone(ZoneInfo(zone))
    if ends is None:
        return _whole(first)
    last = ends.astimezone(ZoneInfo(zone))
    return f"{_whole(first)} to {last:%H:%M}" if last.date() == first.date() else f"{_whole(first)} to {_whole(last)}"


def _whole(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"
