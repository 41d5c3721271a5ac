"""What a complaint is about, when it came, and who speaks for whoever made it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.complaints.clauses import KEPT_BY_PROCEDURE
from steamie.complaints.data import complaint_data
from steamie.complaints.models import Complaint, Representative
from steamie.complaints.models.complaints import ChildPart
from steamie.complaints.stage_clocks import begin_clocks, stop
from steamie.complaints.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.clocks import months_later

from .asking import open_stage, workable


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """What is written down of a complaint besides its words."""

    service: str = ""
    points: str = ""
    wants: str = ""
    known_since: date | None = None
    late_because: str = ""
    factoring: bool = False
    child: str = ChildPart.NO
    child_words: str = ""
    child_contact: str = ""
    child_adult: str = ""
    child_heard: str = ""


@action()
def describe(*, complaint: Complaint, facts: ComplaintFacts, by: Person, at: datetime | None = None) -> Complaint:
    """Write what it is about, what they want, and whether a child has a part in it.

    Raises ``NotReady`` for one that is older than the procedure takes, until there is a reason to take it all the same.
    """
    moment = at or timezone.now()
    workable(complaint, by, moment)
    _must_fit(complaint, facts, moment)
    names = [field.name for field in fields(facts)]
    for name in names:
        setattr(complaint, name, getattr(facts, name))
    complaint.save(update_fields=names)
    recorded = {"service": facts.service, "factoring": facts.factoring, "child": str(facts.child)}
    record(by=by, verb=Verb.DESCRIBE_A_COMPLAINT, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=recorded, at=moment)
    return complaint


def _must_fit(complaint: Complaint, facts: ComplaintFacts, moment: datetime) -> None:
    if facts.service and facts.service not in complaint_data().services:
        raise NotReady([Problem("Pick what it is about.", "service")])
    if facts.child != ChildPart.NO and not facts.child_contact.strip():
        raise NotReady([Problem("Ask the child whom they want to be in touch with, and how.", "child_contact")])
    if facts.known_since is None:
        return
    if facts.known_since > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "known_since")])
    last = months_later(facts.known_since, complaint.procedure.within_months)
    if timezone.localdate(complaint.received_at) > last and not facts.late_because.strip():
        months = complaint.procedure.within_months
        words = f"It came more than {months} months after they knew. You may still take it: say why."
        raise NotReady([Problem(words, "late_because")])


@action()
def correct_reception(*, complaint: Complaint, received_at: datetime, by: Person, at: datetime | None = None) -> Complaint:
    """Say that it came at another moment: the first stage counts from then. Raises ``NotReady`` once longer was agreed."""
    moment = at or timezone.now()
    stage = open_stage(complaint, by, moment)
    if received_at > moment:
        raise NotReady([Problem("That time has not come yet.", "received_at")])
    if complaint.stages.count() > 1 or stage.acknowledged_at or stage.longer.exists() or stage.suspensions.exists():
        raise NotReady([Problem("Its time was settled since. The day stays as it is.", "received_at")])
    for clock in (stage.clock, stage.acknowledgement):
        stop(clock, because="It came on another day than was written down.", at=moment)
    complaint.received_at = stage.asked_at = received_at
    complaint.save(update_fields=["received_at"])
    stage.save(update_fields=["asked_at"])
    begin_clocks(stage)
    words = f"It came on {timezone.localtime(received_at):%-d %B %Y, %H:%M}: the days count from then"
    step(case=complaint.case, title=words, at=moment, by=by)
    recorded = {"day": timezone.localdate(received_at).isoformat()}
    record(by=by, verb=Verb.CORRECT_RECEPTION, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=recorded, at=moment)
    return complaint


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks for whoever complained. ``speaks_no_more``: they did, and do not from today on."""

    name: str
    relation: str = ""
    email: str = ""
    phone: str = ""
    consent_on: date | None = None
    consent_how: str = ""
    speaks_no_more: bool = False


@action()
def name_speaker(*, complaint: Complaint, speaker: Speaker, by: Person, at: datetime | None = None) -> Representative:
    """Write who speaks for them. Until there is consent nothing of the matter is told to that person."""
    moment = at or timezone.now()
    workable(complaint, by, moment)
    today = timezone.localdate(moment)
    if speaker.consent_on and speaker.consent_on > today:
        raise NotReady([Problem("That day has not come yet.", "consent_on")])
    if speaker.consent_on and not speaker.consent_how.strip():
        raise NotReady([Problem("Say how they consented: signed, on the phone, here.", "consent_how")])
    columns = {name: getattr(speaker, name) for name in ("relation", "email", "phone", "consent_on", "consent_how")}
    columns["ended_on"] = today if speaker.speaks_no_more else None
    complaint.representatives.filter(ended_on__isnull=True).exclude(name=speaker.name).update(ended_on=today)
    row = complaint.representatives.filter(name=speaker.name, ended_on__isnull=True).last()
    written = {"written_down_at": moment, "written_down_by": by}
    row = row or Representative(complaint=complaint, name=speaker.name, **written)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    title = "Somebody speaks for them" if row.consent_on else "Somebody would speak for them: no consent yet"
    step(case=complaint.case, title="Nobody speaks for them any more" if row.ended_on else title, at=moment, by=by)
    recorded = {"consent": bool(row.consent_on), "ended": bool(row.ended_on)}
    record(by=by, verb=Verb.NAME_A_SPEAKER, clause=KEPT_BY_PROCEDURE, subject=complaint, facts=recorded, at=moment)
    return row
