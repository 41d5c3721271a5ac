"""Our own lists: all of them, one with its rows, and one row as a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import actions, changes
from .differences import before_the_change, differences
from .forms import RowForm
from .models import ParticularEdition, digest_of
from .register import Particular, particular_called, particulars
from .shape import PAST, ListSection, Row
from .showing import ShownSection, shown_row

UNSEEN = "unseen"  # stands for the fingerprint in a form that does not say what was looked at: it fits no state


@login_required
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Every list, with who looked at it last."""
    _require_reading(request, Act.SET_PARTICULARS)
    newest = {one.code: one for one in ParticularEdition.objects.select_related("by").order_by("pk")}
    rows = [(one, newest.get(one.code)) for one in particulars()]
    context = {"room": "website", "rows": rows, "unchecked": sum(edition is None for _, edition in rows)}
    return render(request, "particulars/overview.html", context)


@login_required
@require_safe
def particular(request: DeskRequest, own_list: str) -> HttpResponse:
    """One list with its rows, who changed it when, and what changed that nobody else has looked at yet."""
    one = _sought_by(request, own_list)
    data = one.data()
    editions = ParticularEdition.objects.of(one.code).select_related("by")
    waiting = list(editions.not_looked_over())
    context = {
        "room": "website",
        "particular": one,
        "may_change": ruling(request.user, Act.SET_PARTICULARS).allowed,
        "seen": digest_of(data),
        "sections": [ShownSection.of(section, data) for section in one.sections],
        "editions": editions[:10],
        "waiting": waiting,
        "changed": differences(one, before_the_change(one, waiting[-1]), data) if waiting else [],
        "others_changed": [change for change in waiting if change.by != request.user],
    }
    return render(request, "particulars/particular.html", context)


def _sought_by(request: DeskRequest, own_list: str) -> Particular[Any]:
    """The list, for whoever may change it, look over its changes or read the record; nobody else learns which lists there are."""
    one = particular_called(own_list)
    _require_reading(request, _act_of_looking_over(one))
    return _sought(own_list)


def _act_of_looking_over(one: Particular[Any] | None) -> Act:
    return Act.CONFIRM_NUMBERS if one and one.takes_another else Act.SET_PARTICULARS


def _require_reading(request: DeskRequest, act: Act) -> None:
    """Raises ``NotAllowed`` unless the person may do this, or reads the record: an auditor reads every list and changes none."""
    if not ruling(request.user, Act.READ_LOG).allowed:
        require(request.user, act)


def _sought(own_list: str) -> Particular[Any]:
    one = particular_called(own_list)
    if one is None:
        raise Http404("There is no such list.")
    return one


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of a section of a list, by its number from 0; None for a row to be added."""

    particular: Particular[Any]
    section: ListSection
    number: int | None


def _place(own_list: str, part: str, number: int | None) -> _Place:
    one = _sought(own_list)
    section = one.section(part)
    if section is None or (number is None and not section.grows):
        raise Http404("There is no such part of the list.")
    if number is not None and number >= len(section.rows(one.data())):
        raise Http404("There is no such row.")
    return _Place(one, section, number)


@login_required
@done_once
def add_row(request: DeskRequest, own_list: str, part: str) -> HttpResponse:
    """The form of a new row."""
    require(request.user, Act.SET_PARTICULARS)
    return _row(request, _place(own_list, part, None))


@login_required
@done_once
def change_row(request: DeskRequest, own_list: str, part: str, number: int) -> HttpResponse:
    """The form of one row."""
    require(request.user, Act.SET_PARTICULARS)
    return _row(request, _place(own_list, part, number))


def _row(request: DeskRequest, place: _Place) -> HttpResponse:
    data, number = place.particular.data(), place.number
    row = {} if place.number is None else place.section.rows(data)[place.number]
    form = RowForm(place.section, request.POST if request.method == "POST" else None, initial=row)
    if request.method == "POST" and carried_out(
        form,
        lambda _: actions.change_rows(
            particular=place.particular,
            section=place.section,
            change=changes.added(place.section, form.row()) if number is None else changes.replaced(number, form.row()),
            seen="" if number is None else request.POST.get("seen") or UNSEEN,
            by=request.user,
        ),
    ):
        messages.success(request, "Saved. It holds from now on.")
        return redirect("particulars:particular", place.particular.code)
    context = {
        "room": "website",
        "particular": place.particular,
        "section": place.section,
        "title": shown_row(place.section, row) if row else f"Add to {place.section.label.lower()}",
        "form": form,
        "seen": request.POST.get("seen") or digest_of(data),
        **_removal(place, row),
    }
    return render(request, "particulars/row.html", context, status=422 if form.is_bound else 200)


def _removal(place: _Place, row: Row) -> dict[str, str]:
    """The button under a row's form that takes it out, retires it or offers it again; none for a row of facts or a new one."""
    section = place.section
    if place.number is None or not (section.may_go or section.can_retire):
        return {}
    past = bool(row.get(PAST))
    address = reverse(
        "particulars:offer_again" if past else "particulars:take_out", args=[place.particular.code, section.slug, place.number]
    )
    return {
        "removal": address,
        "removable": "Offer it again" if past else "Take it out" if section.may_go else "Offer it no longer",
    }


