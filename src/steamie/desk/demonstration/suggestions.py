"""What staff, committee and forum suggested over the year, and the answers."""

from __future__ import annotations

from datetime import timedelta

from steamie.content.models import Suggestion, SuggestionAnswer

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
USED = [
    ("staff", "staff", "Close cleaning starts again", "association"),
    ("forum", "forum", "Litter pick this Saturday", "community"),
    ("committee", "committee", "Join the Management Committee", "association"),
    ("staff.housing", "staff", "Benefit changes from April", "sector"),
    ("forum.member", "forum", "Holiday club for children", "community"),
    ("staff.property", "staff", "Get your boiler ready for winter", "association"),
    ("committee.chair", "committee", "The regulator's report on landlords", "sector"),
]


def suggest_all(desk: Desk) -> None:
    """Waiting, kept for later, used, and one not used."""
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


def _suggestion(desk: Desk, who: str, group: str, title: str, third: str, text: str, *, days: int) -> Suggestion:
    person = desk.cast[who]
    received = desk.now - timedelta(days=days, hours=2)
    row = Suggestion.objects.create(
        reference=f"S-D{Suggestion.objects.count() + 101}",
        title=title,
        text=text,
        group=group,
        third=third,
        person=person,
        received_at=received,
    )
    desk.minutes.add(received, by=person, verb="suggest", clause="S-59", subject=row, group=group)
    return row


def _answer(desk: Desk, row: Suggestion, outcome: str, reason: str) -> None:
    at = row.received_at + timedelta(days=1)
    SuggestionAnswer.objects.create(suggestion=row, outcome=outcome, reason=reason, by=desk.cast.officer, at=at)
    desk.minutes.add(at, by=desk.cast.officer, verb="answer", clause="S-59", subject=row, reason=reason, outcome=outcome)
