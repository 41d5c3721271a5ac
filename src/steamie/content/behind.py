"""The rows behind content's figures: the very posts, places and suggestions that were counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from steamie.rules import quarters, share_words, wording
from steamie.rules.shares import credited, serving
from steamie.rules.standing import Counted, shows
from steamie.strategy import reading

from .controls.approval import approved_as_it_went
from .controls.plan import published_in
from .controls.purposes import BEFORE_ITS_DAY
from .controls.shares import RECENT, recent
from .models import Post, Publication, Slot, Stop, Suggestion
from .models.posts import PostQuerySet
from .models.suggestions import EXPECTED, GROUPS
from .planning.ideas import occasions
from .suggesting.contributors import by_contributor

SHARES = ("S-74", "S-75", "S-76")


@shows("S-23")
def suggestions_taken_up(now: datetime) -> Iterator[Counted]:
    """Suggestions taken up in ninety days; those published with credit count."""
    credited = set(Post.objects.published().exclude(credit="").values_list("suggestion_id", flat=True))
    used = Suggestion.objects.filter(answer__outcome="used", answer__at__gte=now - RECENT).select_related("answer")
    for row in used:
        note = f"taken up on {_day(row.answer.at)}"
        yield Counted(str(row), note, "/desk/suggestions/?show=answered", row.pk in credited)


@shows("S-24")
def texts_of_guidance(now: datetime) -> Iterator[Counted]:
    """Texts of guidance long enough to measure; those easy to read count."""
    for post in recent(now).filter(purpose="guidance").prefetch_related("texts__channel"):
        for text in post.texts.all():
            read = wording.reading_age(text.text)
            if read.age is not None:
                yield _post(post, f"on {text.channel}, reads from age {read.age:.0f}", counts=read.within)


@shows("S-25")
def local_news(now: datetime) -> Iterator[Counted]:
    """Posts of local news; those in the local share count."""
    label, codes = _labels(), serving("local_news", reading.shares())
    for post in _dated(recent(now).filter(purpose="local_news")):
        yield _post(post, f"{_seen(post)}, counted as {label(post.third)}", counts=post.third in codes)


@shows("S-26")
def sector_posts(now: datetime) -> Iterator[Counted]:
    """Posts of the shares that bring the news of others; those that name their source count."""
    for post in _dated(recent(now).filter(third__in=credited(reading.shares()))):
        named = post.credit.strip()
        yield _post(post, f"{_seen(post)}, {f'from {named}' if named else 'without a source'}", counts=bool(named))


@shows("S-27")
def awareness_days(now: datetime) -> Iterator[Counted]:
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


@shows("S-52")
def kinds_of_post(now: datetime) -> Iterator[Counted]:
    """Every post of ninety days with its kind; an event without place or time does not count."""
    for post in _dated(recent(now)):
        whole = post.kind != "event" or bool(post.event_place and post.event_starts)
        yield _post(post, f"{_seen(post)}, {post.get_kind_display().lower()}", counts=whole)


@shows("S-53")
def links(now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those with a link count."""
    for post in _dated(recent(now)):
        yield _post(post, f"{_seen(post)}, {post.link or 'without a link'}", counts=bool(post.link))


@shows("S-60")
def publications(now: datetime) -> Iterator[Counted]:
    """Every publication of ninety days; those approved exactly as they went count."""
    gone = Publication.objects.filter(published_at__gte=now - RECENT).annotate(approved=approved_as_it_went())
    for row in gone.select_related("post", "channel").order_by("-published_at"):
        note = f"on {row.channel}, {_day(row.published_at)}{'' if row.approved else ', not approved as it went'}"
        yield Counted(str(row.post), note, f"/desk/posts/{row.post_id}/", row.approved)


@shows("S-61")
def approvers(now: datetime) -> Iterator[Counted]:
    """Every post of ninety days; those somebody approved count."""
    for post in _dated(recent(now).prefetch_related("approvals")):
        moments = [approval.at for approval in post.approvals.all()]
        note = f"approved on {_day(max(moments))}" if moments else "nobody approved it"
        yield _post(post, note, counts=bool(moments))