def _changed(request: DeskRequest, own_list: str, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and come back to the list; or come back with the reason why not."""
    try:
        act()
    except NotReady as refusal:
        messages.error(request, " ".join(problem.message for problem in refusal.problems))
    else:
        messages.success(request, words)
    return redirect("particulars:particular", own_list)


def _on_row(request: DeskRequest, place: _Place, change: changes.Change, words: str) -> HttpResponse:
    one, seen = place.particular, request.POST.get("seen") or UNSEEN

    def act() -> None:
        actions.change_rows(particular=one, section=place.section, change=change, seen=seen, by=request.user)

    return _changed(request, one.code, act, words)


@login_required
@require_POST
@done_once
def take_out(request: DeskRequest, own_list: str, part: str, number: int) -> HttpResponse:
    """Take a row out, or offer it no longer."""
    require(request.user, Act.SET_PARTICULARS)
    place = _place(own_list, part, number)
    if not (place.section.may_go or place.section.can_retire):
        raise Http404("A row of this part stays.")
    words = "Taken out." if place.section.may_go else "It is offered no longer. What was recorded under it keeps its name."
    return _on_row(request, place, changes.taken_out(place.section, number), words)


@login_required
@require_POST
@done_once
def offer_again(request: DeskRequest, own_list: str, part: str, number: int) -> HttpResponse:
    """Offer a row again."""
    require(request.user, Act.SET_PARTICULARS)
    return _on_row(request, _place(own_list, part, number), changes.offered_again(number), "It is offered again.")


@login_required
@require_POST
@done_once
def move_up(request: DeskRequest, own_list: str, part: str, number: int) -> HttpResponse:
    """Put a row before the one above it."""
    require(request.user, Act.SET_PARTICULARS)
    return _on_row(request, _place(own_list, part, number), changes.moved_up(number), "Moved up.")


@login_required
@require_POST
@done_once
def confirm(request: DeskRequest, own_list: str) -> HttpResponse:
    """Say that the list is right as it stands."""
    require(request.user, _act_of_looking_over(particular_called(own_list)))
    one, seen = _sought(own_list), request.POST.get("seen", "")
    return _changed(
        request, own_list, lambda: actions.confirm(particular=one, seen=seen, by=request.user), "You checked it today."
    )


@login_required
@require_POST
@done_once
def put_back(request: DeskRequest, own_list: str) -> HttpResponse:
    """Let the list hold as it came."""
    require(request.user, Act.SET_PARTICULARS)
    one = _sought(own_list)
    return _changed(
        request, own_list, lambda: actions.put_back(particular=one, by=request.user), "It holds as it came with Steamie."
    )
