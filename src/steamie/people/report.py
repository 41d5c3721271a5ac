"""What people tell the committee: who has access, that somebody looked, and which policies were acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.rules.access import access_quarter
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .models import Acknowledgement, Grant, Recertification


@tells_committee("people.access", order=82)
def access(period: ReportPeriod) -> ReportedSection:
    """Offices held at the end of the quarter, those looked at in it, those ended, and policies acknowledged.

    Each is read whole and not only counted: they are few, and the rows are what the figure leads to.
    """
    begins, ends = period.moments
    page, policies = reverse("people:everyone"), reverse("people:policies")
    grants = list(Grant.objects.in_force(min(period.last, timezone.localdate(period.now))))
    quarter = access_quarter(period.first).code
    looked = list(Recertification.objects.filter(quarter=quarter, at__lt=ends).select_related("grant"))
    ended = list(Grant.objects.filter(ended_at__gte=begins, ended_at__lt=ends))
    read = list(Acknowledgement.objects.filter(at__gte=begins, at__lt=ends).select_related("policy"))
    figures = (
        ReportedFigure("Offices held", len(grants), page, comparable=False, rows=partial(_grants, grants)),
        ReportedFigure("Looked at: still needed or not", len(looked), page, comparable=False, rows=partial(_looks, looked)),
        ReportedFigure("Access ended", len(ended), page, comparable=False, rows=partial(_grants, ended)),
        ReportedFigure("Policies acknowledged", len(read), policies, comparable=False, rows=partial(_readings, read)),
    )
    return ReportedSection("Access and policies", (), figures)


def _grants(grants: Iterable[Grant]) -> Iterator[Counted]:
    """Each by its office and days; whose it is stands on the page about people, for those who may know."""
    for one in grants:
        ended = f", ended {timezone.localtime(one.ended_at):%-d %B %Y}" if one.ended_at else ""
        yield Counted(one.label, f"since {one.since:%-d %B %Y}{ended}", reverse("people:everyone"))


def _looks(looks: Iterable[Recertification]) -> Iterator[Counted]:
    for one in looks:
        words = f"{'kept' if one.kept else 'ended'} on {timezone.localtime(one.at):%-d %B %Y}"
        yield Counted(one.grant.label, words, reverse("people:everyone"))


def _readings(readings: Iterable[Acknowledgement]) -> Iterator[Counted]:
    for one in readings:
        yield Counted(str(one.policy), f"read on {timezone.localtime(one.at):%-d %B %Y}", reverse("people:policies"))
