"""How much of a case a person sees. Every page, list, search and act asks here."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from steamie.people.models import Person
from steamie.people.permissions import NotAllowed, require
from steamie.rules.cases import Looker, Sight, Way, sight
from steamie.rules.permissions import Act

from .models import Case, Membership
from .surroundings import has_any


def teams_of(person: Person, day: date | None = None) -> set[int]:
    """The teams a person is in today, by key. Cached for the life of the person's object."""
    on = day or timezone.localdate()
    cache: dict[date, set[int]] = person.__dict__.setdefault("_teams", {})
    if on not in cache:
        cache[on] = set(Membership.objects.in_force(on).filter(person=person).values_list("team", flat=True))
    return cache[on]


def sight_of(person: Person, case: Case, day: date | None = None) -> Sight:
    """How much this person sees of this case today."""
    on = day or timezone.localdate()
    looker = Looker(
        offices=person.offices(on),
        in_team=case.team_id in teams_of(person, on),
        handles=case.handler_id == person.pk,
        granted=has_any(case, "sight_requests") and any(one.holds(on) for one in case.sight_requests.filter(by=person)),
    )
    return sight(looker, masked=case.masked, came_as_comment=case.way == Way.COMMENT)


def require_words(person: Person, case: Case, act: Act = Act.WORK_ON_CASE, day: date | None = None) -> None:
    """Raises ``NotAllowed`` unless the person may do this and reads the words of the case."""
    reads = sight_of(person, case, day) is Sight.WORDS
    require(person, act, own=reads, on=day)
    if not reads:
        raise NotAllowed("Only the case’s team, or whoever has it, may do this.")
