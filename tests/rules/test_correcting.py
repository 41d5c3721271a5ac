"""What to do next about a correction: one table of situations, each with the move it must lead to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.correcting import Correcting, ReadBack, Stage, next_correction
from steamie.rules.moved_clock import lies_ahead
from steamie.rules.situation import PACE, CallOutcome, Do

SINCE = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
SOON, LATE = SINCE + timedelta(seconds=5), SINCE + timedelta(minutes=16)
ASKED = {"asked_at": SINCE, "tries": 1}
LOST = {**ASKED, "outcome": CallOutcome.UNKNOWN, "unknown_since": SINCE, "now": SOON}
PUT_BACK = {"now": SINCE - timedelta(hours=1)}  # the machine's clock, after what is known was written down
GONE = {**ASKED, "outcome": CallOutcome.DISCONNECTED}


def known(**told: Any) -> Correcting:
    return Correcting(**{"now": SINCE, "since": SINCE, "stage": Stage.WAITING, "approved": True, **told})


TABLE = [
    ("approved", {}, Do.CORRECT),
    ("can still be undone", {"now": SINCE - timedelta(seconds=1)}, Do.WAIT),
    ("not approved as it now is", {"approved": False}, Do.HOLD),
    ("stopped", {"stopped": True}, Do.HOLD),
    ("cannot be changed there any more", {"edits": False}, Do.HOLD),
    ("too late to go by itself", {"now": LATE}, Do.HOLD),
    ("answered", {**ASKED, "outcome": CallOutcome.DONE}, Do.FINISH),
    ("refused", {**ASKED, "outcome": CallOutcome.REFUSED}, Do.REFUSE),
    ("throttled", {**ASKED, "outcome": CallOutcome.THROTTLED, "wait_until": SOON}, Do.WAIT),
    ("throttled, and the wait is over", {**ASKED, "outcome": CallOutcome.THROTTLED, "wait_until": SINCE}, Do.CORRECT),
    ("disconnected", GONE, Do.HOLD),
    ("held for a connection", {**GONE, "stage": Stage.HELD}, Do.WAIT),
    ("held for a connection too long", {**GONE, "stage": Stage.HELD, "now": LATE}, Do.REST),
    ("connected again", {**GONE, "stage": Stage.HELD, "reconnected": True}, Do.CORRECT),
    ("held by a stop", {"stage": Stage.HELD}, Do.REST),
    ("lost: look first", LOST, Do.REREAD),
    ("lost, and nothing can be read", {**LOST, "reads": False}, Do.CORRECT),
    ("lost, and seen to be new", {**LOST, "looks": 1, "reading": ReadBack.NEW}, Do.FINISH),
    ("lost, and seen to be old", {**LOST, "looks": 1, "reading": ReadBack.OTHER}, Do.CORRECT),
    ("lost, looked, a moment ago", {**LOST, "now": SINCE, "looks": 1, "reading": ReadBack.OTHER}, Do.WAIT),
    ("lost, looked, nothing seen, stopped", {**LOST, "looks": 1, "stopped": True}, Do.ASK_A_PERSON),
    ("lost, seen to be old, stopped", {**LOST, "looks": 1, "reading": ReadBack.OTHER, "stopped": True}, Do.HOLD),
    ("lost, then refused", {**LOST, "outcome": CallOutcome.REFUSED}, Do.REREAD),
    ("lost, refused, old", {**LOST, "outcome": CallOutcome.REFUSED, "looks": 1, "reading": ReadBack.OTHER}, Do.REFUSE),
    ("lost, refused, not seen", {**LOST, "outcome": CallOutcome.REFUSED, "looks": 1}, Do.ASK_A_PERSON),
    ("lost, then disconnected", {**LOST, "outcome": CallOutcome.DISCONNECTED}, Do.ASK_A_PERSON),
    ("lost for too long", {**LOST, "now": LATE, "since": LATE, "looks": 1}, Do.ASK_A_PERSON),
    ("unconfirmed", {**LOST, "stage": Stage.NEEDS_A_PERSON}, Do.REST),
    ("approved, then the clock was put back", PUT_BACK, Do.CORRECT),
    ("approved by a machine whose clock is a minute fast", {"now": SINCE - timedelta(seconds=80)}, Do.WAIT),
    ("lost and looked, then the clock was put back", {**LOST, "looks": 1, **PUT_BACK}, Do.CORRECT),
    ("asked again after the clock was put back", {**LOST, "looks": 1, **PUT_BACK, "asked_at": PUT_BACK["now"]}, Do.WAIT),
    (
        "throttled by a clock then put back",
        {**ASKED, **PUT_BACK, "outcome": CallOutcome.THROTTLED, "wait_until": SOON},
        Do.CORRECT,
    ),
    *((stage.value, {"stage": stage}, Do.REST) for stage in (Stage.CORRECTED, Stage.REFUSED, Stage.LEFT)),
]


@pytest.mark.parametrize(("told", "does"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_each_situation_has_its_move(told: dict[str, Any], does: Do) -> None:
    move = next_correction(known(**told))

    assert move.do is does
    assert move.reason
    assert (move.until is not None) == (does is Do.WAIT)


moments = st.integers(-4000, 2000).map(lambda seconds: SINCE + timedelta(seconds=seconds))


@given(
    now=moments,
    stage=st.sampled_from(Stage),
    approved=st.booleans(),
    stopped=st.booleans(),
    edits=st.booleans(),
    reads=st.booleans(),
    outcome=st.none() | st.sampled_from(CallOutcome),
    asked_at=st.none() | moments,
    wait_until=st.none() | moments,
    tries=st.integers(0, 20),
    unknown_since=st.none() | moments,
    reading=st.sampled_from(ReadBack),
    looks=st.integers(0, 3),
    reconnected=st.booleans(),
)
def test_nothing_is_changed_that_may_not_be(**told: Any) -> None:
    c = known(**told)
    move = next_correction(c)
    if move.do is Do.CORRECT:
        assert c.approved
        assert c.edits
        assert not c.stopped
        assert c.now <= c.since + PACE.late
        assert c.since <= c.now or lies_ahead(c.since - PACE.undo, c.now)
        assert c.stage in {Stage.WAITING, Stage.CORRECTING, Stage.HELD}
    if move.do is Do.WAIT:
        assert move.until > c.now
    if move.do is Do.FINISH:
        assert c.outcome is CallOutcome.DONE or c.reading is ReadBack.NEW
