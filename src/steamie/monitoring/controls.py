"""How monitoring keeps its clauses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from steamie.rules.counting import some
from steamie.rules.standing import Standing, State, keeps

from .engaging import held_against, newest
from .measures import BY_HAND, OUR_WEBSITE
from .models import Baseline, Reading

LINK = "/desk/readings/"
ENGAGEMENT = "/desk/readings/engagement/"
FRESH = timedelta(days=2)
LATE = timedelta(days=7)


@keeps("S-54")
def engagement_is_held_against_a_baseline(now: datetime) -> Standing:
    """Engagement with the Page for each post and follower, against the stored baseline and its target."""
    return _held(Baseline.ENGAGEMENT, now, "posts and followers have been read")


@keeps("S-47")
def visits_are_held_against_a_baseline(now: datetime) -> Standing:
    """Engagement with the website, by what is counted of it: the visits that follow each post with a link."""
    return _held(Baseline.VISITS, now, "posts with links have been followed")


def _held(aim: str, now: datetime, waits_for: str) -> Standing:
    baseline = newest(aim)
    if baseline is None:
        return Standing(State.NOT_MEASURED, "no baseline", f"There is no baseline yet: it is kept once {waits_for}.", ENGAGEMENT)
    held = held_against(baseline, timezone.localdate(now))
    then = f"{baseline.engagement.rate:.2f} on {some(baseline.posts, 'post')} then"
    if held.change is None or held.now.rate is None:
        return Standing(State.NOT_MEASURED, f"{some(held.now.posts, 'post')} now; {then}", held.too_few, ENGAGEMENT)
    figure = f"{held.now.rate:.2f} {held.now.unit}, on {some(held.now.posts, 'post')}; {then}"
    wanted = f"up {baseline.target}%" if baseline.target else "any increase; no target is set"
    reason = (
        f"Against the baseline of {baseline.first:%-d %B %Y} to {baseline.last:%-d %B %Y}: {held.change.words}. Target: {wanted}."
    )
    return Standing(State(held.verdict), figure, reason, ENGAGEMENT)


@keeps("S-55")
def likes_and_shares_are_read_daily(now: datetime) -> Standing:
    """Likes and shares of every post of the last ninety days, on the newest day they were asked for."""
    today = timezone.localdate(now)
    likes_and_shares = Reading.objects.filter(measure__in=["likes", "shares"], day__lte=today)
    day = likes_and_shares.aggregate(day=Max("day"))["day"]
    if day is None:
        return Standing(State.NOT_MEASURED, "0 readings", "Likes and shares have not been read yet.", LINK)
    counts = likes_and_shares.on(day).aggregate(
        asked=Count("pk"), given=Count("value"), by_hand=Count("pk", filter=Q(source=BY_HAND))
    )
    figure = f"{counts['given']} of {some(counts['asked'], 'figure')} given on {day:%-d %B %Y}"
    if today - day > FRESH:
        state = State.BREACHED if today - day > LATE else State.AT_RISK
        return Standing(state, figure, f"Nothing has been read for {some((today - day).days, 'day')}.", LINK)
    if counts["given"] < counts["asked"]:
        return Standing(State.AT_RISK, figure, "What was not given is marked as missing, not counted as nought.", LINK)
    by_hand = f" {counts['by_hand']} entered by hand." if counts["by_hand"] else ""
    return Standing(State.MET, figure, f"Every like and share asked for was given.{by_hand}", LINK)


@keeps("S-77")
def analytics_are_fresh(now: datetime) -> Standing:
    """How old the newest figures are: the Page's, and our own visits, which stand in for Google Analytics."""
    today = timezone.localdate(now)
    page, website = _newest(today, website=False), _newest(today, website=True)
    if page is None and website is None:
        reason = "Nothing has been read yet. Google Analytics is not connected; our own visit counts take its place."
        return Standing(State.NOT_MEASURED, "0 readings", reason, LINK)
    figure = f"Page figures {_age(page, today)}; visits {_age(website, today)}"
    stale = [name for name, day in (("the Page", page), ("our website", website)) if day is None or today - day > FRESH]
    if not stale:
        reason = "Google Analytics is not connected; our own visit counts take its place."
        return Standing(State.MET, figure, reason, LINK)
    if len(stale) == 2 and all(day is None or today - day > LATE for day in (page, website)):
        return Standing(State.BREACHED, figure, "Neither source has given a figure for a week. Reports say so in the gap.", LINK)
    return Standing(
        State.AT_RISK, figure, f"Nothing new from {' and '.join(stale)}. Reports are still made, and state the gap.", LINK
    )


def _newest(today: date, *, website: bool) -> date | None:
    given = Reading.objects.given().filter(day__lte=today).exclude(source=BY_HAND)
    mine = Q(source=OUR_WEBSITE)
    return given.filter(mine if website else ~mine).aggregate(day=Max("day"))["day"]


def _age(day: date | None, today: date) -> str:
    if day is None:
        return "never read"
    days = (today - day).days
    return "from today" if days <= 0 else "from yesterday" if days == 1 else f"{days} days old"
