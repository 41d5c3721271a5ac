"""How monitoring keeps its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters, parameter
from steamie.rules.standing import Standing, State

from .analytics_freshness import google_freshness
from .engaging import compare_with_baseline, newest
from .measures import BY_HAND, FROM_THE_CHANNEL, OUR_WEBSITE
from .models import Baseline, PartnerShare, Reading
from .partnering import partner_figures

FRESH = timedelta(days=2)
LATE = timedelta(days=7)


class Engaged(StrEnum):
    """What people engage with."""

    PAGE = "page"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True)
class EngagementParameters:
    """Whose engagement should increase."""

    of: Engaged = parameter("Engagement with")


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted each day."""

    kinds: tuple[str, ...] = parameter("What is counted")

    def problems(self) -> Iterator[tuple[str, str]]:
        """Each must be something a channel gives."""
        for kind in self.kinds:
            if kind not in FROM_THE_CHANNEL:
                yield "kinds", f"“{kind}” is not one of {', '.join(FROM_THE_CHANNEL)}."


AIMS = {
    Engaged.PAGE: (Baseline.ENGAGEMENT, "posts and followers have been read"),
    Engaged.WEBSITE: (Baseline.VISITS, "posts with links have been followed"),
}


@keeps(
    "engagement.increases",
    EngagementParameters,
    label="Engagement increases against a baseline",
    remedy="Look at what people answer to",
    signs=r"\b(increase|raise|grow|improve)\w*\b.*\bengag",
)
def engagement_increases_against_its_baseline(clause: Clause, parameters: EngagementParameters, now: datetime) -> Standing:
    """Engagement for each post and follower, or the visits that follow posts, against the stored baseline and its target."""
    aim, waits_for = AIMS[parameters.of]
    return _compared(aim, now, waits_for)


def _compared(aim: str, now: datetime, waits_for: str) -> Standing:
    baseline = newest(aim)
    if baseline is None:
        return Standing(
            State.NOT_MEASURED,
            "no baseline",
            f"There is no baseline yet: it is kept once {waits_for}.",
            reverse("monitoring:engagement"),
        )
    comparison = compare_with_baseline(baseline, timezone.localdate(now))
    then = f"{baseline.engagement.rate:.2f} on {some(baseline.posts, 'post')} then"
    if comparison.change is None or comparison.now.rate is None:
        return Standing(
            State.NOT_MEASURED,
            f"{some(comparison.now.posts, 'post')} now; {then}",
            comparison.too_few,
            reverse("monitoring:engagement"),
        )
    figure = f"{comparison.now.rate:.2f} {comparison.now.unit}, on {some(comparison.now.posts, 'post')}; {then}"
    wanted = f"up {baseline.target}%" if baseline.target else "any increase; no target is set"
    days = f"{baseline.first:%-d %B %Y} to {baseline.last:%-d %B %Y}"
    reason = f"Against the baseline of {days}: {comparison.change.words}. Target: {wanted}."
    return Standing(State(comparison.verdict), figure, reason, reverse("monitoring:engagement"))


@keeps(
    "measure.count",
    Counts,
    label="Figures of posts are read every day",
    remedy="Find out why no figures come",
    signs=r"\b(likes|shares|comments)\b",
)
def figures_are_read_daily(clause: Clause, parameters: Counts, now: datetime) -> Standing:
    """The figures named, of every post of the last ninety days, on the newest day they were asked for."""
    today = timezone.localdate(now)
    asked = Reading.objects.filter(measure__in=parameters.kinds, day__lte=today)
    day = asked.aggregate(day=Max("day"))["day"]
    if day is None:
        return Standing(
            State.NOT_MEASURED,
            "0 readings",
            f"{_listed(parameters.kinds)} have not been read yet.",
            reverse("monitoring:readings"),
        )
    counts = asked.on(day).aggregate(asked=Count("pk"), with_value=Count("value"), by_hand=Count("pk", filter=Q(source=BY_HAND)))
    figure = f"{counts['with_value']} of {some(counts['asked'], 'figure')} given on {day:%-d %B %Y}"
    if today - day > FRESH:
        state = State.BREACHED if today - day > LATE else State.AT_RISK
        return Standing(
            state, figure, f"Nothing has been read for {some((today - day).days, 'day')}.", reverse("monitoring:readings")
        )
    if counts["with_value"] < counts["asked"]:
        return Standing(
            State.AT_RISK,
            figure,
            "What was not given is marked as missing, not counted as nought.",
            reverse("monitoring:readings"),
        )
    by_hand = f" {counts['by_hand']} entered by hand." if counts["by_hand"] else ""
    return Standing(
        State.MET, figure, f"Every {_each(parameters.kinds)} asked for was given.{by_hand}", reverse("monitoring:readings")
    )


