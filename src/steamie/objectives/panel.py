"""What a post serves, on its own page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel, refuses
from steamie.equality.screening import screening_of

from .goals import goals
from .models import CampaignPost
from .screened import CAMPAIGN


@refuses
def campaign_not_screened(post: Post) -> str:
    """A post of a campaign waits until the campaign was checked for equality."""
    row = CampaignPost.objects.filter(post=post).select_related("campaign").first()
    missing = screening_of(CAMPAIGN, str(row.campaign_id)).missing if row else ""
    return f"It belongs to the campaign “{row.campaign}”. {missing}" if row and missing else ""


@panel("serves")
def what_it_serves(post: Post) -> SafeString:
    """The objectives and aims it serves, and the way to say so; nothing where there is none to choose from."""
    rows = list(post.served.select_related("aim"))
    labels = {goal.code: goal.label for goal in goals(timezone.localdate())}
    if not labels and not rows:
        return SafeString("")
    listed = [labels.get(row.code) or str(row.aim or f"objective {row.objective}") for row in rows]
    row = CampaignPost.objects.filter(post=post).select_related("campaign").first()
    campaign = row.campaign if row else None
    return render_to_string("objectives/panel.html", {"post": post, "listed": listed, "campaign": campaign})
