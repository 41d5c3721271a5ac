"""What this house asks of people: posts and corrections to approve, and what was sent back to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from steamie.diary import dated
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act, Office

from .models import Correction, Post, PostNote, Return


def of_others(viewer: Viewer, rows: QuerySet[Any], post: str, *, by: str = "") -> QuerySet[Any]:
    """Without a deputy's own work: only the officer decides about that, so it does not need the deputy (S-60).

    ``post``: the way from a row to its post. ``by``: the way to whoever wrote the row itself, where they count too.
    """
    if Office.OFFICER in viewer.person.offices(viewer.today):
        return rows
    theirs = Post.objects.work_of(viewer.person).order_by().values("pk")
    left = rows.exclude(**{f"{post}__in": theirs})
    return left.exclude(**{by: viewer.person}) if by else left


def _corrections(viewer: Viewer) -> QuerySet[Correction]:
    """Corrections of sent posts that wait for a yes, oldest first."""
    rows = Correction.objects.awaiting_approval().select_related("post").order_by("at")
    return of_others(viewer, rows, "post", by="by")


@asks(Act.APPROVE, Urgency.CORRECTION, when=_corrections)
def corrections(viewer: Viewer) -> Task:
    """Corrections of what was sent, waiting for a yes: residents read the wrong words meanwhile."""
    rows = list(_corrections(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    words = f"A correction of “{first.post}” waits" if alone else f"{capitalised(spelt(len(rows), 'correction'))} wait"
    return Task(
        title=f"{words} for your approval",
        why=f"{first.reason} Residents read the earlier words until you approve it.",
        action="Check it" if alone else "Check the first",
        address=first.get_absolute_url(),
        minutes=3 * len(rows),
        mark=Mark("warn", "pen", "Correction"),
    )


def awaiting_approval(viewer: Viewer) -> QuerySet[Post]:
    """Posts that wait for a yes, soonest first."""
    return of_others(viewer, Post.objects.awaiting_approval(), "pk").order_by("due_at")


@asks(Act.APPROVE, Urgency.WORDS_WAIT, when=awaiting_approval)
def approvals(viewer: Viewer) -> Task:
    """Posts that wait for a yes, soonest first."""
    posts = list(awaiting_approval(viewer)[:MANY])
    soonest, alone = posts[0], len(posts) == 1
    today = soonest.due_at is not None and timezone.localdate(soonest.due_at) <= viewer.today
    wait = "One post waits" if alone else f"{capitalised(spelt(len(posts), 'post'))} wait"
    return Task(
        title=f"{wait} for your approval",
        why=_due(posts),
        action="Check it" if alone else "Check the first",
        address=soonest.get_absolute_url(),
        minutes=4 * len(posts),
        mark=Mark("warn", "clock", "Due today") if today else Mark("info", "eye", "To approve"),
    )


def _due(posts: list[Post]) -> str:
    times = [post.due_at for post in posts if post.due_at]
    if not times:
        return "No time is set yet."
    return f"“{posts[0]}” is due {dated.written(times[0])}." if len(posts) == 1 else f"First due {dated.written(times[0])}."


def _returned(viewer: Viewer) -> QuerySet[Post]:
    """This person's posts that were sent back and not handed in again, with the reason as ``sent_back_because``."""
    last = Return.objects.filter(post=OuterRef("pk")).order_by("-at", "-pk")
    mine = Post.objects.drafts().filter(Exists(last), author=viewer.person)
    because = {"sent_back_because": Subquery(last.values("reason")[:1])}
    return mine.annotate(**because).order_by(F("due_at").asc(nulls_last=True), "pk")


@asks(None, Urgency.WORDS_WAIT, when=_returned)
def returned(viewer: Viewer) -> Task:
    """This person's own posts, sent back with what to change (S-60)."""
    posts = list(_returned(viewer)[:MANY])
    first, alone = posts[0], len(posts) == 1
    return Task(
        title=f"“{first}” was sent back to you" if alone else f"{capitalised(spelt(len(posts), 'post'))} were sent back to you",
        why=first.sent_back_because if alone else f"The first, “{first}”: {first.sent_back_because}",
        action="Change it" if alone else "Change the first",
        address=first.get_absolute_url(),
        minutes=5 * len(posts),
        mark=Mark("warn", "pen", "Sent back"),
    )


def _asked(viewer: Viewer) -> QuerySet[PostNote]:
    """Notes in which a colleague asks this person by name to look at a post, oldest first."""
    return PostNote.objects.asked_of(viewer.person).select_related("post", "by")


@asks(None, Urgency.WORDS_WAIT, when=_asked)
def asked_to_look(viewer: Viewer) -> Task:
    """Posts that a colleague asked this person by name to look at."""
    notes = list(_asked(viewer)[:MANY])
    first, alone, several = notes[0], len(notes) == 1, capitalised(spelt(len(notes), "post"))
    return Task(
        title=f"{first.by.name} asks you to look at “{first.post}”" if alone else f"{several} to look at",
        why=first.words or "A second pair of eyes before it goes out.",
        action="Look at it" if alone else "Look at the first",
        address=f"{first.post.get_absolute_url()}#notes",
        minutes=3 * len(notes),
        mark=Mark("info", "eye", "Asked"),
    )
