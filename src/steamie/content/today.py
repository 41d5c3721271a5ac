"""What this room asks of people: posts to settle, correct, approve and change, suggestions to answer, quarters to plan."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks, read_once
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act, Office
from steamie.rules.quarters import Span, following, quarter_of

from .models import Amendment, Correction, Difference, Post, Publication, Quarter, Return, Suggestion
from .models.publications import Step

WORK_OF = ("author", "edited_by")  # whose work a post is, as Post.is_work_of has it
PLAN_AHEAD = timedelta(days=21)  # ask for the next quarter's plan three weeks before it starts
SUGGESTIONS_READ = 50


def _of_others(viewer: Viewer, rows: QuerySet[Any], *makers: str) -> QuerySet[Any]:
    """Without a deputy's own work: only the officer decides about that, so it does not need the deputy (S-60)."""
    if Office.OFFICER in viewer.person.offices(viewer.today):
        return rows
    return reduce(lambda left, maker: left.exclude(**{maker: viewer.person}), makers, rows)


def _publications(viewer: Viewer, step: Step) -> QuerySet[Publication]:
    rows = Publication.objects.filter(post__withdrawal__isnull=True, step=step).select_related("post", "channel")
    return _of_others(viewer, rows, *(f"post__{name}" for name in WORK_OF)).order_by("due_at", "pk")


def _unconfirmed(viewer: Viewer) -> QuerySet[Publication]:
    """Publications that only a look at the channel can settle."""
    return _publications(viewer, Step.NEEDS_A_PERSON)


