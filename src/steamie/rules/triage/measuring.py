"""How good the judging is on labelled comments: the share of each kind that is found, and of the rest that is raised."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from steamie.rules.proportions import wilson

from .judging import KINDS, Judged

URGENT_ALONE = "urgent"  # the first row: urgent or not, of whatever kind


class NotLabelled(ValueError):
    """A line of the file is not a labelled comment; the words say which line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A comment and what a person said it is."""

    text: str
    urgent: bool
    primary: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindFigure:
    """Of `n` comments of a kind: the share found with its 95% interval, and the share of all others that was raised."""

    n: int
    recall: float | None
    interval: tuple[float, float] | None
    false_rate: float | None
    others: int
    load: float | None
    first: float | None  # the share for which this kind stood first


def read(lines: Iterable[str]) -> list[Labelled]:
    """Labelled comments, one JSON object a line; empty lines are passed over."""
    return [_labelled(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _labelled(number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
        text, urgent, primary = row["text"], row["urgent"], row["primary"]
    except (ValueError, KeyError, TypeError) as why:
        raise NotLabelled(f"Line {number} is no JSON object with text, urgent and primary: {why}") from why
    if not isinstance(text, str) or not isinstance(urgent, bool) or primary not in KINDS:
        raise NotLabelled(f"Line {number}: text must be words, urgent true or false, and primary one of {', '.join(KINDS)}.")
    labels = row.get("labels") or ()
    if not isinstance(labels, list | tuple) or not all(isinstance(label, str) for label in labels):
        raise NotLabelled(f"Line {number}: labels must be a list of words.")
    return Labelled(text, urgent, primary, tuple(labels))


def measure(comments: Sequence[Labelled], judge: Callable[[str], Judged]) -> dict[str, KindFigure]:
    """The figures for urgent, then for each kind that is among the comments, each judged once."""
    answers = [(comment, judge(comment.text)) for comment in comments]
    figures = {URGENT_ALONE: _figure([(one.urgent, answer.urgent, answer.urgent) for one, answer in answers])}
    for kind in sorted({comment.primary for comment in comments}):
        figures[kind] = _figure([(one.primary == kind, kind in to.labels, kind == to.primary) for one, to in answers])
    return figures


def _figure(rows: Sequence[tuple[bool, bool, bool]]) -> KindFigure:
    """From rows of: whether it is of this kind, whether it was raised as one, whether first as one."""
    n = sum(true for true, _, _ in rows)
    raised = sum(true and raised for true, raised, _ in rows)
    beside = sum(raised and not true for true, raised, _ in rows)
    return KindFigure(
        n=n,
        recall=_share(raised, n),
        interval=_interval(raised, n),
        false_rate=_share(beside, len(rows) - n),
        others=len(rows) - n,
        load=_share(raised + beside, len(rows)),
        first=_share(sum(true and first for true, _, first in rows), n),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _interval(part: int, whole: int) -> tuple[float, float] | None:
    low, high = wilson(part, whole)
    return (round(low, 4), round(high, 4)) if whole else None


def as_json(figures: dict[str, KindFigure]) -> str:
    """The figures, for machines."""
    return json.dumps({kind: asdict(figure) for kind, figure in figures.items()}, indent=2)


def as_table(figures: dict[str, KindFigure]) -> Iterable[str]:
    """The figures, for people."""
    yield f"{'kind':<14} {'n':>4}  {'found':>6}  {'95% interval':<14}  {'others raised':>13}  {'load':>6}  {'first':>6}"
    for kind, figure in figures.items():
        between = "to".join(f"{_percent(end):^6}" for end in figure.interval or (None, None))
        numbers = f"{_percent(figure.false_rate):>13}  {_percent(figure.load):>6}  {_percent(figure.first):>6}"
        yield f"{kind:<14} {figure.n:>4}  {_percent(figure.recall):>6}  {between:<14}  {numbers}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}%"
