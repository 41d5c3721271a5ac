"""How posts keep the purposes of the strategy (S-23 to S-27) and the mission of Facebook (S-52, S-53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.occasions import occasions
from steamie.content.posts.models import Post
from steamie.content.suggestions.models import Suggestion
from steamie.rules import quarters, share_words, wording
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import noun, some
from steamie.rules.parameters import NoParameters, parameter
from steamie.rules.standing import Standing, State
from steamie.strategy import reading

from .shares import RECENT, Words, posts_listed, recent, share, unmeasured

BEFORE_ITS_DAY = timedelta(days=7)  # how early a post for a day at the very start of the quarter may go
PLAIN_ENOUGH = 90  # percent of guidance that should be within the reading age
LINKED_ENOUGH = 50  # percent of posts that should lead to the website


@dataclass(frozen=True, slots=True)
class Guidance:
    """Which purpose of the strategy guides people."""

    purpose: str = parameter("Purpose")


@dataclass(frozen=True, slots=True)
class PurposeInShare:
    """A purpose whose posts belong to one share of the content."""

    purpose: str = parameter("Purpose")
    share: str = parameter("Share of the content")


@dataclass(frozen=True, slots=True)
class CreditedShare:
    """A share of the content whose posts name their source."""

    share: str = parameter("Share of the content")


@keeps(
    "suggestions.become_posts",
    label="What people ask for comes back as posts",
    remedy="Publish what was suggested, with credit",
    signs=r"\bwhat (people|residents|customers|students) (ask|tell)",
)
def needs_become_posts(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What residents, staff and committee asked for comes back as posts that credit them."""
    used = Suggestion.objects.filter(answer__outcome="used", answer__at__gte=now - RECENT)
    total = used.count()
    if not total:
        return unmeasured("No suggestion was taken up in the last 90 days.", reverse("suggestions_desk:queue"))
    shown = used.filter(posts__in=Post.objects.published().exclude(credit="")).distinct().count()
    state = State.MET if shown else State.AT_RISK
    reason = "Suggestions come back in public, with credit." if shown else "No suggestion taken up has been published yet."
    taken_up = noun(total, "suggestion taken up was", "suggestions taken up were")
    return Standing(state, f"{shown} of {total} {taken_up} published with credit", reason, reverse("suggestions_desk:queue"))


@keeps(
    "guidance.plain",
    Guidance,
    label="Guidance is in plain words",
    remedy="Shorten the sentences of guidance",
    signs=r"\bplain (english|language|words)\b|\beasy to read\b",
)
def guidance_is_plain(clause: Clause, parameters: Guidance, now: datetime) -> Standing:
    """Guidance reads easily from the age of eleven."""
    posts = recent(now).filter(purpose=parameters.purpose).prefetch_related("texts")
    read = [wording.reading_age(text.text) for post in posts for text in post.texts.all()]
    measured = [reading for reading in read if reading.age is not None]
    if not measured:
        return unmeasured("No guidance long enough to measure was published in the last 90 days.", posts_listed())
    plain = sum(reading.within for reading in measured)
    words = Words(
        "texts of guidance read easily from age 11",
        "text of guidance reads easily from age 11",
        "Tenants can follow what we tell them to do.",
        f"At least {PLAIN_ENOUGH}% should. Shorten the sentences of the others: the check names the hard words.",
    )
    return share(plain, len(measured), words, PLAIN_ENOUGH)


@keeps(
    "purpose.in_share",
    PurposeInShare,
    label="Posts of a purpose count in one share",
    remedy="Count local news as Local",
    signs=r"\bcounts? as\b",
)
def local_news_counts_as_local(clause: Clause, parameters: PurposeInShare, now: datetime) -> Standing:
    """Posts that bring local news are the ones counted as local."""
    news = recent(now).filter(purpose=parameters.purpose)
    total, local = news.count(), news.filter(share=parameters.share).count()
    if not total:
        return Standing(State.AT_RISK, "0 posts", "No local news was published in the last 90 days.", posts_listed())
    shares = reading.shares()
    label, part = share_words.label(parameters.share, shares), share_words.noun(shares)
    words = Words(
        f"posts of local news count as {label}",
        f"post of local news counts as {label}",
        "What neighbours told us is told as local news.",
        f"Local news was counted in another {part}: choose {label} for it, so that the balance is true.",
    )
    return share(local, total, words, 100)


