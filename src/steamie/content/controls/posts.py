"""How content keeps its clauses: purposes, approval, wording, and the quarter in thirds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from steamie.content import checks, phrases
from steamie.content.models import Approval, Override, Post, Publication, Quarter, Slot, Suggestion
from steamie.content.models.posts import PostQuerySet
from steamie.content.planning.ideas import occasions
from steamie.rules import quarters, thirds, wording
from steamie.rules.quarters import Span
from steamie.rules.standing import Standing, State, keeps
from steamie.rules.thirds import Third
from steamie.rules.wording import Kind

CALENDAR = "/desk/calendar/"
LIST = "/desk/calendar/?view=list"
MEASURED = "/desk/calendar/words/measured/"
RECENT = timedelta(days=90)
BEFORE_ITS_DAY = timedelta(days=7)  # how early a post for a day at the very start of the quarter may go
LATELY = timedelta(days=30)
PLAIN_ENOUGH = 90  # percent of guidance that should be within the reading age
FOUND_ENOUGH = 75  # percent of held-out phrases the wording check should find, and of its questions worth asking
LINKED_ENOUGH = 50  # percent of posts that should lead to the website


@keeps("S-23")
def needs_become_posts(now: datetime) -> Standing:
    """What residents, staff and committee asked for comes back as posts that credit them."""
    used = Suggestion.objects.filter(answer__outcome="used", answer__at__gte=now - RECENT)
    total = used.count()
    if not total:
        return _unmeasured("No suggestion was taken up in the last 90 days.", "/desk/suggestions/")
    shown = used.filter(posts__in=Post.objects.published().exclude(credit="")).distinct().count()
    state = State.MET if shown else State.AT_RISK
    reason = "Suggestions come back in public, with credit." if shown else "No suggestion taken up has been published yet."
    return Standing(state, f"{shown} of {total} suggestions taken up were published with credit", reason, "/desk/suggestions/")


@keeps("S-24")
def guidance_is_plain(now: datetime) -> Standing:
    """Guidance reads easily from the age of eleven."""
    posts = recent(now).filter(purpose="guidance").prefetch_related("texts")
    read = [wording.reading_age(text.text) for post in posts for text in post.texts.all()]
    told = [reading for reading in read if reading.age is not None]
    if not told:
        return _unmeasured("No guidance long enough to measure was published in the last 90 days.", LIST)
    plain = sum(reading.within for reading in told)
    words = _Words(
        "texts of guidance read easily from age 11",
        "Tenants can follow what we tell them to do.",
        f"At least {PLAIN_ENOUGH}% should. Shorten the sentences of the others: the check names the hard words.",
    )
    return _share(plain, len(told), words, PLAIN_ENOUGH)


@keeps("S-25")
def local_news_counts_as_local(now: datetime) -> Standing:
    """Posts that bring local news are the ones counted as local."""
    news = recent(now).filter(purpose="local_news")
    total, local = news.count(), news.filter(third=Third.COMMUNITY).count()
    if not total:
        return Standing(State.AT_RISK, "0 posts", "No local news was published in the last 90 days.", LIST)
    words = _Words(
        "posts of local news count as Local",
        "What neighbours told us is told as local news.",
        "Local news was counted in another third: choose Local for it, so that the balance is true.",
    )
    return _share(local, total, words, 100)


@keeps("S-26")
def sector_bodies_are_credited(now: datetime) -> Standing:
    """Every post about the sector says whose news it is."""
    sector = recent(now).filter(third=Third.SECTOR)
    credits = list(sector.values_list("credit", flat=True))
    if not credits:
        return Standing(State.AT_RISK, "0 posts", "Nothing from the sector was published in the last 90 days.", LIST)
    named = [credit for credit in credits if credit.strip()]
    bodies = len({credit.casefold() for credit in named})
    words = _Words(
        "sector posts name their source",
        f"They carry the news of {bodies} bod{'y' if bodies == 1 else 'ies'}.",
        "A sector post went out without credit. Each new one is asked for its source before approval.",
    )
    return _share(len(named), len(credits), words, 100, short=State.BREACHED)


@keeps("S-27")
def external_factors_get_a_post(now: datetime) -> Standing:
    """Days of policy and awareness campaigns are offered as drafts in the calendar, and met with a post of their own."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    days = occasions(span)
    if not days:
        return _unmeasured("No awareness day on the list falls in this quarter.", "/desk/calendar/words/")
    written = Post.objects.live().in_days(span.first - BEFORE_ITS_DAY, span.last).values_list("occasion", "title")
    known = [(occasion, title.casefold()) for occasion, title in written]
    missing = [(day, row) for day, row in days if not any(row.pk == one or row.title.casefold() in title for one, title in known)]
    past = sum(day <= today for day, _ in days)
    missed = [row.title for day, row in missing if day <= today]
    offered = sum(day > today for day, _ in missing)
    to_come = f"; {offered} to come {'is' if offered == 1 else 'are'} offered as a draft on the calendar" if offered else ""
    figure = f"{past - len(missed)} of {past} awareness days so far this quarter had a post{to_come}"
    if not past:
        return Standing(State.NOT_MEASURED, figure, "No awareness day on the list has come up yet this quarter.", CALENDAR)
    if missed:
        return Standing(State.AT_RISK, figure, f"Nothing was written for {', '.join(missed)}.", CALENDAR)
    return Standing(State.MET, figure, "Each awareness day so far was met with a post written for it.", CALENDAR)


