"""Ending one's own sessions."""

from __future__ import annotations

from django.http import HttpRequest

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people import open_sessions, sessions
from steamie.people.acting import action
from steamie.people.models import OpenSession, Person
from steamie.people.permissions import NotAllowed
from steamie.people.verbs import Verb

OWN = "everybody may sign themselves out"


@action(unasked=OWN)
def end_session(*, session: OpenSession, by: Person) -> None:
    """Sign oneself out in one browser."""
    if session.person_id != by.pk:
        raise NotAllowed("You can only end sessions of your own.")
    open_sessions.end(session)
    record(by=by, verb=Verb.END_SESSIONS, clause=Citation("access.two_steps"), subject=by, facts={"sessions": 1})


@action(unasked=OWN)
def end_other_sessions(*, request: HttpRequest, by: Person) -> int:
    """Sign oneself out everywhere but here; in how many browsers."""
    number = sessions.end_others(request, by)
    record(by=by, verb=Verb.END_SESSIONS, clause=Citation("access.two_steps"), subject=by, facts={"sessions": number})
    return number
