"""The rows behind the figures of what residents do online: cases by kind and reference, never by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.casework.figures import real
from steamie.casework.models import Case
from steamie.casework.models.cases import CaseQuerySet
from steamie.rules.cases import Way
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import ADVICE, ADVISED, CHANNEL, COUNT, HOURS, MENDED, ONLINE, REPAIRS, WINDOW, messages, out_of_hours, repairs
from .controls.applicants import APPLICANTS, FreshList, helped


@shows(CHANNEL)
@shows(COUNT)
def messages_from_the_website(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every message that was counted."""
    return _rows(messages(now))


@shows(ADVICE)
def adaptations_and_advice(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every request that was counted."""
    return _rows(real(now - WINDOW, now).filter(kind__in=ADVISED))


@shows(APPLICANTS)
def help_with_a_home(clause: Clause, parameters: FreshList, now: datetime) -> Iterator[Counted]:
    """Every request that was counted. Who was shown where an application stands is in no row: those are totals."""
    return _rows(helped(now))


@shows(REPAIRS)
def repairs_from_the_website(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every repair told by any way; those that came through the website count."""
    online = set(repairs(now).values_list("pk", flat=True))
    return _rows(real(now - WINDOW, now).filter(kind__in=MENDED), counts=lambda case: case.pk in online)


@shows(ONLINE)
def done_online(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every repair and message that was counted."""
    yield from _rows(repairs(now))
    yield from _rows(messages(now))


@shows(HOURS)
def out_of_office_hours(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """What came through the website; what came while the office was shut counts."""
    return _rows(real(now - WINDOW, now).filter(way=Way.WEB), counts=out_of_hours)


def _rows(cases: CaseQuerySet, *, counts: Callable[[Case], bool] = lambda case: True) -> Iterator[Counted]:
    for case in cases.order_by("-received_at", "-pk"):
        when = f"{timezone.localtime(case.received_at):%-d %B %Y}, {case.get_way_display().lower()}"
        yield Counted(str(case), when, reverse("casework:case", args=[case.reference]), counts=counts(case))