@keeps("S-52")
def information_news_and_events(now: datetime) -> Standing:
    """Facebook carries information, news and events; every event says where and when."""
    posts = list(recent(now).values_list("kind", "event_place", "event_starts"))
    if not posts:
        return _unmeasured("Nothing was published in the last 90 days.", LIST)
    kinds = {code: sum(kind == code for kind, _, _ in posts) for code, _ in Post.KINDS}
    figure = ", ".join(f"{label} {kinds[code]}" for code, label in Post.KINDS) + f", of {len(posts)} posts"
    bare = sum(kind == "event" and not (place and starts) for kind, place, starts in posts)
    if bare:
        return Standing(State.BREACHED, figure, f"{bare} of {kinds['event']} events went out without a place or a time.", LIST)
    return Standing(State.MET, figure, "Every event says where and when.", LIST)


@keeps("S-53")
def posts_lead_to_the_website(now: datetime) -> Standing:
    """Posts carry a link to the website, which is tagged and counted."""
    posts = recent(now)
    total, linked = posts.count(), posts.exclude(link="").count()
    if not total:
        return _unmeasured("Nothing was published in the last 90 days.", LIST)
    words = _Words(
        "posts carry a link",
        "Each link is counted, so the readings show who came on to the website.",
        "Fewer than half lead people to the website. Give the next posts a page to link to.",
    )
    return _share(linked, total, words, LINKED_ENOUGH)


@keeps("S-60")
def everything_is_approved(now: datetime) -> Standing:
    """What went out is exactly what someone who may had approved; the officer's own work is counted."""
    gone = Publication.objects.filter(published_at__gte=now - RECENT)
    total = gone.count()
    if not total:
        return _unmeasured("Nothing was published in the last 90 days.", LIST)
    approved = gone.filter(approved_as_it_went()).count()
    own = Approval.objects.in_force().filter(at__gte=now - RECENT, own_work=True).count()
    deputy = Approval.objects.in_force().filter(at__gte=now - RECENT, delegation__isnull=False).count()
    words = (
        f"{approved} of {total} publications were approved as they went out; {own} approvals of own work, {deputy} by a deputy"
    )
    if approved < total:
        return Standing(State.BREACHED, words, f"{total - approved} went out without an approval of exactly that.", LIST)
    return Standing(State.MET, words, "Nothing went out that was not approved exactly as it was.", LIST)


@keeps("S-61")
def someone_answers_for_each_post(now: datetime) -> Standing:
    """Each post that went out has a named approver."""
    gone = recent(now)
    total, named = gone.count(), gone.filter(approvals__isnull=False).distinct().count()
    if not total:
        return _unmeasured("Nothing was published in the last 90 days.", LIST)
    words = _Words(
        "posts have a named approver",
        "For each, one person holding the office looked and said yes.",
        "A post went out for which nobody answers. Look at it, and withdraw it if it should not be there.",
    )
    return _share(named, total, words, 100, short=State.BREACHED)


