"""Putting a case into an account, and saying more about it there."""

from __future__ import annotations

from datetime import datetime

from steamie.casework.actions.ending import reopen
from steamie.casework.actions.trail import hear_more
from steamie.casework.models import Case
from steamie.casework.models.trail import EntryKind
from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR
from steamie.people.acting import action
from steamie.people.refusals import NotReady
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.models import ResidentAccount, TenancyMatter
from steamie.portal.verbs import Verb
from steamie.rules.cases import Way


@action(unasked="whoever knows the reference and the second fact of a case may follow it", none="it stands there already")
def add_case(*, account: ResidentAccount, case: Case, at: datetime) -> TenancyMatter:
    """Put a case into an account whose owner knew its reference and second fact. One of another account stays there."""
    row, new = TenancyMatter.objects.get_or_create(
        case=case, defaults={"tenancy": account.tenancy, "account": account, "linked_at": at}
    )
    if new:
        record(by=VISITOR, verb=Verb.LINK_A_CASE, clause=COUNTED_ONCE, subject=row, at=at)
    return row


def say_more(*, matter: TenancyMatter, words: str, at: datetime) -> None:
    """Add words to a case; to one that has ended, they open it again. Pressed twice, it is said once."""
    case = matter.case
    last = case.trail.filter(kind=EntryKind.CAME_IN).order_by("-pk").first()
    if last and last.words == words:
        return
    hear_more(case=case, words=words, way=Way.WEB, by=VISITOR, at=at)
    if not case.is_open:
        try:
            reopen(case=case, reason="They wrote again.", by=VISITOR, at=at)
        except NotReady:
            return  # somebody opened it meanwhile
