"""How each thing that needs a person is told: what, why, and the one button that starts it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.people.permissions import rests
from steamie.rules.access import access_quarter
from steamie.rules.quarters import Span
from steamie.strategy import reading
from steamie.strategy.standing import remedy

from .waiting import Waiting
from .words import sentence, some

MANY = 40  # rows read of one kind: what is beyond them is met when these are done
LATE_TO_LOOK_DAYS = 30  # of each quarter, to look at who has access (S-58)


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
    posts: tuple[tuple[str, str], ...] = field(default=())  # (code of its share, title) of the posts it is about


def unconfirmed(waiting: Waiting) -> Task:
    """Posts that may or may not be public: settled by looking, never by sending again."""
    rows = list(waiting.unconfirmed_rows[:MANY])
    first, alone = rows[0], len(rows) == 1
    went = f"It went to {first.channel}" if alone else f"The first, “{first.post}”, went to {first.channel}"
    return Task(
        title=f"“{first.post}” is unconfirmed" if alone else f"{sentence(some(len(rows), 'post'))} are unconfirmed",
        why=f"{went} and no answer came back. We have not sent it again.",
        action="Look and settle",
        address=f"/desk/waiting/{first.pk}/" if alone else "/desk/waiting/",
        minutes=3 * len(rows),
        mark=Mark("warn", "help", "Unconfirmed"),
    )


def broken_connections(waiting: Waiting) -> Task:
    """A connection that has stopped: nothing is lost, but nothing leaves either."""
    rows = [channel for channel in waiting.channels if channel.broken]
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{first} is not connected" if alone else f"{sentence(some(len(rows), 'account'))} are not connected",
        why=f"{first.last_words} Posts wait here until it works again.",
        action="See what to do",
        address=f"/desk/channels/{first.pk}/" if alone else "/desk/channels/",
        minutes=5 * len(rows),
        mark=Mark("bad", "warn", "Connection"),
    )


def unconfirmed_accounts(waiting: Waiting) -> Task:
    """An account that somebody else connected: nothing is posted there before a second person says it is ours."""
    rows = list(waiting.account_rows[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"{rows[0]} waits for your yes" if alone else f"{sentence(some(len(rows), 'account'))} wait for your yes",
        why="A colleague connected it. Nothing is posted there before a second person looks whether it is ours.",
        action="Look at it",
        address=f"/desk/channels/{rows[0].pk}/" if alone else "/desk/channels/",
        minutes=2 * len(rows),
        mark=Mark("warn", "people", "Second person"),
    )


def differences(waiting: Waiting) -> Task:
    """Posts deleted, changed or added on a channel without the desk (S-11)."""
    rows = list(waiting.difference_rows[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"{sentence(some(len(rows), 'thing'))} {'is' if alone else 'are'} not as we left {'it' if alone else 'them'} on "
        f"{rows[0].channel}",
        why="A post was deleted, changed or added by someone with access to the account, not from this desk.",
        action="Look into it",
        address="/desk/differences/",
        minutes=3 * len(rows),
        mark=Mark("warn", "warn", "Outside the desk"),
    )


def refused(waiting: Waiting) -> Task:
    """Posts a channel would not take: they wait to be changed or withdrawn."""
    rows = list(waiting.refused_rows[:MANY])
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{first.channel} refused “{first.post}”" if alone else f"{sentence(some(len(rows), 'post'))} were refused",
        why=first.problem or "It did not go out. Change it, or withdraw it.",
        action="Put it right" if alone else "Look at them",
        address=f"/desk/posts/{first.post_id}/" if alone else "/desk/waiting/",
        minutes=5 * len(rows),
        mark=Mark("bad", "warn", "Refused"),
    )


def held(waiting: Waiting) -> Task:
    """Posts that are late or were stopped; they never go out by themselves."""
    rows = list(waiting.held_rows[:MANY])
    posts = {row.post_id: row.post for row in rows}
    first, alone = rows[0], len(posts) == 1
    again = alone and first.outdated
    were = "must be approved again" if again else "was held" if alone else "were held"
    return Task(
        title=f"“{first.post}” {were}" if alone else f"{sentence(some(len(posts), 'post'))} {were}",
        why=first.problem or "It did not go out on time. Decide whether it still should.",
        action="Approve again" if again else "Decide",
        address=f"/desk/waiting/{first.pk}/" if alone else "/desk/waiting/",
        minutes=2 * len(posts),
        mark=Mark("warn", "clock", "Held"),
    )


def policies(waiting: Waiting) -> Task:
    """Policies this person has still to read; until then the rights to write and approve rest (S-14 to S-17)."""
    lapsed = waiting.person.lapses(waiting.today)
    words = some(len(lapsed), "policy", "policies")
    return Task(
        title=f"{sentence(words)} to read",
        why=f"{lapsed[0].reason} {rests(waiting.person, waiting.today)}".strip(),
        action="Read it" if len(lapsed) == 1 else "Read them",
        address="/desk/people/policies/",
        minutes=10 * len(lapsed),
        mark=Mark("warn", "lock", "Before anything else"),
    )


def second_person(waiting: Waiting) -> Task:
    """An office that can approve or connect is granted by two people: this one may be the second (S-58)."""
    rows = list(waiting.second_person_rows[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"Confirm {rows[0].person} as {rows[0].label}" if alone else f"{sentence(some(len(rows), 'office'))} to confirm",
        why="An office that can publish is granted by two people. It waits for the second.",
        action="Look and confirm",
        address="/desk/people/",
        minutes=2 * len(rows),
        mark=Mark("info", "people", "Second person"),
    )


def lost_factors(waiting: Waiting) -> Task:
    """A colleague cannot sign in until a second person has spoken to them (S-15)."""
    rows = list(waiting.lost_factor_rows[:MANY])
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{first.person} cannot sign in" if alone else f"{sentence(some(len(rows), 'colleague'))} cannot sign in",
        why=f"{first.asked_by} says they lost their phone or passkey, and the codes. Speak to them yourself, then say yes.",
        action="Look and confirm",
        address="/desk/people/",
        minutes=5 * len(rows),
        mark=Mark("info", "people", "Second person"),
    )


def approvals(waiting: Waiting) -> Task:
    """Posts that wait for a yes, soonest first."""
    posts = list(waiting.approval_rows[:MANY])
    soonest, alone = posts[0], len(posts) == 1
    today = soonest.due_at is not None and timezone.localdate(soonest.due_at) <= waiting.today
    return Task(
        title="One post waits for your approval" if alone else f"{sentence(some(len(posts), 'post'))} wait for your approval",
        why=_due(posts[:2]),
        action="Check it" if alone else "Check the first",
        address=f"/desk/posts/{soonest.pk}/",
        minutes=4 * len(posts),
        mark=Mark("warn", "clock", "Due today") if today else Mark("info", "eye", "To approve"),
        posts=tuple((post.third, post.title) for post in posts[:3]),
    )


def corrections(waiting: Waiting) -> Task:
    """Corrections of what was sent, waiting for a yes: residents read the wrong words meanwhile."""
    rows = list(waiting.correction_rows[:MANY])
    first, alone = rows[0], len(rows) == 1
    words = f"A correction of “{first.post}” waits" if alone else f"{sentence(some(len(rows), 'correction'))} wait"
    return Task(
        title=f"{words} for your approval",
        why=f"{first.reason} Residents read the earlier words until you approve it.",
        action="Check it" if alone else "Check the first",
        address=f"/desk/posts/{first.post_id}/correct/",
        minutes=3 * len(rows),
        mark=Mark("warn", "pen", "Correction"),
    )


def not_corrected(waiting: Waiting) -> Task:
    """Corrections that a channel has not followed."""
    rows = list(waiting.amendment_rows[:MANY])
    first, alone = rows[0], len(rows) == 1
    where = f"“{first.publication.post}” on {first.publication.channel}"
    return Task(
        title=f"{where} is not corrected yet" if alone else f"{sentence(some(len(rows), 'correction'))} did not arrive",
        why=first.problem or "The channel may still show the earlier words.",
        action="Look and settle",
        address=f"/desk/waiting/corrections/{first.pk}/" if alone else "/desk/waiting/",
        minutes=3 * len(rows),
        mark=Mark("warn", "help", "Correction"),
    )


def returned(waiting: Waiting) -> Task:
    """This person's own posts, sent back with what to change (S-60)."""
    posts = list(waiting.returned_rows[:MANY])
    first, alone = posts[0], len(posts) == 1
    return Task(
        title=f"“{first}” was sent back to you" if alone else f"{sentence(some(len(posts), 'post'))} were sent back to you",
        why=first.reason if alone else f"The first, “{first}”: {first.reason}",
        action="Change it" if alone else "Change the first",
        address=f"/desk/posts/{first.pk}/",
        minutes=5 * len(posts),
        mark=Mark("warn", "pen", "Sent back"),
    )


