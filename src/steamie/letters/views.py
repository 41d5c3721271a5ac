"""The outbox on the desk: what became of each letter, and what can be done about it. For whoever may manage people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people.finding import sought
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

from . import actions, forms
from .models import Letter, LetterState, Mailbox
from .returns import NotAReport
from .tones import tone_of

PER_PAGE = 8
LINK = re.compile(r"https?://\S+")


@login_required
@require_safe
def outbox(request: DeskRequest) -> HttpResponse:
    """Every letter, newest first; of one state, or to one person, when asked."""
    require(request.user, Act.MANAGE_PEOPLE)
    rows, person = Letter.objects.order_by("-kept_at", "-pk"), _person(request)
    if person:
        rows = rows.filter(to__iexact=person.email)
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    state = request.GET.get("state", "")
    if state in LetterState.values:
        rows = rows.filter(state=state)
    shown = Paginator(rows.defer("content"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "letters": _with_readers(shown.object_list),
        "states": [(value, label, counted[value]) for value, label in LetterState.choices if value in counted],
        "state": state,
        "person": person,
        "unset": counted.get(LetterState.NOT_SET_UP, 0),
        "form": forms.TestForm(initial={"address": request.user.email}),
        "mailbox": Mailbox.objects.in_use(),
    }
    return _page(request, "letters/outbox.html", context)


@login_required
@require_safe
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """One letter: how it stands, how it got there, and what can be done."""
    return _letter_page(request, sought(request.user, Act.MANAGE_PEOPLE, Letter.objects.all(), pk=pk))


@login_required
@require_POST
@done_once
def test(request: DeskRequest) -> HttpResponse:
    """Try the mail server with a letter to this address."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.TestForm(request.POST)
    if not form.is_valid():
        return _page(request, "letters/test.html", {"form": form}, status=422)
    return redirect("letters:letter", pk=actions.send_test(address=form.cleaned_data["address"], by=request.user).pk)


@login_required
@require_POST
def again(request: DeskRequest, pk: int) -> HttpResponse:
    """Send it once more."""
    return _do(request, pk, lambda row: actions.try_again(letter=row, by=request.user), "It is in the outbox again.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def aside(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it be."""
    return _with_reason(request, pk, actions.set_aside, "Set this letter aside", "The letter is set aside.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def bounce(request: DeskRequest, pk: int) -> HttpResponse:
    """It came back to our letter box."""
    return _with_reason(request, pk, actions.record_bounce, "This letter came back", "Written down: it came back.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def report(request: DeskRequest) -> HttpResponse:
    """Hand over a message that says which letter came back."""
    require(request.user, Act.MANAGE_PEOPLE)
    form = forms.ReportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            letters = actions.take_report(content=form.cleaned_data["content"], by=request.user)
        except NotAReport as problem:
            form.add_error(None, str(problem))
        else:
            return _reported(request, letters)
    return _page(request, "letters/report.html", {"form": form}, status=422 if form.errors else 200)


def _reported(request: DeskRequest, letters: list[Letter]) -> HttpResponse:
    if len(letters) == 1:
        messages.success(request, "Written down: this letter came back. Whoever had it written is told.")
        return redirect("letters:letter", pk=letters[0].pk)
    if letters:
        messages.success(request, f"Written down: {len(letters)} letters came back.")
    else:
        messages.warning(request, "The report is about no letter that waits here, or only says that one is late.")
    return redirect("letters:outbox")


@login_required
@require_POST
def all_aside(request: DeskRequest) -> HttpResponse:
    """Let every letter be that was written without a mail server."""
    number = actions.set_all_aside(reason="All set aside together: no mail server was set up.", by=request.user)
    messages.success(request, f"{number} letter{'' if number == 1 else 's'} set aside.")
    return redirect("letters:outbox")


@login_required
@require_POST
@never_cache
@freshly_signed_in
def words(request: DeskRequest, pk: int) -> HttpResponse:
    """The words of a letter that did not arrive, with the link in it to copy."""
    row = sought(request.user, Act.MANAGE_PEOPLE, Letter.objects.all(), pk=pk)
    try:
        text = actions.show(letter=row, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("letters:letter", pk=pk)
    return _letter_page(request, row, words=text, link=next(iter(LINK.findall(text)), ""))


def _do(request: DeskRequest, pk: int, act: Callable[[Letter], Any], done: str) -> HttpResponse:
    """Do it, and say so on the letter's page, or what hinders it."""
    row = sought(request.user, Act.MANAGE_PEOPLE, Letter.objects.all(), pk=pk)
    try:
        act(row)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect("letters:letter", pk=pk)


def _with_reason(request: DeskRequest, pk: int, action: Callable[..., Any], heading: str, done: str) -> HttpResponse:
    row = sought(request.user, Act.MANAGE_PEOPLE, Letter.objects.all(), pk=pk)
    form = forms.LetterReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _do(request, pk, lambda row: action(letter=row, by=request.user, **form.cleaned_data), done)
    context = {"letter": row, "form": form, "heading": heading}
    return _page(request, "letters/reason.html", context, status=422 if form.errors else 200)


def _letter_page(request: DeskRequest, row: Letter, **more: Any) -> HttpResponse:
    ((_, reader, tone),) = _with_readers([row])
    names = _names(row)
    history = [(passage, names.get(passage.by, ""), tone_of(passage)) for passage in row.passages.all()]
    context = {"letter": row, "reader": reader, "tone": tone, "history": history, **more}
    return _page(request, "letters/letter.html", context)


def _with_readers(rows: Iterable[Letter]) -> list[tuple[Letter, str, tuple[str, str]]]:
    """Each letter with who it is to, and its tone and icon. Our own people by name, everybody else masked."""
    letters = list(rows)
    names = dict(Person.objects.filter(email__in={row.to.lower() for row in letters}).values_list("email", "name"))
    return [(row, names.get(row.to.lower(), row.masked_to), tone_of(row)) for row in letters]


def _names(row: Letter) -> dict[str, str]:
    """Whoever did something about it, by reference."""
    hands = [by.partition(":") for by in row.passages.values_list("by", flat=True)]
    people = Person.objects.filter(pk__in=[number for kind, _, number in hands if kind == "person"])
    return {person.reference: person.name for person in people}


def _person(request: DeskRequest) -> Person | None:
    return Person.objects.filter(pk=whole_number(request.GET.get("person", "")) or 0).first()


def _page(request: DeskRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {"room": "people", **context}, status=status)
