"""Asking at the door of the portal: nothing is looked up there, so that nobody learns whom we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from steamie.people.acting import action
from steamie.portal.keys import LETTER, digest_of
from steamie.portal.models import AccountRequest, Wanted
from steamie.portal.tasks import answer_requests
from steamie.rules.letter_codes import read_code

NO_TRACE = "asking changes nothing that lasts; the answer is recorded"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody gives to show who they are: the code of a letter, or a tenancy number and two facts."""

    code: str = ""
    reference: str = ""
    born: date | None = None
    postcode: str = ""


@action(unasked="anyone may ask; the answer goes to an address that we know, or that the proof is bound to", none=NO_TRACE)
def ask_for_link(*, email: str, at: datetime) -> AccountRequest:
    """Ask for a link to sign in. The same is done for every address."""
    transaction.on_commit(answer_requests.enqueue, robust=True)
    return AccountRequest.objects.create(wanted=Wanted.SIGN_IN, email=email.lower(), asked_at=at)


@action(unasked="anyone may ask; the answer goes by e-mail, and only where the proof is good", none=NO_TRACE)
def ask_for_account(*, email: str, proof: Proof, at: datetime) -> AccountRequest:
    """Ask for an account. The same is done whether or not the proof is good."""
    transaction.on_commit(answer_requests.enqueue, robust=True)
    return AccountRequest.objects.create(
        wanted=Wanted.ACCOUNT,
        email=email.lower(),
        code=digest_of(read_code(proof.code), LETTER) if proof.code else "",
        reference=proof.reference.strip().upper()[:40],
        born=proof.born,
        postcode=proof.postcode[:10],
        asked_at=at,
    )
