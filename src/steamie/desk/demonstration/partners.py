"""What partners of the invented association shared, as its team saw it; and the day on which the strategy was put into use."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.monitoring.actions.partners import note_partner_share
from steamie.monitoring.models import SharePlace
from steamie.strategy.actions import record_implementation

from .posts import Desk
from .year import lately

PARTNERS = ("A neighbouring association", "The advice centre", "The primary school", "The tenants’ federation")
SEEN = timedelta(days=120)


def note_all(desk: Desk) -> None:
    """One share every few posts, noted two days after the post went out."""
    record_implementation(by=desk.cast.officer, on=timezone.localdate(desk.now - timedelta(days=300)), at=lately(desk.now - SEEN))
    today = timezone.localdate(desk.now)
    posts = Post.objects.published_between(today - SEEN, today - timedelta(days=7)).filter(share__in=["community", "sector"])
    for number, post in enumerate(posts.order_by("pk")[::6]):
        sent = max(row.published_at for row in post.publications.all() if row.published_at)
        at = lately(sent + timedelta(days=4))
        if timezone.localdate(at) > timezone.localdate(sent):
            partner = PARTNERS[number % len(PARTNERS)]
            place = SharePlace.SOCIAL if number % 3 else SharePlace.NEWSLETTER
            day = timezone.localdate(at)
            note_partner_share(post=post, partner=partner, day=day, place=place, by=desk.cast["team"], now=at)
