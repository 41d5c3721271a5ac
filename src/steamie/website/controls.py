"""How the website keeps its clauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.content.models import Publication
from steamie.rules.standing import Standing, State, keeps

from . import audit
from .models import ServicePage, Visit

WINDOW = timedelta(days=90)
GRACE = timedelta(days=30)
AUDIT_LASTS = timedelta(days=365)


@keeps("S-21")
def everyone_can_use_the_site(now: datetime) -> Standing:
    """Equal access: the release's own check, and every picture described. Phone and paper stay beside every online service."""
    found, bare = audit.shipped(), audit.undescribed_pictures().count()
    link = "/desk/site/#access"
    if found is None:
        return Standing(State.NOT_MEASURED, "", "This version came without the result of an accessibility check.", link)
    figure = f"{found.findings} findings on {len(found.pages)} kinds of page; {bare} pictures without a description"
    if found.findings:
        return Standing(State.BREACHED, figure, f"{found.tool} found barriers on {found.on:%-d %B %Y}.", link)
    if bare:
        return Standing(State.AT_RISK, figure, "Some pictures in the news are not described.", link)
    if timezone.localdate(now) - found.on > AUDIT_LASTS:
        return Standing(State.AT_RISK, figure, f"The last check is from {found.on:%-d %B %Y}, over a year ago.", link)
    reason = f"{found.tool} found nothing before release. It sees only some barriers; screen readers are not tried yet."
    return Standing(State.MET, figure, reason, link)


@keeps("S-44")
def services_are_outlined(now: datetime) -> Standing:
    """Every service has a page, and every page is within its review date."""
    today, link = timezone.localdate(now), "/desk/site/#services"
    dates = list(ServicePage.objects.live().values_list("review_by", flat=True))
    if not dates:
        return Standing(State.BREACHED, "0 service pages", "The website does not outline our services yet.", link)
    stale = [day for day in dates if day < today]
    figure = f"{len(dates) - len(stale)} of {len(dates)} service pages in date"
    if not stale:
        return Standing(State.MET, figure, f"Every service page is in date; the next is due {min(dates):%-d %B %Y}.", link)
    late = (today - min(stale)).days
    state = State.BREACHED if late > GRACE.days else State.AT_RISK
    return Standing(state, figure, f"The oldest is {late} {'day' if late == 1 else 'days'} past its review date.", link)


@keeps("S-56")
def visits_following_posts_are_counted(now: datetime) -> Standing:
    """Visits that followed our posts, robots and staff set aside."""
    since, link = now - WINDOW, "/desk/site/#visits"
    posts = Publication.objects.filter(published_at__gte=since, published_at__lte=now).exclude(channel__kind="website").count()
    if not posts:
        return Standing(State.NOT_MEASURED, "0 posts in 90 days", "No post has gone out elsewhere in 90 days.", link)
    totals = Visit.objects.filter(at__gte=since, at__lte=now).exclude(publication__channel__kind="website").totals()
    counted, aside = totals.pop("", 0), sum(totals.values())
    figure = f"{counted} visits following {posts} posts in 90 days; {aside} set aside as robots, staff or repeats"
    if not counted:
        return Standing(State.AT_RISK, figure, "Posts went out and no visit followed: see that their links are there.", link)
    return Standing(State.MET, figure, "Each post has a short link of its own, and every following of it is counted.", link)
