"""The desk's view of the strategy: how all 81 clauses stand, one clause with its history, and the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.evidence.models import Event
from steamie.evidence.words import sentence
from steamie.people.permissions import require, ruling
from steamie.rules.permissions import Act
from steamie.rules.standing import State

from . import actions, due, reading
from .document import Clause, Document, Section
from .forms import EditionForm, ImplementationForm, ReviewForm
from .models import ClauseStanding, StrategyReview
from .standing import take_standing, worst_first

ORDER = [State.BREACHED, State.AT_RISK, State.MET, State.NOT_MEASURED]
TONES = {State.BREACHED: "bad", State.AT_RISK: "warn", State.MET: "good", State.NOT_MEASURED: "none"}
ICONS = {State.BREACHED: "bad", State.AT_RISK: "warn", State.MET: "check", State.NOT_MEASURED: "help"}


@dataclass(frozen=True, slots=True)
class Row:
    """One clause on the board."""

    clause: Clause
    standing: ClauseStanding

    @property
    def tone(self) -> str:
        """The colour and shape of its square."""
        return TONES[State(self.standing.state)]

    @property
    def number(self) -> int:
        """74 for S-74."""
        return int(self.clause.id.removeprefix("S-"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many clauses stand so."""

    state: State
    number: int

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return TONES[self.state]

    @property
    def icon(self) -> str:
        """The sign on its chip."""
        return ICONS[self.state]


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """All 81 clauses: the map, what to put right first, and the list."""
    require(request.user, Act.READ_MEASURES)
    try:
        document = reading.current()
    except reading.NotLoaded:
        return render(request, "strategy/none.html", {"room": "strategy", "may_edit": _may_edit(request)})
    rows = _rows(document)
    chosen = request.GET.get("state", "")
    given = {
        "room": "strategy",
        "document": document,
        "rows": rows,
        "groups": _groups(document, [row for row in rows if chosen in ("", row.standing.state)]),
        "tally": [Count(state, sum(row.standing.state == state for row in rows)) for state in ORDER],
        "first": _first(rows),
        "chosen": chosen,
        "measured_at": max((row.standing.measured_at for row in rows if row.standing.pk), default=None),
        "review": due.now(timezone.localdate()),
        "may_edit": _may_edit(request),
    }
    return render(request, "strategy/board.html", given)


@login_required
@require_POST
def measure(request: HttpRequest) -> HttpResponse:
    """Measure every clause now."""
    before = dict(ClauseStanding.objects.values_list("clause", "state"))
    rows = take_standing(now=timezone.now(), by=request.user)
    changed = sum(before.get(row.clause) != row.state for row in rows)
    messages.success(request, f"{len(rows)} clauses measured. {_changes(changed)}")
    return redirect("strategy:board")


@login_required
@require_safe
def clause(request: HttpRequest, number: str) -> HttpResponse:
    """One clause: its words among their neighbours, how it stands, and what happened under it."""
    require(request.user, Act.READ_MEASURES)
    try:
        document = reading.current()
        found = document.clause(number)
    except LookupError as why:
        raise Http404(f"There is no clause {number}.") from why
    standing = ClauseStanding.objects.filter(clause=number).first() or _unmeasured(number)
    events = Event.objects.filter(clause=number).order_by("-number")
    given = {
        "room": "strategy",
        "document": document,
        "clause": found,
        "around": document.around(number),
        "section": document.section_of(number),
        "standing": standing,
        "history": [(event, sentence(event)) for event in events[:20]],
        "happened": events.count(),
        "may_read_log": ruling(request.user, Act.READ_LOG).allowed,
    }
    return render(request, "strategy/clause.html", given)


@login_required
def review(request: HttpRequest) -> HttpResponse:
    """When the review is due, what was held, and a place to record the next."""
    return _act(request, "review", ReviewForm)


@login_required
@require_POST
def implementation(request: HttpRequest) -> HttpResponse:
    """Record the day the strategy was put into use."""
    return _act(request, "implementation", ImplementationForm)


