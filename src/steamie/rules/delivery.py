"""When a letter is tried again, when a person must decide, and when its words are thrown away (decision 0009)."""

from __future__ import annotations

from datetime import datetime, timedelta

from .moved_clock import APART

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))  # after the first failed try, the second …
PATIENCE = timedelta(days=2)  # of trying; then a person decides
SETTLES = timedelta(minutes=15)  # until a letter that got no answer is sent once more, under the same number
CALL = timedelta(seconds=60)  # the longest that everything about one letter may take at the mail server
LEASE = timedelta(minutes=3)  # how long the sender's lease lasts that is not renewed: longer than a call
WORDS_STAY = timedelta(days=30)  # after a letter is done with
ROW_STAYS = timedelta(days=90)  # after the last change, as the addresses of those who suggest: who, about what, and how it went

# What a room says about a letter of its own, as headers. The outbox keeps them and takes them off: none goes over the wire.
ABOUT = "Steamie-About"  # a reference: whom or what the letter is about
ASKED_BY = "Steamie-Asked-By"  # a reference: the person who hears of it when the letter comes back
PLACE = "Steamie-Place"  # the page of the desk where that person can put it right
ALARM = "Steamie-Alarm"  # the letter is an alarm, and goes to the next in line when it reaches nobody
ALARM_ANEW = "yes"
IS_AN_ALARM = {ALARM: ALARM_ANEW}


def next_try(*, failed: int, since: datetime, now: datetime) -> datetime | None:
    """When to try again after so many failed tries; None when two days have passed ``since`` the first, and a person decides."""
    if now - since >= PATIENCE:
        return None
    return now + WAITS[min(failed, len(WAITS)) - 1]


def repeat_without_answer(*, unanswered: int, bulk: bool, now: datetime) -> datetime | None:
    """When to send a letter again that got no answer; None when a person decides.

    Once is better twice than never, so it goes once more. A letter to many (``bulk``) is better never than twice.
    """
    return now + SETTLES if unanswered == 1 and not bulk else None


def lease_is_over(until: datetime, now: datetime) -> bool:
    """Whether a lease has run out, or runs longer than one can: it was taken before the clock was put back."""
    return until <= now or until > now + LEASE + APART


def masked(address: str) -> str:
    """``jean@example.org`` as ``j…@example.org``: enough to know it again, too little to write to."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}…{at}{domain}"
