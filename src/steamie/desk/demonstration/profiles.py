"""Training about own profiles, and one report of the year: answered, put in the register, and its risk scored again."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.evidence.in_force import clause_number
from steamie.profiles import actions, answering
from steamie.profiles.who import asked
from steamie.strategy.actions import score_risk

from .posts import Desk
from .year import lately, next_day

TRAINED, NOTICED = timedelta(days=150), timedelta(days=40)
WHAT = "A reader took a helpful answer on somebody’s own profile for ours."
DONE = "We answered from our own page. The person had meant well and was shown the guidance again."


def keep_all(desk: Desk) -> None:
    """Everyone was trained on one day; one thing was reported since, and answered the day after."""
    trained_at = lately(desk.now - TRAINED)
    for person in asked():
        actions.train(person=person, on=timezone.localdate(trained_at), by=desk.cast.officer, at=trained_at)
    noticed_at = lately(desk.now - NOTICED)
    row = actions.report(on=timezone.localdate(noticed_at), what=WHAT, by=desk.cast["staff"], at=noticed_at)
    answered_at = next_day(noticed_at)
    answering.answer(row=row, words=DONE, is_incident=True, by=desk.cast.officer, at=answered_at)
    score_risk(
        by=desk.cast.officer,
        clause=clause_number(actions.KEEPS),
        likelihood=2,
        impact=2,
        reason="One mistake in a year, seen at once and put right.",
        at=answered_at + timedelta(minutes=5),
    )
