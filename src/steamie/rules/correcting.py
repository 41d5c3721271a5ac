"""Correcting a post that has been sent: given what is known of one correction on one channel, what to do next, and why.

Changing the words is an act that may be repeated, so a lost answer is looked for and then asked again. Everything else is
as for a first publication: nothing without an approval of exactly this, nothing while posts are stopped, and what cannot be
found out in time goes to a person (S-60, S-61).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .moved_clock import lies_ahead
from .situation import PACE, CallOutcome, Do, Move, Pace


class Stage(StrEnum):
    """Where a correction is on one channel."""

    WAITING = "waiting"
    CORRECTING = "correcting"
    CORRECTED = "corrected"
    HELD = "held"
    NEEDS_A_PERSON = "needs_a_person"
    REFUSED = "refused"
    LEFT = "left"  # a person left the earlier words


RESTING = frozenset({Stage.CORRECTED, Stage.REFUSED, Stage.LEFT})


class ReadBack(StrEnum):
    """What the channel showed when it was read after the last call."""

    NOT_READ = "not read"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """All that is known about one correction on one channel at one moment."""

    now: datetime
    stage: Stage
    approved: bool  # somebody approved exactly these words
    since: datetime  # when it could first go: the approval and the time to undo it, or a person's later decision
    stopped: bool = False
    edits: bool = True  # what the channel is able to do
    reads: bool = True
    outcome: CallOutcome | None = None  # of the last call to change the words
    problem: str = ""
    asked_at: datetime | None = None
    wait_until: datetime | None = None
    tries: int = 0
    unknown_since: datetime | None = None
    reading: ReadBack = ReadBack.NOT_READ
    looks: int = 0  # since the last call
    reconnected: bool = False


def next_correction(c: Correcting, pace: Pace = PACE) -> Move:
    """What to do next about this correction."""
    if c.stage in RESTING or c.stage is Stage.NEEDS_A_PERSON:
        return Move(Do.REST, "Nothing is left to do by itself.")
    if c.stage is Stage.HELD and not (c.outcome is CallOutcome.DISCONNECTED and c.reconnected):
        return _stay_held(c, pace)
    if c.outcome is CallOutcome.DONE or c.reading is ReadBack.NEW:
        return Move(Do.FINISH, "The channel shows the new words.")
    if c.unknown_since is not None:
        return _in_doubt(c, pace)
    return _with_a_clear_answer(c, pace)


def closed_gate(c: Correcting, pace: Pace = PACE) -> str:
    """Why nothing may be changed now; empty when it may. Asked again immediately before every call."""
    if not c.approved:
        return "The correction is no longer what was approved."
    if c.stopped:
        return "All posts were stopped, and corrections with them."
    if not c.edits:
        return "This channel cannot change a post once it is sent."
    if c.now - c.since > pace.late:
        return f"The correction could not be made for more than {int(pace.late.total_seconds() // 60)} minutes."
    return ""


def _with_a_clear_answer(c: Correcting, pace: Pace) -> Move:
    if c.outcome is CallOutcome.REFUSED:
        return Move(Do.REFUSE, c.problem or "The channel refused the correction.")
    if c.outcome is CallOutcome.DISCONNECTED and not c.reconnected:
        return Move(Do.HOLD, c.problem or "The connection to the channel has stopped working.")
    if reason := closed_gate(c, pace):
        return Move(Do.HOLD, reason)
    if c.now < (free := _free_from(c, pace)):
        return Move(Do.WAIT, "It was approved a moment ago, and that can still be undone.", free)
    if c.now < (wake := _asked_to_wait(c)):
        late = c.since + pace.late + timedelta(seconds=1)
        return Move(Do.WAIT, "The channel asked us to wait.", min(wake, late))
    return Move(Do.CORRECT, "It is approved.")


def _in_doubt(c: Correcting, pace: Pace) -> Move:
    """Nobody knows whether the words were changed: look first. Asking again is harmless, once it may be asked at all."""
    if c.outcome is CallOutcome.DISCONNECTED and not c.reconnected:
        return Move(
            Do.ASK_A_PERSON, f"It may show the new words or the earlier ones, and we can no longer look. {c.problem}".strip()
        )
    if c.reads and c.looks == 0:
        return Move(Do.REREAD, "Nobody knows whether the words were changed, so we look.")
    if c.outcome is CallOutcome.REFUSED or closed_gate(c, pace):
        return _give_up(c, pace)
    if c.unknown_since is not None and c.now - c.unknown_since >= pace.doubt:
        minutes = int(pace.doubt.total_seconds() // 60)
        return Move(Do.ASK_A_PERSON, f"For {minutes} minutes the channel has not said which words it shows.")
    if c.now < (wake := _again_at(c, pace)):
        return Move(Do.WAIT, "Waiting a little before asking again.", wake)
    return Move(Do.CORRECT, "The new words were not seen; asking again is harmless.")


def _give_up(c: Correcting, pace: Pace) -> Move:
    """It may not be asked again: what was seen decides."""
    if c.reading is not ReadBack.OTHER:
        return Move(Do.ASK_A_PERSON, "It may show the new words or the earlier ones, and looking has not told us.")
    if c.outcome is CallOutcome.REFUSED:
        return Move(Do.REFUSE, c.problem or "The channel refused the correction.")
    return Move(Do.HOLD, closed_gate(c, pace))


def _stay_held(c: Correcting, pace: Pace) -> Move:
    """A held correction moves only when a person says so, or when a lost connection works again in time."""
    if c.outcome is CallOutcome.DISCONNECTED and c.now <= c.since + pace.late:
        return Move(Do.WAIT, c.problem or "The connection has stopped working.", c.now + pace.recheck)
    return Move(Do.REST, "It is held until a person decides.")


def _again_at(c: Correcting, pace: Pace) -> datetime:
    """Waits that double, so that a channel in trouble is not hammered; longer when the channel asked for it."""
    if c.asked_at is None or lies_ahead(c.asked_at, c.now):
        return c.now
    pause = min(pace.shortest * (1 << min(max(c.tries - 1, 0), 12)), pace.longest)
    return max(_free_from(c, pace), c.asked_at + pause, _asked_to_wait(c))


def _free_from(c: Correcting, pace: Pace) -> datetime:
    """When it may first go. An approval that seems to lie ahead was given before the clock was put back: it goes now."""
    return c.now if lies_ahead(c.since - pace.undo, c.now) else c.since


def _asked_to_wait(c: Correcting) -> datetime:
    """Until when the channel does not want to be asked; now, when it did not say, or said it before the clock was put back."""
    counts = c.outcome is CallOutcome.THROTTLED and not lies_ahead(c.asked_at, c.now)
    return c.wait_until if counts and c.wait_until else c.now
