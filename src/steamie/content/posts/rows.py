"""The rows behind the figures of the posts: the very posts and suggestions that were counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Min
from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.occasions import occasions
from steamie.content.suggestions.models import Suggestion
from steamie.diary.dated import written
from steamie.rules import quarters, share_words, wording
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted
from steamie.strategy import reading

from .controls.approval import approved_as_it_went
from .controls.purposes import BEFORE_ITS_DAY, CreditedShare, Guidance, PurposeInShare
from .controls.shares import RECENT, recent
from .models import Post, Publication
from .models.posts import PostQuerySet


@shows("suggestions.become_posts")
def suggestions_taken_up(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Suggestions taken up in ninety days; those published with credit count."""
    with_credit = set(Post.objects.published().exclude(credit="").values_list("suggestion_id", flat=True))
    used = Suggestion.objects.filter(answer__outcome="used", answer__at__gte=now - RECENT).select_related("answer")
    for row in used:
        note = f"taken up on {_day(row.answer.at)}"
        yield Counted(str(row), note, f"{reverse('suggestions_desk:queue')}?show=answered", row.pk in with_credit)


@shows("guidance.plain")
def texts_of_guidance(clause: Clause, parameters: Guidance, now: datetime) -> Iterator[Counted]:
    """Texts of guidance long enough to measure; those easy to read count."""
    for post in recent(now).filter(purpose=parameters.purpose).prefetch_related("texts__channel"):
        for text in post.texts.all():
            read = wording.reading_age(text.text)
            if read.age is not None:
                yield row_of(post, f"on {text.channel}, reads from age {read.age:.0f}", counts=read.within)


@shows("purpose.in_share")
def local_news(clause: Clause, parameters: PurposeInShare, now: datetime) -> Iterator[Counted]:
    """Posts of a purpose; those in its share count."""
    shares = reading.shares()
    for post in dated(recent(now).filter(purpose=parameters.purpose)):
        yield row_of(
            post, f"{seen(post)}, counted as {share_words.label(post.share, shares)}", counts=post.share == parameters.share
        )


@shows("share.credited")
def sector_posts(clause: Clause, parameters: CreditedShare, now: datetime) -> Iterator[Counted]:
    """Posts of a share; those that name their source count."""
    for post in dated(recent(now).filter(share=parameters.share)):
        named = post.credit.strip()
        yield row_of(post, f"{seen(post)}, {f'from {named}' if named else 'without a source'}", counts=bool(named))


@shows("occasions.met")
def awareness_days(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Awareness days of the quarter that have come; those a post was written for count."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    posts = list(Post.objects.live().in_days(span.first - BEFORE_ITS_DAY, span.last))
    for day, occasion in occasions(span):
        if day <= today:
            name = occasion.title.casefold()
            post = next((one for one in posts if one.occasion_id == occasion.pk or name in one.title.casefold()), None)
            link, met = (post.get_absolute_url(), f"met by “{post.title}”") if post else (reverse("calendar:words"), "no post")
            yield Counted(occasion.called, f"{written(day, '%-d %B')}, {met}", link, post is not None)


@shows("posts.kinds")
def kinds_of_post(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days with its kind; an event without place or time does not count."""
    for post in dated(recent(now)):
        whole = post.kind != "event" or bool(post.event_place and post.event_starts)
        yield row_of(post, f"{seen(post)}, {post.get_kind_display().lower()}", counts=whole)


@shows("posts.link_to_website")
def links(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those with a link count."""
    for post in dated(recent(now)):
        yield row_of(post, f"{seen(post)}, {post.link or 'without a link'}", counts=bool(post.link))


@shows("content.approved")
def publications(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every publication of ninety days; those approved exactly as they went count. What one person wrote and approved says so."""
    answers = {
        "approved": approved_as_it_went(),
        "as_own": approved_as_it_went(own_work=True),
        "by_deputy": approved_as_it_went(delegation__isnull=False),
    }
    gone = Publication.objects.filter(published_at__gte=now - RECENT).annotate(**answers)
    for row in gone.select_related("post", "channel").order_by("-published_at"):
        yield Counted(
            str(row.post), f"on {row.channel}, {_day(row.published_at)}{_how(row)}", row.post.get_absolute_url(), row.approved
        )


def _how(row: Publication) -> str:
    """How it was approved, where that is to be reported."""
    if not row.approved:
        return ", not approved as it went"
    own, deputy = ", own work of who approved it" if row.as_own else "", ", approved by a deputy" if row.by_deputy else ""
    return own + deputy


@shows("content.answered_for")
def approvers(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those somebody approved count."""
    for post in dated(recent(now).prefetch_related("approvals")):
        moments = [approval.at for approval in post.approvals.all()]
        note = f"approved on {_day(max(moments))}" if moments else "nobody approved it"
        yield row_of(post, note, counts=bool(moments))


FIRST_SEEN = {"seen": Min("publications__published_at")}


def dated(posts: PostQuerySet) -> list[Post]:
    """These posts with the moment each was first ``seen``, the newest first."""
    return list(posts.annotate(**FIRST_SEEN).order_by(F("seen").desc(), "-pk"))


def row_of(post: Post, note: str, *, counts: bool = True) -> Counted:
    """A post as a row behind a figure, with a link to its page."""
    return Counted(post.title, note, post.get_absolute_url(), counts)


def seen(post: Post) -> str:
    """The day a post of ``dated`` was first seen, as "3 November"."""
    return written(post.seen, "%-d %B")


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}" if moment else "no day"
