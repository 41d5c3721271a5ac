"""The policy read aloud, what people asked for in another form and got, how often pages were listened to, and a film in BSL."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.casework.actions import ending, handling, trail
from steamie.casework.actions.trail import Entry
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.formats.actions import offer
from steamie.formats.asking import wishes
from steamie.formats.models import FormatTotal
from steamie.formats.policy import read_the_policy
from steamie.formats.receiving import WishFor, receive
from steamie.formats.speaking import is_installed
from steamie.rules.cases import Way

from .posts import Desk
from .year import lately, next_day

ASKED = (  # days ago, what, where to, on which page, in which language
    (200, "braille", "2 Example Court, Glasgow, G15 0ZZ", "/services/complaints/", ""),
    (95, "paper", "01632 960 177", "/services/pay-your-rent/", ""),
    (31, "language", "amina@example.org", "/services/report-a-repair/", "Somali"),
)
FILM = {
    "path": "/services/complaints/",
    "sort": "bsl",
    "address": "https://example.org/bsl/complaints",
    "made_by": "An invented studio",
}
DAYS = 90


def make_all(desk: Desk) -> None:
    """Every wish was answered in its time; the policy can be listened to where a voice is installed."""
    for days_ago, code, reach, path, which in ASKED:
        _ask_and_send(desk, days_ago, WishFor(wishes()[code], reach, path, which))
    offer(**FILM, by=desk.cast.officer, at=lately(desk.now - timedelta(days=150)))
    today = timezone.localdate(desk.now)
    FormatTotal.objects.bulk_create(
        FormatTotal(day=today - timedelta(days=number), format=sort, number=1 + number * often % 4)
        for number in range(1, DAYS)
        for sort, often in ((FormatTotal.PLAYED, 3), (FormatTotal.PRINTED, 2))
        if number % often
    )
    if is_installed():
        read_the_policy(desk.now)


def _ask_and_send(desk: Desk, days_ago: int, asked: WishFor) -> None:
    came = lately(desk.now - timedelta(days=days_ago))
    case = receive(asked, at=came)
    by, sent = desk.cast["staff.housing"], next_day(came)
    handling.take(case=case, by=by, at=sent)
    entry = Entry(EntryKind.CALL, "Asked how they would like it, and sent it.", Way.PHONE, answers=True)
    trail.write(case=case, entry=entry, by=by, at=sent)
    ending.end(case=case, outcome=Outcome.DONE, by=by, at=sent)
