"""Letters that came by e-mail and were answered so: sorted by the rules that sort real ones, from the bytes of a letter."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.actions import answering, ending, handling
from steamie.casework.actions.answering import Answer
from steamie.casework.mail_in.sorting import arrival_of, sort
from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.cases import Outcome
from steamie.letters.actions import MailboxSettings, set_mailbox
from steamie.letters.models import IncomingLetter, Mailbox, Security
from steamie.people.models import Person

from .posts import Desk
from .year import lately, next_day

TABLE = files(__package__) / "mail.toml"
STARTED = timedelta(days=379)
LATER = timedelta(hours=2)  # until they write back


def answer_all(desk: Desk) -> None:
    """Set up the mailbox, which a demonstration never opens; then take each letter in, answer it, and end the matter."""
    reached = MailboxSettings("mail@pineview.example", "imap.pineview.example", 993, Security.TLS, "mail", "invented")
    mailbox = set_mailbox(settings=reached, by=desk.cast.officer, at=lately(desk.now - STARTED))
    for row in sorted(_table(), key=lambda row: -int(row["days_ago"])):
        _deal_with(desk, mailbox, row)


@cache
def _table() -> list[dict[str, Any]]:
    return list(tomllib.loads(TABLE.read_text())["letters"])


def _deal_with(desk: Desk, mailbox: Mailbox, row: dict[str, Any]) -> None:
    hour, minute = (int(part) for part in row["time"].split(":"))
    came = timezone.localtime(desk.now - timedelta(days=row["days_ago"])).replace(
        hour=hour, minute=minute, second=0, microsecond=0
    )
    handler, answered = desk.cast[row["handler"]], next_day(came, order=len(row["name"]))
    case = _taken_in(mailbox, row, row["words"], "", came)
    handling.take(case=case, by=handler, at=answered)
    entry = answering.send_email(case=case, answer=Answer(row["answer"]), by=handler, at=answered)
    if "again" in row:
        _taken_in(mailbox, row, row["again"], entry.message_id, answered + LATER)
        _end(case, handler, next_day(answered + LATER))
    else:
        _end(case, handler, answered)


def _taken_in(mailbox: Mailbox, row: dict[str, Any], words: str, follows: str, came: datetime) -> Case:
    """A letter arrives and is sorted; the case it became part of."""
    letter = _letter(mailbox, row, words, follows, came)
    sort(arrival_of(letter), came)
    became = SortedLetter.objects.select_related("case").get(letter=letter)
    assert became.case is not None, became.why  # noqa: S101 -- a letter of ours that no rule should hold
    return became.case


def _letter(mailbox: Mailbox, row: dict[str, Any], words: str, follows: str, came: datetime) -> IncomingLetter:
    message = EmailMessage()
    message["From"], message["To"] = f"{row['name']} <{row['email']}>", mailbox.address
    message["Subject"] = f"Re: {row['subject']}" if follows else row["subject"]
    if follows:
        message["In-Reply-To"] = follows
    message.set_content(words.strip())
    number = IncomingLetter.objects.count() + 1
    return IncomingLetter.objects.create(
        mailbox=mailbox,
        uid_validity=1,
        uid=number,
        digest=f"demonstration {number}",
        size=len(bytes(message)),
        sender=row["email"],
        sender_name=row["name"],
        subject=str(message["Subject"]),
        received_at=came,
        kept_at=came,
        flagged_at=came,
        content=bytes(message),
    )


def _end(case: Case, handler: Person, at: datetime) -> None:
    case.refresh_from_db()
    ending.end(case=case, outcome=Outcome.ANSWERED, by=handler, at=at)
