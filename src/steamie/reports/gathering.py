"""Gathering the report: every room that has something to tell is asked; one that fails is named, and the others stand."""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import nullcontext
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from steamie.evidence.registers import discover
from steamie.rules.quarters import quarter_of
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, Teller, tellers
from steamie.strategy.models import Association
from steamie.strategy.reading import one_reading

from .models import AskedDecision, CommitteeReport, CountedQuarter

log = logging.getLogger(__name__)
FRONT = 5  # figures of page one
VALUES = [one.name for one in fields(ReportedFigure) if one.name not in ("rows", "link")]  # what is kept of a figure


def content_of(report: CommitteeReport | None, first: date, now: datetime, *, afresh: bool = False) -> dict[str, Any]:
    """The report as plain values: what was approved, what the clock counted within the hour, or as it would be now."""
    if report is not None and report.is_approved:
        content: dict[str, Any] = report.approval.content
        return content
    counted = None if afresh else CountedQuarter.objects.fresh(first, now)
    return gather(report, first, now, counted=counted.figures if counted else None)


def gather(
    report: CommitteeReport | None, first: date, now: datetime, *, counted: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the officer wrote, and every section: as it is now, or as it was ``counted``."""
    title = f"Social media and website: {quarter_of(first).name}"
    words = {
        "title": title,
        "first": first.isoformat(),
        "lead": report.lead if report else "",
        "decisions": [one.question for one in report.decisions.all()] if report else [],
        "before": decided_before(first),
    }
    return (count_quarter(first, now) if counted is None else counted) | words


def count_quarter(first: date, now: datetime) -> dict[str, Any]:
    """Everything of a report that is counted from rows."""
    period = ReportPeriod(quarter_of(first), now)
    with one_reading():
        sections = [(code, _asked(code, teller, period)) for code, teller in _tellers()]
    answers = [(code, section) for code, section in sections if section is not None]
    figures = [(code, figure) for code, section in answers for figure in section.figures if figure.front]
    return {
        "association": getattr(Association.objects.first(), "name", ""),
        "made": timezone.localtime(now).isoformat(timespec="minutes"),
        "front": [_figure(code, one, first) for code, one in figures[:FRONT]],
        "missing": [line for _, section in answers for line in section.missing],
        "sections": [_section(code, section, first) for code, section in answers if section.figures or section.lines],
    }


def _tellers() -> list[tuple[str, Teller]]:
    discover("report")
    return tellers()


def _asked(code: str, teller: Teller, period: ReportPeriod) -> ReportedSection | None:
    """What a room tells; one that fails is a section with nothing but the name of what is missing."""
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return teller(period)
    except Exception:
        log.exception("The section %s of the report failed", code)
        words = code.replace(".", ", ").replace("_", " ")
        return ReportedSection("", missing=(f"The figures of “{words}” could not be read. The log says why.",))


def in_address(code: str) -> str:
    """A section's code as it stands in addresses and on the page."""
    return code.replace(".", "-").replace("_", "-")


def named_in_address(label: str) -> str:
    """A figure's label as it stands in addresses."""
    return slugify(label)[:60].strip("-") or "figure"


def figure_called(first: date, section: str, figure: str, now: datetime) -> ReportedFigure | None:
    """One figure as it is now, by the names in its address, if its room lists the rows; else None."""
    period = ReportPeriod(quarter_of(first), now)
    teller = next((teller for code, teller in _tellers() if in_address(code) == section), None)
    with one_reading():
        answer = teller(period) if teller else None
    figures = answer.figures if answer else ()
    return next((one for one in figures if one.rows and named_in_address(one.label) == figure), None)


def _figure(code: str, one: ReportedFigure, first: date) -> dict[str, Any]:
    own = [first, in_address(code), named_in_address(one.label)]
    link = reverse("reports:rows", args=own) if one.rows else one.link
    values = {name: getattr(one, name) for name in VALUES}
    return values | {"link": link, "text": one.text, "before_text": one.before_text, "words": one.words}


def _section(code: str, section: ReportedSection, first: date) -> dict[str, Any]:
    return {
        "code": in_address(code),
        "heading": section.heading,
        "lines": list(section.lines),
        "figures": [_figure(code, one, first) for one in section.figures],
        "charts": [{"title": chart.title, "points": [list(point) for point in chart.points]} for chart in section.charts],
    }


def decided_before(first: date) -> list[dict[str, str]]:
    """What the last report before this one asked, what was decided, and what came of it."""
    last = CommitteeReport.objects.filter(first__lt=first, approval__isnull=False).order_by("-first").values("pk")[:1]
    return [
        {
            "question": one.question,
            "decided": f"{one.decided} ({one.decided_on:%-d %B %Y})" if one.decided_on else "Not decided yet.",
            "outcome": one.outcome or "Nothing written down yet.",
        }
        for one in AskedDecision.objects.filter(report__in=last)
    ]


def digest(content: dict[str, Any]) -> str:
    """The fingerprint of a report: SHA-256 of its values."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seen_mark(content: dict[str, Any]) -> str:
    """The fingerprint of what a reader sees, whenever it was counted: what is approved must be what was read."""
    return digest({name: value for name, value in content.items() if name != "made"})
