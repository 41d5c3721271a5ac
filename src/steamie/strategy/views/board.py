"""The desk's view of the strategy: how all its clauses stand, one clause with its history, and the review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.evidence.models import Event
from steamie.evidence.words import sentence
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.clauses import Clause
from steamie.rules.permissions import Act
from steamie.rules.reviews import ReviewDue, in_words
from steamie.rules.standing import State
from steamie.strategy import actions, comparing, due, lines, reading
from steamie.strategy.forms import EditionForm, ImplementationForm, ReviewForm
from steamie.strategy.left_out import left_out
from steamie.strategy.models import ClauseStanding, Edition, StrategyReview
from steamie.strategy.standing import rows_behind, take_standing

FIRST = 6  # rows behind a figure shown before anything is opened
PAGE = 50  # rows behind a figure shown at a time


def nothing_loaded(request: DeskRequest) -> HttpResponse:
    """Says how a strategy is loaded, in the place of any page that shows one."""
    return render(request, "strategy/none.html", {"room": "strategy", "may_edit": _may_edit(request)})


@login_required
@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """All clauses: the map, what to put right first, and the list."""
    require(request.user, Act.READ_MEASURES)
    try:
        document = reading.current()
    except reading.NotLoaded:
        return nothing_loaded(request)
    rows = lines.lines(document, request.user)
    chosen = request.GET.get("state", "")
    context = {
        "room": "strategy",
        "document": document,
        "rows": rows,
        "groups": lines.groups(document, [row for row in rows if _wanted(row, chosen)]),
        "tally": lines.tally(rows),
        "kept": sum(row.state is State.MET for row in rows),
        "standings": f"{lines.in_words([row for row in rows if row.state is not State.MET]).capitalize() or 'All are on track'}.",
        "first": lines.first(rows),
        "chosen": chosen,
        "chosen_label": _label(chosen),
        "measured_at": max((row.standing.measured_at for row in rows if row.standing.pk), default=None),
        "review": due.now(timezone.localdate()),
        "left_out": left_out(document),
        "draft": actions.open_draft() if _may_edit(request) else None,
        "may_edit": _may_edit(request),
        "may_measure": ruling(request.user, Act.MEASURE).allowed,
    }
    return render(request, "strategy/board.html", context)


@login_required
@require_POST
def measure(request: DeskRequest) -> HttpResponse:
    """Measure every clause now."""
    require(request.user, Act.MEASURE)
    before = dict(ClauseStanding.objects.values_list("clause", "state"))
    rows = take_standing(now=timezone.now(), by=request.user)
    changed = sum(before.get(row.clause) != row.state for row in rows)
    messages.success(request, f"{len(rows)} clauses measured. {_changes(changed)}")
    return redirect("strategy:board")


@login_required
@require_safe
def clause(request: DeskRequest, number: str) -> HttpResponse:
    """One clause: its words among their neighbours, how it stands, and what happened under it."""
    require(request.user, Act.READ_MEASURES)
    try:
        document = reading.current()
        asked_for = document.clause(number)
    except LookupError as why:
        raise Http404(f"There is no clause {number}.") from why
    standing = ClauseStanding.objects.filter(clause=number).first() or lines.unmeasured(number)
    reader = lines.BoardReader(request.user)
    events = Event.objects.filter(clause=number).order_by("-number")
    context = {
        "room": "strategy",
        "document": document,
        "clause": asked_for,
        "around": document.around(number),
        "section": document.section_of(number),
        "standing": standing,
        "reason": lines.in_short(standing.reason),
        "history": [(event, sentence(event)) for event in events[:20]],
        "happened": events.count(),
        "may_read_log": ruling(request.user, Act.READ_LOG).allowed,
        "may_open": reader.may_open(standing.link),
        "counted": _counted(request, reader, asked_for),
        "nameless": not reader.may_name(asked_for),
    }
    return render(request, "strategy/clause.html", context)


def _counted(request: DeskRequest, reader: lines.BoardReader, asked_for: Clause) -> dict[str, object] | None:
    """The rows behind the figure as they are now, those that do not count first; None when there are none."""
    rows = sorted(rows_behind(asked_for, timezone.now()), key=lambda row: row.counts)
    if not rows:
        return None
    if not reader.may_name(asked_for):
        rows = [replace(row, what="Someone", link="") for row in rows]
    counting = sum(row.counts for row in rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [(row, row.link if reader.may_open(row.link) else "") for row in page]
    return {
        "total": len(rows),
        "counting": counting,
        "mixed": 0 < counting < len(rows),
        "page": page,
        "first": shown[:FIRST],
        "rest": shown[FIRST:],
    }


@login_required
@done_once
def review(request: DeskRequest) -> HttpResponse:
    """When the review is due, what was held, and a place to record the next."""
    return _act(request, "review", ReviewForm)


@login_required
@require_POST
@done_once
def implementation(request: DeskRequest) -> HttpResponse:
    """Record the day the strategy was put into use."""
    return _act(request, "implementation", ImplementationForm)


@login_required
@require_POST
@done_once
def edition(request: DeskRequest) -> HttpResponse:
    """Load a new edition of the strategy."""
    return _act(request, "edition", EditionForm)


@login_required
@done_once
def proposed(request: DeskRequest) -> HttpResponse:
    """What a new edition would change, and a place to record the committee's approval of it (S-81)."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.EDIT_STRATEGY)
    proposal = actions.proposal()
    if proposal is None:
        messages.info(request, "No new edition waits for approval.")
        return redirect("strategy:review")
    form = ReviewForm(request.POST) if request.method == "POST" else ReviewForm()
    if request.method == "POST" and form.is_valid() and _done(request, "approval", form):
        return redirect("strategy:review")
    new, old = reading.proposed_document(proposal), reading.current()
    context = {
        "room": "strategy",
        "proposal": proposal,
        "form": form,
        "changes": comparing.changes(old, new),
        "unseen": comparing.unseen(old, new),
        "behaviours": comparing.behaviours(old, new),
        "left_out": left_out(new),
        "old": reading.edition(),
        "may_edit": _may_edit(request),
    }
    return render(request, "strategy/proposed.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def proposal_withdrawal(request: DeskRequest) -> HttpResponse:
    """Take the new edition off the desk."""
    require(request.user, Act.EDIT_STRATEGY)
    if proposal := actions.proposal():
        actions.drop_proposal(proposed=proposal, by=request.user)
        messages.success(request, "Taken off the desk. The edition in force stays as it is.")
    return redirect("strategy:review")


def _act(request: DeskRequest, name: str, kind: type[forms.Form]) -> HttpResponse:
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.EDIT_STRATEGY)
    form = kind(request.POST, request.FILES) if request.method == "POST" else kind()
    if request.method == "POST" and form.is_valid() and _done(request, name, form):
        return redirect("strategy:proposed" if name == "edition" and actions.proposal() else "strategy:review")
    status = 422 if form.is_bound else 200
    context = _review_page(name, form) | {"may_edit": _may_edit(request)}
    return render(request, "strategy/review.html", context, status=status)


