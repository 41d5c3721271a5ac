"""What a post serves, on its own page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel, refuses
from steamie.equality.screening import screening_of

from .goals import objectives
from .models import Campaign
from .screened import CAMPAIGN


def campaign_of(post: Post) -> Campaign | None:
    """The campaign a post belongs to; asked once for a post, however often it is read."""
    row = getattr(post, "campaign_row", None)
    return row.campaign if row else None


@refuses
def campaign_not_screened(post: Post) -> str:
    """A post of a campaign waits until the campaign was checked for equality."""
    campaign = campaign_of(post)
    missing = screening_of(CAMPAIGN, str(campaign.pk)).missing if campaign else ""
    return f"It belongs to the campaign “{campaign}”. {missing}" if missing else ""


@panel("serves")
def what_it_serves(post: Post) -> SafeString:
    """The objectives and aims it serves, and the way to say so; nothing where the strategy numbers no objectives."""
    rows = list(post.served.select_related("aim"))
    labels = {goal.code: goal.label for goal in objectives()}
    if not labels and not rows:
        return SafeString("")
    listed = [str(row.aim) if row.aim else labels.get(row.code, f"Objective {row.objective}") for row in rows]
    return render_to_string("objectives/panel.html", {"post": post, "listed": listed, "campaign": campaign_of(post)})
