"""Counts. Plain fields need no special permission and outlive Meta's metric names; insights are an extra, one name at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from steamie.channels.contract import ChannelError, Disconnected, Figure, Refused, Throttled

from . import data
from .client import Graph, TooLong
from .search import moment

LISTED = 5  # pages of a hundred posts read at once before posts are asked for one by one
SINGLE = 25  # posts asked for one by one in a day
INSIGHTS = 20  # posts whose insights are asked for in a day; give the newest first
PACIFIC = ZoneInfo("America/Los_Angeles")  # Facebook's day


def read(graph: Graph, page_id: str, remote_ids: Sequence[str], *, day: date) -> tuple[Figure, ...]:
    """Every figure for the day. A figure that cannot be had is None with the reason; it never spoils the others."""
    plain = (*_page(graph, page_id, day), *_posts(graph, page_id, remote_ids, day))
    return (*plain, *_page_insights(graph, page_id, day), *_post_insights(graph, remote_ids, day))


def _page(graph: Graph, page_id: str, day: date) -> Iterator[Figure]:
    fields = {"followers": "followers_count", "fans": "fan_count"}
    row, problem = _asked(graph, page_id, {"fields": ",".join(fields.values())})
    for measure, field in fields.items():
        yield Figure(measure, _whole(row.get(field)), _definition(f"field {field} of the Page"), day=day, problem=problem)


def _posts(graph: Graph, page_id: str, remote_ids: Sequence[str], day: date) -> Iterator[Figure]:
    rows, problem = _listed(graph, page_id, set(remote_ids))
    asked = 0
    for remote_id in remote_ids:
        row, why = rows.get(remote_id), problem
        if row is None and not problem and asked < SINGLE:
            asked += 1
            row, why = _asked(graph, remote_id, {"fields": data.COUNT_FIELDS})
        yield from _counts(row or {}, remote_id, day, why or ("" if row else "Facebook did not list this post."))


def _listed(graph: Graph, page_id: str, wanted: set[str]) -> tuple[Mapping[str, dict[str, Any]], str]:
    """A hundred posts a call, until all that are wanted are found."""
    rows: dict[str, dict[str, Any]] = {}
    if not wanted:
        return rows, ""
    how = {"fields": data.COUNT_FIELDS, "limit": "100"}
    try:
        for row in graph.walk(f"{page_id}/published_posts", how, pages=LISTED, background=True):
            rows[str(row.get("id"))] = row
            if wanted <= rows.keys():
                break
    except TooLong:
        return rows, ""  # older posts are asked for one by one
    except ChannelError as problem:
        return rows, str(problem)
    return rows, ""


def _counts(row: Mapping[str, Any], remote_id: str, day: date, problem: str) -> Iterator[Figure]:
    """Facebook leaves ``shares`` out when nobody has shared; without the other fields that would prove nothing."""
    likes, comments = _total(row.get("reactions")), _total(row.get("comments"))
    values = {
        "likes": (likes, "reactions, total"),
        "shares": (_shares(row, likes_given=likes is not None), "shares, 0 when left out"),
        "comments": (comments, "comments, total"),
    }
    for measure, (value, field) in values.items():
        why = "" if value is not None else problem or "Facebook did not give this."
        yield Figure(measure, value, _definition(f"field {field}"), remote_id=remote_id, day=day, problem=why)


def _shares(row: Mapping[str, Any], *, likes_given: bool) -> int | None:
    shares = row.get("shares")
    if isinstance(shares, dict):
        return _whole(shares.get("count"))
    return 0 if likes_given and shares is None else None


def _post_insights(graph: Graph, remote_ids: Sequence[str], day: date) -> Iterator[Figure]:
    """One call a post; name by name only when a name has been ended."""
    names = ",".join(metric.name for metric in data.POST_METRICS)
    for remote_id in remote_ids[:INSIGHTS]:
        answer, problem = _asked(graph, f"{remote_id}/insights", {"metric": names, "period": "lifetime"})
        for metric in data.POST_METRICS:
            insights, why = answer, problem
            if not answer.get("data") and "code 100" in problem:
                insights, why = _asked(graph, f"{remote_id}/insights", {"metric": metric.name, "period": "lifetime"})
            value = _lifetime_value(insights, metric.name)
            definition = _definition(f"insight {metric.name}, since the post was made")
            gap, why = _gap(value, insights, why, "Facebook gave no figure.")
            yield Figure(metric.measure, value, definition, remote_id=remote_id, day=day, problem=why, gap=gap)


def _lifetime_value(answer: Mapping[str, Any], name: str) -> int | None:
    rows = answer.get("data")
    row = next((row for row in rows if isinstance(row, dict) and row.get("name") == name), {}) if isinstance(rows, list) else {}
    values = row.get("values")
    first = values[0] if isinstance(values, list) and values else {}
    return _whole(first.get("value")) if isinstance(first, dict) else None


def _page_insights(graph: Graph, page_id: str, day: date) -> Iterator[Figure]:
    """One call a name: a name that Meta has ended fails its own call only."""
    window = {"since": _midnight(day), "until": _midnight(day + timedelta(days=1)), "period": "day"}
    for metric in data.PAGE_METRICS:
        answer, problem = _asked(graph, f"{page_id}/insights", {**window, "metric": metric.name})
        value = _on(answer, day)
        gap, why = _gap(value, answer, problem, "Facebook gave no figure for this day.")
        yield Figure(metric.measure, value, _definition(f"insight {metric.name}, by day"), day=day, problem=why, gap=gap)


def _gap(value: int | None, answer: Mapping[str, Any], problem: str, quiet: str) -> tuple[str, str]:
    """Why there is no value, in a word and in a sentence: Meta ended the name, or nothing was counted; else no word."""
    if value is not None:
        return "", ""
    if "code 100" in problem:
        return "dead", problem
    return ("", problem) if problem else ("empty" if "data" in answer else "", quiet)


def _on(answer: Mapping[str, Any], day: date) -> int | None:
    """The value whose day is this one: ``end_time`` is the end of a day in California."""
    rows = answer.get("data")
    values = rows[0].get("values") if isinstance(rows, list) and rows and isinstance(rows[0], dict) else None
    on_the_day = [row for row in values if _ends(row, day)] if isinstance(values, list) else []
    counts = [count for row in on_the_day if (count := _whole(row.get("value"))) is not None]
    return sum(counts) if counts else None


def _ends(row: Any, day: date) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("end_time"), str):
        return False
    return (moment(row["end_time"]).astimezone(PACIFIC) - timedelta(hours=12)).date() == day


def _asked(graph: Graph, path: str, params: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """An answer, or nothing and the reason."""
    try:
        return graph.get(path, params, background=True), ""
    except Throttled as problem:
        return {}, str(problem)
    except Refused as problem:
        return {}, f"{problem} ({problem.detail})"
    except Disconnected as problem:
        return {}, f"{problem} {problem.remedy}"
    except ChannelError as problem:
        return {}, str(problem)


def _total(edge: Any) -> int | None:
    summary = edge.get("summary") if isinstance(edge, dict) else None
    return _whole(summary.get("total_count")) if isinstance(summary, dict) else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _definition(what: str) -> str:
    return f"Facebook {data.VERSION}, {what}"


def _midnight(day: date) -> str:
    return str(int(datetime.combine(day, time(), PACIFIC).timestamp()))
