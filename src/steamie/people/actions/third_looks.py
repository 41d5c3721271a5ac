"""A third person looks again at what the only other person confirmed."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import OnlyOtherConfirmation, Person, ThirdLook
from steamie.people.permissions import NotAllowed, require
from steamie.people.two_persons import write_to_auditors
from steamie.people.verbs import Verb
from steamie.rules.permissions import Act
from steamie.rules.two_persons import SETTLED


@action()
def look_again(
    *, confirmation: OnlyOtherConfirmation, right: bool, reason: str = "", by: Person, now: datetime | None = None
) -> ThirdLook:
    """Say whether a confirmation by the only other person is right. It undoes nothing; the auditor is told what is not."""
    require(by, Act.CONFIRM_ACCOUNT)
    moment = now or timezone.now()
    if by in (confirmation.by, confirmation.asked_by):
        raise NotAllowed("You took part in this yourself. A third person looks at it again.")
    if not OnlyOtherConfirmation.objects.for_third_person(by, moment - SETTLED).filter(pk=confirmation.pk).exists():
        raise ValidationError("This waits for nobody any more, or you first signed in less than a day ago.")
    if not right and not reason:
        raise ValidationError({"reason": "Say what is not right."})
    look = ThirdLook.objects.create(confirmation=confirmation, by=by, at=moment, right=right, reason=reason)
    record(
        by=by,
        verb=Verb.LOOK_AGAIN,
        clause=Citation("access.granted_to"),
        subject=confirmation,
        reason=reason,
        facts={"right": right, "confirmed": confirmation.subject},
        at=moment,
    )
    if not right:
        write_to_auditors("third_look.txt", f"Not right: {confirmation}", {"look": look})
    return look