@keeps(
    "share.credited",
    CreditedShare,
    label="Posts of a share name their source",
    remedy="Name the source of sector posts",
    signs=r"\bcredit\b|\backnowledge\b.*\bsource|\bsource\b.*\bnamed\b",
)
def sector_bodies_are_credited(clause: Clause, parameters: CreditedShare, now: datetime) -> Standing:
    """Every post about the work of others says whose news it is."""
    sector = recent(now).filter(share=parameters.share)
    credits = list(sector.values_list("credit", flat=True))
    if not credits:
        return Standing(State.AT_RISK, "0 posts", "Nothing from the sector was published in the last 90 days.", posts_listed())
    named = [credit for credit in credits if credit.strip()]
    bodies = len({credit.casefold() for credit in named})
    words = Words(
        "sector posts name their source",
        "sector post names its source",
        f"They carry the news of {bodies} bod{'y' if bodies == 1 else 'ies'}.",
        "A sector post went out without credit. Each new one is asked for its source before approval.",
    )
    return share(len(named), len(credits), words, 100, short=State.BREACHED)


@keeps(
    "occasions.met",
    label="Awareness days are met with a post",
    remedy="Write a post for an awareness day",
    signs=r"\bawareness (day|week|month)s?\b",
)
def external_factors_get_a_post(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Days of policy and awareness campaigns are offered as drafts in the calendar, and met with a post of their own."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    days = occasions(span)
    if not days:
        return unmeasured("No awareness day on the list falls in this quarter.", reverse("calendar:words"))
    written = Post.objects.live().in_days(span.first - BEFORE_ITS_DAY, span.last).values_list("occasion", "title")
    written_for = [(occasion, title.casefold()) for occasion, title in written]
    missing = [
        (day, row) for day, row in days if not any(row.pk == pk or row.title.casefold() in title for pk, title in written_for)
    ]
    past = sum(day <= today for day, _ in days)
    missed = [row.title for day, row in missing if day <= today]
    offered = sum(day > today for day, _ in missing)
    to_come = f"; {offered} to come {'is' if offered == 1 else 'are'} offered as a draft on the calendar" if offered else ""
    figure = f"{past - len(missed)} of {some(past, 'awareness day')} so far this quarter had a post{to_come}"
    if not past:
        return Standing(
            State.NOT_MEASURED, figure, "No awareness day on the list has come up yet this quarter.", reverse("calendar:calendar")
        )
    if missed:
        return Standing(State.AT_RISK, figure, f"Nothing was written for {', '.join(missed)}.", reverse("calendar:calendar"))
    return Standing(
        State.MET, figure, "Each awareness day so far was met with a post written for it.", reverse("calendar:calendar")
    )


@keeps(
    "posts.kinds",
    label="Information, news and events, each event with place and time",
    remedy="Give each event its place and time",
    signs=r"\binformation\b.*\bnews\b.*\bevents\b",
)
def information_news_and_events(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Facebook carries information, news and events; every event says where and when."""
    posts = list(recent(now).values_list("kind", "event_place", "event_starts"))
    if not posts:
        return unmeasured("Nothing was published in the last 90 days.", posts_listed())
    kinds = {code: sum(kind == code for kind, _, _ in posts) for code, _ in Post.KINDS}
    figure = ", ".join(f"{label} {kinds[code]}" for code, label in Post.KINDS) + f", of {some(len(posts), 'post')}"
    bare = sum(kind == "event" and not (place and starts) for kind, place, starts in posts)
    if bare:
        return Standing(
            State.BREACHED,
            figure,
            f"{bare} of {some(kinds['event'], 'event')} went out without a place or a time.",
            posts_listed(),
        )
    return Standing(State.MET, figure, "Every event says where and when.", posts_listed())


@keeps(
    "posts.link_to_website",
    label="Posts lead people to the website",
    remedy="Give the next posts a page to link to",
    signs=r"\b(link|promote|lead|drive)\w*\b.*\b(web ?site)\b",
)
def posts_lead_to_the_website(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Posts carry a link to the website, which is tagged and counted."""
    posts = recent(now)
    total, linked = posts.count(), posts.exclude(link="").count()
    if not total:
        return unmeasured("Nothing was published in the last 90 days.", posts_listed())
    words = Words(
        "posts carry a link",
        "post carries a link",
        "Each link is counted, so the readings show who came on to the website.",
        "Fewer than half lead people to the website. Give the next posts a page to link to.",
    )
    return share(linked, total, words, LINKED_ENOUGH)
