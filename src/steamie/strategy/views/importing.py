"""Bringing in a strategy from Word, PDF or text: the document, its statements, what is missing, and an edition of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.catalogue import capability
from steamie.rules.clauses import ClauseWay
from steamie.rules.permissions import Act
from steamie.strategy import actions
from steamie.strategy.document import Malformed
from steamie.strategy.import_forms import DocumentForm, HeadForm, StatementForm
from steamie.strategy.importing.extract import UnreadableDocument
from steamie.strategy.importing.statements import Statement, from_data
from steamie.strategy.left_out import left_out
from steamie.strategy.models import Edition, StrategyDraft
from steamie.strategy.parsing import parse
from steamie.strategy.standing import take_standing
from steamie.strategy.would_stand import would_stand


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def document(request: DeskRequest) -> HttpResponse:
    """Step 1: a file, or pasted words."""
    person = _officer(request)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if request.method == "POST" and form.is_valid():
        name, content = form.document
        try:
            actions.begin_draft(name=name, content=content, by=person)
        except UnreadableDocument as why:
            form.add_error("file", str(why))
        else:
            return redirect("strategy:statements")
    context = {"form": form, "draft": actions.open_draft()}
    return _page(request, "document", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD"])
def statements(request: DeskRequest) -> HttpResponse:
    """Step 2: every statement under its heading, and one of them open to be changed."""
    _officer(request)
    return _statements(request, request.GET.get("open", ""))


@login_required
@require_POST
def statement(request: DeskRequest, number: str) -> HttpResponse:
    """Say what keeps one statement: keep what is typed, show the settings of another control, or confirm it."""
    person, draft = _officer(request), _draft()
    one = _one(draft, number)
    if "as-suggested" in request.POST:
        return _confirmed(request, draft, one, _said_of(one), person)
    form = StatementForm(request.POST, statement=one)
    if not form.is_valid():
        return _statements(request, number, form, status=422)
    if "confirm" in request.POST:
        return _confirmed(request, draft, one, form.said, person)
    actions.change_statement(draft=draft, number=number, confirmed=False, by=person, **form.said)
    return redirect(f"{reverse('strategy:statements')}?open={number}#open")


@login_required
@require_POST
def reading_statements(request: DeskRequest) -> HttpResponse:
    """Confirm every statement that only explains, at once."""
    person = _officer(request)
    number = actions.confirm_reading(draft=_draft(), by=person)
    messages.success(request, f"{number} confirmed as only for reading.")
    return redirect("strategy:statements")


@login_required
@require_POST
@done_once
def split(request: DeskRequest, number: str) -> HttpResponse:
    """Part a statement at its sentences."""
    person, draft = _officer(request), _draft()
    pieces = actions.split_statement(draft=draft, number=_one(draft, number).number, by=person)
    if pieces == 1:
        messages.warning(request, "It is one sentence, so it cannot be split.")
    return redirect("strategy:statements")


@login_required
@require_POST
@done_once
def join(request: DeskRequest, number: str) -> HttpResponse:
    """Put a statement and the next together."""
    person, draft = _officer(request), _draft()
    try:
        actions.join_statement(draft=draft, number=_one(draft, number).number, by=person)
    except ValidationError as why:
        messages.warning(request, why.messages[0])
    return redirect("strategy:statements")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: DeskRequest) -> HttpResponse:
    """Steps 3 and 4: what the document does not say; then an edition of it, in force or laid on the desk for approval."""
    person, draft = _officer(request), _draft()
    form = HeadForm(request.POST, initial=_head(draft)) if request.method == "POST" else HeadForm(initial=_head(draft))
    if request.method == "POST" and form.is_valid():
        actions.describe_draft(draft=draft, head=form.head, by=person)
        if "propose" in request.POST and (answer := _proposed(request, draft, form, person)):
            return answer
    composed_source, problems = _composed(draft)
    context = {
        "form": form,
        "draft": draft,
        "left_out": left_out(composed_source) if composed_source else [],
        "problems": problems,
        "would": would_stand(composed_source, timezone.now()) if composed_source else None,
        "ownerless": sum(not clause.owner for clause in composed_source.clauses) if composed_source else 0,
        "waiting": sum(not one.confirmed for one in from_data(draft.statements)),
        "first": not Edition.objects.exists(),
    }
    return _page(request, "check", context, status=422 if form.errors or (problems and request.method == "POST") else 200)


def _proposed(request: DeskRequest, draft: StrategyDraft, form: HeadForm, person: Person) -> HttpResponse | None:
    try:
        edition = actions.propose_draft(draft=draft, by=person)
    except Malformed:
        return None  # the page names every problem
    except actions.Superseded as why:
        form.add_error(None, str(why))
        return None
    if isinstance(edition, Edition):
        take_standing(now=timezone.now(), by=person)
        messages.success(request, "Edition 1 is in force.")
        return redirect("strategy:board")
    messages.success(request, "Laid on the desk. Look at what it changes, then record the approval.")
    return redirect("strategy:proposed")


def _composed(draft: StrategyDraft) -> tuple[Any, list[str]]:
    """The document the draft comes to, or what stands in its way."""
    try:
        return parse(actions.composed(draft)), []
    except Malformed as why:
        return None, [problem.message for problem in why.problems]


def _head(draft: StrategyDraft) -> dict[str, Any]:
    initial = {"title": draft.title, **draft.head}
    return initial | {f"office_{office}": title for office, title in draft.head.get("offices", {}).items()}


def _said_of(one: Statement) -> dict[str, Any]:
    """What was said of a statement, or suggested for it, as the action takes it."""
    return {"way": ClauseWay(one.way), "control": one.control, "parameters": one.parameters, "owner": one.owner}


def _confirmed(request: DeskRequest, draft: StrategyDraft, one: Statement, said: dict[str, Any], by: Person) -> HttpResponse:
    try:
        actions.change_statement(draft=draft, number=one.number, confirmed=True, by=by, **said)
    except ValidationError as why:
        form = StatementForm(_as_typed(**said), statement=one)
        form.is_valid()
        for problem in why.messages:
            form.add_error(None, problem)
        return _statements(request, one.number, form, status=422)
    return redirect(f"{reverse('strategy:statements')}?open={_next(draft, one.number)}#open")


def _as_typed(control: str, way: ClauseWay, parameters: dict[str, Any], owner: str) -> dict[str, Any]:
    listed = {name: ", ".join(value) if isinstance(value, list) else value for name, value in parameters.items()}
    return {"kept_by": control or way.value, "owner": owner, **listed}


def _next(draft: StrategyDraft, number: str) -> str:
    """The next statement that waits, after this one and then from the top."""
    all_statements = from_data(draft.statements)
    place = next(at for at, one in enumerate(all_statements) if one.number == number)
    waiting = [one.number for one in [*all_statements[place + 1 :], *all_statements[:place]] if not one.confirmed]
    return waiting[0] if waiting else ""


def _statements(request: DeskRequest, opened: str, form: StatementForm | None = None, status: int = 200) -> HttpResponse:
    draft = _draft()
    all_statements = from_data(draft.statements)
    if form is None and any(one.number == opened for one in all_statements):
        form = StatementForm(statement=_one(draft, opened))
    context = {
        "draft": draft,
        "statements": [(one, _words(one)) for one in all_statements],
        "opened": opened,
        "form": form,
        "waiting": sum(not one.confirmed for one in all_statements),
        "reading": sum(one.way == ClauseWay.READING.value and not one.confirmed for one in all_statements),
        "Way": ClauseWay,
    }
    return _page(request, "statements", context, status=status)


def _words(one: Statement) -> str:
    """What keeps a statement, as the list says it."""
    if one.way == ClauseWay.READING.value:
        return "Only for reading"
    control = capability(one.control)
    return control.in_words(one.parameters) if control else "Nothing measures this yet"


def _page(request: DeskRequest, name: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, f"strategy/import/{name}.html", {"room": "strategy", "stage": name, **context}, status=status)


def _officer(request: DeskRequest) -> Person:
    """Whoever asks, when they may change the strategy."""
    require(request.user, Act.EDIT_STRATEGY)
    return request.user


def _draft() -> StrategyDraft:
    if (draft := actions.open_draft()) is None:
        raise Http404("No document is being brought in.")
    return draft


def _one(draft: StrategyDraft, number: str) -> Statement:
    for one in from_data(draft.statements):
        if one.number == number:
            return one
    raise Http404(f"There is no statement {number}.")
