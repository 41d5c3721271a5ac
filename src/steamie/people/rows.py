"""The rows behind the figures about people: who, and what they have still to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.evidence.models import Event
from steamie.evidence.verbs import needing_an_office
from steamie.evidence.words import sentence, titles
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Office
from steamie.rules.standing import Counted, shows

from .controls import WATCHED
from .register import Entry, entries

READ = {"S-14": PolicyKind.DATA_PROTECTION, "S-16": PolicyKind.CONDUCT, "S-17": PolicyKind.EMPLOYMENT}
ONLY_SUGGEST = {"S-40": Office.COMMITTEE, "S-41": Office.FORUM}


@shows("S-11")
def acts(now: datetime) -> Iterator[Counted]:
    """Everything done in ninety days that needs an office; what was done without one counts."""
    recent = Event.objects.filter(at__gt=now - WATCHED, at__lte=now, verb__in=needing_an_office(), actor__startswith="person:")
    events = list(recent.order_by("-number"))
    called = titles(event.subject for event in events)
    for event in events:
        yield Counted(sentence(event, called), _day(event.at), f"/desk/strategy/{event.clause}/", not event.office)


@shows("S-15", people=True)
def second_factors_and_readings(now: datetime) -> Iterator[Counted]:
    """Everyone whose office asks for a second factor, and everyone asked to read the policy; those who have, count."""
    holders = _holders(now)
    for entry in holders:
        if entry.needs_second_factor:
            yield _entry(entry, "has a second factor" if entry.second_factor else "has none yet", counts=entry.second_factor)
    yield from (_acknowledged(entry, PolicyKind.ICT) for entry in holders if PolicyKind.ICT in entry.asked)


@shows("S-58", people=True)
def offices(now: datetime) -> Iterator[Counted]:
    """Every office held since before this quarter; those confirmed in it count."""
    quarter = access_quarter(timezone.localdate(now))
    for entry in _holders(now):
        for grant in entry.grants:
            if grant.since < quarter.first:
                seen = grant.pk in entry.looked_at
                note = f"{Office(grant.office).label}, {'confirmed' if seen else 'not confirmed yet'}"
                yield _entry(entry, note, counts=seen)


@shows("S-65", people=True)
def acknowledgements(now: datetime) -> Iterator[Counted]:
    """Every policy asked of everyone; those acknowledged count."""
    for entry in _holders(now):
        for kind in entry.asked:
            yield _acknowledged(entry, kind)


def _of_policy(kind: PolicyKind) -> object:
    def asked(now: datetime) -> Iterator[Counted]:
        """Everyone asked to read the policy; those who have count."""
        yield from (_acknowledged(entry, kind) for entry in _holders(now) if kind in entry.asked)

    return asked


def _of_office(office: Office) -> object:
    def members(now: datetime) -> Iterator[Counted]:
        """Everyone who holds the office."""
        for entry in _holders(now):
            if office in entry.offices:
                yield _entry(entry, ", ".join(sorted(held.label for held in entry.offices)))

    return members


for _clause, _kind in READ.items():
    shows(_clause, people=True)(_of_policy(_kind))
for _clause, _office in ONLY_SUGGEST.items():
    shows(_clause, people=True)(_of_office(_office))


def _acknowledged(entry: Entry, kind: PolicyKind) -> Counted:
    missing = any(lapse.kind is kind for lapse in entry.lapses)
    return _entry(entry, f"{kind.label}: {'to be read' if missing else 'read'}", counts=not missing)


def _entry(entry: Entry, note: str, *, counts: bool = True) -> Counted:
    return Counted(entry.person.name, note, "/desk/people/", counts)


def _holders(now: datetime) -> list[Entry]:
    return [entry for entry in entries(timezone.localdate(now)) if entry.offices]


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
