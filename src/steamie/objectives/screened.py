"""Campaigns are checked for equality before a post of theirs is approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from steamie.content.posts.models import Publication
from steamie.equality.subjects import ScreenedSubject, SubjectKind, screened_first

from .models import Campaign

CAMPAIGN = "campaign"


def campaign_subject(campaign: Campaign, *, is_public: bool) -> ScreenedSubject:
    """The campaign as a thing to check."""
    address = reverse("objectives:campaign", args=[campaign.pk])
    return ScreenedSubject(CAMPAIGN, str(campaign.pk), campaign.name, address, is_public)


def _campaigns() -> Iterator[ScreenedSubject]:
    sent = Publication.objects.filter(post__campaign_row__campaign=OuterRef("pk"), published_at__isnull=False)
    for campaign in Campaign.objects.annotate(is_out=Exists(sent)).order_by("name"):
        yield campaign_subject(campaign, is_public=campaign.is_out)


screened_first(SubjectKind(CAMPAIGN, "Campaign", _campaigns))
