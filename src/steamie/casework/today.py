"""What cases ask of people."""

from __future__ import annotations

from django.db.models import Exists, QuerySet
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Case, CaseClock, Membership, SightRequest, SortedLetter
from .models.cases import CaseQuerySet, leads_to, worded_for
from .models.mail import sorters


def _of_mine(viewer: Viewer) -> CaseQuerySet:
    """Open cases that this person has, or that their team has and nobody has taken."""
    teams = Membership.objects.in_force(viewer.today).filter(person=viewer.person).values("team")
    return Case.objects.open().filter(handler=viewer.person) | Case.objects.open().filter(team__in=teams, handler=None)


def _harm(number: int) -> str:
    return "Somebody may come to harm" if number == 1 else f"{capitalised(spelt(number, 'matter'))} that cannot wait"


def _teams(cases: CaseQuerySet) -> str:
    return ", ".join(cases.order_by("team__name").values_list("team__name", flat=True).distinct())


def _dangerous(viewer: Viewer) -> CaseQuerySet:
    return _of_mine(viewer).filter(dangerous=True, read_at__isnull=True)


@asks(None, Urgency.DANGER, when=_dangerous)
def someone_may_come_to_harm(viewer: Viewer) -> Task:
    """Somebody may come to harm, and nobody has read it."""
    rows = list(_dangerous(viewer).in_order()[:MANY])
    number = len(rows)
    return Task(
        title=_harm(number),
        why=f"{rows[0]} has not been read yet.",
        action="Read it now",
        address=reverse("casework:case", args=[rows[0].reference]),
        minutes=5 * number,
        mark=Mark("bad", "warn", "People first"),
    )


def _dangerous_of_others(viewer: Viewer) -> CaseQuerySet:
    """What cannot wait in a team that this person is not in, while nobody there has read or taken it."""
    staffed = Membership.objects.in_force(viewer.today)
    theirs = staffed.exclude(team__in=staffed.filter(person=viewer.person).values("team")).values("team")
    return Case.objects.open().filter(dangerous=True, read_at__isnull=True, handler=None, team__in=theirs)


@asks(Act.SET_TEAMS, Urgency.DANGER, when=_dangerous_of_others)
def another_team_has_not_looked(viewer: Viewer) -> Task:
    """Somebody may come to harm, and the team it came for has not looked: whoever says who is in which team rings them."""
    rows = _dangerous_of_others(viewer)
    number = rows.count()
    return Task(
        title=_harm(number),
        why=f"Nobody has looked yet. Ring the team: {_teams(rows)}.",
        action="Open the inbox",
        address=reverse("casework:inbox"),
        minutes=2,
        mark=Mark("bad", "warn", "People first"),
    )


def _of_nobody(viewer: Viewer) -> CaseQuerySet:
    """Open cases of a team that nobody is in today, and that nobody has: no colleague is shown them."""
    staffed = Membership.objects.in_force(viewer.today).values("team")
    return Case.objects.open().filter(handler=None).exclude(team__in=staffed)


@asks(Act.SET_TEAMS, Urgency.DANGER, when=_of_nobody)
def nobody_in_the_team(viewer: Viewer) -> Task:
    """What came for a team that nobody is in: whoever says who is in which team is told."""
    rows = _of_nobody(viewer)
    number = rows.count()
    return Task(
        title=f"{capitalised(spelt(number, 'case'))} that nobody can read",
        why=f"Nobody is in: {_teams(rows)}. Put somebody in, and they are shown what waits.",
        action="Say who is in which team",
        address=reverse("casework:teams"),
        minutes=2,
        mark=Mark("bad", "people", "Teams"),
    )


def _due(viewer: Viewer) -> QuerySet[CaseClock]:
    """Duties of this person's cases that are overdue. (Those of today stand in the inbox, in order.)"""
    return CaseClock.objects.overdue(viewer.now).filter(case__in=_of_mine(viewer))


@asks(None, Urgency.LAW, when=lambda viewer: _of_mine(viewer).filter(their_turn_since__isnull=True))
def to_answer(viewer: Viewer) -> Task:
    """Cases of mine, or of my team's, that wait for us."""
    cases = _of_mine(viewer).filter(their_turn_since__isnull=True)
    number, late = cases.count(), _due(viewer).count()
    lateness = f" {capitalised(spelt(late, 'duty', 'duties'))} overdue." if late else ""
    return Task(
        title=f"{capitalised(spelt(number, 'case'))} to deal with",
        why=f"Yours, or your team’s and nobody’s yet.{lateness}",
        action="Open the inbox",
        address=reverse("casework:inbox"),
        minutes=5 * min(number, 12),
        mark=Mark("bad" if late else "info", "talk", "Inbox"),
    )


def _wishes(viewer: Viewer) -> QuerySet[SightRequest]:
    """Auditors' wishes to see more of cases that this person reads."""
    return SightRequest.objects.filter(leads_to(worded_for(viewer.person, viewer.today)), decided_at__isnull=True)


@asks(None, Urgency.SECOND_PERSON, when=_wishes)
def auditor_asks(viewer: Viewer) -> Task:
    """An auditor asked to see more of a case."""
    first = _wishes(viewer).select_related("case").order_by("at")[0]
    return Task(
        title="An auditor asks to see more of a case",
        why=f"{first.case}. You decide, and until when; both are on record.",
        action="Decide",
        address=reverse("casework:case", args=[first.case.reference]),
        minutes=2,
        mark=Mark("info", "eye", "Auditor"),
    )


def _held_mail(viewer: Viewer) -> QuerySet[SortedLetter]:
    """Letters that wait for somebody to say whether they are for us, and that this person may read."""
    return SortedLetter.objects.seen_by(viewer.person, viewer.today).held()


@asks(None, Urgency.ANSWER, when=_held_mail)
def mail_to_look_at(viewer: Viewer) -> Task:
    """Mail that no rule could sort: it may be spam, or somebody's matter."""
    rows = list(_held_mail(viewer).order_by("at")[:MANY])
    return Task(
        title=f"{capitalised(spelt(len(rows), 'letter'))} to look at",
        why=f"Is it for us? {rows[0].why}",
        action="Look",
        address=reverse("casework:mail"),
        minutes=len(rows),
        mark=Mark("info", "mail", "Mail"),
    )


def _mail_nobody_sees(viewer: Viewer) -> QuerySet[SortedLetter]:
    """Letters that wait while nobody is in the team that sorts the mail."""
    return SortedLetter.objects.held().filter(~Exists(sorters(viewer.today)))


@asks(Act.SET_TEAMS, Urgency.ANSWER, when=_mail_nobody_sees)
def mail_that_nobody_sees(viewer: Viewer) -> Task:
    """Mail waits for a look, and nobody is in the team that would look."""
    return Task(
        title=f"{capitalised(spelt(_mail_nobody_sees(viewer).count(), 'letter'))} that nobody can see",
        why="They wait until somebody says whether they are for us, and nobody is in the team that does.",
        action="Say who is in which team",
        address=reverse("casework:teams"),
        minutes=2,
        mark=Mark("bad", "people", "Teams"),
    )
