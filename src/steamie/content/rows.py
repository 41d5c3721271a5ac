"""The rows behind content's figures: the very posts, places and suggestions that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from steamie.rules import quarters, wording
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted
from steamie.rules.thirds import Third
from steamie.strategy.capabilities import SHARE, ContentShare

from .controls.approval import approved_as_it_went
from .controls.plan import CalendarEach, Supplement, published_in
from .controls.purposes import BEFORE_ITS_DAY, CreditedShare, Guidance, PurposeInShare
from .controls.shares import RECENT, recent
from .models import Post, Publication, Slot, Stop, Suggestion
from .models.posts import PostQuerySet
from .models.suggestions import group_title, group_titles
from .planning.ideas import occasions
from .suggesting.asked import FROM, SuggestionsFrom
from .suggesting.contributors import by_contributor


@shows("suggestions.become_posts")
def suggestions_taken_up(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Suggestions taken up in ninety days; those published with credit count."""
    credited = set(Post.objects.published().exclude(credit="").values_list("suggestion_id", flat=True))
    used = Suggestion.objects.filter(answer__outcome="used", answer__at__gte=now - RECENT).select_related("answer")
    for row in used:
        note = f"taken up on {_day(row.answer.at)}"
        yield Counted(str(row), note, "/desk/suggestions/?show=answered", row.pk in credited)


@shows("guidance.plain")
def texts_of_guidance(clause: Clause, parameters: Guidance, now: datetime) -> Iterator[Counted]:
    """Texts of guidance long enough to measure; those easy to read count."""
    for post in recent(now).filter(purpose=parameters.purpose).prefetch_related("texts__channel"):
        for text in post.texts.all():
            read = wording.reading_age(text.text)
            if read.age is not None:
                yield _post(post, f"on {text.channel}, reads from age {read.age:.0f}", counts=read.within)


@shows("purpose.in_share")
def local_news(clause: Clause, parameters: PurposeInShare, now: datetime) -> Iterator[Counted]:
    """Posts of local news; those in the local third count."""
    for post in _dated(recent(now).filter(purpose=parameters.purpose)):
        yield _post(post, f"{_seen(post)}, counted as {Third(post.third).label}", counts=post.third == parameters.share)


@shows("share.credited")
def sector_posts(clause: Clause, parameters: CreditedShare, now: datetime) -> Iterator[Counted]:
    """Posts of the sector third; those that name their source count."""
    for post in _dated(recent(now).filter(third=parameters.share)):
        named = post.credit.strip()
        yield _post(post, f"{_seen(post)}, {f'from {named}' if named else 'without a source'}", counts=bool(named))


