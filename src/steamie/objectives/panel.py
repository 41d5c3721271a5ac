"""What a post serves, on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel, reads, refuses
from steamie.equality.screening import screening_of
from steamie.evidence.json_rows import JsonRows
from steamie.people.asking import Viewer

from .goals import objectives
from .screened import CAMPAIGN


@dataclass(frozen=True, slots=True)
class PostGoals:
    """What a post's page shows of its goals: the number and name of its campaign, and each objective or aim."""

    campaign: int | None
    campaign_name: str
    served: tuple[tuple[int | None, str], ...]  # the number of an objective, or the words of an aim
    is_staff_story: bool = False


A_STORY = "A story of our staff"
NAMES = {
    "campaign": "campaign_row__campaign",
    "name": "campaign_row__campaign__name",
    "objective": "served__objective",
    "words": "served__aim__words",
    "story": "staff_story",
}


def _rows(_: Viewer | None = None) -> JsonRows:
    rows = Post.objects.filter(pk=OuterRef("pk")).order_by("served__pk")
    return JsonRows(rows, **{name: F(field) for name, field in NAMES.items()})


reads("rows_of_goals")(_rows)


def goals_of(post: Post) -> PostGoals:
    """Those that were read with the post on its page; elsewhere one query, asked once for a post."""
    kept: dict[str, Any] = post.__dict__
    if "rows_of_goals" not in kept:
        kept["rows_of_goals"] = Post.objects.filter(pk=post.pk).values_list(_rows(), flat=True).first() or []
    rows = kept["rows_of_goals"]
    served = [(row["objective"], row["words"] or "") for row in rows if row["objective"] is not None or row["words"]]
    first = rows[0] if rows else {}
    return PostGoals(first.get("campaign"), first.get("name") or "", tuple(served), first.get("story") is not None)


@refuses
def campaign_not_screened(post: Post) -> str:
    """A post of a campaign waits until the campaign was checked for equality."""
    goals = goals_of(post)
    missing = screening_of(CAMPAIGN, str(goals.campaign)).missing if goals.campaign else ""
    return f"It belongs to the campaign “{goals.campaign_name}”. {missing}" if missing else ""


@panel("serves")
def what_it_serves(post: Post) -> SafeString:
    """The objectives and aims it serves, and the way to say so; nothing where the strategy numbers no objectives."""
    goals, labels = goals_of(post), {goal.code: goal.label for goal in objectives()}
    if not labels and not goals.served and not goals.is_staff_story:
        return SafeString("")
    listed = [words or labels.get(f"objective-{number}", f"Objective {number}") for number, words in goals.served]
    listed += [A_STORY] * goals.is_staff_story
    return render_to_string("objectives/panel.html", {"post": post, "listed": listed, "goals": goals})
