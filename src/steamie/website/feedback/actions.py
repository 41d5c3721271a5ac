"""What staff do with feedback: give it a theme, say that it was dealt with, and tell everybody what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.casework.models import Case
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.website.models import FeedbackTheme, PageFeedback, YouSaid
from steamie.website.verbs import Verb

from .masking import personal_in

FEEDBACK = "feedback.online"
ASKED = Citation(FEEDBACK)


@dataclass(frozen=True, slots=True)
class WhatWeDid:
    """What everybody will read, and what it came from."""

    said: str
    did: str
    feedback: PageFeedback | None = None
    case: Case | None = None
    suggestion: Suggestion | None = None


@action()
def deal_with(*, feedback: PageFeedback, theme: str, by: Person, at: datetime | None = None) -> PageFeedback:
    """Say that somebody's words were dealt with, and what they are about; an empty theme is none."""
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    feedback.theme = FeedbackTheme.objects.get_or_create(name=" ".join(theme.split())[:80])[0] if theme.strip() else None
    feedback.dealt_with_at, feedback.dealt_with_by = moment, by
    feedback.held_because = ""
    feedback.save(update_fields=["theme", "dealt_with_at", "dealt_with_by", "held_because"])
    record(by=by, verb=Verb.DEAL_WITH_FEEDBACK, clause=ASKED, subject=feedback, facts={"theme": bool(feedback.theme)}, at=moment)
    return feedback


@action()
def tell_everybody(*, told: WhatWeDid, by: Person, at: datetime | None = None) -> YouSaid:
    """Put “You said, we did” on the website. Raises ``NotReady`` while it names somebody, or shows where they live or call."""
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    if problems := [problem for name in ("said", "did") for problem in _private(name, getattr(told, name))]:
        raise NotReady(problems)
    if told.case and (told.case.is_open or told.case.masked):
        raise NotReady([Problem("Only a case that has ended, and that is no safeguarding matter, is told of.", "source")])
    row = YouSaid.objects.create(
        said=told.said, did=told.did, published_at=moment, published_by=by, case=told.case, suggestion=told.suggestion
    )
    if told.feedback:
        row.feedback.add(told.feedback)
    record(by=by, verb=Verb.TELL_WHAT_WE_DID, clause=ASKED, subject=row, at=moment)
    return row


def _private(name: str, words: str) -> list[Problem]:
    return [
        Problem(f"“{finding.words}”: {finding.reason} Take it out: everybody reads this.", name) for finding in personal_in(words)
    ]


@action()
def take_down(*, row: YouSaid, reason: str, by: Person, at: datetime | None = None) -> YouSaid:
    """Take “You said, we did” off the website."""
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    if row.taken_down_at:
        raise NotReady([Problem("It is off the website already.")])
    row.taken_down_at, row.taken_down_because = moment, reason
    row.save(update_fields=["taken_down_at", "taken_down_because"])
    record(by=by, verb=Verb.TAKE_DOWN_WHAT_WE_DID, clause=ASKED, subject=row, at=moment)
    return row
