"""Readers of news, and letters that were taken by the mail server."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from steamie.letters.models import Letter
from steamie.newsletter.actions import joining
from steamie.newsletter.actions.joining import Wish
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.models import NewsLayout, NewsSubscription

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def wish(email: str = "jean@example.org", code: str = "supporters", layout: NewsLayout = NewsLayout.ORDINARY) -> Wish:
    return Wish(email, mailing_lists()[code], layout)


def reader(
    email: str = "jean@example.org", *, code: str = "supporters", layout: NewsLayout = NewsLayout.ORDINARY
) -> NewsSubscription:
    """Somebody who asked and confirmed."""
    row = joining.ask(wish=wish(email, code, layout), at=NOW)
    return joining.confirm(subscription=row, at=NOW)


def read(letter: Letter) -> EmailMessage:
    """A letter as its reader's program reads it."""
    message = message_from_bytes(bytes(letter.content), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a letter; empty without."""
    body = message.get_body((kind,))
    return str(body.get_content()) if isinstance(body, EmailMessage) else ""
