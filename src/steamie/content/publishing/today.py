"""What this house asks of people: what only a person can settle, what did not go out, and what is not as we left it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from steamie.content.posts.models import Amendment, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.posts.today import of_others
from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Difference, Stop


def _publications(viewer: Viewer, step: Step) -> QuerySet[Publication]:
    rows = Publication.objects.filter(post__withdrawal__isnull=True, step=step).select_related("post", "channel")
    return of_others(viewer, rows, "post").order_by("due_at", "pk")


def _unconfirmed(viewer: Viewer) -> QuerySet[Publication]:
    """Publications that only a look at the channel can settle."""
    return _publications(viewer, Step.NEEDS_A_PERSON)


@asks(Act.APPROVE, Urgency.AMISS_IN_PUBLIC, when=_unconfirmed)
def unconfirmed(viewer: Viewer) -> Task:
    """Posts that may or may not be public: settled by looking, never by sending again."""
    rows = list(_unconfirmed(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    silent = f"{first.channel} did not answer" if alone else f"{first.channel} did not answer about the first, “{first.post}”"
    return Task(
        title=f"“{first.post}” is unconfirmed" if alone else f"{capitalised(spelt(len(rows), 'post'))} are unconfirmed",
        why=f"{silent}. It was not sent again.",
        action="Look and settle",
        address=first.get_absolute_url() if alone else reverse("publishing:waiting"),
        minutes=3 * len(rows),
        mark=Mark("warn", "help", "Unconfirmed"),
    )


def _put_back(_: Viewer) -> QuerySet[Stop]:
    """The stop that the installation made when it noticed that its database was put back from a copy."""
    return Stop.objects.in_force().filter(by=None)


@asks(Act.WITHDRAW, Urgency.AMISS_IN_PUBLIC, when=_put_back)
def put_back(viewer: Viewer) -> Task:
    """Everything is stopped because the database is older than it was: somebody looks, then lets posts go."""
    stop = _put_back(viewer)[0]
    return Task(
        title="Posts are held: the database was put back from a copy",
        why=stop.reason,
        action="Look, then let posts go",
        address=reverse("publishing:stop"),
        minutes=15,
        mark=Mark("bad", "stop", "Held"),
    )


def _not_followed(viewer: Viewer) -> QuerySet[Amendment]:
    """Corrections that a channel has not followed, and that only a person can settle."""
    rows = Amendment.objects.waiting_for_a_person().select_related("publication__post", "publication__channel")
    return of_others(viewer, rows, "publication__post", by="correction__by").order_by("pk")


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
        why=_why_differences(rows),
        action="Look into it",
        address=reverse("publishing:differences"),
        minutes=3 * len(rows),
        mark=Mark("warn", "warn", "Outside the desk"),
    )


def _why_differences(rows: list[Difference]) -> str:
    """Somebody with access did it, unless all of it is a late answer to a call of ours."""
    if all(row.kind == Difference.SHOWN for row in rows):
        return "The channel shows a post that we held: our call to show it came through late."
    return "Somebody with access did it, not from this desk."


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
