"""One case: what is next, what has happened, whose it is, and what can be done."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.casework.actions.handling import note_read
from steamie.casework.forms import AnswerForm, EndForm, EntryForm, HandOverForm, LinkForm, ReasonForm, SightForm
from steamie.casework.models import Case, CaseLink, SightRequest, Team
from steamie.casework.panels import panels_of
from steamie.casework.rows_shown import Reader
from steamie.casework.sight import sight_of
from steamie.casework.surroundings import has_any, with_surroundings
from steamie.casework.views.inbox import visible
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act
from steamie.rules.phone_references import understood


def case_for(request: DeskRequest, reference: str) -> Case:
    """The case, if this person sees anything of it. One that is not theirs and one that does not exist answer alike."""
    person = request.user
    case = with_surroundings(visible(person)).filter(reference=understood(reference) or reference).first()
    if case is None:
        raise Http404("No case of yours has this reference.")
    return case


@login_required
@require_safe
def case(request: DeskRequest, reference: str) -> HttpResponse:
    """A case, as much of it as this person sees."""
    found = case_for(request, reference)
    if found.reference != reference:
        return redirect("casework:case", found.reference)
    return shown(request, found)


def shown(request: DeskRequest, case: Case, *, tried: dict[str, Any] | None = None) -> HttpResponse:
    """The page of a case; ``tried`` holds forms that were refused, with what was typed, and makes the answer a 422."""
    person = request.user
    now = timezone.now()
    seen = sight_of(person, case)
    if seen is Sight.WORDS and request.method == "GET":
        note_read(case, person, now)
    clocks = list(case.clocks.all())
    row = Reader(person, now).row(case, next(filter(attrgetter("is_running"), clocks), None))
    context = {"room": "inbox", "case": case, "sight": seen, "row": row, "clocks": clocks}
    panels = panels_of(case, person) if seen is Sight.WORDS else []
    context |= {"panels": [one for one in panels if not one.wide], "wide_panels": [one for one in panels if one.wide]}
    context |= _history(case, seen) | _forms(case, person, seen) | (tried or {})
    template = "casework/case.html" if seen is Sight.WORDS else "casework/case_redacted.html"
    return render(request, template, context, status=422 if tried else 200)


def _history(case: Case, seen: Sight) -> dict[str, Any]:
    """What happened; without the words where this person may not read them."""
    linked = [row.later if row.earlier_id == case.pk else row.earlier for row in _links(case)]
    trail = case.trail.newest_first() if seen >= Sight.REDACTED else case.trail.none()
    pictures = case.pictures.all() if has_any(case, "pictures") else ()
    ending = None if case.is_open else case.endings.first()
    return {"trail": trail, "pictures": pictures, "linked": linked, "ending": ending}


def _links(case: Case) -> list[CaseLink]:
    if not (has_any(case, "later_links") or has_any(case, "earlier_links")):
        return []
    return list(CaseLink.objects.filter(Q(earlier=case) | Q(later=case)).select_related("earlier", "later").order_by("pk"))


def _forms(case: Case, person: Person, seen: Sight) -> dict[str, Any]:
    today = timezone.localdate()
    reads = seen is Sight.WORDS
    return {
        "entry_form": EntryForm(prefix="entry"),
        "answer_form": AnswerForm(prefix="answer") if reads and case.party.email and not case.masked else None,
        "hand_over_form": HandOverForm(prefix="to", choices=receivers(case)) if case.is_open else None,
        "end_form": EndForm(prefix="end"),
        "link_form": LinkForm(prefix="link"),
        "urgency_form": ReasonForm(prefix="urgency"),
        "reopen_form": ReasonForm(prefix="reopen"),
        "ask_form": ReasonForm(prefix="ask"),
        "may_hand_over": ruling(person, Act.DIRECT_CASES, own=reads).allowed,
        "may_ask": seen is Sight.REDACTED,
        "requests": _wishes(case) if reads and has_any(case, "sight_requests") else [],
        "today": today,
    }


def _wishes(case: Case) -> list[tuple[SightRequest, SightForm]]:
    return [(row, SightForm(prefix=f"sight{row.pk}")) for row in case.sight_requests.filter(decided_at=None)]


def receivers(case: Case) -> list[tuple[str, str]]:
    """To whom a case can go: teams, and the people in them. A safeguarding matter stays within its team."""
    rows = Team.objects.with_members(timezone.localdate())
    if case.masked:
        rows = rows.filter(pk=case.team_id)
    teams = {code: name for code, name, _, _ in rows}
    return [*teams.items(), *((f"{code}/{person}", f"{who}, {team}") for code, team, person, who in rows if person)]