@login_required
@require_POST
def edition(request: HttpRequest) -> HttpResponse:
    """Load a new edition of the strategy."""
    return _act(request, "edition", EditionForm)


def _act(request: HttpRequest, name: str, kind: type[forms.Form]) -> HttpResponse:
    require(request.user, Act.EDIT_STRATEGY)
    form = kind(request.POST, request.FILES) if request.method == "POST" else kind()
    if request.method == "POST" and form.is_valid() and _done(request, name, form):
        return redirect("strategy:review")
    status = 422 if form.is_bound else 200
    return render(request, "strategy/review.html", _review_page(name, form), status=status)


def _done(request: HttpRequest, name: str, form: forms.Form) -> bool:
    """Do what was asked; a refusal becomes an error of the form."""
    try:
        messages.success(request, DEEDS[name](request, form.cleaned_data))
    except ValidationError as why:
        form.add_error(None, why) if not hasattr(why, "error_dict") else [
            form.add_error(*pair) for pair in why.error_dict.items()
        ]
        return False
    except actions.Superseded as why:
        form.add_error("file", str(why))
        return False
    return True


def _record_review(request: HttpRequest, given: dict) -> str:
    held = actions.record_review(by=request.user, **given)
    take_standing(now=timezone.now(), by=request.user)
    return f"Review of {held.held_on:%-d %B %Y} recorded, minute {held.minute_reference}."


def _record_implementation(request: HttpRequest, given: dict) -> str:
    actions.record_implementation(by=request.user, **given)
    take_standing(now=timezone.now(), by=request.user)
    return f"Recorded: in use from {given['on']:%-d %B %Y}."


def _load(request: HttpRequest, given: dict) -> str:
    loaded = actions.load_edition(source=given["file"], by=request.user)
    take_standing(now=timezone.now(), by=request.user)
    return f"Edition {loaded.number} is in force."


DEEDS = {"review": _record_review, "implementation": _record_implementation, "edition": _load}


def _review_page(name: str, form: forms.Form) -> dict[str, object]:
    blank = {"review": ReviewForm(), "implementation": ImplementationForm(auto_id="implementation_%s"), "edition": EditionForm()}
    today = timezone.localdate()
    try:
        standing, first = due.now(today), due.first(today)
    except reading.NotLoaded:
        standing = first = None
    return {
        "room": "strategy",
        "forms": blank | {name: form},
        "form": form,
        "due": standing,
        "first": first,
        "reviews": StrategyReview.objects.select_related("edition"),
    }


def _rows(document: Document) -> list[Row]:
    kept = {row.clause: row for row in ClauseStanding.objects.all()}
    return [Row(clause, kept.get(clause.id) or _unmeasured(clause.id)) for clause in document.clauses]


def _unmeasured(number: str) -> ClauseStanding:
    reason = "Not measured yet. Press “Measure again”."
    return ClauseStanding(clause=number, state=State.NOT_MEASURED, reason=reason, measured_at=datetime.min, since=datetime.min)


def _groups(document: Document, rows: list[Row]) -> list[tuple[Section, list[Row]]]:
    by_clause = {row.clause.id: row for row in rows}
    groups = [(section, [by_clause[n] for n in sorted(section.clauses) if n in by_clause]) for section in document.sections]
    return [(section, inside) for section, inside in groups if inside]


def _first(rows: list[Row]) -> list[Row]:
    """What to put right first: at most five, the worst and longest-standing first."""
    by_clause = {row.clause.id: row for row in rows}
    bad = [row.standing for row in rows if row.standing.state in (State.BREACHED, State.AT_RISK)]
    return [by_clause[standing.clause] for standing in worst_first(bad)[:5]]


def _may_edit(request: HttpRequest) -> bool:
    return ruling(request.user, Act.EDIT_STRATEGY).allowed


def _changes(number: int) -> str:
    if number == 0:
        return "None changed."
    return f"{number} changed." if number > 1 else "One changed."
