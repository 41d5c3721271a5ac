"""News pages for what went out on the website channel, dated to the day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from steamie.content.models import Publication
from steamie.content.models.publications import Step
from steamie.content.publisher.outgoing import outgoing
from steamie.evidence.actors import SETUP
from steamie.website.actions import add_news, build_site
from steamie.website.models import ServicePage

from .posts import Desk


def lay_out(*, now: datetime) -> None:
    """The site, its service pages last looked at ten months ago; one of them is overdue for a look."""
    build_site(by=SETUP, at=now - timedelta(days=300))
    overdue = ServicePage.objects.order_by("pk").last()
    ServicePage.objects.filter(pk=overdue.pk).update(review_by=now.date() - timedelta(days=9))


def publish_all(desk: Desk) -> None:
    """One page for each publication on the website."""
    sent = Publication.objects.filter(channel=desk.channels["website"], step=Step.PUBLISHED).order_by("published_at")
    rows = list(sent.select_related("post", "channel").prefetch_related("post__texts", "post__pictures__picture"))
    for row in rows:
        page = add_news(outgoing(row), shown_at=row.published_at)
        row.remote_id, row.remote_url = str(page.pk), f"{settings.PUBLIC_URL}{page.url}"
    Publication.objects.bulk_update(rows, ["remote_id", "remote_url"], batch_size=200)
