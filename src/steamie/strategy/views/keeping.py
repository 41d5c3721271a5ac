"""Two pages of the desk: the strategy's risks, and the documents it refers to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.strategy import actions, reading, references, risks
from steamie.strategy.capabilities import REFERENCE
from steamie.strategy.document import Document
from steamie.strategy.forms import IncidentForm, ScoreForm, VersionForm
from steamie.strategy.models import LinkCheck
from steamie.strategy.standing import take_standing

from .board import nothing_loaded

KEPT_HERE = ("risks.scored", "risk.no_higher", REFERENCE)  # what these pages can change


@login_required
@require_safe
def register(request: DeskRequest) -> HttpResponse:
    """Every risk of the strategy: how it is scored, and what has happened since (S-09, S-62)."""
    return _once_loaded(request, _register)


@login_required
@require_POST
@done_once
def score(request: DeskRequest, number: str) -> HttpResponse:
    """Score one risk, or score it again."""
    form = ScoreForm(request.POST, auto_id=f"{number}_%s")
    return _act(request, form, lambda typed: _scored(request, number, typed), lambda: _register(request, {number: form}, 422))


@login_required
@require_POST
@done_once
def incident(request: DeskRequest) -> HttpResponse:
    """Write down an incident."""
    form = IncidentForm(request.POST, risks=_choices(_document()), auto_id="incident_%s")
    return _act(request, form, lambda typed: _reported(request, typed), lambda: _register(request, {"incident": form}, 422))


@login_required
@require_safe
def shelf(request: DeskRequest) -> HttpResponse:
    """Every document the strategy refers to: its version, and whether its link works (S-18, S-19)."""
    return _once_loaded(request, _shelf)


@login_required
@require_POST
@done_once
def version(request: DeskRequest, number: str) -> HttpResponse:
    """Write down that a version was read."""
    form = VersionForm(request.POST, auto_id=f"{number}_%s")
    return _act(request, form, lambda typed: _read(request, number, typed), lambda: _shelf(request, {number: form}, 422), "shelf")


@login_required
@require_POST
def look(request: DeskRequest, number: str) -> HttpResponse:
    """Look at one link now."""
    return _link_answer(request, number, actions.check_link)


@login_required
@require_POST
@done_once
def sighting(request: DeskRequest, number: str) -> HttpResponse:
    """Take a person's word that the page is there."""
    return _link_answer(request, number, actions.vouch_for_link)


def _link_answer(request: DeskRequest, number: str, ask: Callable[..., LinkCheck]) -> HttpResponse:
    require(request.user, Act.EDIT_STRATEGY)
    try:
        answer = ask(by=request.user, clause=number)
    except LookupError as why:
        raise Http404(str(why)) from why
    except ValidationError as why:
        messages.error(request, why.messages[0])
        return redirect("strategy:shelf")
    take_standing(now=timezone.now(), by=request.user, clauses=_kept_here())
    (messages.success if answer.working else messages.warning)(request, f"{number}: {answer.words}")
    return redirect("strategy:shelf")


def _act(
    request: DeskRequest,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    again: Callable[[], HttpResponse],
    then: str = "risks",
) -> HttpResponse:
    """Do what the form asks and measure again, or show the form again with what is wrong."""
    require(request.user, Act.EDIT_STRATEGY)
    if not form.is_valid():
        return again()
    try:
        messages.success(request, save(form.cleaned_data))
    except LookupError as why:
        raise Http404(str(why)) from why
    except ValidationError as why:
        for field, problems in why.message_dict.items():
            form.add_error(field, problems)
        return again()
    take_standing(now=timezone.now(), by=request.user, clauses=_kept_here())
    return redirect(f"strategy:{then}")


def _scored(request: DeskRequest, number: str, typed: dict[str, Any]) -> str:
    row = actions.score_risk(by=request.user, clause=number, **typed)
    return f"{number} scored: {row.score.words}."


def _reported(request: DeskRequest, typed: dict[str, Any]) -> str:
    row = actions.record_incident(by=request.user, **typed)
    return f"Incident recorded. Now score {row.clause} again."


def _read(request: DeskRequest, number: str, typed: dict[str, Any]) -> str:
    row = actions.read_version(by=request.user, clause=number, **typed)
    return f"{number}: version “{row.version}” is on record."


def _once_loaded(request: DeskRequest, page: Callable[[DeskRequest], HttpResponse]) -> HttpResponse:
    require(request.user, Act.READ_MEASURES)
    try:
        reading.current()
    except reading.NotLoaded:
        return nothing_loaded(request)
    return page(request)


def _register(request: DeskRequest, typed: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    require(request.user, Act.READ_MEASURES)
    document, now, typed = _document(), timezone.now(), typed or {}
    listed = [
        (risk, typed.get(risk.clause.id) or ScoreForm(auto_id=f"{risk.clause.id}_%s"), risk.stale(now))
        for risk in risks.register(document)
    ]
    context = {
        "room": "strategy",
        "document": document,
        "risks": listed,
        "incident": typed.get("incident") or IncidentForm(risks=_choices(document), auto_id="incident_%s"),
        "wrong": next(iter(typed.values()), None),
        "open": next(iter(typed), ""),
        "plan": _plan(document),
        "may_edit": ruling(request.user, Act.EDIT_STRATEGY).allowed,
    }
    return render(request, "strategy/risks.html", context, status=status)


def _shelf(request: DeskRequest, typed: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    require(request.user, Act.READ_MEASURES)
    document, typed = _document(), typed or {}
    listed = [(one, typed.get(one.clause.id) or _blank(one)) for one in references.all_of(document)]
    context = {
        "room": "strategy",
        "document": document,
        "references": listed,
        "wrong": next(iter(typed.values()), None),
        "open": next(iter(typed), ""),
        "may_edit": ruling(request.user, Act.EDIT_STRATEGY).allowed,
    }
    return render(request, "strategy/references.html", context, status=status)


def _blank(one: references.Reference) -> VersionForm:
    """Where it is kept seldom changes, so that is filled in."""
    current_version = one.version
    return VersionForm(
        auto_id=f"{one.clause.id}_%s",
        initial={"address": current_version.address, "place": current_version.place} if current_version else {},
    )


def _kept_here() -> list[str]:
    return reading.kept_by(*KEPT_HERE)


def _plan(document: Document) -> references.Reference | None:
    """The plan the risks belong to, where the strategy refers to it."""
    named = [clause.id for clause in document.kept_by("risks.scored") if clause.id in document.references]
    return references.one_of(document, named[0]) if named else None


def _choices(document: Document) -> list[tuple[str, str]]:
    return [(number, f"{number} {document.clause(number).heading}") for number in document.risks]


def _document() -> Document:
    try:
        return reading.current()
    except reading.NotLoaded as why:
        raise Http404("No strategy is loaded yet.") from why
