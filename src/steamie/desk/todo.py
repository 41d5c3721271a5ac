"""What needs this person now, most urgent first: safety, law, then time. Each source asks one question of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from steamie.content.models import Post
from steamie.rules.permissions import Act
from steamie.rules.quarters import following, quarter_of

from .waiting import Waiting

PLAN_AHEAD = timedelta(days=21)  # ask for the next quarter's plan three weeks before it starts


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip: tone, icon and word."""

    tone: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that needs a person: what, why, and the one button that starts it."""

    title: str
    why: str
    action: str
    address: str
    minutes: int
    mark: Mark
    thirds: tuple[tuple[str, str], ...] = field(default=())  # (third, title) of the posts it is about


Source = Callable[[Waiting], Iterator[Task]]


def tasks(waiting: Waiting) -> list[Task]:
    """Everything that waits for this person, in order."""
    return [task for source in SOURCES for task in source(waiting)]


def unconfirmed(waiting: Waiting) -> Iterator[Task]:
    """Posts that may or may not be public: settled by looking, never by sending again."""
    if not waiting.may(Act.APPROVE):
        return
    for row in waiting.unconfirmed[:5]:
        yield Task(
            title=f"“{row.post}” is unconfirmed",
            why=f"It went to {row.channel} and no answer came back. We have not sent it again.",
            action="Look and settle",
            address=f"/desk/waiting/{row.pk}/",
            minutes=3,
            mark=Mark("warn", "help", "Unconfirmed"),
        )


def broken_connections(waiting: Waiting) -> Iterator[Task]:
    """A connection that has stopped: nothing is lost, but nothing leaves either."""
    if not waiting.may(Act.CONNECT):
        return
    for channel in waiting.channels:
        if channel.works is False:
            yield Task(
                title=f"{channel} is not connected",
                why=f"{channel.last_words} Posts wait here until it works again.",
                action="See what to do",
                address=f"/desk/channels/{channel.pk}/",
                minutes=5,
                mark=Mark("bad", "warn", "Connection"),
            )


def unconfirmed_accounts(waiting: Waiting) -> Iterator[Task]:
    """An account that somebody else connected: nothing is posted there before a second person says it is ours."""
    if not waiting.may(Act.CONFIRM_ACCOUNT):
        return
    for channel in waiting.channels:
        if channel.waits_for_second_person and channel.connected_by_id != waiting.person.pk:
            yield Task(
                title=f"{channel} waits for your yes",
                why="A colleague connected it. Nothing is posted there before a second person looks whether it is ours.",
                action="Look at it",
                address=f"/desk/channels/{channel.pk}/",
                minutes=2,
                mark=Mark("warn", "person", "Second person"),
            )


def differences(waiting: Waiting) -> Iterator[Task]:
    """Posts deleted, changed or added on a channel without the desk (S-11)."""
    if waiting.may(Act.WITHDRAW) and (rows := waiting.differences):
        number = "One thing is" if len(rows) == 1 else f"{len(rows)} things are"
        yield Task(
            title=f"{number} not as we left {'it' if len(rows) == 1 else 'them'} on {rows[0].channel}",
            why="A post was deleted, changed or added by someone with access to the account, not from this desk.",
            action="Look into it",
            address="/desk/differences/",
            minutes=3,
            mark=Mark("warn", "warn", "Outside the desk"),
        )


def held(waiting: Waiting) -> Iterator[Task]:
    """Posts that are late or were stopped; they never go out by themselves."""
    if not waiting.may(Act.APPROVE):
        return
    if rows := waiting.held:
        posts = {row.post_id: row.post for row in rows}
        first = next(iter(posts.values()))
        again = len(posts) == 1 and rows[0].outdated
        were = "must be approved again" if again else "was held" if len(posts) == 1 else "were held"
        yield Task(
            title=f"“{first}” {were}" if len(posts) == 1 else f"{len(posts)} posts {were}",
            why=rows[0].problem or "It did not go out on time. Decide whether it still should.",
            action="Approve again" if again else "Decide",
            address=f"/desk/waiting/{rows[0].pk}/" if len(posts) == 1 else "/desk/waiting/",
            minutes=2 * len(posts),
            mark=Mark("warn", "clock", "Held"),
        )


def approvals(waiting: Waiting) -> Iterator[Task]:
    """Posts that wait for a yes, soonest first."""
    if not waiting.may(Act.APPROVE):
        return
    posts = waiting.to_approve
    if not posts:
        return
    soonest = posts[0]
    number = "One post waits" if len(posts) == 1 else f"{len(posts)} posts wait"
    today = soonest.due_at is not None and timezone.localdate(soonest.due_at) <= waiting.today
    yield Task(
        title=f"{number} for your approval",
        why=_due(posts[:2]),
        action="Check posts" if len(posts) > 1 else "Check it",
        address=f"/desk/posts/{soonest.pk}/",
        minutes=4 * min(len(posts), 3),
        mark=Mark("warn", "clock", "Due today") if today else Mark("info", "eye", "To approve"),
        thirds=tuple((post.third, post.title) for post in posts[:3]),
    )


def suggestions(waiting: Waiting) -> Iterator[Task]:
    """Suggestions without an answer: everyone who suggests is told what became of it (S-59)."""
    if not waiting.may(Act.PLAN):
        return
    rows = waiting.suggestions
    if not rows:
        return
    oldest = (waiting.now - rows[0].received_at).days
    age = "today" if oldest == 0 else f"{oldest} day{'s' if oldest != 1 else ''} ago"
    yield Task(
        title="One suggestion to answer" if len(rows) == 1 else f"{len(rows)} suggestions to answer",
        why=f"The oldest, “{rows[0]}”, came {age}. Everyone who suggests is told what became of it.",
        action="Answer them",
        address="/desk/suggestions/",
        minutes=2 * min(len(rows), 5),
        mark=Mark("info", "idea", "Suggestions"),
    )


def quarters(waiting: Waiting) -> Iterator[Task]:
    """A quarter without an approved plan, or the next one when it is near (S-72)."""
    if not waiting.may(Act.PLAN):
        return
    current = quarter_of(waiting.today)
    spans = [current] if following(current).first - waiting.today > PLAN_AHEAD else [current, following(current)]
    for span in spans:
        if span.first not in waiting.quarters_approved:
            yield _plan(span.name, span.first, started=span.first <= waiting.today)


SOURCES: tuple[Source, ...] = (
    unconfirmed,
    broken_connections,
    unconfirmed_accounts,
    differences,
    held,
    approvals,
    suggestions,
    quarters,
)


def _plan(name: str, first: date, *, started: bool) -> Task:
    why = (
        "The quarter has begun without an approved plan."
        if started
        else f"It starts on {first.day} {first:%B}. Plan it before then."
    )
    return Task(
        title=f"Plan {name}",
        why=why,
        action="Open the calendar",
        address=f"/desk/calendar/{first.isoformat()}/",
        minutes=20,
        mark=Mark("warn" if started else "info", "cal", "Quarter"),
    )


def _due(posts: list[Post]) -> str:
    words = [f"{post} is due {timezone.localtime(post.due_at):%A %-d %B at %H:%M}." for post in posts if post.due_at]
    return " ".join(words) or "They have no time yet."