@keeps("S-66")
def nothing_offensive(now: datetime) -> Standing:
    """Offensive words are shown before approval; a person decides, and says why when they stay."""
    return _wording(now, "S-66", "offensive words", Kind.OFFENSIVE)


@keeps("S-67")
def nothing_confrontational(now: datetime) -> Standing:
    """A quarrelsome tone, and subjects that need care on some dates, are shown before approval."""
    return _wording(now, "S-67", "a quarrelsome tone or dates to take care on", Kind.CONFRONTATIONAL, Kind.WINDOW)


@keeps("S-68")
def nothing_confidential(now: datetime) -> Standing:
    """Personal data is found before approval and taken out."""
    return _wording(now, "S-68", "personal data", Kind.CONFIDENTIAL)


@keeps("S-72")
def quarter_is_planned_and_approved(now: datetime) -> Standing:
    """This quarter's plan was approved before it began; amber from its first day when it was not."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    quarter = Quarter.objects.select_related("approval", "closing").filter(first=span.first).first()
    signed = quarter.signed if quarter else None
    planned = quarter.slots.count() if quarter else 0
    approved = timezone.localdate(signed.at) if signed else None
    shape = quarters.standing(span, today=today, planned=planned, approved=approved, closed=None)
    return Standing(shape.state, f"{planned} place{'s'[: planned != 1]} in the plan", shape.reason, CALENDAR)


@keeps("S-73")
def plan_is_supplemented(now: datetime) -> Standing:
    """Through the quarter the plan is added to from what staff, committee and forum send; each shows its source."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    groups = list(Slot.objects.filter(quarter__first=span.first, planned=False).values_list("source", flat=True))
    weeks = max((today - span.first).days // 7, 1)
    if not Quarter.objects.filter(first=span.first, approval__isnull=False).exists():
        return _unmeasured("Supplements are counted once the quarter’s plan is approved.", CALENDAR)
    figure = f"{len(groups)} supplement{'s'[: len(groups) != 1]} in {weeks} week{'s'[: weeks != 1]}"
    if "" in groups:
        return Standing(State.BREACHED, figure, "A supplement does not say whose wish it was.", LIST)
    if not groups and weeks > 4:
        return Standing(State.AT_RISK, figure, "Nothing was added to the plan for more than a month.", LIST)
    return Standing(State.MET, figure, "Every supplement shows the group it came from.", LIST)


@keeps("S-74")
def a_third_is_our_own_work(now: datetime) -> Standing:
    """A third of what is published in the quarter is our own work."""
    return _third(now, Third.ASSOCIATION)


@keeps("S-75")
def a_third_is_local(now: datetime) -> Standing:
    """A third of what is published in the quarter is local."""
    return _third(now, Third.COMMUNITY)


@keeps("S-76")
def a_third_is_from_the_sector(now: datetime) -> Standing:
    """A third of what is published in the quarter is from the sector and wider."""
    return _third(now, Third.SECTOR)


def _third(now: datetime, third: Third) -> Standing:
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    counts = published_in(span).counts()
    balance = thirds.balance(counts)
    figure = f"{counts[third]} of {balance.total} posts, {balance.shares[third]:.0f}%"
    ahead = thirds.forecast(counts, _to_come(span, today), by=span.last)
    if not balance.enough:
        return Standing(State.NOT_MEASURED, figure, " ".join(filter(None, (balance.reason, ahead.sentence))), CALENDAR)
    if third in balance.outside:
        return Standing(State.BREACHED, figure, _why(counts, balance, third, span, ahead), CALENDAR)
    if ahead.drifts(third):
        return Standing(State.AT_RISK, figure, f"So far it is in balance, but the plan drifts. {ahead.sentence}", CALENDAR)
    between = f"Between {balance.lowest:.0f}% and {balance.highest:.0f}%, as it should be."
    return Standing(State.MET, figure, balance.reason if balance.within else between, CALENDAR)


def _why(counts: Mapping[Third, int], balance: thirds.Balance, third: Third, span: Span, ahead: thirds.Forecast) -> str:
    """Which way this third is out, what pulled it there when that is another one, and what would put it right."""
    over = balance.shares[third] > balance.highest
    own = f"Above {balance.highest:.0f}%." if over else f"Below {balance.lowest:.0f}%."
    widest = [balance.reason] if balance.reason != thirds.cause(counts, third) else []  # the figure says its own already
    planned = ahead.balance.total > balance.total
    return " ".join([own, *widest, ahead.sentence if planned else thirds.needed(counts, by=span.last).sentence])


def _to_come(span: Span, today: date) -> Counter[Third]:
    """What the rest of the quarter's plan holds: posts that are not out yet, and places still open."""
    out = Post.objects.annotate(seen=Min("publications__published_at")).filter(seen__isnull=False).order_by().values("pk")
    posts = Post.objects.live().in_days(span.first, span.last).exclude(pk__in=out).order_by().values_list("third", flat=True)
    places = Slot.objects.filter(post__isnull=True, day__gte=today, day__lte=span.last).order_by().values_list("third", flat=True)
    return Counter(Third(third) for third in posts.union(places, all=True))


def _wording(now: datetime, clause: str, what: str, *kinds: Kind) -> Standing:
    known = checks.vocabulary()
    measured = phrases.held_out(phrases.tried(known), clause)
    approved = Approval.objects.in_force().filter(at__gte=now - RECENT).values("post").distinct().count()
    kept = Override.objects.filter(at__gte=now - RECENT, kind__in=kinds).count()
    figure = (
        f"Finds {measured.found} of {measured.labelled} test phrases ({measured.recall_percent}%), "
        f"{measured.wrong} of {measured.others} others by mistake; {kept} finding{'s'[: kept != 1]} kept with a reason"
    )
    if not approved:
        return Standing(State.NOT_MEASURED, figure, "Nothing was approved in the last 90 days.", MEASURED)
    if min(measured.recall_percent, measured.precision_percent) < FOUND_ENOUGH:
        reason = f"The check finds too little, or asks too often: both should reach {FOUND_ENOUGH}%. Look at the lists."
        return Standing(State.AT_RISK, figure, reason, MEASURED)
    lately = Post.objects.published_between(*_days(now, LATELY)).prefetch_related("texts__channel", "pictures", "overrides")
    asked = [[q for q in checks.findings(post, known).questions if q.finding.kind in kinds] for post in lately]
    if open_now := sum(any(question.kept is None for question in questions) for questions in asked):
        reason = f"{open_now} of {len(asked)} posts of the last 30 days would be asked about today: {what}."
        return Standing(State.AT_RISK, figure, reason, LIST)
    reason = f"{approved} posts were checked first: none has {what} that nobody had looked at. A person decides."
    return Standing(State.MET, figure, reason, MEASURED)


def approved_as_it_went() -> Exists:
    """Whether a publication is exactly what someone approved."""
    return Exists(Approval.objects.in_force().filter(post=OuterRef("post"), fingerprint=OuterRef("fingerprint")))


def recent(now: datetime) -> PostQuerySet:
    """Posts first seen in the last ninety days."""
    return Post.objects.published_between(*_days(now, RECENT))


def published_in(span: Span) -> PostQuerySet:
    """Posts first seen in a quarter."""
    return Post.objects.published_between(span.first, span.last)


def _days(now: datetime, back: timedelta) -> tuple[date, date]:
    today = timezone.localdate(now)
    return today - back, today


@dataclass(frozen=True, slots=True)
class _Words:
    """What a share is of, why it is good when it is, and what to do when it is not."""

    counted: str
    good: str
    short: str


def _share(part: int, total: int, words: _Words, enough: int, short: State = State.AT_RISK) -> Standing:
    figure = f"{part} of {total} {words.counted} ({round(100 * part / total)}%)"
    if 100 * part >= enough * total:
        return Standing(State.MET, figure, words.good, LIST)
    return Standing(short, figure, words.short, LIST)


def _unmeasured(reason: str, link: str) -> Standing:
    return Standing(State.NOT_MEASURED, "", reason, link)
