"""Was it fixed? Asked once, some days after a repair was done; answered in one tap, from the letter or while following it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.actions.ending import reopen
from steamie.casework.actions.trail import hear_more, step
from steamie.casework.clauses import IN_TIME, KEPT
from steamie.casework.models import Case
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, VISITOR, Actor
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry, RowLayout
from steamie.people.acting import action
from steamie.rules.cases import Way
from steamie.strategy.models import Association

from .models import RepairRequest, Verdict
from .verbs import Verb

SALT = "steamie.services.fixed"
SAID = {
    Verdict.YES: "They say it is fixed",
    Verdict.PARTLY: "They say it is partly fixed, or came back",
    Verdict.NO: "They say it is not fixed",
}


@dataclass(frozen=True, slots=True)
class FixedTimes:
    """When residents are asked, and how long the link in their letter works, in days."""

    days_after: int
    asked_for_days: int


FIXED = register(
    Particular(
        code="fixed",
        label="Was it fixed?",
        about="When we ask a resident after a repair.",
        capability=IN_TIME,
        shipped=files(__package__) / "fixed.toml",
        read=lambda table: FixedTimes(table["days_after"], table["asked_for_days"]),
        sections=(
            ListSection(
                "",
                "Times",
                (
                    RowColumn("days_after", "Days after the repair was done", RowEntry.NUMBER, most=90),
                    RowColumn("asked_for_days", "Days for which the link in the letter works", RowEntry.NUMBER, most=365),
                ),
                RowLayout.FACTS,
            ),
        ),
    )
)


def after() -> timedelta:
    """How long after a repair was done its resident is asked."""
    return timedelta(days=FIXED.current().days_after)


def token_of(repair: RepairRequest) -> str:
    """What lets whoever holds it answer for this repair, and do nothing else."""
    return signing.dumps(repair.pk, salt=SALT)


def repair_in(token: str) -> RepairRequest | None:
    """The repair that a token stands for; None for one that is not ours, or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=timedelta(days=FIXED.current().asked_for_days))
    except signing.BadSignature:
        return None
    return RepairRequest.objects.select_related("case").filter(pk=pk, case__masked=False).first()


def may_be_answered(repair: RepairRequest) -> bool:
    """Whether the question stands: the repair is done and nobody has answered."""
    return not repair.verdict and not repair.case.is_open


@action(none="it was asked already, or is open again", machines=True)
def ask(*, repair: RepairRequest, by: Actor = CLOCK, at: datetime | None = None) -> RepairRequest:
    """Ask once whether it was fixed: by letter, if there is an address and nothing speaks against writing to it."""
    moment = at or timezone.now()
    row = RepairRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("case").get(pk=repair.pk)
    if row.asked_at or not may_be_answered(row):
        return row
    row.asked_at = moment
    row.save(update_fields=["asked_at"])
    written = _may_be_written_to(row.case)
    if written:
        _write(row)
    step(case=row.case, title=f"Asked whether it was fixed{', by e-mail' if written else ''}", at=moment, for_them=True)
    record(by=by, verb=Verb.ASK_WHETHER_FIXED, clause=KEPT, subject=row.case, facts={"by_letter": written}, at=moment)
    return row


def _may_be_written_to(case: Case) -> bool:
    return bool(case.party.email and not case.party.safe_contact and not case.masked)


def _write(repair: RepairRequest) -> None:
    case, us = repair.case, Association.objects.first()
    address = f"{settings.PUBLIC_URL}{reverse('services:fixed', args=[token_of(repair)])}"
    words = render_to_string("services/letters/fixed.txt", {"case": case, "address": address, "association": us})
    EmailMessage(f"Was your repair fixed? [{case.reference}]", words, to=[case.party.email]).send()


@transaction.atomic
def hear(repair: RepairRequest, verdict: Verdict, words: str, now: datetime) -> RepairRequest:
    """Take the answer down, with what was added; anything but a yes opens the case again. The second answer changes nothing."""
    if _heard(repair=repair, verdict=verdict, at=now):
        if words.strip():
            hear_more(case=repair.case, words=words.strip(), way=Way.WEB, by=VISITOR, at=now)
        if verdict != Verdict.YES and not Case.objects.get(pk=repair.case_id).is_open:
            reopen(case=repair.case, reason=f"{SAID[verdict]}.", by=VISITOR, at=now)
    return RepairRequest.objects.select_related("case").get(pk=repair.pk)


@action(none="it was answered already", unasked="whose repair it is may always say whether it was fixed")
def _heard(*, repair: RepairRequest, verdict: Verdict, at: datetime) -> bool:
    """Whether this is the first answer, which counts."""
    row = RepairRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("case").get(pk=repair.pk)
    if row.verdict:
        return False
    row.verdict, row.answered_at = verdict, at
    row.save(update_fields=["verdict", "answered_at"])
    step(case=row.case, title=SAID[verdict], at=at, for_them=True)
    record(by=VISITOR, verb=Verb.HEAR_WHETHER_FIXED, clause=KEPT, subject=row.case, facts={"verdict": verdict.value}, at=at)
    return True