@keeps(
    "analytics.fresh",
    label="Figures of the Page and of the website are fresh",
    remedy="Find out why no figures come",
    signs=r"\banalytics\b|\binsights\b",
)
def analytics_are_fresh(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How old the newest figures are: the Page's, and our own visits, which stand in for Google Analytics."""
    return freshness(now)


@keeps(
    "partners.share",
    label="Partners share our posts",
    remedy="Note what partners shared, and ask them to",
    signs=r"\bpartners?\b.*\bshar(e|es|ed|ing)\b",
)
def partners_share_our_posts(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Shares by organisations in ninety days, as the team noted them, beside the channels' own count of shares by anybody."""
    page, figures = reverse("monitoring:partners"), partner_figures(timezone.localdate(now))
    if not PartnerShare.objects.standing().exists():
        reason = "Nobody has noted a share by a partner yet. Channels do not say who shares."
        return Standing(State.NOT_MEASURED, "0 shares noted", reason, page)
    anybody = "not known" if figures.by_anybody is None else f"{figures.by_anybody:,}"
    shares, partners = len(figures.shares), len(figures.partners)
    figure = f"{some(shares, 'share')} by {some(partners, 'partner')} in 90 days; by anybody: {anybody}"
    if not shares:
        return Standing(State.AT_RISK, figure, "No partner shared a post of ours in 90 days.", page)
    return Standing(State.MET, figure, "What partners shared was seen and noted by our team.", page)


def freshness(now: datetime) -> Standing:
    """How old the newest figures are, in words, for the board and for the page of readings."""
    today, page_of_readings = timezone.localdate(now), reverse("monitoring:readings")
    (page, website), google = _newest(today), google_freshness(today)
    if page is None and website is None and not (google.connected and google.day):
        reason = f"Nothing has been read yet. {google.words}"
        return Standing(State.NOT_MEASURED, "0 readings", reason, page_of_readings)
    figure = f"Page figures {_age(page, today)}; visits {_age(website, today)}{google.figure}"
    stale = [name for name, day in (("the Page", page), ("our website", website)) if day is None or today - day > FRESH]
    stale += ["Google Analytics"] if google.stale else []
    if not stale:
        return Standing(State.MET, figure, google.words, page_of_readings)
    if len(stale) == 2 + google.connected and all(day is None or today - day > LATE for day in (page, website)):
        return Standing(
            State.BREACHED,
            figure,
            "Neither source has given a figure for a week. Reports say so in the gap.",
            page_of_readings,
        )
    why = f" {google.problem}" if google.stale and google.problem else ""
    return Standing(
        State.AT_RISK,
        figure,
        f"Nothing new from {' and '.join(stale)}.{why} Reports are still made, and state the gap.",
        page_of_readings,
    )


def _listed(kinds: tuple[str, ...]) -> str:
    return " and ".join(kinds).capitalize()


def _each(kinds: tuple[str, ...]) -> str:
    """ "like and share": one of each."""
    return " and ".join(kind.removesuffix("s") for kind in kinds)


def _newest(today: date) -> tuple[date | None, date | None]:
    """The newest day with a figure from a channel, and from our own website. One query."""
    mine, outside = Q(source=OUR_WEBSITE), Reading.objects.with_value().filter(day__lte=today).exclude(source=BY_HAND)
    page, website = (Q(pk__in=outside.filter(which).order_by("-day").values("pk")[:1]) for which in (~mine, mine))
    newest = {source == OUR_WEBSITE: day for source, day in Reading.objects.filter(page | website).values_list("source", "day")}
    return newest.get(False), newest.get(True)


def _age(day: date | None, today: date) -> str:
    if day is None:
        return "never read"
    days = (today - day).days
    return "from today" if days <= 0 else "from yesterday" if days == 1 else f"{days} days old"
