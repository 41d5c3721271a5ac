"""How the wording check keeps its clauses: offensive, confrontational, confidential (S-66 to S-68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from steamie.content.posts import checks
from steamie.content.posts.models import Approval, Override, Post
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import noun, some
from steamie.rules.parameters import parameter
from steamie.rules.standing import Standing, State
from steamie.rules.wording import FindingKind
from steamie.rules.wording.findings import Subject
from steamie.wording import labelled
from steamie.wording import vocabulary as vocabularies

from .shares import RECENT, days, posts_listed

LATELY = timedelta(days=30)
FOUND_ENOUGH = 75  # percent of the held-out drafts the wording check should find
ASKED_TOO_OFTEN = 5  # percent of clean drafts that may be asked about for nothing


@dataclass(frozen=True, slots=True)
class Avoid:
    """What posts avoid."""

    kind: Subject = parameter("What is avoided")


LOOKED_FOR = {
    Subject.OFFENSIVE: ("offensive words", (FindingKind.OFFENSIVE,)),
    Subject.CONFRONTATIONAL: ("a quarrelsome tone or dates to take care on", (FindingKind.CONFRONTATIONAL, FindingKind.WINDOW)),
    Subject.CONFIDENTIAL: ("personal data", (FindingKind.CONFIDENTIAL,)),
}


@keeps(
    "checks.avoid",
    Avoid,
    label="Posts are checked for words to avoid",
    remedy="Look again at the words of these posts",
    signs=(
        r"\b(offensive|abusive|insult|swear|confrontation|quarrel|argument|confidential|sensitive"
        r"|personal (data|details|information)|private)"
    ),
)
def words_to_avoid(clause: Clause, parameters: Avoid, now: datetime) -> Standing:
    """Such words are shown before approval; a person decides, and says why when they stay."""
    (what, kinds), measured_at = LOOKED_FOR[parameters.kind], reverse("wording:phrases")
    words_now = vocabularies.vocabulary()
    measured = labelled.held_out_of(words_now, parameters.kind)
    approved = Approval.objects.in_force().filter(at__gte=now - RECENT).values("post").distinct().count()
    overridden = Override.objects.filter(at__gte=now - RECENT, kind__in=kinds).count()
    figure = f"{_told(measured)}; {some(overridden, 'finding')} kept with a reason"
    if not approved:
        return Standing(State.NOT_MEASURED, figure, "Nothing was approved in the last 90 days.", measured_at)
    if measured.found.percent < FOUND_ENOUGH or measured.alarms.percent > ASKED_TOO_OFTEN:
        reason = (
            f"The check finds too little, or asks too often: it should find {FOUND_ENOUGH}% and ask about no more than "
            f"{ASKED_TOO_OFTEN}% of clean drafts. Look at the lists."
        )
        return Standing(State.AT_RISK, figure, reason, measured_at)
    lately = Post.objects.published_between(*days(now, LATELY)).prefetch_related(
        "texts__channel", "pictures__picture", "overrides"
    )
    asked = [[q for q in checks.of_post(post, words_now).questions if q.finding.kind in kinds] for post in lately]
    if open_now := sum(any(question.override is None for question in questions) for questions in asked):
        reason = f"{open_now} of {some(len(asked), 'post')} of the last 30 days would be asked about today: {what}."
        return Standing(State.AT_RISK, figure, reason, posts_listed())
    checked = f"{some(approved, 'post')} {noun(approved, 'was', 'were')} checked first"
    reason = f"{checked}: none has {what} that nobody had looked at. A person decides."
    return Standing(State.MET, figure, reason, measured_at)


def _told(measured: labelled.SubjectFigures) -> str:
    """The figure with what it was measured on: the set, its size, its interval and who made it."""
    found, alarms, about = measured.found, measured.alarms, labelled.about()
    low, high = found.range_percent
    return (
        f"Finds {found.count} of {found.of} labelled drafts ({found.percent}%, likely {low} to {high}%), asks about "
        f"{alarms.count} of {alarms.of} clean ones for nothing; measured on the held-out half of "
        f"{about.name}, made by {about.maker}"
    )