@shows("occasions.met")
def awareness_days(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Awareness days of the quarter that have come; those a post was written for count."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    written = list(Post.objects.live().in_days(span.first - BEFORE_ITS_DAY, span.last))
    for day, occasion in occasions(span):
        if day <= today:
            name = occasion.title.casefold()
            post = next((one for one in written if one.occasion_id == occasion.pk or name in one.title.casefold()), None)
            link, met = (f"/desk/posts/{post.pk}/", f"met by “{post.title}”") if post else ("/desk/calendar/words/", "no post")
            yield Counted(occasion.called, f"{day:%-d %B}, {met}", link, post is not None)


@shows("posts.kinds")
def kinds_of_post(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days with its kind; an event without place or time does not count."""
    for post in _dated(recent(now)):
        whole = post.kind != "event" or bool(post.event_place and post.event_starts)
        yield _post(post, f"{_seen(post)}, {post.get_kind_display().lower()}", counts=whole)


@shows("posts.link_to_website")
def links(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those with a link count."""
    for post in _dated(recent(now)):
        yield _post(post, f"{_seen(post)}, {post.link or 'without a link'}", counts=bool(post.link))


@shows("content.approved")
def publications(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every publication of ninety days; those approved exactly as they went count."""
    gone = Publication.objects.filter(published_at__gte=now - RECENT).annotate(approved=approved_as_it_went())
    for row in gone.select_related("post", "channel").order_by("-published_at"):
        note = f"on {row.channel}, {_day(row.published_at)}{'' if row.approved else ', not approved as it went'}"
        yield Counted(str(row.post), note, f"/desk/posts/{row.post_id}/", row.approved)


@shows("content.answered_for")
def approvers(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those somebody approved count."""
    for post in _dated(recent(now).prefetch_related("approvals")):
        moments = [approval.at for approval in post.approvals.all()]
        note = f"approved on {_day(max(moments))}" if moments else "nobody approved it"
        yield _post(post, note, counts=bool(moments))


@shows("calendar.each")
def places(clause: Clause, parameters: CalendarEach, now: datetime) -> Iterator[Counted]:
    """The places in this quarter's plan."""
    for slot in _slots(now):
        yield _slot(slot, "planned" if slot.planned else "added since")


@shows("calendar.supplement")
def supplements(clause: Clause, parameters: Supplement, now: datetime) -> Iterator[Counted]:
    """The places added to the plan since it was approved; those whose wish it was is known count."""
    for slot in _slots(now):
        if not slot.planned:
            yield _slot(slot, f"from {group_title(slot.source)}" if slot.source else "nobody's", counts=bool(slot.source))


@shows(FROM)
def contributors(clause: Clause, parameters: SuggestionsFrom, now: datetime) -> Iterator[Counted]:
    """Every contributor of this quarter, by group; a group asked to suggest that has not stands there without counting.

    Nobody is named: what was sent is told by its reference, its way and its day.
    """
    heard = by_contributor(now)
    for code, name in group_titles():
        if code in parameters.groups:
            for number, sent in enumerate(heard[code].values(), 1):
                yield Counted(f"{name}, contributor {number}", "; ".join(map(_sent, sent)), "/desk/suggestions/")
            if not heard[code]:
                yield Counted(name, "nobody yet", "/desk/suggestions/", counts=False)


@shows("publishing.stopped_at_once")
def stops(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Each time everything was stopped."""
    for stop in Stop.objects.select_related("resumption").order_by("-at"):
        until = f" to {_day(stop.resumption.at)}" if hasattr(stop, "resumption") else ", still in force"
        yield Counted(stop.reason or "Stopped", f"{_day(stop.at)}{until}", "/desk/stop/")


@shows(SHARE)
def posts_of_the_quarter(clause: Clause, parameters: ContentShare, now: datetime) -> Iterator[Counted]:
    """Posts first seen this quarter; those of this share count."""
    for post in _dated(published_in(quarters.quarter_of(timezone.localdate(now)))):
        yield _post(post, f"{_seen(post)}, {Third(post.third).label}", counts=post.third == parameters.code)


def _dated(posts: PostQuerySet) -> list[Post]:
    return list(posts.annotate(seen=Min("publications__published_at")).order_by("-seen", "-pk"))


def _post(post: Post, note: str, *, counts: bool = True) -> Counted:
    return Counted(post.title, note, f"/desk/posts/{post.pk}/", counts)


def _slots(now: datetime) -> Iterable[Slot]:
    first = quarters.quarter_of(timezone.localdate(now)).first
    return Slot.objects.filter(quarter__first=first).select_related("quarter", "post")


def _slot(slot: Slot, note: str, *, counts: bool = True) -> Counted:
    post = getattr(slot, "post", None)
    what = str(post or slot.note or "Nothing in it yet")
    link = f"/desk/posts/{post.pk}/" if post else f"/desk/calendar/{slot.quarter.first.isoformat()}/"
    return Counted(what, f"{slot.day:%-d %B}, {Third(slot.third).label}, {note}", link, counts)


def _sent(suggestion: Suggestion) -> str:
    way = suggestion.get_way_display()
    return f"{suggestion.reference} {way[0].lower()}{way[1:]}, {_day(suggestion.received_at)}"


def _seen(post: Post) -> str:
    return f"{timezone.localtime(post.seen):%-d %B}"


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