def suggestions(waiting: Waiting) -> Task:
    """Suggestions without an answer: everyone who suggests is told what became of it (S-59)."""
    rows = waiting.suggestions
    days = max((waiting.today - timezone.localdate(rows[0].received_at)).days, 0)  # the clock may have been put back since
    age = "today" if days == 0 else "yesterday" if days == 1 else f"{some(days, 'day')} ago"
    came = f"“{rows[0]}” came {age}." if len(rows) == 1 else f"The oldest, “{rows[0]}”, came {age}."
    return Task(
        title=f"{sentence(some(len(rows), 'suggestion'))} to answer",
        why=f"{came} Everyone who suggests is told what became of it.",
        action="Answer it" if len(rows) == 1 else "Answer them",
        address="/desk/suggestions/",
        minutes=2 * len(rows),
        mark=Mark("info", "idea", "Suggestions"),
    )


def held_back(waiting: Waiting) -> Task:
    """Suggestions held back as a machine's work: a person may have written them, and was promised an answer (S-59)."""
    rows = list(waiting.held_back_rows[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"{sentence(some(len(rows), 'suggestion'))} {'is' if alone else 'are'} held back",
        why=f"{'It looks' if alone else 'They look'} like a machine’s work. Look, and let in what a person wrote.",
        action="Look at it" if alone else "Look at them",
        address="/desk/suggestions/?show=held",
        minutes=len(rows),
        mark=Mark("none", "eye", "Held back"),
    )


def access(waiting: Waiting) -> Task:
    """Once a quarter somebody looks at every office and says whether it is still needed (S-58)."""
    left, quarter = waiting.access_rows.count(), access_quarter(waiting.today)
    late = quarter.days_in(waiting.today) > LATE_TO_LOOK_DAYS
    return Task(
        title=f"Check that {some(left, 'person', 'people')} still need{'s' if left == 1 else ''} access",
        why=f"Every office is looked at once a quarter. This one ends on {quarter.last.day} {quarter.last:%B}.",
        action="Look at access",
        address="/desk/people/access/",
        minutes=left,
        mark=Mark("warn", "clock", "Late this quarter") if late else Mark("info", "people", "Access"),
    )


def this_quarter(waiting: Waiting) -> Task:
    """The quarter has begun, and nobody has approved its plan (S-72)."""
    return _plan(waiting.spans[0], "The quarter has begun without an approved plan.", Mark("warn", "cal", "Quarter"))


def next_quarter(waiting: Waiting) -> Task:
    """The next quarter is near (S-72)."""
    span = waiting.spans[1]
    why = f"It starts on {span.first:%A} {span.first.day} {span.first:%B}. Plan it before then."
    return _plan(span, why, Mark("info", "cal", "Quarter"))


def _plan(span: Span, why: str, mark: Mark) -> Task:
    return Task(
        title=f"Plan {span.name}",
        why=why,
        action="Open the calendar",
        address=f"/desk/calendar/{span.first.isoformat()}/",
        minutes=20,
        mark=mark,
    )


def strategy(waiting: Waiting) -> Task:
    """What the strategy itself asks for: a risk scored again after an incident, a broken link put right."""
    rows, document = list(waiting.strategy_rows), reading.current()
    first, others = rows[0], rows[1:]
    also = f" Then: {'; '.join(remedy(document.clause(row.clause)).lower() for row in others)}." if others else ""
    return Task(
        title=remedy(document.clause(first.clause)),
        why=f"{first.reason}{also}",
        action="Score it" if first.capability == "risks.scored" else "Look at it",
        address=first.link,
        minutes=5 * len(rows),
        mark=Mark("bad" if any(row.state == "breached" for row in rows) else "warn", "flag", "Strategy"),
    )


def _due(posts: list[Post]) -> str:
    words = [f"“{post}” is due {timezone.localtime(post.due_at):%A %-d %B, %H:%M}." for post in posts if post.due_at]
    return " ".join(words) or "No time is set yet."
