"""What the people of the demonstration have and have not done: policies read, second factors, access confirmed."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from importlib import resources

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from steamie.evidence.in_force import Citation
from steamie.people.models import Acknowledgement, Grant, Policy, Recertification
from steamie.people.verbs import Verb
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.strategy.models import Incident, LinkCheck, ReferenceVersion, RiskScore
from steamie.strategy.verbs import Verb as StrategyVerb

from .posts import Desk
from .year import LONDON, lately, next_day

UNREAD = {("staff.property", PolicyKind.CONDUCT)}  # who has not read what
WITH_SECOND_FACTOR = ("officer", "team", "committee", "committee.chair", "auditor")  # the assistant has none yet
NOT_YET_CONFIRMED = {"staff.housing", "forum.member"}
KNOWN = tomllib.loads(resources.files(__package__).joinpath("duties.toml").read_text())  # of the clauses of F.08


def do_all(desk: Desk) -> None:
    """Most of it is done, and the board can say what is not."""
    _read_policies(desk)
    _add_second_factors(desk)
    _confirm_access(desk)
    _score_risks(desk)
    _read_references(desk)


def _read_policies(desk: Desk) -> None:
    adopted = lately(desk.now - timedelta(days=300))
    for kind in PolicyKind:
        policy = Policy.objects.create(kind=kind, version="2026.1", effective_from=timezone.localdate(adopted), renewal_months=12)
        desk.minutes.add(
            adopted, by=desk.cast.officer, verb=Verb.ADOPT_POLICY, clause=policy.clause, subject=policy, version="2026.1"
        )
        for number, (name, person) in enumerate(desk.cast.people.items()):
            if (name, kind) not in UNREAD:
                at = next_day(adopted + timedelta(days=number), order=number)
                Acknowledgement.objects.create(person=person, policy=policy, at=at)
                desk.minutes.add(at, by=person, verb=Verb.ACKNOWLEDGE, clause=policy.clause, subject=policy, version="2026.1")


def _add_second_factors(desk: Desk) -> None:
    for name in WITH_SECOND_FACTOR:
        TOTP.activate(desk.cast[name], generate_totp_secret())


def _confirm_access(desk: Desk) -> None:
    quarter = access_quarter(timezone.localdate(desk.now))
    began = datetime.combine(quarter.first, time.min, LONDON)
    at = max(lately(desk.now - timedelta(days=18)), next_day(began - timedelta(hours=1)))
    if at > desk.now:
        return  # the quarter has had no hour yet in which anybody was at work
    for name, person in desk.cast.people.items():
        if name in NOT_YET_CONFIRMED:
            continue
        by = desk.cast["committee.chair"] if person == desk.cast.officer else desk.cast.officer
        grant = Grant.objects.get(person=person)
        Recertification.objects.create(grant=grant, quarter=quarter.code, by=by, at=at, kept=True, reason="Still in post")
        desk.minutes.add(
            at,
            by=by,
            verb=Verb.RECERTIFY,
            clause=Citation("access.granted_to"),
            subject=grant,
            reason="Still in post",
            quarter=quarter.code,
        )


def _score_risks(desk: Desk) -> None:
    """All are scored; what happened since asks for one of them again."""
    by = desk.cast.officer
    for entry in KNOWN["scores"]:
        score = dict(entry)
        at, clause, reason = lately(desk.now - timedelta(days=score.pop("days_ago"))), score["clause"], score["reason"]
        row = RiskScore.objects.create(**score, scored_by=by.reference, scored_at=at)
        desk.minutes.add(
            at,
            by=by,
            verb=StrategyVerb.SCORE,
            clause=Citation("risk.no_higher"),
            subject=row,
            reason=reason,
            risk=clause,
            points=row.score.points,
        )
    days, clause, what = (KNOWN["incident"][name] for name in ("days_ago", "clause", "what"))
    at = lately(desk.now - timedelta(days=days))
    day = timezone.localdate(at)
    incident = Incident.objects.create(clause=clause, happened_on=day, what=what, recorded_by=by.reference, recorded_at=at)
    desk.minutes.add(
        at, by=by, verb=StrategyVerb.REPORT, clause=Citation("risk.no_higher"), subject=incident, risk=clause, on=day.isoformat()
    )


def _read_references(desk: Desk) -> None:
    """The documents were read in the spring. Their links are shown as looked at; the demonstration itself asks nobody."""
    by, at, looked = desk.cast.officer, lately(desk.now - timedelta(days=200)), desk.now - timedelta(days=2)
    for entry in KNOWN["read"]:
        clause, version, address, place = (entry[name] for name in ("clause", "version", "address", "place"))
        row = ReferenceVersion.objects.create(
            clause=clause,
            version=version,
            address=address,
            place=place,
            read_on=timezone.localdate(at),
            recorded_by=by.reference,
            recorded_at=at,
        )
        desk.minutes.add(at, by=by, verb=StrategyVerb.READ, clause=clause, subject=row, version=version)
        if address:
            words = "Invented for the demonstration: the page answers."
            LinkCheck.objects.create(clause=clause, address=address, at=looked, working=True, words=words, by="system:clock")