def _done(request: DeskRequest, name: str, form: forms.Form) -> bool:
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


def _record_review(request: DeskRequest, typed: dict[str, Any]) -> str:
    recorded = actions.record_review(by=request.user, **typed)
    take_standing(now=timezone.now(), by=request.user)
    return f"Review of {recorded.held_on:%-d %B %Y} recorded, minute {recorded.minute_reference}."


def _record_implementation(request: DeskRequest, typed: dict[str, Any]) -> str:
    actions.record_implementation(by=request.user, **typed)
    take_standing(now=timezone.now(), by=request.user)
    return f"Recorded: in use from {typed['on']:%-d %B %Y}."


def _load(request: DeskRequest, typed: dict[str, Any]) -> str:
    if not Edition.objects.exists():  # nothing to compare it with
        actions.load_edition(source=typed["file"], by=request.user)
        return "Edition 1 is in force."
    actions.propose_edition(source=typed["file"], by=request.user)
    return "The file is in order. Look at what it changes, then record the approval."


def _approve(request: DeskRequest, typed: dict[str, Any]) -> str:
    proposal = actions.proposal()
    if proposal is None:
        raise ValidationError("Someone else has dealt with this proposal.")
    edition = actions.sign_off(proposed=proposal, by=request.user, **typed)
    take_standing(now=timezone.now(), by=request.user)
    return f"Edition {edition.number} is in force, minute {typed['minute_reference']}."


DEEDS = {"approval": _approve, "review": _record_review, "implementation": _record_implementation, "edition": _load}


def _review_page(name: str, form: forms.Form) -> dict[str, object]:
    blank = {"review": ReviewForm(), "implementation": ImplementationForm(), "edition": EditionForm()}
    today = timezone.localdate()
    try:
        times: tuple[ReviewDue | None, ReviewDue | None, int | None] = (due.now(today), due.first(today), due.intervals().first)
    except reading.NotLoaded:
        times = (None, None, None)
    standing, first, years = times
    return {
        "room": "strategy",
        "forms": blank | {name: form},
        "form": form,
        "due": standing,
        "first": first,
        "first_after": in_words(years) if years else "",
        "proposal": actions.proposal(),
        "editions": Edition.objects.order_by("-number").defer("source"),
        "reviews": StrategyReview.objects.select_related("edition"),
    }


def _wanted(row: lines.BoardLine, chosen: str) -> bool:
    """``trouble`` is off track and watch together."""
    return chosen in ("", row.standing.state) or (chosen == "trouble" and row.state in lines.TROUBLE)


def _label(chosen: str) -> str:
    """The heading over what was chosen; none for everything."""
    if chosen == "trouble":
        return "What needs work"
    return State(chosen).label if chosen in list(State) else ""


def _may_edit(request: DeskRequest) -> bool:
    return ruling(request.user, Act.EDIT_STRATEGY).allowed


def _changes(number: int) -> str:
    if number == 0:
        return "None changed."
    return f"{number} changed." if number > 1 else "One changed."
