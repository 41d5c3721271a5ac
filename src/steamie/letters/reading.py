"""The one reader of the mailbox: fetches what is new, keeps each letter whole in one transaction, and only then flags it.

A worker that dies before a letter is kept leaves nothing, and the letter is fetched again. One that dies after leaves it kept,
and the next reader flags it. How far the mailbox was read stands in the same transaction as the letter itself. What becomes of
a letter is for casework to say, later and on its own: no transaction is open during a call.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import leases
from .imap import Found, MailboxNotReached, NotGiven, OpenMailbox, opened
from .mime.heads import LetterHead, head_of, parsed
from .mime.letters import BROKEN
from .models import IncomingLetter, Mailbox

LARGEST = 25 * 1024 * 1024  # bytes; a larger letter stays in the mailbox, and a person is told
AT_ONCE = 100  # letters fetched in one go; the rest at the next
OVERLAP = timedelta(days=2)  # read again when a mailbox was rebuilt; what is here already is known by its number
MOST_STUMBLES = 3  # at one letter; then its head must do
TOO_LARGE = "It is larger than 25 MB. It lies unread in the mailbox."
STUMBLED = "Fetching it broke off three times. It lies unread in the mailbox."

Clock = Callable[[], datetime]


def read_mail(*, clock: Clock = timezone.now) -> int:
    """Keep every letter that is new in the mailbox; how many. None where none is set up, or somebody reads already."""
    mailbox = Mailbox.objects.in_use()
    if mailbox is None or settings.DEMONSTRATION or not (token := leases.take(clock(), leases.READING)):
        return 0
    try:
        return _read(mailbox, token, clock)
    finally:
        leases.give_back(token, clock(), leases.READING)


def _read(mailbox: Mailbox, token: str, clock: Clock) -> int:
    number = 0
    try:
        with opened(mailbox) as box:
            for uid in _new(mailbox, box, clock())[:AT_ONCE]:
                if not _fetched(mailbox, box, uid, token, clock):
                    break
                number += 1
            _flag(mailbox, box, clock())
    except MailboxNotReached as problem:
        mailbox.note_problem(str(problem), clock())
    else:
        mailbox.note_read(clock())
    return number


def _new(mailbox: Mailbox, box: OpenMailbox, now: datetime) -> list[int]:
    """The letters to fetch. What lay there before the mailbox was first opened is left where it is."""
    if mailbox.uid_validity != box.uid_validity:
        _begin_anew(mailbox, box, now)
    here = IncomingLetter.objects.filter(mailbox=mailbox, uid_validity=mailbox.uid_validity, uid__gt=mailbox.last_uid)
    kept = set(here.values_list("uid", flat=True))  # a mailbox that was put back from a copy counts as it did before
    return [uid for uid in box.after(mailbox.last_uid) if uid not in kept]


def _begin_anew(mailbox: Mailbox, box: OpenMailbox, now: datetime) -> None:
    """The mailbox was never opened before, or was rebuilt and counts afresh: then its last days are read again."""
    rebuilt, since = mailbox.uid_validity != 0, (mailbox.read_at or now) - OVERLAP
    recent = box.since(timezone.localdate(since)) if rebuilt else []
    mailbox.uid_validity, mailbox.last_uid = box.uid_validity, (recent[0] if recent else box.uid_next) - 1
    mailbox.save(update_fields=["uid_validity", "last_uid"])


def _fetched(mailbox: Mailbox, box: OpenMailbox, uid: int, token: str, clock: Clock) -> bool:
    """Fetch and keep one letter. False when the lease is no longer ours."""
    if not leases.renew(token, clock(), leases.READING):
        return False
    found = box.look(uid)
    if found is None:  # somebody deleted it meanwhile
        return _kept(mailbox, uid, None, b"", "", token, clock())
    _stumble(mailbox, +1)
    content, problem = _content(mailbox, box, found)
    kept = _kept(mailbox, uid, found, content, problem, token, clock())
    _stumble(mailbox, -mailbox.stumbles)
    return kept


def _stumble(mailbox: Mailbox, by: int) -> None:
    """Count how often in a row the next letter was begun: one that always breaks off must not bar the way for the others."""
    mailbox.stumbles += by
    mailbox.save(update_fields=["stumbles"])


def _content(mailbox: Mailbox, box: OpenMailbox, found: Found) -> tuple[bytes, str]:
    """The letter whole, or its head and why there is no more of it."""
    if found.size > LARGEST:
        return _head(box, found.uid), TOO_LARGE
    if mailbox.stumbles > MOST_STUMBLES:
        return _head(box, found.uid), STUMBLED
    try:
        content = box.whole(found.uid, LARGEST + 1)
    except NotGiven as problem:
        return b"", str(problem)
    return (content, "") if len(content) <= LARGEST else (content[:LARGEST].partition(b"\r\n\r\n")[0], TOO_LARGE)


def _head(box: OpenMailbox, uid: int) -> bytes:
    try:
        return box.head(uid)
    except NotGiven:
        return b""


@transaction.atomic
def _kept(mailbox: Mailbox, uid: int, found: Found | None, content: bytes, problem: str, token: str, now: datetime) -> bool:
    """Keep a letter and how far the mailbox was read, both or neither. False when the lease is no longer ours."""
    if not leases.renew(token, now, leases.READING):
        return False
    if found:
        head = _head_of(content)
        IncomingLetter.objects.create(
            mailbox=mailbox,
            uid_validity=mailbox.uid_validity,
            uid=uid,
            message_id=head.message_id,
            digest=_digest(head, content),
            size=found.size,
            sender=head.sender,
            sender_name=head.sender_name,
            subject=head.subject,
            received_at=min(found.received_at, now),
            kept_at=now,
            content=content,
            problem=problem[:300],
        )
    mailbox.last_uid = uid
    mailbox.save(update_fields=["last_uid"])
    return True


def _head_of(content: bytes) -> LetterHead:
    """Who wrote it and about what, as far as that can be read."""
    try:
        return head_of(parsed(content.partition(b"\r\n\r\n")[0]))
    except BROKEN:
        return LetterHead()


def _digest(head: LetterHead, content: bytes) -> str:
    """The same for the same letter delivered twice, whatever the servers on its two ways wrote above it."""
    body = content.partition(b"\r\n\r\n")[2]
    return hashlib.sha256(b"\0".join([head.sender.encode(), head.subject.encode(), body])).hexdigest()


def _flag(mailbox: Mailbox, box: OpenMailbox, now: datetime) -> None:
    """Show in the mailbox what was kept here, also by a reader that died before it could. What is too large stays unread."""
    rows = IncomingLetter.objects.to_flag(mailbox)
    uids = list(rows.filter(problem="").values_list("uid", flat=True)[:AT_ONCE])
    if uids:
        box.flag(uids)
    rows.filter(uid__in=uids).update(flagged_at=now)
