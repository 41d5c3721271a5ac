"""What people are written about cases. They name a case by its reference: a letter may be read over a shoulder.

What is overdue, and what cannot wait, is written to the team whatever a person chose (``letters.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic, WorkNotice, key_of, notifies, person_named, subject_of

from .models import Case, Membership
from .verbs import Verb


def _page(case: Case) -> str:
    return reverse("casework:case", args=[case.reference])


def _case(event: Event) -> Case | None:
    """The case, unless it is held back as a machine's: nobody is written about that."""
    case = subject_of(event, Case)
    return None if case is None or case.held_because else case


@notifies(NoticeTopic.ASSIGNED, Verb.HAND_OVER)
def case_assigned(event: Event) -> Iterator[WorkNotice]:
    """Whoever it was given to."""
    person, case = person_named(event.facts.get("to")), _case(event)
    if person is not None and case is not None:
        yield WorkNotice(person, f"{case.sort.label} {case.reference} was given to you", _page(case))


def _nobody_has_it(event: Event) -> bool:
    return Case.objects.open().filter(pk=key_of(event), handler=None).exists()


@notifies(NoticeTopic.TEAM, Verb.OPEN_A_CASE, holds=_nobody_has_it)
def case_for_the_team(event: Event) -> Iterator[WorkNotice]:
    """Everybody in its team, until somebody takes it."""
    case = _case(event)
    if case is not None and case.handler_id is None:
        members = Membership.objects.in_force(timezone.localdate(event.at)).filter(team=case.team_id)
        for person in Person.objects.filter(teams__in=members, is_active=True).distinct():
            yield WorkNotice(person, f"{case.sort.label} {case.reference} came for your team", _page(case))


@notifies(NoticeTopic.REPLY, Verb.HEAR_MORE, Verb.REOPEN_A_CASE)
def more_in_a_case(event: Event) -> Iterator[WorkNotice]:
    """Whoever has it."""
    case = _case(event)
    if case is not None and case.handler is not None:
        opened = event.verb == Verb.REOPEN_A_CASE
        words = f"{case.reference} is open again" if opened else f"They wrote again about {case.reference}"
        yield WorkNotice(case.handler, words, _page(case))


@notifies(NoticeTopic.SECOND_PERSON, Verb.ASK_TO_SEE)
def auditor_asks(event: Event) -> Iterator[WorkNotice]:
    """Whoever has the case: an auditor asks to see more of it."""
    case = _case(event)
    if case is not None and case.handler is not None:
        yield WorkNotice(case.handler, f"An auditor asks to see more of {case.reference}", _page(case))