@asks(Act.APPROVE, Urgency.AMISS_IN_PUBLIC, when=_unconfirmed)
def unconfirmed(viewer: Viewer) -> Task:
    """Posts that may or may not be public: settled by looking, never by sending again."""
    rows = list(_unconfirmed(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    went = f"It went to {first.channel}" if alone else f"The first, “{first.post}”, went to {first.channel}"
    return Task(
        title=f"“{first.post}” is unconfirmed" if alone else f"{capitalised(spelt(len(rows), 'post'))} are unconfirmed",
        why=f"{went} and no answer came back. We have not sent it again.",
        action="Look and settle",
        address=first.get_absolute_url() if alone else reverse("publishing:waiting"),
        minutes=3 * len(rows),
        mark=Mark("warn", "help", "Unconfirmed"),
    )


def _not_followed(viewer: Viewer) -> QuerySet[Amendment]:
    """Corrections that a channel has not followed, and that only a person can settle."""
    rows = Amendment.objects.waiting_for_a_person().select_related("publication__post", "publication__channel")
    return _of_others(viewer, rows, "correction__by", *(f"publication__post__{name}" for name in WORK_OF)).order_by("pk")


@asks(Act.APPROVE, Urgency.AMISS_IN_PUBLIC, when=_not_followed)
def not_corrected(viewer: Viewer) -> Task:
    """Corrections that a channel has not followed."""
    rows = list(_not_followed(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    where = f"“{first.publication.post}” on {first.publication.channel}"
    corrections = capitalised(spelt(len(rows), "correction"))
    return Task(
        title=f"{where} is not corrected yet" if alone else f"{corrections} did not arrive",
        why=first.problem or "The channel may still show the earlier words.",
        action="Look and settle",
        address=first.get_absolute_url() if alone else reverse("publishing:waiting"),
        minutes=3 * len(rows),
        mark=Mark("warn", "help", "Correction"),
    )


def _unexplained(_: Viewer) -> QuerySet[Difference]:
    """What a channel shows that is not as we left it, and nobody has explained."""
    return Difference.objects.unexplained().select_related("channel")


@asks(Act.WITHDRAW, Urgency.ACCOUNT, when=_unexplained)
def differences(viewer: Viewer) -> Task:
    """Posts deleted, changed or added on a channel without the desk (S-11)."""
    rows = list(_unexplained(viewer)[:MANY])
    alone = len(rows) == 1
    things = capitalised(spelt(len(rows), "thing"))
    return Task(
        title=f"{things} {'is' if alone else 'are'} not as we left {'it' if alone else 'them'} on {rows[0].channel}",
        why="A post was deleted, changed or added by someone with access to the account, not from this desk.",
        action="Look into it",
        address=reverse("publishing:differences"),
        minutes=3 * len(rows),
        mark=Mark("warn", "warn", "Outside the desk"),
    )


def _refused(viewer: Viewer) -> QuerySet[Publication]:
    """Publications a channel would not take."""
    return _publications(viewer, Step.REFUSED)


@asks(Act.APPROVE, Urgency.NOT_SENT, when=_refused)
def refused(viewer: Viewer) -> Task:
    """Posts a channel would not take: they wait to be changed or withdrawn."""
    rows = list(_refused(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{first.channel} refused “{first.post}”" if alone else f"{capitalised(spelt(len(rows), 'post'))} were refused",
        why=first.problem or "It did not go out. Change it, or withdraw it.",
        action="Put it right" if alone else "Look at them",
        address=first.post.get_absolute_url() if alone else reverse("publishing:waiting"),
        minutes=5 * len(rows),
        mark=Mark("bad", "warn", "Refused"),
    )


def _held(viewer: Viewer) -> QuerySet[Publication]:
    """Publications that are late or stopped."""
    return _publications(viewer, Step.HELD)


@asks(Act.APPROVE, Urgency.NOT_SENT, when=_held)
def held(viewer: Viewer) -> Task:
    """Posts that are late or were stopped; they never go out by themselves."""
    rows = list(_held(viewer)[:MANY])
    posts = {row.post_id: row.post for row in rows}
    first, alone = rows[0], len(posts) == 1
    again = alone and first.outdated
    were = "must be approved again" if again else "was held" if alone else "were held"
    return Task(
        title=f"“{first.post}” {were}" if alone else f"{capitalised(spelt(len(posts), 'post'))} {were}",
        why=first.problem or "It did not go out on time. Decide whether it still should.",
        action="Approve again" if again else "Decide",
        address=first.get_absolute_url() if alone else reverse("publishing:waiting"),
        minutes=2 * len(posts),
        mark=Mark("warn", "clock", "Held"),
    )


def _corrections(viewer: Viewer) -> QuerySet[Correction]:
    """Corrections of sent posts that wait for a yes, oldest first."""
    rows = Correction.objects.awaiting_approval().select_related("post").order_by("at")
    return _of_others(viewer, rows, "by", *(f"post__{name}" for name in WORK_OF))


@asks(Act.APPROVE, Urgency.CORRECTION, when=_corrections)
def corrections(viewer: Viewer) -> Task:
    """Corrections of what was sent, waiting for a yes: residents read the wrong words meanwhile."""
    rows = list(_corrections(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    words = f"A correction of “{first.post}” waits" if alone else f"{capitalised(spelt(len(rows), 'correction'))} wait"
    return Task(
        title=f"{words} for your approval",
        why=f"{first.reason} Residents read the earlier words until you approve it.",
        action="Check it" if alone else "Check the first",
        address=first.get_absolute_url(),
        minutes=3 * len(rows),
        mark=Mark("warn", "pen", "Correction"),
    )


def _awaiting_approval(viewer: Viewer) -> QuerySet[Post]:
    """Posts that wait for a yes, soonest first."""
    return _of_others(viewer, Post.objects.awaiting_approval(), *WORK_OF).order_by("due_at")


@asks(Act.APPROVE, Urgency.WORDS_WAIT, when=_awaiting_approval)
def approvals(viewer: Viewer) -> Task:
    """Posts that wait for a yes, soonest first."""
    posts = list(_awaiting_approval(viewer)[:MANY])
    soonest, alone = posts[0], len(posts) == 1
    today = soonest.due_at is not None and timezone.localdate(soonest.due_at) <= viewer.today
    wait = "One post waits" if alone else f"{capitalised(spelt(len(posts), 'post'))} wait"
    return Task(
        title=f"{wait} for your approval",
        why=_due(posts[:2]),
        action="Check it" if alone else "Check the first",
        address=soonest.get_absolute_url(),
        minutes=4 * len(posts),
        mark=Mark("warn", "clock", "Due today") if today else Mark("info", "eye", "To approve"),
        thirds=tuple((post.third, post.title) for post in posts[:3]),
    )


def _due(posts: list[Post]) -> str:
    words = [f"“{post}” is due {timezone.localtime(post.due_at):%A %-d %B, %H:%M}." for post in posts if post.due_at]
    return " ".join(words) or "No time is set yet."


def _returned(viewer: Viewer) -> QuerySet[Post]:
    """This person's posts that were sent back and not handed in again, with the ``reason``."""
    last = Return.objects.filter(post=OuterRef("pk")).order_by("-at", "-pk")
    mine = Post.objects.drafts().filter(Exists(last), author=viewer.person)
    return mine.annotate(reason=Subquery(last.values("reason")[:1])).order_by(F("due_at").asc(nulls_last=True), "pk")


@asks(None, Urgency.WORDS_WAIT, when=_returned)
def returned(viewer: Viewer) -> Task:
    """This person's own posts, sent back with what to change (S-60)."""
    posts = list(_returned(viewer)[:MANY])
    first, alone = posts[0], len(posts) == 1
    return Task(
        title=f"“{first}” was sent back to you" if alone else f"{capitalised(spelt(len(posts), 'post'))} were sent back to you",
        why=first.reason if alone else f"The first, “{first}”: {first.reason}",
        action="Change it" if alone else "Change the first",
        address=first.get_absolute_url(),
        minutes=5 * len(posts),
        mark=Mark("warn", "pen", "Sent back"),
    )


def _unanswered(_: Viewer) -> QuerySet[Suggestion]:
    """Suggestions without an answer, oldest first."""
    return Suggestion.objects.unanswered()


@read_once
def unanswered(viewer: Viewer) -> list[Suggestion]:
    """The oldest suggestions without an answer."""
    return list(_unanswered(viewer)[:SUGGESTIONS_READ])


@asks(Act.PLAN, Urgency.ANSWER, when=_unanswered)
def suggestions(viewer: Viewer) -> Task:
    """Suggestions without an answer: everyone who suggests is told what became of it (S-59)."""
    rows = unanswered(viewer)
    days = max((viewer.today - timezone.localdate(rows[0].received_at)).days, 0)  # the clock may have been put back since
    age = "today" if days == 0 else "yesterday" if days == 1 else f"{spelt(days, 'day')} ago"
    came = f"“{rows[0]}” came {age}." if len(rows) == 1 else f"The oldest, “{rows[0]}”, came {age}."
    return Task(
        title=f"{capitalised(spelt(len(rows), 'suggestion'))} to answer",
        why=f"{came} Everyone who suggests is told what became of it.",
        action="Answer it" if len(rows) == 1 else "Answer them",
        address=reverse("suggestions_desk:queue"),
        minutes=2 * len(rows),
        mark=Mark("info", "idea", "Suggestions"),
    )


def _held_back(_: Viewer) -> QuerySet[Suggestion]:
    """Suggestions that looked like a machine's work: their sender was told that a person reads them."""
    return Suggestion.objects.held().order_by("received_at", "pk")


@asks(Act.PLAN, Urgency.ANSWER, when=_held_back)
def held_back(viewer: Viewer) -> Task:
    """Suggestions held back as a machine's work: a person may have written them, and was promised an answer (S-59)."""
    rows = list(_held_back(viewer)[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"{capitalised(spelt(len(rows), 'suggestion'))} {'is' if alone else 'are'} held back",
        why=f"{'It looks' if alone else 'They look'} like a machine’s work. Look, and let in what a person wrote.",
        action="Look at it" if alone else "Look at them",
        address=reverse("suggestions_desk:queue", query={"show": "held"}),
        minutes=len(rows),
        mark=Mark("none", "eye", "Held back"),
    )


def _spans(viewer: Viewer) -> list[Span]:
    """The quarters whose plan should be approved by now: this one, and the next when it is near."""
    current = quarter_of(viewer.today)
    near = following(current).first - viewer.today <= PLAN_AHEAD
    return [current, following(current)] if near else [current]


def _unplanned(viewer: Viewer, which: int) -> Any:
    spans = _spans(viewer)
    if which >= len(spans):
        return Value(value=False)
    return ~Exists(Quarter.objects.filter(first=spans[which].first, approval__isnull=False))


def _this_unplanned(viewer: Viewer) -> Any:
    return _unplanned(viewer, 0)


def _next_unplanned(viewer: Viewer) -> Any:
    return _unplanned(viewer, 1)


@asks(Act.PLAN, Urgency.PLAN, when=_this_unplanned)
def this_quarter(viewer: Viewer) -> Task:
    """The quarter has begun, and nobody has approved its plan (S-72)."""
    return _plan(_spans(viewer)[0], "The quarter has begun without an approved plan.", Mark("warn", "cal", "Quarter"))


@asks(Act.PLAN, Urgency.PLAN, when=_next_unplanned)
def next_quarter(viewer: Viewer) -> Task:
    """The next quarter is near (S-72)."""
    span = _spans(viewer)[1]
    why = f"It starts on {span.first:%A} {span.first.day} {span.first:%B}. Plan it before then."
    return _plan(span, why, Mark("info", "cal", "Quarter"))


def _plan(span: Span, why: str, mark: Mark) -> Task:
    return Task(
        title=f"Plan {span.name}",
        why=why,
        action="Open the calendar",
        address=reverse("content:quarter", args=[span.first]),
        minutes=20,
        mark=mark,
    )