@shows("S-72")
def places(now: datetime) -> Iterator[Counted]:
    """The places in this quarter's plan."""
    label = _labels()
    for slot in _slots(now):
        yield _slot(slot, "planned" if slot.planned else "added since", label)


@shows("S-73")
def supplements(now: datetime) -> Iterator[Counted]:
    """The places added to the plan since it was approved; those whose wish it was is known count."""
    label = _labels()
    for slot in _slots(now):
        if not slot.planned:
            note = f"from {slot.get_source_display()}" if slot.source else "nobody's"
            yield _slot(slot, note, label, counts=bool(slot.source))


@shows("S-59")
def contributors(now: datetime) -> Iterator[Counted]:
    """Every contributor of this quarter, by group; a group asked to suggest that has not stands there without counting.

    Nobody is named: what was sent is told by its reference, its way and its day.
    """
    heard = by_contributor(now)
    for code, name in GROUPS:
        if code in EXPECTED:
            for number, sent in enumerate(heard[code].values(), 1):
                yield Counted(f"{name}, contributor {number}", "; ".join(map(_sent, sent)), "/desk/suggestions/")
            if not heard[code]:
                yield Counted(name, "nobody yet", "/desk/suggestions/", counts=False)


@shows("S-12")
def stops(now: datetime) -> Iterator[Counted]:
    """Each time everything was stopped."""
    for stop in Stop.objects.select_related("resumption").order_by("-at"):
        until = f" to {_day(stop.resumption.at)}" if hasattr(stop, "resumption") else ", still in force"
        yield Counted(stop.reason or "Stopped", f"{_day(stop.at)}{until}", "/desk/stop/")


def _share(clause: str) -> object:
    def posts_of_the_quarter(now: datetime) -> Iterator[Counted]:
        """Posts first seen this quarter; those of the share that the clause asks for count."""
        label, codes = _labels(), [share.code for share in reading.shares() if share.clause == clause]
        for post in _dated(published_in(quarters.quarter_of(timezone.localdate(now)))):
            yield _post(post, f"{_seen(post)}, {label(post.third)}", counts=post.third in codes)

    return posts_of_the_quarter


for _clause in SHARES:
    shows(_clause)(_share(_clause))


def _labels() -> Callable[[str], str]:
    """What a post counts as, by its code, in a word or two."""
    shares = reading.shares()

    def label(code: str) -> str:
        share = share_words.shown(code, shares)
        return share.label if share else "no share"

    return label


def _dated(posts: PostQuerySet) -> list[Post]:
    return list(posts.annotate(seen=Min("publications__published_at")).order_by("-seen", "-pk"))


def _post(post: Post, note: str, *, counts: bool = True) -> Counted:
    return Counted(post.title, note, f"/desk/posts/{post.pk}/", counts)


def _slots(now: datetime) -> Iterable[Slot]:
    first = quarters.quarter_of(timezone.localdate(now)).first
    return Slot.objects.filter(quarter__first=first).select_related("quarter", "post")


def _slot(slot: Slot, note: str, label: Callable[[str], str], *, counts: bool = True) -> Counted:
    post = getattr(slot, "post", None)
    what = str(post or slot.note or "Nothing in it yet")
    link = f"/desk/posts/{post.pk}/" if post else f"/desk/calendar/{slot.quarter.first.isoformat()}/"
    return Counted(what, f"{slot.day:%-d %B}, {label(slot.third)}, {note}", link, counts)


def _sent(suggestion: Suggestion) -> str:
    way = suggestion.get_way_display()
    return f"{suggestion.reference} {way[0].lower()}{way[1:]}, {_day(suggestion.received_at)}"


def _seen(post: Post) -> str:
    return f"{timezone.localtime(post.seen):%-d %B}"


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
