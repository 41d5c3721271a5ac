"""What a post serves, on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel, refuses
from steamie.equality.screening import screening_of

from .goals import objectives
from .screened import CAMPAIGN


@dataclass(frozen=True, slots=True)
class PostGoals:
    """What a post's page shows of its goals: the number and name of its campaign, and each objective or aim."""

    campaign: int | None
    campaign_name: str
    served: tuple[tuple[int | None, str], ...]  # the number of an objective, or the words of an aim


def goals_of(post: Post) -> PostGoals:
    """One query, asked once for a post however often it is read: its page has few to spare."""
    kept: dict[str, PostGoals] = post.__dict__
    if "_goals" not in kept:
        names = ("campaign_row__campaign", "campaign_row__campaign__name", "served__objective", "served__aim__words")
        rows = list(Post.objects.filter(pk=post.pk).order_by("served__pk").values_list(*names))
        served = tuple((objective, words or "") for _, _, objective, words in rows if objective is not None or words)
        campaign, name = rows[0][:2] if rows else (None, "")
        kept["_goals"] = PostGoals(campaign, name or "", served)
    return kept["_goals"]


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
    if not labels and not goals.served:
        return SafeString("")
    listed = [words or labels.get(f"objective-{number}", f"Objective {number}") for number, words in goals.served]
    return render_to_string("objectives/panel.html", {"post": post, "listed": listed, "goals": goals})
