"""A chart of quarters as numbers for a drawing, and as an SVG of its own for paper. Nothing is drawn across a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 210  # units of the viewBox
LEFT, RIGHT, TOP, BOTTOM = 60, 680, 28, 160


@dataclass(frozen=True, slots=True)
class QuarterDot:
    """One quarter: where it stands, and its number; None where there was none."""

    label: str
    value: int | None
    x: float
    y: float

    @property
    def above(self) -> float:
        """Where the number is written."""
        return self.y - 11

    @property
    def names(self) -> list[str]:
        """The quarter and its year, a line each."""
        quarter, _, year = self.label.rpartition(" ")
        return [quarter, year]


@dataclass(frozen=True, slots=True)
class QuarterChart:
    """What a template draws. ``lines``: the points of each unbroken stretch."""

    title: str
    words: str
    dots: tuple[QuarterDot, ...]
    lines: tuple[str, ...]


def quarter_chart(title: str, points: Sequence[tuple[str, int | None]]) -> QuarterChart | None:
    """The drawing; None when no quarter has a number, or all have none."""
    values = [value for _, value in points if value is not None]
    if not any(values):
        return None
    most, step = max(values), (RIGHT - LEFT) / max(len(points) - 1, 1)
    dots = tuple(
        QuarterDot(label, value, round(LEFT + place * step, 1), round(BOTTOM - (BOTTOM - TOP) * (value or 0) / most, 1))
        for place, (label, value) in enumerate(points)
    )
    missing = len(points) - len(values)
    gap = f" {missing} quarters have no number." if missing else ""
    return QuarterChart(title, f"From {values[0]} to {values[-1]} over {len(points)} quarters.{gap}", dots, _lines(dots))


def _lines(dots: Sequence[QuarterDot]) -> tuple[str, ...]:
    stretches: list[list[QuarterDot]] = [[]]
    for dot in dots:
        if dot.value is None:
            stretches.append([])
        else:
            stretches[-1].append(dot)
    return tuple(" ".join(f"{dot.x},{dot.y}" for dot in stretch) for stretch in stretches if len(stretch) > 1)


def as_svg(chart: QuarterChart, *, size: int = 15) -> bytes:
    """The drawing as a file, for print."""
    text = f'font-family="Bricolage Grotesque" font-size="{size}" text-anchor="middle"'
    parts = [f'<path d="M40 {BOTTOM}H700" stroke="#8a938f"/>']
    parts += [f'<polyline points="{line}" fill="none" stroke="#1a5244" stroke-width="3"/>' for line in chart.lines]
    for dot in chart.dots:
        if dot.value is not None:
            parts.append(f'<circle cx="{dot.x}" cy="{dot.y}" r="5" fill="#1a5244"/>')
            parts.append(f'<text {text} x="{dot.x}" y="{dot.above}">{dot.value}</text>')
        parts += [f'<text {text} x="{dot.x}" y="{182 + 18 * row}">{escape(name)}</text>' for row, name in enumerate(dot.names)]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'.encode()
