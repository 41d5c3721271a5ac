"""A line of figures over time as plain numbers for an SVG. Days without a figure leave a gap; nothing is drawn across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 220  # units of the viewBox
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 16, 36
MOST = 60  # points; more are thinned evenly


@dataclass(frozen=True, slots=True)
class Trend:
    """What the template draws, and the same as a table."""

    lines: tuple[str, ...]  # each the points of one unbroken stretch
    dots: tuple[tuple[str, str], ...]  # where a stretch is a single day
    low: int
    high: int
    first: date
    last: date
    start: int
    end: int
    rows: tuple[tuple[date, int | None], ...]
    missing: int


def trend(readings: Sequence[tuple[date, int | None]], breaks: Sequence[date] = ()) -> Trend | None:
    """The picture of these readings, oldest first; None when no day has a figure.

    ``breaks``: days from which another thing is counted. The line is not drawn across one.
    """
    rows = _thinned(readings)
    values = [value for _, value in rows if value is not None]
    if not values:
        return None
    low, high = min(values), max(values)
    stretches = _stretches(rows, low, high, breaks)
    return Trend(
        lines=tuple(" ".join(f"{x},{y}" for x, y in points) for points in stretches if len(points) > 1),
        dots=tuple((str(x), str(y)) for [(x, y)] in (points for points in stretches if len(points) == 1)),
        low=low,
        high=high,
        first=rows[0][0],
        last=rows[-1][0],
        start=values[0],
        end=values[-1],
        rows=tuple(rows),
        missing=sum(1 for _, value in readings if value is None),
    )


def _thinned(readings: Sequence[tuple[date, int | None]]) -> list[tuple[date, int | None]]:
    """At most ``MOST`` days, the newest always among them."""
    step = -(-len(readings) // MOST) or 1
    return [reading for place, reading in enumerate(readings) if (len(readings) - 1 - place) % step == 0]


def _stretches(
    rows: Sequence[tuple[date, int | None]], low: int, high: int, breaks: Sequence[date]
) -> list[list[tuple[float, float]]]:
    days = max((rows[-1][0] - rows[0][0]).days, 1)
    stretches: list[list[tuple[float, float]]] = [[]]
    before = rows[0][0]
    for day, value in rows:
        if any(before < broken <= day for broken in breaks):
            stretches.append([])
        before = day
        if value is None:
            stretches.append([])
            continue
        x = LEFT + (WIDTH - LEFT - RIGHT) * (day - rows[0][0]).days / days
        y = TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / max(high - low, 1))
        stretches[-1].append((round(x, 1), round(y, 1)))
    return [points for points in stretches if points]
