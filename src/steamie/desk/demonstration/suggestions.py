"""What staff, committee and forum suggested over the year, and the answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.content.suggestions.models import Suggestion, SuggestionAnswer, SuggestionLink
from steamie.content.suggestions.secrets import digest
from steamie.content.suggestions.verbs import Verb
from steamie.evidence.actors import VISITOR
from steamie.evidence.in_force import Citation

from .posts import Desk, Draft
from .year import lately, next_day

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
LINKS = [  # label, group, for one person, lasts so many days, was ended after so many
    ("Poster on the office noticeboard", "residents", False, 366, None),
    ("A committee member, at home", "committee", True, 366, None),
    ("Stall at the shops", "residents", False, 60, 25),
]
MADE_BEFORE = timedelta(days=5)  # its first suggestion
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
USED_TITLES = frozenset(title for _, _, title, _ in USED)
TAKEN_UP = (timedelta(days=40), timedelta(days=330))  # this long ago a post was made of a suggestion
SUGGESTED_BEFORE = timedelta(days=8)  # that post was written


def suggest_all(desk: Desk, drafts: Sequence[Draft]) -> None:
    """Waiting, kept for later, used, and one not used; some of them came by a link."""
    posts = {title: _made_of(desk, title, drafts) for title in USED_TITLES}
    times = {row[2]: _received(desk, posts[row[2]], 40 + number * 31) for number, row in enumerate(USED)}
    _make_links(desk, times)
    for number, (who, group, title, share, text) in enumerate(WAITING):
        _suggestion(desk, who, group, title, share, text, at=_ago(desk, number * 2 + 1))
    for number, (who, group, title, share, text) in enumerate(LATER):
        row = _suggestion(desk, who, group, title, share, text, at=_ago(desk, 12 + number * 3))
        _answer(desk, row, "later", "A good one. We will fit it in before Christmas and tell you the day.")
    for who, group, title, share in USED:
        row = _suggestion(desk, who, group, title, share, "Could we say something about this?", at=times[title])
        if post := posts[title]:
            _take_up(desk, row, post)
        else:
            _answer(desk, row, "later", "A good one. We will say it when its time of the year comes round.")
    about = "Photo of a burst pipe in a named close", "association", "It looks dramatic."
    row = _suggestion(desk, "staff", "staff", *about, at=_ago(desk, 75))
    _answer(desk, row, "no", "It would show one household's home. We will explain burst pipes without the address.")


def _ago(desk: Desk, days: int) -> datetime:
    return lately(desk.now - timedelta(days=days), order=days)


def _made_of(desk: Desk, title: str, drafts: Sequence[Draft]) -> Post | None:
    """The latest post of this subject that is old enough to have been suggested, answered and sent."""
    latest, earliest = (desk.now - ago for ago in TAKEN_UP)
    posts = [draft.post for draft in drafts if draft.post.title == title and earliest <= draft.post.made_at <= latest]
    return posts[-1] if posts else None


def _received(desk: Desk, post: Post | None, usual: int) -> datetime:
    """Some days before the post was written, or as many days ago as usual."""
    return lately(post.made_at - SUGGESTED_BEFORE, order=usual) if post else _ago(desk, usual)


def _take_up(desk: Desk, row: Suggestion, post: Post) -> None:
    day = timezone.localdate(post.due_at)
    _answer(desk, row, "used", f"Thank you: it is planned for {day:%A} {day.day} {day:%B}.")
    post.suggestion, post.credit = row, post.credit or row.group_title


def _make_links(desk: Desk, times: Mapping[str, datetime]) -> None:
    """Nobody knows their secrets: a new link is made when one is wanted. Each was made before anything came by it."""
    came = {title: times.get(title, _ago(desk, 40)) for title in BY_LINK}
    for label, group, personal, lasts, ended in LINKS:
        first = min(at for title, at in came.items() if BY_LINK[title] == label)
        at = lately(first - MADE_BEFORE)
        over = None if ended is None else next_day(at + timedelta(days=ended))
        about = {"label": label, "group": group, "personal": personal, "digest": digest(secrets.token_urlsafe(18))}
        row = SuggestionLink.objects.create(
            made_by=desk.cast.officer, made_at=at, expires_at=at + timedelta(days=lasts), ended_at=over, **about
        )
        desk.minutes.add(
            at,
            by=desk.cast.officer,
            verb=Verb.MAKE_LINK,
            clause=Citation("suggestions.from"),
            subject=row,
            group=group,
            days=lasts,
        )
        if over:
            desk.minutes.add(over, by=desk.cast.officer, verb=Verb.END_LINK, clause=Citation("suggestions.from"), subject=row)


def _suggestion(desk: Desk, who: str, group: str, title: str, share: str, text: str, *, at: datetime) -> Suggestion:
    came_by = SuggestionLink.objects.get(label=BY_LINK[title]) if title in BY_LINK else None
    person = None if came_by else desk.cast[who]
    group = came_by.group if came_by else group
    row = Suggestion.objects.create(
        reference=f"S-D{Suggestion.objects.count() + 101}",
        title=title,
        text=text,
        group=group,
        share=share,
        person=person,
        way="link" if came_by else "account",
        came_by=came_by,
        received_at=at,
    )
    desk.minutes.add(
        at, by=person or VISITOR, verb=Verb.SUGGEST, clause=Citation("suggestions.from"), subject=row, group=group, way=row.way
    )
    return row


def _answer(desk: Desk, row: Suggestion, outcome: str, reason: str) -> None:
    at = next_day(row.received_at, order=len(row.title))
    SuggestionAnswer.objects.create(suggestion=row, outcome=outcome, reason=reason, by=desk.cast.officer, at=at)
    desk.minutes.add(
        at,
        by=desk.cast.officer,
        verb=Verb.ANSWER,
        clause=Citation("suggestions.from"),
        subject=row,
        reason=reason,
        outcome=outcome,
    )
