"""What the people of the demonstration have and have not done: policies read, second factors, access confirmed."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from steamie.people.models import Acknowledgement, Grant, Policy, Recertification
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind

from .posts import Desk

UNREAD = {("staff.property", PolicyKind.CONDUCT)}  # who has not read what
WITH_SECOND_FACTOR = ("officer", "team", "auditor")  # the assistant has none yet
NOT_YET_CONFIRMED = {"staff.housing", "forum.member"}


def do_all(desk: Desk) -> None:
    """Most of it is done, and the board can say what is not."""
    _read_policies(desk)
    _add_second_factors(desk)
    _confirm_access(desk)


def _read_policies(desk: Desk) -> None:
    adopted = desk.now - timedelta(days=300)
    for kind in PolicyKind:
        policy = Policy.objects.create(kind=kind, version="2026.1", effective_from=adopted.date(), renewal_months=12)
        desk.minutes.add(
            adopted, by=desk.cast.officer, verb="adopt policy", clause=policy.clause, subject=policy, version="2026.1"
        )
        for number, (name, person) in enumerate(desk.cast.people.items()):
            if (name, kind) not in UNREAD:
                at = adopted + timedelta(days=1 + number, hours=1)
                Acknowledgement.objects.create(person=person, policy=policy, at=at)
                desk.minutes.add(at, by=person, verb="acknowledge", clause=policy.clause, subject=policy, version="2026.1")


def _add_second_factors(desk: Desk) -> None:
    for name in WITH_SECOND_FACTOR:
        TOTP.activate(desk.cast[name], generate_totp_secret())


def _confirm_access(desk: Desk) -> None:
    quarter = access_quarter(timezone.localdate(desk.now))
    at = desk.now - timedelta(days=18)
    for name, person in desk.cast.people.items():
        if name in NOT_YET_CONFIRMED:
            continue
        by = desk.cast["committee.chair"] if person == desk.cast.officer else desk.cast.officer
        grant = Grant.objects.get(person=person)
        Recertification.objects.create(grant=grant, quarter=quarter.code, by=by, at=at, kept=True, reason="Still in post")
        desk.minutes.add(at, by=by, verb="recertify", clause="S-58", subject=grant, reason="Still in post", quarter=quarter.code)
