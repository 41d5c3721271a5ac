"""Django's door for e-mail: every room, and every library in it, writes letters through here without knowing this room."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .outbox import keep
from .tasks import send_letters


class Outbox(BaseEmailBackend):
    """Keeps each message as a row of the caller's transaction. The sender delivers it; its row says how that went."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; how many had somebody to go to."""
        number = sum(bool(keep(message)) for message in email_messages)
        if number:
            transaction.on_commit(send_letters.enqueue, robust=True)  # should the queue be away, the clock asks again
        return number
