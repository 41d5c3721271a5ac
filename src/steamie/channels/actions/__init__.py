"""What can be done to the accounts we hold."""

from .checking import check_connection
from .confirming import confirm_account
from .refusing import NotPossible
from .register import add_channel, change_owner, close_channel, managers
from .secrets import changed, connect, give_credentials, rotate_credentials

__all__ = [
    "NotPossible",
    "add_channel",
    "change_owner",
    "changed",
    "check_connection",
    "close_channel",
    "confirm_account",
    "connect",
    "give_credentials",
    "managers",
    "rotate_credentials",
]
