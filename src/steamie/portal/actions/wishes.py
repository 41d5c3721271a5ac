"""What residents say in their account. Whoever is signed in may say it about themselves; nobody else can."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR
from steamie.people.acting import action
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.models import ContactWish, HouseholdMember, NoticeAgreement, ResidentAccount
from steamie.portal.verbs import Verb

OWN = "the views find the account by the sign-in alone: it is always their own"
THERE_ALREADY = "{name} is on your list already."
TWENTY = "There are twenty people on your list. Call us to add more."
NOTICE_WORDS = (
    "I agree to get formal notices about my tenancy, for example of a rent increase, by e-mail at the address of my account "
    "instead of on paper. I can take this back at any time."
)
MOST_MEMBERS = 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to be written to."""

    reach_by: str
    medium: str
    layout: str
    language: str


@action(unasked=OWN, none="nothing is otherwise than before")
def wish(*, account: ResidentAccount, wishes: Wishes, at: datetime) -> ContactWish:
    """Keep how somebody wants to be written to from now on."""
    newest = account.wishes.first()
    if newest and all(getattr(newest, name) == value for name, value in asdict(wishes).items()):
        return newest
    row = ContactWish.objects.create(account=account, at=at, **asdict(wishes))
    record(by=VISITOR, verb=Verb.WISH, clause=COUNTED_ONCE, subject=account, at=at)
    return row


@action(unasked=OWN, none="it was agreed already")
def agree_to_notices(*, account: ResidentAccount, at: datetime) -> NoticeAgreement:
    """Keep that somebody agreed to formal notices by e-mail, with the words they agreed to."""
    held = account.notice_agreements.filter(withdrawn_at__isnull=True).first()
    if held:
        return held
    try:
        with transaction.atomic():
            row = NoticeAgreement.objects.create(account=account, words=NOTICE_WORDS, agreed_at=at)
    except IntegrityError:  # the button was pressed twice at once
        return NoticeAgreement.objects.get(account=account, withdrawn_at__isnull=True)
    record(by=VISITOR, verb=Verb.AGREE_TO_NOTICES, clause=COUNTED_ONCE, subject=row, at=at)
    return row


@action(unasked=OWN, none="there was nothing to take back")
def take_back_notices(*, account: ResidentAccount, at: datetime) -> None:
    """Formal notices come on paper again."""
    row = account.notice_agreements.filter(withdrawn_at__isnull=True).first()
    if row:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        record(by=VISITOR, verb=Verb.TAKE_BACK_NOTICES, clause=COUNTED_ONCE, subject=row, at=at)


@action(unasked=OWN)
def name_member(*, account: ResidentAccount, name: str, relation: str, at: datetime) -> HouseholdMember:
    """Name somebody who lives with the tenants. Raises ``NotReady`` beyond twenty, and for a name that stands there."""
    living = HouseholdMember.objects.filter(tenancy=account.tenancy, left_at__isnull=True)
    if living.filter(name__iexact=name).exists():
        raise NotReady([Problem(THERE_ALREADY.format(name=name), "name")])
    if living.count() >= MOST_MEMBERS:
        raise NotReady([Problem(TWENTY, "name")])
    row = HouseholdMember.objects.create(tenancy=account.tenancy, name=name, relation=relation, stated_by=account, stated_at=at)
    record(by=VISITOR, verb=Verb.NAME_A_MEMBER, clause=COUNTED_ONCE, subject=row, at=at)
    return row


@action(unasked=OWN, none="they were taken out before")
def take_out_member(*, account: ResidentAccount, member: HouseholdMember, at: datetime) -> None:
    """Somebody does not live there any more."""
    row = HouseholdMember.objects.filter(pk=member.pk, tenancy=account.tenancy_id, left_at__isnull=True).first()
    if row:
        row.left_at = at
        row.save(update_fields=["left_at"])
        record(by=VISITOR, verb=Verb.TAKE_OUT_A_MEMBER, clause=COUNTED_ONCE, subject=row, at=at)
