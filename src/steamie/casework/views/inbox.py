"""The inbox: one queue for everything people turn to us with, in the order in which it cannot wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.casework.actions.ending import mark_read
from steamie.casework.inbox import InboxRow, headings, in_one, placed, sources
from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.cases import HELD_BACK, OPEN, THEIR_TURN, CaseQuerySet, ended_on
from steamie.casework.panels import lists
from steamie.casework.rows_shown import Reader
from steamie.casework.searching import found_by
from steamie.people.models import Person
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Rank
from steamie.rules.permissions import Act

PAGE = 40
LISTED = 12  # cases on a page of all of them
CASES = "case"  # what the ticks of cases are called in the form
VIEWS: dict[str, tuple[str, Callable[[Person], Q]]] = {
    "all": ("All", lambda person: OPEN),
    "mine": ("Mine", lambda person: OPEN & Q(handler=person)),
    "nobody": ("Nobody’s", lambda person: OPEN & Q(handler=None)),
    "waiting": ("Waiting for them", lambda person: THEIR_TURN),
    "finished": ("Finished today", lambda person: ended_on(timezone.localdate())),
    "held": ("Held back", lambda person: HELD_BACK),
}


def visible(person: Person) -> CaseQuerySet:
    """The cases of which a person sees anything. Raises ``NotAllowed`` for an office that sees none."""
    if not ruling(person, Act.READ_CASES).allowed:
        require(person, Act.WORK_ON_CASE, own=True)
    return Case.objects.seen_by(person, timezone.localdate())


@login_required
@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    """What is open, the most pressing first."""
    person = request.user
    cases, chosen = visible(person), request.GET.get("view", "all")
    view = chosen if chosen in VIEWS else "all"
    counts = _counts(cases, person)
    paginator = Paginator(_places(cases, person, view), PAGE)
    paginator.__dict__["count"] = counts[view]  # the number on the tab: counted already
    page = paginator.get_page(request.GET.get("page"))
    rows = _rows(list(page), person)
    context = {
        "room": "inbox",
        "page": page,
        "groups": headings(rows),
        "tabs": [(code, label, counts[code]) for code, (label, _) in VIEWS.items()],
        "view": view,
        "first": rows[0] if rows else None,
        "pressing": sum(row.rank == Rank.DANGER for row in rows),
        "ticks": any(row.may_tick for row in rows),
        "more": [page for source in sources() for page in source.pages(person)],
        "may_log": ruling(person, Act.LOG_CASE).allowed,
        "held_mail": SortedLetter.objects.seen_by(person, timezone.localdate()).held().count(),
        "may_set": ruling(person, Act.SET_TEAMS).allowed,
    }
    return render(request, "casework/inbox.html", context)


def _places(cases: CaseQuerySet, person: Person, view: str) -> QuerySet[Any]:
    """What stands in a view, the most pressing first: cases, and what rooms above put beside them."""
    others = [places for source in sources() if (places := source.places(person, view)) is not None]
    return in_one([placed(cases.filter(VIEWS[view][1](person)), CASES), *others])


def _rows(places: Sequence[Any], person: Person) -> list[InboxRow]:
    """The rows of a page: one room's at a time, put back into their order."""
    keys: dict[str, list[int]] = {}
    for *_, key, source in places:
        keys.setdefault(source, []).append(key)
    now = timezone.now()
    cases = Case.objects.filter(pk__in=keys.get(CASES, [])).whole()
    rows: dict[tuple[str, int], InboxRow] = {(CASES, row.case.pk): row for row in Reader(person, now).rows(cases)}
    for source in sources():
        if wanted := keys.get(source.code):
            rows |= {(source.code, key): row for key, row in source.rows(person, wanted, now).items()}
    return [rows[source, key] for *_, key, source in places if (source, key) in rows]


def _counts(cases: CaseQuerySet, person: Person) -> Mapping[str, int]:
    """How many stand in each view. One query for cases: it looks only at what is open or ended today, whatever years left."""
    lately = cases.filter(Q(ended_at__isnull=True) | ended_on(timezone.localdate()))
    ours = lately.aggregate(**{code: Count("pk", filter=narrow(person)) for code, (_, narrow) in VIEWS.items()})
    others = [source.counts(person) for source in sources()]
    return {code: number + sum(counts.get(code, 0) for counts in others) for code, number in ours.items()}


@login_required
@require_POST
def read_many(request: DeskRequest) -> HttpResponse:
    """Mark the ticked ones as read, with no reply needed. Only matters without a clock have a box."""
    person = request.user
    require(person, Act.WORK_ON_CASE, own=True)
    ticked = visible(person).open().filter(rank=Rank.NO_CLOCK, reference__in=request.POST.getlist("case"))
    done = len([mark_read(case=case, by=person) for case in ticked])
    done += sum(source.read(person, request.POST.getlist(source.code)) for source in sources())
    messages.success(request, f"{done} ended: read, no reply needed. Each can be opened again from its page.")
    return redirect("casework:inbox")


@login_required
@require_safe
def cases(request: DeskRequest) -> HttpResponse:
    """Every case this person sees, newest first, or those a search finds."""
    person = request.user
    words = request.GET.get("q", "").strip()[:200]
    seen = visible(person)
    rows = found_by(seen, person, words) if words else seen
    page = Paginator(rows.order_by("-received_at", "-pk").whole(), LISTED).get_page(request.GET.get("page"))
    context = {"room": "cases", "page": page, "rows": Reader(person, timezone.now()).rows(page), "words": words}
    return render(request, "casework/cases.html", context | {"lists": lists()})
