"""Gathering the report: every room that has something to tell is asked; one that fails is named, and the others stand."""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from steamie.evidence.registers import discover
from steamie.rules.quarters import quarter_of
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, Teller, tellers
from steamie.strategy.models import Association
from steamie.strategy.reading import one_reading

from .models import AskedDecision, CommitteeReport

log = logging.getLogger(__name__)
FRONT = 5  # figures of page one


def content_of(report: CommitteeReport | None, first: date, now: datetime) -> dict[str, Any]:
    """The report as plain values: what was approved, or as it would be now."""
    if report is not None and report.is_approved:
        content: dict[str, Any] = report.approval.content
        return content
    return gather(report, first, now)


def gather(report: CommitteeReport | None, first: date, now: datetime) -> dict[str, Any]:
    """Every section now."""
    period = ReportPeriod(quarter_of(first), now)
    with one_reading():
        sections = [(code, _told(code, teller, period)) for code, teller in _tellers()]
    told = [(code, section) for code, section in sections if section is not None]
    missing = [line for _, section in told for line in section.missing]
    figures = [figure for _, section in told for figure in section.figures if figure.front]
    return {
        "association": getattr(Association.objects.first(), "name", ""),
        "title": f"Social media and website: {period.span.name}",
        "first": period.first.isoformat(),
        "made": timezone.localtime(now).isoformat(timespec="minutes"),
        "lead": report.lead if report else "",
        "front": [_figure(one) for one in figures[:FRONT]],
        "decisions": [one.question for one in report.decisions.all()] if report else [],
        "missing": missing,
        "sections": [_section(code, section) for code, section in told if section.figures or section.lines],
        "before": decided_before(first),
    }


def _tellers() -> list[tuple[str, Teller]]:
    discover("report")
    return tellers()


def _told(code: str, teller: Teller, period: ReportPeriod) -> ReportedSection | None:
    """What a room tells; one that fails is a section with nothing but the name of what is missing."""
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return teller(period)
    except Exception:
        log.exception("The section %s of the report failed", code)
        words = code.replace(".", ", ").replace("_", " ")
        return ReportedSection("", missing=(f"The figures of “{words}” could not be read. The log says why.",))


def _figure(one: ReportedFigure) -> dict[str, Any]:
    return asdict(one) | {"text": one.text, "before_text": one.before_text, "words": one.words}


def _section(code: str, section: ReportedSection) -> dict[str, Any]:
    return {
        "code": code.replace(".", "-").replace("_", "-"),
        "heading": section.heading,
        "lines": list(section.lines),
        "figures": [_figure(one) for one in section.figures],
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
