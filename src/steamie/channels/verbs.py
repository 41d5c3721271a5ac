"""What is recorded about the accounts."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"channels.channel": "account", "channels.credential": "account"})
class Verb(RoomVerb):
    """The events of this room."""

    ADD_ACCOUNT = "add account", "added {}", "added the account", "add channel"
    CHANGE_OWNER = "change owner", "changed who looks after {}"
    CLOSE_ACCOUNT = "close account", "closed {}", "closed the account"
    CONNECT = "connect", "connected {}"
    CONFIRM_ACCOUNT = "confirm account", "confirmed {}", "confirmed an account"
    REPLACE_CREDENTIALS = "replace credentials", "replaced the password or token of {}"
    ROTATE = "rotate", "sealed the password or token of {} with a new key", "sealed a password or token with a new key"
    LOSE_CONNECTION = "lose connection", "lost the connection of {}"
    COMPARE_ACCESS = "compare access", "compared who may administer {}", "compared who may administer an account"
    CUT_ACCESS = "cut access", "took somebody who left off {}", "took somebody who left off an account"
    MEND_CONNECTION = "mend connection", "mended the connection of {}"

    @property
    def needs_office(self) -> bool:
        """As the base says."""
        return self in {Verb.CONNECT, Verb.ROTATE}
