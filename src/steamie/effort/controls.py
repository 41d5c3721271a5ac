"""How effort keeps its clause: the hours of this quarter against the hours planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import Standing, State

from .figures import QuarterEffort, hours, last_entered, of_quarter, pounds

SILENT = timedelta(days=28)  # as long as this without an entry, and the hours are not all there


@dataclass(frozen=True, slots=True)
class EffortParameters:
    """How far above its plan a quarter may go."""

    over: int = parameter("Per cent above the plan that is still on track", default=10)


@keeps(
    "effort.within_plan",
    EffortParameters,
    label="Hours and money are counted, and stay within the plan",
    remedy="Look at the hours of this quarter",
    signs=r"\bresources?\b.*\b(manag|monitor)\w*",
)
def effort_stays_within_its_plan(clause: Clause, parameters: EffortParameters, now: datetime) -> Standing:
    """The hours and money of this quarter so far, against its plan and the share of the quarter that is over."""
    today, page = timezone.localdate(now), reverse("effort:effort")
    span, newest = quarter_of(today), last_entered(today)
    spent = of_quarter(span)
    if spent.planned_minutes is None:
        return Standing(State.NOT_MEASURED, hours(spent.minutes), "No hours are planned for this quarter yet.", page)
    if newest is None or not (spent.minutes or spent.pence):
        return Standing(State.NOT_MEASURED, spent.hours_words, "No hours have been entered this quarter.", page)
    money = f"{pounds(spent.pence)} of {pounds(spent.planned_pence)}"
    figure = f"{spent.hours_words}, in {some(spent.entries, 'entry', 'entries')}; {money}"
    return _judged(spent, figure, parameters.over, (today - span.first).days + 1, (today - newest).days, page)


def _judged(spent: QuarterEffort, figure: str, over: int, days_gone: int, silent: int, page: str) -> Standing:
    most = max(spent.variance or 0, spent.money_variance or 0)
    if most > over:
        return Standing(State.BREACHED, figure, f"This quarter is {most}% above its plan already.", page)
    pace = round(100 * spent.minutes * spent.span.days / days_gone / (spent.planned_minutes or 1)) - 100
    if pace > over:
        return Standing(State.AT_RISK, figure, f"At this pace the quarter ends {pace}% above its plan.", page)
    if silent > SILENT.days:
        return Standing(State.AT_RISK, figure, f"Nothing has been entered for {some(silent, 'day')}.", page)
    return Standing(State.MET, figure, f"Within the plan so far, after {some(days_gone, 'day')} of the quarter.", page)
