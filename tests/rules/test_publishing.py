"""The publishing protocol as a pure rule: what it does next, and what it never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.rules.publishing import closed_gate, may_send_now, next_move
from steamie.rules.situation import PACE, CallOutcome, ChannelCall, Do, RemoteSight, Situation, Step
from tests.surroundings import examples

DUE = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def after(**span: float) -> datetime:
    return DUE + timedelta(**span)


def known(**told: Any) -> Situation:
    return Situation(**{"now": DUE, "due_at": DUE, "step": Step.APPROVED, "approved": True, **told})


LOST_CREATE = {
    "step": Step.CREATING,
    "last": ChannelCall.CREATE,
    "outcome": CallOutcome.UNKNOWN,
    "asked_at": DUE,
    "unknown_since": DUE,
    "tries": 1,
}
LOST_PUBLISH = {**LOST_CREATE, "step": Step.PUBLISHING, "last": ChannelCall.PUBLISH, "has_remote_id": True}
MADE = {"step": Step.CREATED, "has_remote_id": True, "last": ChannelCall.CREATE, "outcome": CallOutcome.DONE}
TAKING_DOWN = {"withdrawn": True, "has_remote_id": True, "last": ChannelCall.WITHDRAW}
THROTTLED = {"outcome": CallOutcome.THROTTLED, "asked_at": DUE, "wait_until": after(minutes=5)}
AN_HOUR_BACK = {"now": after(hours=-1)}  # the machine's clock, after what is known was written down
BY_KEY = {**LOST_CREATE, "stages": False, "keyed": True}
NOT_THERE = {**BY_KEY, "sight": RemoteSight.NOTHING, "looks": 1, "looked_at": DUE}
LOOKED_LATER = {"looked_at": after(seconds=61), "now": after(seconds=61)}
CUT_OFF = {"step": Step.HELD, "last": ChannelCall.CREATE, "outcome": CallOutcome.DISCONNECTED, "asked_at": DUE}

TABLE = [
    ("not due yet", {"now": after(minutes=-1)}, Do.WAIT),
    ("due", {}, Do.CREATE),
    ("made", MADE, Do.PUBLISH),
    ("shown", {**MADE, "last": ChannelCall.PUBLISH, "sight": RemoteSight.SHOWN}, Do.FINISH),
    ("fourteen minutes late", {"now": after(minutes=14)}, Do.CREATE),
    ("sixteen minutes late", {"now": after(minutes=16)}, Do.HOLD),
    ("a day late", {"now": after(hours=25)}, Do.HOLD),
    ("changed since approval", {"approved": False}, Do.HOLD),
    ("changed since it was made", {**MADE, "approved": False}, Do.HOLD),
    ("stopped", {"stopped": True}, Do.HOLD),
    ("stopped between making and showing", {**MADE, "stopped": True}, Do.HOLD),
    ("stopped, not due yet", {"stopped": True, "now": after(minutes=-1)}, Do.WAIT),
    ("refused", {**LOST_CREATE, "outcome": CallOutcome.REFUSED, "unknown_since": None}, Do.REFUSE),
    ("cut off", {**CUT_OFF, "step": Step.CREATING}, Do.HOLD),
    ("held for a connection", CUT_OFF, Do.WAIT),
    ("held for a connection that works again", {**CUT_OFF, "reconnected": True}, Do.CREATE),
    ("… but too late", {**CUT_OFF, "reconnected": True, "now": after(minutes=16)}, Do.HOLD),
    ("asked to wait", {**MADE, "outcome": CallOutcome.THROTTLED, "wait_until": after(minutes=5)}, Do.WAIT),
    ("lost create", LOST_CREATE, Do.LOOK),
    ("lost create, looked", {**LOST_CREATE, "looks": 1, "now": after(seconds=3)}, Do.CREATE),
    ("lost create, looked a moment ago", {**LOST_CREATE, "looks": 1}, Do.WAIT),
    ("lost create, found", {**LOST_CREATE, "has_remote_id": True, "sight": RemoteSight.UNSEEN, "looks": 1}, Do.PUBLISH),
    ("lost create, stopped", {**LOST_CREATE, "stopped": True}, Do.HOLD),
    ("lost create where nothing can be staged", {**LOST_CREATE, "stages": False}, Do.LOOK),
    ("… found", {**LOST_CREATE, "stages": False, "sight": RemoteSight.SHOWN}, Do.FINISH),
    ("… not found", {**LOST_CREATE, "stages": False, "sight": RemoteSight.NOTHING, "looked_at": DUE, "looks": 1}, Do.WAIT),
    ("… not found for long", {**LOST_CREATE, "stages": False, "looks": 9, "now": after(minutes=15)}, Do.ASK_A_PERSON),
    ("… where nobody can look", {**LOST_CREATE, "stages": False, "finds": False}, Do.ASK_A_PERSON),
    ("lost create under our key", BY_KEY, Do.LOOK),
    ("… found", {**BY_KEY, "has_remote_id": True, "sight": RemoteSight.SHOWN}, Do.FINISH),
    ("… not found", {**NOT_THERE, "now": after(seconds=2)}, Do.CREATE),
    ("… not found a moment ago", NOT_THERE, Do.WAIT),
    ("… not found, stopped since", {**NOT_THERE, "stopped": True, "now": after(seconds=2)}, Do.LOOK),
    ("… not found for long, stopped since", {**NOT_THERE, "stopped": True, **LOOKED_LATER}, Do.HOLD),
    (
        "… not found, approved again a moment ago",
        {**NOT_THERE, "now": after(seconds=9), "approved_at": after(seconds=8)},
        Do.WAIT,
    ),
    ("… looking tells nothing for long", {**BY_KEY, "looks": 9, "now": after(minutes=15)}, Do.ASK_A_PERSON),
    ("… where nobody can look", {**BY_KEY, "finds": False}, Do.ASK_A_PERSON),
    ("… then cut off", {**BY_KEY, "outcome": CallOutcome.DISCONNECTED}, Do.ASK_A_PERSON),
    ("… then told to wait, found by nobody", {**NOT_THERE, **THROTTLED, "now": after(minutes=6)}, Do.CREATE),
    ("made under our key, says the answer: looked for all the same", {**BY_KEY, **MADE, "unknown_since": None}, Do.LOOK),
    ("… and not there", {**NOT_THERE, **MADE, "unknown_since": None}, Do.WAIT),
    ("… and not there for long", {**NOT_THERE, **MADE, "unknown_since": None, **LOOKED_LATER}, Do.ASK_A_PERSON),
    (
        "refused under our key: it is looked for all the same",
        {**BY_KEY, "outcome": CallOutcome.REFUSED, "unknown_since": None},
        Do.LOOK,
    ),
    ("… and not there", {**NOT_THERE, "outcome": CallOutcome.REFUSED, "unknown_since": None}, Do.REFUSE),
    ("refused under our key after a lost answer, not there", {**NOT_THERE, "outcome": CallOutcome.REFUSED}, Do.WAIT),
    ("told to wait under our key, nothing lost", {**BY_KEY, **THROTTLED, "unknown_since": None}, Do.WAIT),
    ("cut off under our key, nothing lost", {**BY_KEY, "outcome": CallOutcome.DISCONNECTED, "unknown_since": None}, Do.HOLD),
    ("withdrawn after a lost create under our key", {**BY_KEY, "withdrawn": True}, Do.LOOK),
    ("… found", {**BY_KEY, "withdrawn": True, "has_remote_id": True, "sight": RemoteSight.SHOWN}, Do.TAKE_DOWN),
    ("… not found for long", {**NOT_THERE, "withdrawn": True, **LOOKED_LATER}, Do.CLOSE),
    ("… where nobody can look", {**BY_KEY, "withdrawn": True, "finds": False}, Do.ASK_A_PERSON),
    ("lost publish", {**LOST_PUBLISH, "now": after(seconds=2)}, Do.PUBLISH),
    ("lost publish a moment ago", LOST_PUBLISH, Do.WAIT),
    ("lost publish for long", {**LOST_PUBLISH, "now": after(minutes=15)}, Do.ASK_A_PERSON),
    ("lost publish, stopped", {**LOST_PUBLISH, "stopped": True}, Do.LOOK),
    ("lost publish, then refused", {**LOST_PUBLISH, "outcome": CallOutcome.REFUSED}, Do.LOOK),
    ("lost publish, then cut off", {**LOST_PUBLISH, "outcome": CallOutcome.DISCONNECTED}, Do.ASK_A_PERSON),
    ("unconfirmed", {**LOST_PUBLISH, "step": Step.NEEDS_A_PERSON}, Do.REST),
    ("held", {"step": Step.HELD, "now": after(minutes=20)}, Do.REST),
    ("sent", {"step": Step.PUBLISHED, "has_remote_id": True}, Do.REST),
    ("sent, with copies left over", {"step": Step.PUBLISHED, "has_loose_ends": True, "finished_at": after(minutes=-3)}, Do.SWEEP),
    ("sent, copies to be looked for", {"step": Step.PUBLISHED, "has_loose_ends": True, "finished_at": DUE}, Do.WAIT),
    ("withdrawn before", {"withdrawn": True}, Do.CLOSE),
    ("withdrawn after", {"withdrawn": True, "step": Step.PUBLISHED, "has_remote_id": True}, Do.TAKE_DOWN),
    ("withdrawn while unconfirmed", {**LOST_PUBLISH, "withdrawn": True, "step": Step.NEEDS_A_PERSON}, Do.TAKE_DOWN),
    (
        "taken down",
        {"withdrawn": True, "has_remote_id": True, "last": ChannelCall.WITHDRAW, "outcome": CallOutcome.DONE},
        Do.CLOSE,
    ),
    ("cannot be taken down by us", {"withdrawn": True, "has_remote_id": True, "withdraws": False}, Do.ASK_A_PERSON),
    ("made, then the clock was put back: its moment comes again", {**MADE, **AN_HOUR_BACK}, Do.WAIT),
    ("asked to be shown, then the clock was put back", {**LOST_PUBLISH, **AN_HOUR_BACK}, Do.PUBLISH),
    ("lost create, looked, then the clock was put back", {**LOST_CREATE, "looks": 1, **AN_HOUR_BACK}, Do.CREATE),
    ("asked to wait, by a clock then put back", {**MADE, **THROTTLED, **AN_HOUR_BACK, "due_at": after(hours=-1)}, Do.PUBLISH),
    (
        "looked, then the clock was put back",
        {**LOST_CREATE, "stages": False, "looked_at": DUE, "looks": 1, **AN_HOUR_BACK},
        Do.LOOK,
    ),
    ("taking down, then the clock was put back", {**TAKING_DOWN, **THROTTLED, **AN_HOUR_BACK}, Do.TAKE_DOWN),
    (
        "taking down, by a machine whose clock is a little slow",
        {**TAKING_DOWN, "outcome": CallOutcome.UNKNOWN, "asked_at": DUE, "now": after(seconds=-50)},
        Do.WAIT,
    ),
]


@pytest.mark.parametrize(("told", "do"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_next_move(told: dict[str, Any], do: Do) -> None:
    move = next_move(known(**told))

    assert move.do is do
    assert move.reason


def test_an_unseen_post_is_believed_unseen_only_after_the_channel_had_time_to_show_it() -> None:
    stopped = {**LOST_PUBLISH, "stopped": True, "sight": RemoteSight.UNSEEN, "looks": 1}

    assert next_move(known(**stopped, looked_at=after(seconds=5), now=after(seconds=5))).do is Do.WAIT
    assert next_move(known(**stopped, looked_at=after(seconds=60), now=after(seconds=60))).do is Do.HOLD


def test_a_throttled_post_wakes_when_it_becomes_late_so_that_someone_is_told() -> None:
    move = next_move(known(**MADE | {"outcome": CallOutcome.THROTTLED}, wait_until=after(hours=3)))

    assert move.until == after(minutes=15, seconds=1)


def test_a_held_post_may_be_sent_by_hand_for_a_day() -> None:
    assert may_send_now(after(hours=24), DUE)
    assert not may_send_now(after(hours=24, seconds=1), DUE)


moments = st.integers(-3600, 3 * 86400).map(lambda seconds: after(seconds=seconds))
situations = st.builds(
    Situation,
    now=moments,
    due_at=st.just(DUE),
    step=st.sampled_from(Step),
    approved=st.booleans(),
    withdrawn=st.booleans(),
    stopped=st.booleans(),
    stages=st.booleans(),
    keyed=st.booleans(),
    finds=st.booleans(),
    withdraws=st.booleans(),
    has_remote_id=st.booleans(),
    last=st.none() | st.sampled_from(ChannelCall),
    outcome=st.none() | st.sampled_from(CallOutcome),
    problem=st.just(""),
    asked_at=st.none() | moments,
    wait_until=st.none() | moments,
    tries=st.integers(0, 30),
    unknown_since=st.none() | moments,
    sight=st.sampled_from(RemoteSight),
    looked_at=st.none() | moments,
    looks=st.integers(0, 30),
    reconnected=st.booleans(),
    has_loose_ends=st.booleans(),
    sweeps=st.integers(0, 4),
    finished_at=st.none() | moments,
)


@settings(max_examples=examples(500))
@given(situations)
def test_whatever_is_known(s: Situation) -> None:
    move = next_move(s)

    assert move.reason
    if move.do.shows:
        assert closed_gate(s) == ""
        assert s.step not in {Step.PUBLISHED, Step.NEEDS_A_PERSON, Step.REFUSED, Step.WITHDRAWN}
    if move.do is Do.CREATE:
        assert not s.has_remote_id
        lost = s.outcome is CallOutcome.UNKNOWN and s.last is ChannelCall.CREATE
        assert s.stages or not lost or (s.keyed and s.sight is RemoteSight.NOTHING)
        assert s.now >= s.due_at or s.outcome is CallOutcome.UNKNOWN
    if move.do is Do.PUBLISH:
        assert s.has_remote_id or s.last is ChannelCall.PUBLISH
        assert s.now >= s.due_at or s.last is ChannelCall.PUBLISH
    if move.do is Do.WAIT:
        assert move.until is not None
        assert move.until > s.now or s.step is Step.HELD
    if s.now - s.due_at > PACE.late:
        assert not move.do.shows
