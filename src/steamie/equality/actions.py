"""What this room writes: an equality check with its answers, and an impact assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .models import CheckAnswer, EqualityAnswer, EqualityCheck, ImpactAssessment
from .questions import SCREENED, questions
from .subjects import ScreenedSubject
from .verbs import Verb

ASKED_BY = Citation(SCREENED)
Answers = Mapping[str, tuple[EqualityAnswer, str]]  # by the question's code: the answer and the reason


@action()
def check_equality(*, subject: ScreenedSubject, answers: Answers, by: Person, now: datetime | None = None) -> EqualityCheck:
    """Keep the answer to every question, each with its reason. Raises ``NotReady`` where one lacks either."""
    moment = now or timezone.now()
    require(by, Act.PLAN)
    asked = questions()
    lacking = [question for question in asked if question.code not in answers or not answers[question.code][1].strip()]
    if lacking:
        raise NotReady([Problem("Answer this, and say why.", f"{question.code}_reason") for question in lacking])
    check = EqualityCheck.objects.create(kind=subject.kind, key=subject.key, title=subject.title, by=by, at=moment)
    rows = []
    for question in asked:
        answer, reason = answers[question.code]
        asks = question.assess and answer != question.good
        about = {"question": question.words, "answer": answer, "reason": reason.strip(), "asks_for_assessment": asks}
        rows.append(CheckAnswer(check_row=check, **about))
    CheckAnswer.objects.bulk_create(rows)
    facts = {"of": f"{subject.kind} {subject.key}", "needs_assessment": any(row.asks_for_assessment for row in rows)}
    record(by=by, verb=Verb.CHECK_EQUALITY, clause=ASKED_BY, subject=check, facts=facts, at=moment)
    return check


@action()
def assess_impact(
    *, subject: ScreenedSubject, findings: str, measures: str, review_on: date, by: Person, now: datetime | None = None
) -> ImpactAssessment:
    """Keep an impact assessment, with the day on which it is looked at again."""
    moment = now or timezone.now()
    require(by, Act.PLAN)
    problems = [
        Problem(words, name)
        for name, words, empty in (
            ("findings", "Say what you looked into, and what you found.", not findings.strip()),
            ("measures", "Say what is done about it, or why nothing is.", not measures.strip()),
            ("review_on", "Choose a day to come.", review_on <= timezone.localdate(moment)),
        )
        if empty
    ]
    if problems:
        raise NotReady(problems)
    row = ImpactAssessment.objects.create(
        kind=subject.kind,
        key=subject.key,
        title=subject.title,
        findings=findings.strip(),
        measures=measures.strip(),
        review_on=review_on,
        by=by,
        at=moment,
    )
    facts = {"of": f"{subject.kind} {subject.key}", "review_on": review_on.isoformat()}
    record(by=by, verb=Verb.ASSESS_IMPACT, clause=ASKED_BY, subject=row, facts=facts, at=moment)
    return row
