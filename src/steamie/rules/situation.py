"""What is known of one post on one channel, and how long each thing may take: the words that publishing is decided in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .moved_clock import lies_ahead


class Step(StrEnum):
    """Where a publication is."""

    APPROVED = "approved"
    CREATING = "creating"
    CREATED = "created"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    NEEDS_A_PERSON = "needs_a_person"
    HELD = "held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ChannelCall(StrEnum):
    """What was last asked of the channel that could have changed it."""

    CREATE = "create"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class CallOutcome(StrEnum):
    """How the channel answered. A process that died while waiting leaves UNKNOWN."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    THROTTLED = "throttled"
    DISCONNECTED = "disconnected"


class RemoteSight(StrEnum):
    """What was seen at the channel since the last call that could have changed it."""

    NOT_LOOKED = "not looked"
    NOTHING = "nothing"
    UNSEEN = "unseen"
    SHOWN = "shown"


class Do(StrEnum):
    """What to do next."""

    CREATE = "create"
    PUBLISH = "publish"
    LOOK = "look"
    TAKE_DOWN = "take down"
    SWEEP = "sweep"
    CORRECT = "correct"
    REREAD = "reread"
    WAIT = "wait"
    HOLD = "hold"
    ASK_A_PERSON = "ask a person"
    REFUSE = "refuse"
    FINISH = "finish"
    CLOSE = "close"  # withdrawn, and nothing of it is left in public
    REST = "rest"

    @property
    def calls(self) -> bool:
        """Whether this asks something of the channel."""
        return self in {Do.CREATE, Do.PUBLISH, Do.LOOK, Do.TAKE_DOWN, Do.SWEEP, Do.CORRECT, Do.REREAD}

    @property
    def shows(self) -> bool:
        """Whether this may bring something new to the channel."""
        return self in {Do.CREATE, Do.PUBLISH, Do.CORRECT}


@dataclass(frozen=True, slots=True)
class Move:
    """The next thing to do, with its reason in words fit for the screen; ``until`` goes with WAIT."""

    do: Do
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each thing may take."""

    late: timedelta = timedelta(minutes=15)  # later than this, a post is held and someone is told
    stale: timedelta = timedelta(hours=24)  # later than this, nobody may simply send it now
    undo: timedelta = timedelta(seconds=20)  # how long after an approval nothing is sent, so that it can be undone
    doubt: timedelta = timedelta(minutes=15)  # what is unknown for longer goes to a person
    settle: timedelta = timedelta(seconds=60)  # how long a post may take to show in the channel's own lists
    recheck: timedelta = timedelta(seconds=30)  # how often a lost connection is asked about
    shortest: timedelta = timedelta(seconds=1)  # first wait before repeating; doubles each time
    longest: timedelta = timedelta(seconds=60)
    sweep_again: timedelta = timedelta(minutes=10)  # after a sweep that got no answer
    sweeps: tuple[timedelta, ...] = (timedelta(minutes=2), timedelta(minutes=20), timedelta(hours=24))


PACE = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that is known about one post on one channel at one moment."""

    now: datetime
    due_at: datetime
    step: Step
    approved: bool  # somebody approved exactly what would go out
    approved_at: datetime | None = None
    withdrawn: bool = False
    objection: str = ""  # why somebody in a picture of it does not agree that it is shown, or not any more
    stopped: bool = False  # now, or when it fell due
    # What the channel is able to do.
    stages: bool = True
    keyed: bool = False  # makes it once under a key of ours, however often it is asked
    finds: bool = True
    withdraws: bool = True
    looks_first: bool = False  # it is late and nothing was ever asked: it may have gone before the database was put back
    # What was asked of it, and how it answered.
    has_remote_id: bool = False  # its identifier for the post is stored
    last: ChannelCall | None = None
    outcome: CallOutcome | None = None
    problem: str = ""  # the channel's own words
    asked_at: datetime | None = None
    wait_until: datetime | None = None  # for THROTTLED
    tries: int = 0  # how often the last call was made without a clear answer
    unknown_since: datetime | None = None
    sight: RemoteSight = RemoteSight.NOT_LOOKED
    looked_at: datetime | None = None
    looks: int = 0
    reconnected: bool = False  # a check of the connection has worked since
    has_loose_ends: bool = False  # unseen copies may be left from lost answers
    sweeps: int = 0
    sweep_failed_at: datetime | None = None  # the last sweep, when it got no answer
    finished_at: datetime | None = None


def doubted_too_long(s: Situation, pace: Pace) -> bool:
    """Whether nobody has known for too long whether it is there. What was made under our key is in doubt until looked for."""
    since = s.unknown_since or (s.asked_at if s.keyed else None)
    return since is not None and s.now - since >= pace.doubt


def asked_to_wait(s: Situation) -> datetime | None:
    """Until when the channel does not want to be asked. A wait that began ahead was counted by a clock since put back."""
    counts = s.outcome is CallOutcome.THROTTLED and not lies_ahead(s.asked_at, s.now)
    return s.wait_until if counts and s.wait_until and s.now < s.wait_until else None


def settled(s: Situation, pace: Pace) -> bool:
    """Whether the last look came so long after the last call that the call would have shown."""
    return bool(s.looked_at and s.asked_at and s.looked_at - s.asked_at >= pace.settle)


def next_look(s: Situation, pace: Pace) -> datetime | None:
    """When to look again; None when nobody has looked yet, or the look was timed by a clock since put back."""
    if s.looked_at is None or lies_ahead(s.looked_at, s.now):
        return None
    return s.looked_at + growing(s.looks, pace)


def growing(times: int, pace: Pace) -> timedelta:
    """A wait that doubles with each time, up to the longest."""
    return min(pace.shortest * (1 << min(max(times - 1, 0), 12)), pace.longest)


def minutes(span: timedelta) -> str:
    return f"{int(span.total_seconds() // 60)} minutes"
