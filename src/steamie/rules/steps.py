"""The words of publishing: where a publication is, what was asked of a channel, what came of it, and what to do next."""

from __future__ import annotations

from enum import StrEnum


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


class Verb(StrEnum):
    """What was last asked of the channel that could have changed it."""

    CREATE = "create"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """How the channel answered. A process that died while waiting leaves UNKNOWN."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    THROTTLED = "throttled"
    DISCONNECTED = "disconnected"


class Sight(StrEnum):
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
