"""What the people of the demonstration have and have not done: policies read, second factors, access confirmed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from steamie.people.models import Acknowledgement, Grant, Policy, Recertification
from steamie.people.verbs import Verb
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.strategy.models import Incident, LinkCheck, ReferenceVersion, RiskScore
from steamie.strategy.verbs import Verb as StrategyVerb

from .posts import Desk
from .year import LONDON, lately, next_day

UNREAD = {("staff.property", PolicyKind.CONDUCT)}  # who has not read what
WITH_SECOND_FACTOR = ("officer", "team", "auditor")  # the assistant has none yet
SCORES = [  # days ago, risk, likelihood, impact, why
    (380, "S-11", 2, 4, "One person held every password."),
    (210, "S-11", 1, 4, "Each person signs in as themselves, and no post goes out unapproved."),
    (210, "S-12", 2, 3, "Everything can be stopped at once; the words to use are not written yet."),
    (210, "S-13", 3, 2, "An hour a day is planned, and the deputy can cover."),
    (210, "S-64", 3, 3, "The four policies are read; there has been no training yet."),
]
INCIDENT = (
    6,
    "S-64",
    "A remark about a neighbour on a personal page was taken for the Association's view, and taken down that day.",
)
READ = [  # clause, version, address, place
    ("S-09", "Business Plan 2025 to 2030", "", "The shared folder, under Governance"),
    ("S-18", "As read in 2026", "https://www.oscr.org.uk/", ""),
    ("S-19", "As read in 2026", "https://www.gwsf.org.uk/", ""),
]
NOT_YET_CONFIRMED = {"staff.housing", "forum.member"}


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
            at, by=by, verb=Verb.RECERTIFY, clause="S-58", subject=grant, reason="Still in post", quarter=quarter.code
        )


def _score_risks(desk: Desk) -> None:
    """All are scored; what happened since asks for one of them again."""
    by = desk.cast.officer
    for days, clause, likelihood, impact, reason in SCORES:
        at = lately(desk.now - timedelta(days=days))
        row = RiskScore.objects.create(
            clause=clause, likelihood=likelihood, impact=impact, reason=reason, scored_by=by.reference, scored_at=at
        )
        desk.minutes.add(
            at, by=by, verb=StrategyVerb.SCORE, clause="S-62", subject=row, reason=reason, risk=clause, points=row.score.points
        )
    days, clause, what = INCIDENT
    at = lately(desk.now - timedelta(days=days))
    day = timezone.localdate(at)
    row = Incident.objects.create(clause=clause, happened_on=day, what=what, recorded_by=by.reference, recorded_at=at)
    desk.minutes.add(at, by=by, verb=StrategyVerb.REPORT, clause="S-62", subject=row, risk=clause, on=day.isoformat())


def _read_references(desk: Desk) -> None:
    """The documents were read in the spring. Their links are shown as looked at; the demonstration itself asks nobody."""
    by, at, looked = desk.cast.officer, lately(desk.now - timedelta(days=200)), desk.now - timedelta(days=2)
    for clause, version, address, place in READ:
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
