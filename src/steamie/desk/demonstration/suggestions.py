"""What staff, committee and forum suggested over the year, and the answers."""

from __future__ import annotations

import secrets
from datetime import timedelta

from steamie.content.models import Suggestion, SuggestionAnswer, SuggestionLink
from steamie.content.suggesting.secrets import digest
from steamie.evidence.actors import VISITOR

from .posts import Desk

WAITING = [
    (
        "forum",
        "forum",
        "Panto tickets at the community centre, 12 December",
        "community",
        "Forty tickets at two pounds; the forum has the box.",
    ),
    (
        "staff.property",
        "staff",
        "A day with our joiner, with photos",
        "association",
        "I can take the pictures on Thursday's jobs.",
    ),
    (
        "forum.member",
        "forum",
        "The food bank needs nappies",
        "community",
        "Sizes four and five. They asked us to spread the word.",
    ),
]
LATER = [
    (
        "committee",
        "committee",
        "How the committee sets the rent",
        "association",
        "People ask us in the street. Could we explain it plainly?",
    ),
    (
        "staff.housing",
        "staff",
        "Christmas lunch at the community centre",
        "community",
        "Anyone on their own is welcome; names by the 10th.",
    ),
    (
        "staff",
        "staff",
        "Scam texts about parcels",
        "sector",
        "Three tenants mentioned it this week. Trading Standards has a page.",
    ),
    ("forum", "forum", "Carol concert in the church", "community", "The school choir and the silver band."),
    (
        "committee.chair",
        "committee",
        "Human Rights Day and the right to a home",
        "sector",
        "The Commission has a one-page guide.",
    ),
    (
        "staff.property",
        "staff",
        "Who to call over the holidays",
        "association",
        "The rota is set; a picture of the numbers would help.",
    ),
    ("forum.member", "forum", "Toy bank collection", "community", "Until the 18th at the shops."),
]
LINKS = [  # label, group, for one person, made so many days ago, lasts so many, ended so many days ago
    ("Poster on the office noticeboard", "residents", False, 120, 366, None),
    ("A committee member, at home", "committee", True, 240, 366, None),
    ("Stall at the shops", "residents", False, 175, 60, 150),
]
BY_LINK = {  # which suggestions came by which
    "The food bank needs nappies": "Poster on the office noticeboard",
    "Toy bank collection": "Poster on the office noticeboard",
    "The regulator's report on landlords": "A committee member, at home",
    "Holiday club for children": "Stall at the shops",
}
USED = [
    ("staff", "staff", "Close cleaning starts again", "association"),
    ("forum", "forum", "Litter pick", "community"),
    ("committee", "committee", "Join the Management Committee", "association"),
    ("staff.housing", "staff", "Benefit changes from April", "sector"),
    ("forum.member", "forum", "Holiday club for children", "community"),
    ("staff.property", "staff", "Get your boiler ready for winter", "association"),
    ("committee.chair", "committee", "The regulator's report on landlords", "sector"),
]


def suggest_all(desk: Desk) -> None:
    """Waiting, kept for later, used, and one not used; some of them came by a link."""
    _make_links(desk)
    for number, (who, group, title, third, text) in enumerate(WAITING):
        _suggestion(desk, who, group, title, third, text, days=number * 2 + 1)
    for number, (who, group, title, third, text) in enumerate(LATER):
        row = _suggestion(desk, who, group, title, third, text, days=12 + number * 3)
        _answer(desk, row, "later", "A good one. We will fit it in before Christmas and tell you the day.")
    for number, (who, group, title, third) in enumerate(USED):
        row = _suggestion(desk, who, group, title, third, "Could we say something about this?", days=40 + number * 31)
        _answer(desk, row, "used", "Thank you: it is in the calendar.")
        desk.taken_up[title] = row
    row = _suggestion(
        desk, "staff", "staff", "Photo of a burst pipe in a named close", "association", "It looks dramatic.", days=75
    )
    _answer(desk, row, "no", "It would show one household's home. We will explain burst pipes without the address.")


def _make_links(desk: Desk) -> None:
    """Nobody knows their secrets: a new link is made when one is wanted."""
    for label, group, personal, made, lasts, ended in LINKS:
        at, over = desk.now - timedelta(days=made), None if ended is None else desk.now - timedelta(days=ended)
        told = {"label": label, "group": group, "personal": personal, "digest": digest(secrets.token_urlsafe(18))}
        row = SuggestionLink.objects.create(
            made_by=desk.cast.officer, made_at=at, expires_at=at + timedelta(days=lasts), ended_at=over, **told
        )
        desk.minutes.add(at, by=desk.cast.officer, verb="make link", clause="S-59", subject=row, group=group, days=lasts)
        if over:
            desk.minutes.add(over, by=desk.cast.officer, verb="end link", clause="S-59", subject=row)


def _suggestion(desk: Desk, who: str, group: str, title: str, third: str, text: str, *, days: int) -> Suggestion:
    came_by = SuggestionLink.objects.get(label=BY_LINK[title]) if title in BY_LINK else None
    person = None if came_by else desk.cast[who]
    group = came_by.group if came_by else group
    received = desk.now - timedelta(days=days, hours=2)
    row = Suggestion.objects.create(
        reference=f"S-D{Suggestion.objects.count() + 101}",
        title=title,
        text=text,
        group=group,
        third=third,
        person=person,
        way="link" if came_by else "account",
        came_by=came_by,
        received_at=received,
    )
    desk.minutes.add(received, by=person or VISITOR, verb="suggest", clause="S-59", subject=row, group=group, way=row.way)
    return row


def _answer(desk: Desk, row: Suggestion, outcome: str, reason: str) -> None:
    at = row.received_at + timedelta(days=1)
    SuggestionAnswer.objects.create(suggestion=row, outcome=outcome, reason=reason, by=desk.cast.officer, at=at)
    desk.minutes.add(at, by=desk.cast.officer, verb="answer", clause="S-59", subject=row, reason=reason, outcome=outcome)
