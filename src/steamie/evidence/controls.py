"""How this room keeps its clause."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from . import anchors
from .verify import check

STALE = timedelta(days=2)  # an anchor a day; one may be missed over a night without power


def page() -> str:
    """Where the record is read."""
    return reverse("evidence:record")


@keeps(
    "record.unbroken",
    label="Everything done is written down unalterably",
    remedy="Find out what happened to the record",
    signs=r"\b(record|log|audit trail)\b.*\b(kept|keep|every|decisions?)\b",
)
def the_record_is_unbroken(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Every event is where it was, and the newest anchor is fresh."""
    verdict = check()
    link = f"{page()}?through={verdict.events}"  # the record grows; these are the events that were read
    count = some(verdict.events, "event")
    if not verdict.intact:
        return Standing(State.BREACHED, f"Broken, {count}", verdict.problems[0], link)
    last = anchors.last()
    if last is None:
        reason = "Each event is bound to the one before it. No head has been kept outside the database yet."
        return Standing(State.AT_RISK, f"Unbroken, {count}", reason, link)
    newest_outside = f"The last head kept outside is event {last.number:,}, of {last.at:%-d %B %Y}."
    newest = anchors.head(now)
    stale = newest is not None and newest.digest != last.digest and now - last.at > STALE
    return Standing(State.AT_RISK if stale else State.MET, f"Unbroken, {count}", newest_outside, link)
