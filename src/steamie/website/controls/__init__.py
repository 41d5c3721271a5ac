"""How the website keeps its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters, in_words, parameter
from steamie.rules.standing import Standing, State
from steamie.visits.models import PageView, Visit
from steamie.website import audit
from steamie.website.channel import Website
from steamie.website.models import PageCheck, ServicePage

from .feedback import feedback_is_dealt_with

__all__ = ["feedback_is_dealt_with"]  # it enters itself when it is read
WINDOW = timedelta(days=90)
GRACE = timedelta(days=30)
AUDIT_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PagesFor:
    """Whose own pages the website has, and what one of them must name."""

    audience: str = parameter("For whom")
    must_say: str = parameter("What a page must name", default="")


def _section(name: str) -> str:
    """The address of one part of the desk's page about the website."""
    return f"{reverse('website_desk:site')}#{name}"


@keeps("pages.accessible", label="Everyone can use the website", remedy="Take the barriers away", signs=r"\baccessib|\bWCAG\b")
def everyone_can_use_the_site(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Equal access: the release's own check, and every picture described. Phone and paper stay beside every online service."""
    check, bare = audit.shipped(), audit.undescribed_pictures().count()
    link = _section("access")
    if check is None:
        return Standing(State.NOT_MEASURED, "", "This version came without the result of an accessibility check.", link)
    looked = f"{some(check.findings, 'finding')} on {some(len(check.pages), 'kind')} of page"
    figure = f"{looked}; {some(bare, 'picture')} without a description"
    if check.findings:
        return Standing(State.BREACHED, figure, f"{check.tool} found barriers on {check.on:%-d %B %Y}.", link)
    if bare:
        return Standing(State.AT_RISK, figure, "Some pictures in the news are not described.", link)
    if timezone.localdate(now) - check.on > AUDIT_LASTS:
        return Standing(State.AT_RISK, figure, f"The last check is from {check.on:%-d %B %Y}, over a year ago.", link)
    reason = f"{check.tool} found nothing before release. It sees only some barriers; screen readers are not tried yet."
    return Standing(State.MET, figure, reason, link)


@keeps(
    "services.outlined",
    label="Every service has a page that is in date",
    remedy="Look at the service pages again",
    signs=r"\bservices?\b.*\b(web ?site|page)|\bweb ?site\b.*\bservices\b",
)
def services_are_outlined(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Every service has a page, and every page is within its review date."""
    today, link = timezone.localdate(now), _section("services")
    rows = ServicePage.objects.live().annotate(read=Exists(PageCheck.objects.filter(page=OuterRef("pk"))))
    pages = list(rows.values_list("review_by", "read"))
    if not pages:
        return Standing(State.BREACHED, "0 service pages", "The website does not outline our services yet.", link)
    dates = [day for day, read in pages if read]
    stale = [day for day in dates if day < today]
    figure = f"{len(dates) - len(stale)} of {some(len(pages), 'service page')} in date"
    if not stale and len(dates) == len(pages):
        return Standing(State.MET, figure, f"Every service page is in date; the next is due {min(dates):%-d %B %Y}.", link)
    if not stale:
        unread = len(pages) - len(dates)
        reason = f"{unread} came with the website, and nobody here has read {'it' if unread == 1 else 'them'} yet."
        return Standing(State.AT_RISK, figure, reason, link)
    late = (today - min(stale)).days
    state = State.BREACHED if late > GRACE.days else State.AT_RISK
    return Standing(state, figure, f"The oldest is {some(late, 'day')} past its review date.", link)


@keeps(
    "pages.for",
    PagesFor,
    label="An audience has pages of its own",
    remedy=lambda chosen: f"Look at the pages for {in_words(chosen.audience)}",
    signs=r"\bpages? (of their own|for)\b",
)
def an_audience_has_its_own_pages(clause: Clause, parameters: PagesFor, now: datetime) -> Standing:
    """Pages written for one audience alone, read and in date, naming what they must, and how often they are looked at."""
    audience, whose, must_say = parameters.audience, in_words(parameters.audience), parameters.must_say
    today, link = timezone.localdate(now), _section("services")
    pages = list(ServicePage.objects.live().own_pages_of(audience).prefetch_related("checks"))
    if not pages:
        return Standing(State.BREACHED, "0 pages", f"No page of the website is for {whose} alone.", link)
    views = PageView.objects.filter(page__in=pages, day__gt=today - WINDOW, day__lte=today).counted()
    figure = f"{some(views, 'view')} of {some(len(pages), 'page')} in 90 days"
    if must_say and not any(must_say in page.body for page in pages):
        return Standing(State.BREACHED, figure, f"No page for {whose} names the {must_say}.", link)
    if any(not page.checks.all() or page.is_stale(today) for page in pages):
        return Standing(State.AT_RISK, figure, f"A page for {whose} waits to be read here and found right.", link)
    if not views:
        return Standing(State.AT_RISK, figure, f"Nobody has looked at the pages for {whose} in 90 days.", link)
    return Standing(State.MET, figure, f"What {whose} need is on a page of its own, in date, and it is looked at.", link)


@keeps(
    "visits.counted",
    label="Visits that follow posts are counted",
    remedy="See that posts carry their short link",
    signs=r"\b(visits?|clicks?)\b.*\b(posts?|count|measure)",
)
def visits_following_posts_are_counted(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Visits that followed our posts, robots and staff set aside."""
    since, link = now - WINDOW, _section("visits")
    posts = Publication.objects.filter(published_at__gte=since, published_at__lte=now).exclude(channel__kind=Website.kind).count()
    if not posts:
        return Standing(State.NOT_MEASURED, "0 posts in 90 days", "No post has gone out elsewhere in 90 days.", link)
    totals = Visit.objects.filter(at__gte=since, at__lte=now).exclude(publication__channel__kind=Website.kind).totals()
    counted, aside = totals.pop("", 0), sum(totals.values())
    figure = (
        f"{some(counted, 'visit')} following {some(posts, 'post')} in 90 days; {aside:,} set aside as robots, staff or repeats"
    )
    if not counted:
        return Standing(State.AT_RISK, figure, "Posts went out and no visit followed: see that their links are there.", link)
    return Standing(State.MET, figure, "Each post has a short link of its own, and every following of it is counted.", link)
