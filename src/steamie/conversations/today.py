"""What conversations ask of people."""

from __future__ import annotations

from django.db.models import Exists, QuerySet
from django.urls import reverse

from steamie.files.models import Picture
from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.cases import Rank
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Ban, Conversation, Hide, Listening, PictureLook, Reply
from .pictures_shown import last_quarter, pictures_of


def _dangers(viewer: Viewer) -> QuerySet[Conversation]:
    return Conversation.objects.waiting_for_us().filter(rank=Rank.DANGER, read_at__isnull=True, case__isnull=True)


@asks(Act.ANSWER_COMMENTS, Urgency.DANGER, when=_dangers)
def somebody_may_be_in_danger(viewer: Viewer) -> Task:
    """Somebody wrote of a danger, and nobody has read it."""
    rows = list(_dangers(viewer).order_by("received_at")[:20])
    return Task(
        title="Somebody writes of a danger" if len(rows) == 1 else f"{capitalised(spelt(len(rows), 'comment'))} tell of a danger",
        why="Nobody has read it yet.",
        action="Read it now",
        address=rows[0].get_absolute_url(),
        minutes=5 * len(rows),
        mark=Mark("bad", "warn", "People first"),
    )


def _waiting(viewer: Viewer) -> QuerySet[Conversation]:
    mine = Conversation.objects.waiting_for_us().filter(case__isnull=True)
    return mine.filter(handler=None) | mine.filter(handler=viewer.person)


@asks(Act.ANSWER_COMMENTS, Urgency.ANSWER, when=_waiting)
def to_answer(viewer: Viewer) -> Task:
    """Comments and messages that wait for us."""
    number = _waiting(viewer).count()
    late = _waiting(viewer).filter(next_due__lt=viewer.now).count()
    return Task(
        title=f"{capitalised(spelt(number, 'comment or message', 'comments and messages'))} to read",
        why=f"{capitalised(spelt(late, 'answer'))} late." if late else "People wait for an answer, or have something to say.",
        action="Open the inbox",
        address=reverse("casework:inbox"),
        minutes=3 * min(number, 20),
        mark=Mark("bad" if late else "info", "talk", "Inbox"),
    )


def _unsure(viewer: Viewer) -> QuerySet[Reply]:
    return Reply.objects.for_a_person()


@asks(Act.ANSWER_COMMENTS, Urgency.ANSWER, when=_unsure)
def answers_that_may_be_out(viewer: Viewer) -> Task:
    """Whether an answer went out is not known."""
    first = _unsure(viewer).select_related("conversation")[0]
    return Task(
        title="An answer may or may not be out",
        why="The channel did not say. Look there, then say whether you see it.",
        action="Look",
        address=first.conversation.get_absolute_url(),
        minutes=2,
        mark=Mark("warn", "eye", "Answer"),
    )


def _hidden_by_others(viewer: Viewer) -> QuerySet[Hide]:
    return Hide.objects.to_review().exclude(by=viewer.person)


@asks(Act.ANSWER_COMMENTS, Urgency.SECOND_PERSON, when=_hidden_by_others)
def hidden_to_look_at(viewer: Viewer) -> Task:
    """A colleague hid something, and a second person looks."""
    number = _hidden_by_others(viewer).count()
    return Task(
        title=f"{capitalised(spelt(number, 'hidden comment'))} to look at",
        why="A colleague hid it. Does it break the rule they named?",
        action="Look",
        address=reverse("conversations:hidden"),
        minutes=2 * number,
        mark=Mark("info", "eye", "Hidden"),
    )


def _not_ticked(viewer: Viewer) -> QuerySet[Hide]:
    return Hide.objects.filter(characteristics__isnull=True)


@asks(Act.ANSWER_COMMENTS, Urgency.ANSWER, when=_not_ticked)
def hidden_to_tick(viewer: Viewer) -> Task:
    """Which protected characteristics a hidden comment named is for a person to say."""
    number = _not_ticked(viewer).count()
    return Task(
        title=f"Say what {spelt(number, 'hidden comment')} named",
        why="Tick the protected characteristics it named, or none. They are counted each quarter.",
        action="Tick",
        address=reverse("conversations:hidden"),
        minutes=number,
        mark=Mark("info", "people", "Hidden"),
    )


def _bans_asked_by_others(viewer: Viewer) -> QuerySet[Ban]:
    return Ban.objects.filter(confirmed_at=None, refused_at=None).exclude(asked_by=viewer.person)


@asks(Act.ANSWER_COMMENTS, Urgency.SECOND_PERSON, when=_bans_asked_by_others)
def bans_to_decide(viewer: Viewer) -> Task:
    """A colleague asks that somebody is kept out."""
    return Task(
        title="A colleague asks to keep somebody out",
        why="Nothing happens until you agree.",
        action="Decide",
        address=reverse("conversations:hidden"),
        minutes=3,
        mark=Mark("info", "people", "Hidden"),
    )


def _deaf(viewer: Viewer) -> QuerySet[Listening]:
    return Listening.objects.exclude(problem="").filter(channel__closed_at=None)


@asks(Act.ANSWER_COMMENTS, Urgency.ANSWER, when=_deaf)
def comments_do_not_reach_us(viewer: Viewer) -> Task:
    """A channel cannot be read, so a person must look at it."""
    row = _deaf(viewer).select_related("channel")[0]
    return Task(
        title=f"Comments on {row.channel} do not reach us",
        why=row.problem,
        action="See what to do",
        address=reverse("conversations:listening"),
        minutes=5,
        mark=Mark("warn", "talk", "Listening"),
    )


def _not_looked_at(viewer: Viewer) -> QuerySet[Picture]:
    span = last_quarter(viewer.now)
    return pictures_of(span).filter(~Exists(PictureLook.objects.filter(quarter=span.first)))


@asks(Act.ANSWER_COMMENTS, Urgency.ANSWER, when=_not_looked_at)
def pictures_to_look_at(viewer: Viewer) -> Task:
    """Whom last quarter's pictures show is for a person to say."""
    return Task(
        title=f"Whom do the pictures of {last_quarter(viewer.now).name} show?",
        why="You look and tick, once a quarter.",
        action="Look",
        address=reverse("conversations:pictures"),
        minutes=5,
        mark=Mark("info", "people", "Pictures"),
    )
