"""What people do about letters, and about the mailbox they come in by."""

from .mailbox import MailboxSettings, end_mailbox, note_trial, reseal_mailbox, set_mailbox
from .outbox import record_bounce, send_test, set_all_aside, set_aside, show, take_report, try_again

__all__ = [
    "MailboxSettings",
    "end_mailbox",
    "note_trial",
    "record_bounce",
    "reseal_mailbox",
    "send_test",
    "set_all_aside",
    "set_aside",
    "set_mailbox",
    "show",
    "take_report",
    "try_again",
]
