"""Whether damp came back: asked by the clock months later, answered by the tenant or written down by staff."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.actions.answering import put_in_outbox
from steamie.casework.actions.ending import reopen
from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.letters.tasks import send_letters
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.services.models import DampMatter
from steamie.services.verbs import Verb

CAME_BACK = "Damp or mould came back."


@action(unasked="the clock does it, and nobody is asked")
def ask_whether_back(*, matter: DampMatter, at: datetime) -> None:
    """Write to the tenant, once: did it come back? Whoever gave no safe address is asked by a person."""
    case = Case.objects.locked(matter.case)
    context = {"address": f"{settings.PUBLIC_URL}{reverse('services:follow')}", "reference": case.reference}
    words = render_to_string("services/letters/damp_again.txt", context)
    put_in_outbox(case, words, title="We asked whether the damp came back", subject="Did the damp come back?", by=None, at=at)
    matter.asked_at = at
    matter.save(update_fields=["asked_at"])
    record(by=CLOCK, verb=Verb.ASK_WHETHER_BACK, clause=KEPT, subject=case, facts={"matter": matter.pk}, at=at)
    transaction.on_commit(send_letters.enqueue, robust=True)


def answer_whether_back(*, matter: DampMatter, came_back: bool, by: Actor, at: datetime | None = None) -> DampMatter:
    """Keep what the tenant says, or what a person of the desk was told. What came back opens the case again: new clocks start."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require_words(by, matter.case, day=timezone.localdate(moment))
    with transaction.atomic():
        _answered(matter, came_back, by, moment)
        if came_back and not matter.case.is_open:
            reopen(case=matter.case, reason=CAME_BACK, by=by, at=moment)
    matter.refresh_from_db()
    return matter


@action(unasked="answer_whether_back asks people of the desk; whose home it is may always say so")
def _answered(matter: DampMatter, came_back: bool, by: Actor, moment: datetime) -> None:
    Case.objects.locked(matter.case)
    matter.refresh_from_db()
    if matter.finished_at is None or matter.came_back is not None:
        raise NotReady([Problem("That was answered already, or the work is not finished.")])
    matter.came_back = came_back
    matter.save(update_fields=["came_back"])
    title = "It came back" if came_back else "It has not come back"
    step(case=matter.case, title=title, at=moment, by=by if isinstance(by, Person) else None, for_them=True)
    facts = {"matter": matter.pk, "came_back": came_back}
    record(by=by, verb=Verb.ANSWER_WHETHER_BACK, clause=KEPT, subject=matter.case, facts=facts, at=moment)
