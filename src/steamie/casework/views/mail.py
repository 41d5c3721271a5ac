"""Mail that a person must look at: suspected, perhaps of another case, or not readable; and what machines wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from steamie.casework.actions import mail as actions
from steamie.casework.forms import LetMailInForm, ReasonForm
from steamie.casework.mail_in.sorting import arrival_of
from steamie.casework.models import SortedLetter
from steamie.casework.models.mail import SortedLetterQuerySet
from steamie.casework.sight import sight_of
from steamie.people.carrying_out import carried_out
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight
from steamie.rules.one_line import one_line
from steamie.rules.permissions import Act

PAGE = 40
VIEWS: dict[str, tuple[str, Callable[[SortedLetterQuerySet], SortedLetterQuerySet]]] = {
    "held": ("To look at", lambda rows: rows.held()),
    "machines": ("From machines", lambda rows: rows.of_machines()),
    "away": ("Not for us", lambda rows: rows.not_for_us()),
}


def _visible(person: Person) -> SortedLetterQuerySet:
    """The letters this person may read, without their content. Raises ``NotAllowed`` for an office that works on no case."""
    require(person, Act.WORK_ON_CASE, own=True)
    rows = SortedLetter.objects.seen_by(person, timezone.localdate())
    return rows.select_related("letter", "letter__mailbox", "case", "decided_by").defer("letter__content")


def _letter(request: DeskRequest, pk: int) -> SortedLetter:
    row = _visible(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404("No letter of yours has this number.")
    return row


def _of_a_case_they_read(request: DeskRequest, pk: int) -> SortedLetter | None:
    """The letter, where it is part of a case whose words this person reads, an auditor who was let included."""
    row = SortedLetter.objects.filter(pk=pk, entry__isnull=False).select_related("letter", "case").first()
    return row if row and row.case and sight_of(request.user, row.case) is Sight.WORDS else None


@login_required
@require_safe
def mail(request: DeskRequest) -> HttpResponse:
    """What waits for a person; or what machines wrote, or what was put away."""
    rows, chosen = _visible(request.user), request.GET.get("view", "held")
    view = chosen if chosen in VIEWS else "held"
    page = Paginator(VIEWS[view][1](rows).order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    tabs = [(code, label, narrow(rows).count()) for code, (label, narrow) in VIEWS.items()]
    return render(request, "casework/mail.html", {"room": "inbox", "page": page, "view": view, "tabs": tabs})


@login_required
@require_safe
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """One letter, as text, and what can be done with it."""
    return _page(request, _letter(request, pk))


def _page(request: DeskRequest, row: SortedLetter, **tried: Form) -> HttpResponse:
    reads = row.case is not None and sight_of(request.user, row.case) is Sight.WORDS
    context: dict[str, Any] = {
        "room": "inbox",
        "row": row,
        "arrival": arrival_of(row.letter),
        "into": row.case if reads else None,
        "may_decide": row.became in actions.DECIDABLE and not row.entry_id,
        "reason_form": ReasonForm(prefix="away"),
    }
    return render(request, "casework/mail_letter.html", context | tried, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def let_in(request: DeskRequest, pk: int) -> HttpResponse:
    """It is for us."""
    row, form = _letter(request, pk), LetMailInForm(request.POST)

    def act(data: dict[str, Any]) -> object:
        return actions.let_in(row=row, into=row.case if data["into"] else None, by=request.user)

    if not carried_out(form, act):
        return _page(request, row, let_in_form=form)
    row = SortedLetter.objects.select_related("case").get(pk=pk)
    messages.success(request, f"It is in the trail of {row.case}.")
    return redirect("casework:case", row.case.reference) if row.case else redirect("casework:mail")


@login_required
@require_POST
@done_once
def put_away(request: DeskRequest, pk: int) -> HttpResponse:
    """It is not for us, and why."""
    row, form = _letter(request, pk), ReasonForm(request.POST, prefix="away")
    if not carried_out(form, lambda data: actions.put_away(row=row, reason=data["reason"], by=request.user)):
        return _page(request, row, reason_form=form)
    messages.success(request, "Put away. You find it under “Not for us”, and can still let it in.")
    return redirect("casework:mail")


@login_required
@require_safe
def original(request: DeskRequest, pk: int) -> HttpResponse:
    """The letter as it came, to be saved: whatever is in it, no browser opens it as a page of ours."""
    row = _of_a_case_they_read(request, pk) or _letter(request, pk)
    content = bytes(row.letter.content)
    if not content:
        raise Http404("What came is not here any more.")
    return _to_be_saved(content, f"letter-{row.pk}.eml")


@login_required
@require_safe
def attachment(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """One thing that was attached, apart from the letter, to be saved."""
    row = _of_a_case_they_read(request, pk) or _letter(request, pk)
    attached = arrival_of(row.letter).mail.attachments if row.letter.content else ()
    if not 0 < number <= len(attached):
        raise Http404("Nothing of that number is attached.")
    one = attached[number - 1]
    return _to_be_saved(one.content, one.name)


def _to_be_saved(content: bytes, name: str) -> HttpResponse:
    """A file of somebody else's: saved, and never opened as a page of ours."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one_line(name)[:120]) or "attachment"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
