"""The clocks of a stage: when each begins, and what moves it. Acts call these; they are no acts of their own."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.models import Case, CaseClock
from steamie.casework.timing import ANSWER, place, start_clock
from steamie.rules.clocks import Deadline, deadline
from steamie.rules.regimes.complaints import CountsFrom, RegimeStage

from .models import Complaint, ComplaintStage
from .procedure import regime_in_force

YEARS_AHEAD = 3  # a suspension may be long


def begin_complaint(case: Case, *, received_at: datetime, from_case: Case | None = None) -> Complaint:
    """Put a case on record as a complaint, by the procedure in force, at its first stage.

    The clock of its kind was started by this very act: the stage's stands in its place.
    """
    regime = regime_in_force()
    case.clocks.running().filter(duty=ANSWER).delete()
    row = Complaint.objects.create(case=case, regime=regime.code, received_at=received_at, from_case=from_case)
    begin_stage(row, regime.first, asked_at=received_at)
    return row


def begin_stage(
    complaint: Complaint, rule: RegimeStage, *, asked_at: datetime, direct: bool = False, why: str = ""
) -> ComplaintStage:
    """Begin a stage and what counts from its asking."""
    stage = ComplaintStage.objects.create(complaint=complaint, code=rule.code, direct=direct, asked_at=asked_at, why=why)
    begin_clocks(stage)
    return stage


def begin_clocks(stage: ComplaintStage) -> None:
    """Start what counts from the asking."""
    rule = stage.rule
    if rule.acknowledge:
        stage.acknowledgement = start(stage, f"{stage.code}-receipt", "acknowledge it", rule.acknowledge, stage.asked_at)
        stage.save(update_fields=["acknowledgement"])
    if rule.answer_from is CountsFrom.ASKED:
        count_answer(stage, since=stage.asked_at)


def count_answer(stage: ComplaintStage, *, since: datetime) -> None:
    """Start to count the time of the answer, and keep the day that the procedure alone sets."""
    stage.clock = start(stage, stage.code, f"answer at {stage.rule.label.lower()}", stage.days_allowed, since)
    stage.set_due_at = worked_out(stage, stage.rule.answer, since).at
    stage.save(update_fields=["clock", "set_due_at"])


def count_again(stage: ComplaintStage, *, because: str, at: datetime) -> None:
    """Replace the clock of the answer by one that begins where it began: longer was agreed, or days do not count."""
    if stage.clock:
        since = stage.clock.since
        stop(stage.clock, because=because, at=at)
        count_answer(stage, since=since)


def start(stage: ComplaintStage, duty: str, label: str, days: int, since: datetime) -> CaseClock:
    """A clock of so many working days, by the procedure's own bank holidays."""
    clock = start_clock(stage.complaint.case, duty=duty, label=label, rule=stage.complaint.procedure.rule(days), since=since)
    due = worked_out(stage, days, since)
    clock.due_at, clock.reason = due.at, due.reason
    clock.skipped = [[day.isoformat(), why] for day, why in due.skipped]
    clock.save(update_fields=["due_at", "reason", "skipped"])
    place(stage.complaint.case)
    return clock


def worked_out(stage: ComplaintStage, days: int, since: datetime) -> Deadline:
    """When so many working days are up."""
    regime, year = stage.complaint.procedure, timezone.localdate(since).year
    calendar = regime.calendar(range(year, year + YEARS_AHEAD), stage.not_counted(timezone.localdate(since)))
    return deadline(regime.rule(days), timezone.localtime(since), calendar)


def stop(clock: CaseClock | None, *, because: str, at: datetime) -> None:
    """Stop a clock that runs."""
    if clock:
        CaseClock.objects.running().filter(pk=clock.pk).update(stopped_at=at, stopped_because=because)
        place(clock.case)


def leave_stages(complaint: Complaint, *, at: datetime) -> None:
    """End every open stage without an answer: withdrawn, told twice, or no complaint."""
    complaint.stages.open().update(left_at=at)


def come_back_to(stage: ComplaintStage, *, at: datetime) -> None:
    """Take up a stage again that was left without an answer: its time counts from now."""
    stage.complaint.case.clocks.running().filter(duty=ANSWER).delete()
    stage.left_at, stage.asked_at = None, at
    stage.save(update_fields=["left_at", "asked_at"])
    begin_clocks(stage)
