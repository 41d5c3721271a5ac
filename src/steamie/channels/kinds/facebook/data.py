"""What Meta changes from year to year, read once from ``data.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steamie.channels.contract import Measure, ReviewStep


@dataclass(frozen=True, slots=True)
class FacebookScope:
    """A permission we ask for. ``without`` says what does not work when it is missing."""

    name: str
    without: str
    needed: bool = False  # nothing useful works without it


@dataclass(frozen=True, slots=True)
class Rule:
    """How one family of error codes is understood."""

    sort: str  # unknown, throttled, disconnected, refused
    says: str
    remedy: str
    codes: frozenset[int]
    subcodes: frozenset[int]
    any_of: bool  # the same number arrives as a code or as a subcode

    def fits(self, code: int, subcode: int) -> bool:
        """Whether the rule speaks of this error."""
        if self.any_of or not self.codes:
            return code in self.codes or subcode in self.subcodes
        return code in self.codes and (not self.subcodes or subcode in self.subcodes)


@dataclass(frozen=True, slots=True)
class Metric:
    """A name in Facebook's insights, and what we call it."""

    name: str
    measure: str
    label: str
    definition: str


_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data.toml").read_text())


def _rule(row: dict[str, Any]) -> Rule:
    first, last = row.get("between", (1, 0))
    codes = frozenset([*row.get("codes", []), *range(first, last + 1)])
    subcodes = frozenset(row.get("subcodes", []))
    return Rule(row["as"], row["says"], row.get("remedy", ""), codes, subcodes, any_of=bool(codes) and codes == subcodes)


def _metrics(key: str) -> tuple[Metric, ...]:
    ended = set(_DATA["retired"]["names"])
    return tuple(Metric(**row) for row in _DATA[key] if row["name"] not in ended)


def _measures() -> Iterator[Measure]:
    """Plain fields first, read of every post every day; then the insights, which reach the newest posts only."""
    version = f"Graph {VERSION}"
    yield from (Measure(**row, version=version) for row in _DATA["counts"])
    for metrics, of_a_post in ((POST_METRICS, True), (PAGE_METRICS, False)):
        for metric in metrics:
            identity, field = (metric.measure, metric.label, metric.definition), f"insight {metric.name}"
            yield Measure(*identity, field=field, version=version, of_a_post=of_a_post, daily=False)


VERSION: str = _DATA["version"]
SLOW_AT: int = _DATA["slow_at"]
STOP_AT: int = _DATA["stop_at"]
CALLS_A_DAY: int = _DATA["calls_a_day"]
TEXT_LIMIT: int = _DATA["text_limit"]
PICTURES_LIMIT: int = _DATA["pictures_limit"]
WARN_DAYS: int = _DATA["warn_days"]
POST_FIELDS: str = _DATA["post_fields"]
COUNT_FIELDS: str = _DATA["count_fields"]
POLL_MINUTES: int = _DATA["poll_minutes"]
SUBSCRIBED: str = _DATA["subscribed"]
SCOPES = tuple(FacebookScope(**row) for row in _DATA["scopes"])
REVIEW = tuple(ReviewStep(**row) for row in _DATA["review"])
RULES = tuple(_rule(row) for row in _DATA["errors"])
PAGE_METRICS = _metrics("page_metrics")
POST_METRICS = _metrics("post_metrics")
MEASURES = tuple(_measures())
