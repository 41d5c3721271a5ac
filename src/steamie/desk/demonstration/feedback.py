"""Whether pages helped: presses of the last weeks, words that were dealt with, and what everybody was told."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.casework.actions import ending, handling, trail
from steamie.casework.actions.trail import Entry
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.rules.cases import Way
from steamie.website.feedback import actions, receiving
from steamie.website.feedback.actions import WhatWeDid
from steamie.website.feedback.receiving import FeedbackWords
from steamie.website.models import PageFeedback, ServicePage

from .posts import Desk
from .year import lately, next_day

WRITTEN = (
    (40, "I looked for the day of the bins and did not find it.", "", "Bins", "You could not find the day of the bins.",
     "We put the days of each street on the page about your area."),
    (26, "The page about rent is full of words I do not know.", "", "Plain words", "Our page about rent was hard to read.",
     "We wrote it again, and a tenant read it before it went up."),
    (12, "Can I pay my rent by standing order? The page does not say.", "01632 960 181", "Paying rent", "", ""),
)  # fmt: skip
PRESSES = 60


def deal_with_all(desk: Desk) -> None:
    """Three of four pages helped; each comment was dealt with, and two led to something that everybody may read."""
    pages = list(ServicePage.objects.live().order_by("path"))
    rows = [
        PageFeedback(path=page.url or "/", page=page, helped=bool(number % 4), at=desk.now - timedelta(days=number, hours=3))
        for number in range(PRESSES)
        for page in (pages[number % len(pages)],)
    ]
    PageFeedback.objects.bulk_create(rows)
    for days_ago, words, reach, theme, said, did in WRITTEN:
        came = lately(desk.now - timedelta(days=days_ago))
        row = PageFeedback.objects.create(path=pages[0].url or "/", page=pages[0], helped=False, at=came)
        sheet = receiving.ticket(row, came - timedelta(minutes=1))
        row, case = receiving.add_words(sheet, FeedbackWords(words, reach), at=came)
        _deal_with(desk, row, theme, next_day(came), said, did)
        if case:
            by, answered = desk.cast["staff.housing"], next_day(came)
            handling.take(case=case, by=by, at=answered)
            entry = Entry(EntryKind.CALL, "WhatWeDid them how, and put it on the page.", Way.PHONE, answers=True)
            trail.write(case=case, entry=entry, by=by, at=answered)
            ending.end(case=case, outcome=Outcome.ANSWERED, by=by, at=answered)


def _deal_with(desk: Desk, row: PageFeedback, theme: str, day: datetime, said: str, did: str) -> None:
    actions.deal_with(feedback=row, theme=theme, by=desk.cast.officer, at=day)
    if did:
        actions.tell_everybody(told=WhatWeDid(said, did, row), by=desk.cast.officer, at=day + timedelta(hours=1))
