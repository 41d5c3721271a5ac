"""The clocks of a matter of damp: which begin when, and what their doing starts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.timing import meet, start_clock
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.rules.regimes.damp import AWARE, INVESTIGATE, SUMMARY, Regime, regime_on
from steamie.rules.regimes.damp import RegimeDuty as DutyRule

from .damp_data import damp_data
from .models import DampDuty, DampMatter


def law_on(moment: datetime) -> Regime | None:
    """The law that holds for a landlord who becomes aware at this moment; None before there was one."""
    return regime_on(timezone.localdate(moment), damp_data().nation)


def begin_matter(
    case: Case, *, aware_at: datetime, way: Way, by: Person | None, at: datetime, earlier: DampMatter | None = None
) -> DampMatter | None:
    """Put a matter of damp on record and start what counts from awareness; None where no law held then.

    Acts call it; it is no act of its own, and records no event.
    """
    law = law_on(aware_at)
    if law is None:
        return None
    matter = DampMatter.objects.create(
        case=case,
        nation=law.code,
        aware_at=aware_at,
        way=way.value,
        written_down_at=at,
        written_down_by=by,
        earlier=earlier,
    )
    _start(matter, AWARE, aware_at)
    return matter


def do_duty(matter: DampMatter, code: str, *, done_at: datetime, by: Person | None, at: datetime, words: str = "") -> DampDuty:
    """Write down that a duty was done, and start what counts from it. The last one finishes the matter. No act of its own."""
    row = matter.duties.select_related("clock").get(code=code)
    row.done_at, row.written_down_at, row.written_down_by, row.words = done_at, at, by, words
    row.save(update_fields=["done_at", "written_down_at", "written_down_by", "words"])
    meet(matter.case, duty=code, at=done_at)
    _start(matter, code, done_at)
    if _all_done(matter):
        matter.finished_at = done_at
        matter.save(update_fields=["finished_at"])
    return row


def duties_of(matter: DampMatter) -> list[DutyRule]:
    """The duties of a matter in the law's order: without those of work, once it was found that none is needed."""
    looked = getattr(matter, "investigation", None)
    if looked is None or looked.work_needed:
        return list(matter.regime.duties)
    return [duty for duty in matter.regime.duties if duty.code in (INVESTIGATE, SUMMARY)]


def to_do(matter: DampMatter) -> list[DutyRule]:
    """The duties that have begun and are not done, in the law's order."""
    begun = set(matter.duties.filter(done_at__isnull=True).values_list("code", flat=True))
    return [duty for duty in matter.regime.duties if duty.code in begun]


def _start(matter: DampMatter, event: str, since: datetime) -> None:
    for duty in duties_of(matter):
        if duty.counts_from == event:
            clock = start_clock(matter.case, duty=duty.code, label=duty.label, rule=duty.rule, since=since)
            DampDuty.objects.create(matter=matter, code=duty.code, clock=clock)


def _all_done(matter: DampMatter) -> bool:
    done = set(matter.duties.filter(done_at__isnull=False).values_list("code", flat=True))
    return done >= {duty.code for duty in duties_of(matter)}
