"""A post as its page of the news shows it: the preview on the desk and the page itself are both made from this."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steamie.channels.contract import Outgoing, Preview

from . import markup

LAST_MINUTE = time(23, 59)


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
    """Date and time as the page writes them: "Saturday 28 November 2026, 14:00 to 16:30", or "…, all day"."""
    if starts is None:
        return ""
    if days := whole_days(starts, ends, zone=zone):
        first_day, last_day = days
        return f"{_day(first_day)}{f' to {_day(last_day)}' if last_day > first_day else ''}, all day"
    first = starts.astimezone(ZoneInfo(zone))
    if ends is None:
        return _whole(first)
    last = ends.astimezone(ZoneInfo(zone))
    return f"{_whole(first)} to {last:%H:%M}" if last.date() == first.date() else f"{_whole(first)} to {_whole(last)}"


def whole_days(starts: datetime | None, ends: datetime | None, *, zone: str) -> tuple[date, date] | None:
    """The first and last day of an event that lasts whole days; None when it begins or ends at an hour.

    It lasts whole days when it begins at midnight and has no end, or ends at midnight or in the last minute of a day.
    """
    if starts is None or (first := starts.astimezone(ZoneInfo(zone))).time() != time():
        return None
    last = ends.astimezone(ZoneInfo(zone)) if ends else first
    if last.time().replace(second=0, microsecond=0) == LAST_MINUTE:
        return first.date(), last.date()
    if last.time() != time() or last < first:
        return None
    return first.date(), max(first.date(), last.date() - timedelta(days=1))


def _whole(moment: datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
