"""Beginning a campaign, and saying which posts belong to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.equality.screening import screening_of
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .models import Campaign, CampaignPost
from .screened import CAMPAIGN
from .verbs import Verb

ASKED_BY = Citation("equality.screened")
OFFERED_BACK = timedelta(days=30)


def offered_posts(campaign: Campaign, now: datetime) -> PostQuerySet:
    """Posts that may join: not withdrawn, not of another campaign, and due lately or to come."""
    free = Post.objects.live().filter(campaign_row__isnull=True, made_at__gte=now - OFFERED_BACK)
    mine = Post.objects.filter(campaign_row__campaign=campaign)
    return Post.objects.filter(pk__in=[*free.values_list("pk", flat=True), *mine.values_list("pk", flat=True)]).order_by("-pk")


@action()
def begin_campaign(*, name: str, about: str, by: Person, now: datetime | None = None) -> Campaign:
    """Begin a campaign without posts. Raises ``NotReady`` for a name that is taken."""
    moment = now or timezone.now()
    require(by, Act.PLAN)
    name, about = " ".join(name.split()), " ".join(about.split())
    if Campaign.objects.filter(name__iexact=name).exists():
        raise NotReady([Problem("There is a campaign of that name already.", "name")])
    campaign = Campaign.objects.create(name=name, about=about, by=by, at=moment)
    record(by=by, verb=Verb.BEGIN_CAMPAIGN, clause=ASKED_BY, subject=campaign, facts={"name": name}, at=moment)
    return campaign


@action(none="the same posts belong to it as before")
def gather_campaign(*, campaign: Campaign, posts: Collection[Post], by: Person, now: datetime | None = None) -> None:
    """Say which posts belong to it. While it is not checked, no post joins that was approved, or went out, already."""
    moment = now or timezone.now()
    require(by, Act.PLAN)
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    before = set(campaign.members.values_list("post_id", flat=True))
    joining = {post.pk for post in posts} - before
    leaving = before - {post.pk for post in posts}
    if not joining and not leaving:
        return
    _may_join(campaign, joining)
    CampaignPost.objects.filter(campaign=campaign, post__in=leaving).delete()
    CampaignPost.objects.bulk_create([CampaignPost(campaign=campaign, post_id=pk) for pk in sorted(joining)])
    facts = {"joined": sorted(joining), "left": sorted(leaving)}
    record(by=by, verb=Verb.GATHER_CAMPAIGN, clause=ASKED_BY, subject=campaign, facts=facts, at=moment)


def _may_join(campaign: Campaign, joining: Collection[int]) -> None:
    others = CampaignPost.objects.filter(post__in=joining).exclude(campaign=campaign).select_related("post", "campaign")
    problems = [Problem(f"“{row.post}” belongs to “{row.campaign}” already.", "posts") for row in others]
    if missing := screening_of(CAMPAIGN, str(campaign.pk)).missing:
        approved = Post.objects.approved().filter(pk__in=joining)
        problems += [Problem(f"“{post}” is approved already. {missing}", "posts") for post in approved]
    if problems:
        raise NotReady(problems)
