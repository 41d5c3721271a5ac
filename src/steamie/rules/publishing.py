"""Publishing exactly once: given what is known of one post on one channel, what to do next, and why (S-60, S-61).

The visible act is the one that may be repeated. Where a channel can, a post is made unseen, its identifier kept, and then
shown. Where a channel takes a key of ours instead, the key is kept before the first call, and whatever is answered the post
is looked for by that key. Whatever nobody knows is looked at, never guessed; what cannot be found out in time goes to a person.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from .moved_clock import lies_ahead
from .situation import (
    PACE,
    CallOutcome,
    ChannelCall,
    Do,
    Move,
    Pace,
    RemoteSight,
    Situation,
    Step,
    asked_to_wait,
    doubted_too_long,
    growing,
    minutes,
    next_look,
    settled,
)

_UNRESOLVED = "It may or may not be on the channel, and looking has not told us."
_CUT_OFF = "It may or may not be on the channel, and we can no longer look."


def next_move(s: Situation, pace: Pace = PACE) -> Move:
    """What to do next about this publication."""
    if s.withdrawn:
        return _after_withdrawal(s, pace)
    if s.step in {Step.PUBLISHED, Step.REFUSED, Step.WITHDRAWN}:
        return _tidy(s, pace)
    if s.step is Step.NEEDS_A_PERSON:
        return Move(Do.REST, "A person must look at the channel first.")
    if s.step is Step.HELD and not (s.outcome is CallOutcome.DISCONNECTED and s.reconnected):
        return _stay_held(s, pace)
    if s.sight is RemoteSight.SHOWN:
        return Move(Do.FINISH, "It was seen to be done.")
    if s.keyed and s.last is ChannelCall.CREATE:
        return _by_key(s, pace)
    if _doubtful(s):
        return _in_doubt(s, pace)
    return _with_a_clear_answer(s, pace)


def closed_gate(s: Situation, pace: Pace = PACE) -> str:
    """Why nothing may be made or shown now; empty when it may. Asked again immediately before every call."""
    if s.withdrawn:
        return "It was withdrawn."
    if not s.approved:
        return "It has changed since it was approved. Look at it and approve it again."
    if s.objection:
        return s.objection
    if s.stopped:
        return "All posts were stopped when it was due."
    if s.now - s.due_at > pace.stale:
        return "It is more than a day late. Choose a new time and approve it again."
    if s.now - s.due_at > pace.late:
        return f"It is more than {minutes(pace.late)} late."
    return ""


def may_send_now(now: datetime, due_at: datetime, pace: Pace = PACE) -> bool:
    """Whether a person may send a held post as it is: for a day after it was due."""
    return now - due_at <= pace.stale


def _doubtful(s: Situation) -> bool:
    """Whether the last call may have worked without our knowing; a post made and since found is no longer in doubt."""
    if s.last is None:
        return False
    unclear = s.outcome is CallOutcome.UNKNOWN or (s.unknown_since is not None and s.outcome is not CallOutcome.DONE)
    return unclear and not (s.last is ChannelCall.CREATE and s.has_remote_id)


def _with_a_clear_answer(s: Situation, pace: Pace) -> Move:
    if s.outcome is CallOutcome.REFUSED:
        return Move(Do.REFUSE, s.problem or "The channel refused it.")
    if s.outcome is CallOutcome.DISCONNECTED and not s.reconnected:
        return Move(Do.HOLD, s.problem or "The connection to the channel has stopped working.")
    if s.now < s.due_at:
        return Move(Do.WAIT, "It is not due yet.", s.due_at)
    if reason := closed_gate(s, pace):
        return Move(Do.HOLD, reason)
    if s.approved_at and not s.has_remote_id and s.now < (undoable := s.approved_at + pace.undo):
        return Move(Do.WAIT, "It was approved a moment ago, and that can still be undone.", undoable)
    if wake := asked_to_wait(s):
        return Move(Do.WAIT, "The channel asked us to wait.", _before_late(s, wake, pace))
    if s.has_remote_id:
        return Move(Do.PUBLISH, "It is made; now it is shown.")
    return _look_before_the_first_call(s, pace) or Move(Do.CREATE, "It is due.")


def _look_before_the_first_call(s: Situation, pace: Pace) -> Move | None:
    """A post that is late without a trace of a call is looked for, until a look has told that it is not there."""
    if not s.looks_first or s.last is not None or s.sight is not RemoteSight.NOT_LOOKED:
        return None
    wake = next_look(s, pace)
    if wake and s.now < wake:
        return Move(Do.WAIT, "We looked, and will look again.", _before_late(s, wake, pace))
    return Move(Do.LOOK, "It is late and was never tried here, so we look whether it has gone already.")


def _in_doubt(s: Situation, pace: Pace) -> Move:
    """Nobody knows whether the last call worked."""
    if s.last is ChannelCall.CREATE and s.stages:
        return _perhaps_made(s, pace)
    if s.last is ChannelCall.CREATE:
        return _look_until_sure(s, pace, Move(Do.ASK_A_PERSON, "We cannot tell whether it is there."), trust_unseen=False)
    if s.outcome is CallOutcome.DISCONNECTED and not s.reconnected:
        return Move(Do.ASK_A_PERSON, f"{_CUT_OFF} {s.problem}".strip())
    if s.outcome is CallOutcome.REFUSED:
        return _look_until_sure(s, pace, Move(Do.REFUSE, s.problem or "The channel refused it."), trust_unseen=True)
    if reason := closed_gate(s, pace):
        return _look_until_sure(s, pace, Move(Do.HOLD, reason), trust_unseen=True)
    if doubted_too_long(s, pace) or not s.has_remote_id:
        return Move(Do.ASK_A_PERSON, f"For {minutes(pace.doubt)} the channel has not said whether it shows the post.")
    if wait := _not_due(s) or _pause(s, pace):
        return wait
    return Move(Do.PUBLISH, "Nobody knows whether it is shown; showing it again is harmless.")


def _by_key(s: Situation, pace: Pace) -> Move:
    """It may stand under our key. Looking by the key tells, whatever was answered; making it again under it is harmless."""
    if s.unknown_since is None and s.outcome in {CallOutcome.THROTTLED, CallOutcome.DISCONNECTED}:
        return _with_a_clear_answer(s, pace)
    if s.outcome is CallOutcome.DISCONNECTED and not s.reconnected:
        return Move(Do.ASK_A_PERSON, f"{_CUT_OFF} {s.problem}".strip())
    if s.sight is not RemoteSight.NOTHING:
        return _look(s, pace, _UNRESOLVED)
    if s.has_remote_id or s.outcome is CallOutcome.DONE:
        gone = Move(Do.ASK_A_PERSON, "The channel said that it was made, but it is not there.")
        return _once_settled(s, pace, gone)
    if s.outcome is CallOutcome.REFUSED:
        return _once_settled(s, pace, Move(Do.REFUSE, s.problem or "The channel refused it."))
    if reason := closed_gate(s, pace):
        return _once_settled(s, pace, Move(Do.HOLD, reason))
    return _pause(s, pace) or _with_a_clear_answer(s, pace)


def _once_settled(s: Situation, pace: Pace, move: Move) -> Move:
    """The move, once a look has come so long after the last unclear answer that what was asked would have shown."""
    clear = s.unknown_since is None and s.outcome is CallOutcome.REFUSED
    return move if clear or settled(s, pace) else _look(s, pace, _UNRESOLVED)


def _perhaps_made(s: Situation, pace: Pace) -> Move:
    """A copy nobody can see may exist. Making another is harmless: what is left over is swept."""
    if s.outcome is not CallOutcome.UNKNOWN:
        return _with_a_clear_answer(s, pace)
    if reason := closed_gate(s, pace):
        return Move(Do.HOLD, reason)
    if s.finds and s.sight is RemoteSight.NOT_LOOKED and s.looks == 0:
        return Move(Do.LOOK, "Nobody knows whether it was made, so we look.")
    if wait := _pause(s, pace):
        return wait
    return Move(Do.CREATE, "It was not found. Nobody could have seen it, so making it again is harmless.")


def _look_until_sure(s: Situation, pace: Pace, otherwise: Move, *, trust_unseen: bool) -> Move:
    """Look, and look again, for as long as doubt may last; then ask a person."""
    if trust_unseen and settled(s, pace) and s.sight is RemoteSight.UNSEEN:
        return otherwise
    return _look(s, pace, _UNRESOLVED)


def _look(s: Situation, pace: Pace, otherwise: str) -> Move:
    """Look, at growing intervals; a person looks, for the reason given, when that has told nothing for too long."""
    if not s.finds or doubted_too_long(s, pace):
        return Move(Do.ASK_A_PERSON, otherwise)
    wake = next_look(s, pace)
    if wake and s.now < wake:
        return Move(Do.WAIT, "We looked, and will look again.", wake)
    return Move(Do.LOOK, "Nobody knows whether it is on the channel, so we look.")


def _stay_held(s: Situation, pace: Pace) -> Move:
    """Held posts move only when a person says so, or when a lost connection works again in time."""
    if s.outcome is CallOutcome.DISCONNECTED and s.now <= s.due_at + pace.late:
        return Move(Do.WAIT, s.problem or "The connection has stopped working.", s.now + pace.recheck)
    return Move(Do.REST, "It is held until a person decides.")


def _tidy(s: Situation, pace: Pace) -> Move:
    """Afterwards, unseen copies left by lost answers are looked for at growing intervals, and removed."""
    if not (s.has_loose_ends and s.stages and s.finds and s.withdraws and s.finished_at) or s.sweeps >= len(pace.sweeps):
        return Move(Do.REST, "Nothing is left to do.")
    due = s.finished_at + pace.sweeps[s.sweeps]
    if s.sweep_failed_at:
        due = max(due, s.sweep_failed_at + pace.sweep_again)
    if s.now < due:
        return Move(Do.WAIT, "Unseen copies will be looked for.", due)
    return Move(Do.SWEEP, "Answers were lost, so unseen copies are looked for.")


def _after_withdrawal(s: Situation, pace: Pace) -> Move:
    if s.step is Step.WITHDRAWN:
        return _tidy(s, pace)
    if s.step is Step.NEEDS_A_PERSON and (s.last is ChannelCall.WITHDRAW or not s.has_remote_id or not s.withdraws):
        return Move(Do.REST, "It was withdrawn. A person must look at the channel.")
    if s.last is ChannelCall.WITHDRAW:
        return _taking_down(s, pace)
    if s.has_remote_id:
        return _take_down(s)
    if s.keyed and s.last is ChannelCall.CREATE and s.unknown_since:
        return _withdrawn_in_doubt(s, pace)
    if s.last is ChannelCall.CREATE and s.unknown_since and not s.stages:
        gone = Move(Do.ASK_A_PERSON, "It was withdrawn, but may be on the channel.")
        return _look_until_sure(s, pace, gone, trust_unseen=False)
    return Move(Do.CLOSE, "It was withdrawn before anyone could see it.")


def _withdrawn_in_doubt(s: Situation, pace: Pace) -> Move:
    """Nobody knows whether it was made under our key. A look finds it, so that it can be taken down, or shows that it is not."""
    if s.sight is RemoteSight.NOTHING and settled(s, pace):
        return Move(Do.CLOSE, "It was withdrawn, and is not on the channel.")
    return _look(s, pace, "It was withdrawn, but may be on the channel.")


def _take_down(s: Situation) -> Move:
    if not s.withdraws:
        return Move(Do.ASK_A_PERSON, "It was withdrawn. This channel needs a person to take it down.")
    return Move(Do.TAKE_DOWN, "It was withdrawn.")


def _taking_down(s: Situation, pace: Pace) -> Move:
    if s.outcome is CallOutcome.DONE:
        return Move(Do.CLOSE, "It has been taken down.")
    if s.outcome in {CallOutcome.REFUSED, CallOutcome.DISCONNECTED}:
        return Move(Do.ASK_A_PERSON, f"It was withdrawn, but could not be taken down. {s.problem}".strip())
    if doubted_too_long(s, pace):
        return Move(Do.ASK_A_PERSON, "It was withdrawn, but the channel has not said whether it is down.")
    if wake := asked_to_wait(s):
        return Move(Do.WAIT, "The channel asked us to wait.", wake)
    return _pause(s, pace) or Move(Do.TAKE_DOWN, "Nobody knows whether it is down; taking it down again is harmless.")


def _not_due(s: Situation) -> Move | None:
    """What was never asked to be shown waits for its time; what was asked goes on being asked."""
    asked = s.last is ChannelCall.PUBLISH
    return None if asked or s.now >= s.due_at else Move(Do.WAIT, "It is not due yet.", s.due_at)


def _pause(s: Situation, pace: Pace) -> Move | None:
    """Waits that double, so that a channel in trouble is not hammered. One that began ahead is over."""
    if s.asked_at is None or lies_ahead(s.asked_at, s.now):
        return None
    asked = s.wait_until if s.outcome is CallOutcome.THROTTLED else None
    wake = asked or s.asked_at + growing(s.tries, pace)
    return Move(Do.WAIT, "Waiting a little before asking again.", wake) if s.now < wake else None


def _before_late(s: Situation, moment: datetime, pace: Pace) -> datetime:
    """Wake at the latest when the post becomes late, so that someone is told."""
    return min(moment, s.due_at + pace.late + timedelta(seconds=1))
