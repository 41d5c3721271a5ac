"""The calendar of a quarter: seen, opened, planned, approved, closed; and its ideas."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.calendar import actions as calendar_actions
from steamie.content.calendar import proposing
from steamie.content.calendar.choosing import Choosing, choosing
from steamie.content.calendar.grid import CalendarEntry, Week
from steamie.content.calendar.screen import Plan
from steamie.content.plan.actions import quarters as actions
from steamie.content.plan.forms import MoveForm, PlaceForm
from steamie.content.plan.models import Quarter, Slot
from steamie.content.suggestions.models import group_titles
from steamie.diary.models import working_calendar
from steamie.people.finding import nobodys, sought
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules import quarters, share_words
from steamie.rules.counting import some
from steamie.rules.permissions import Act
from steamie.rules.written_days import is_far_ahead
from steamie.strategy import reading

ONLY = {"approve": "To approve", "drafts": "Drafts", "empty": "Empty"}
WEEKDAYS = {str(number): name for number, name in enumerate(calendar.day_name)}
USUAL_DAYS = ("1", "3")  # Tuesday and Thursday
WEEKEND = {"st_wide-sat": 5, "st_wide-sun": 6}


@login_required
def current(request: DeskRequest) -> HttpResponse:
    """The quarter today is in."""
    return _page(request, timezone.localdate())


@login_required
def quarter(request: DeskRequest, first: date) -> HttpResponse:
    """The quarter a day is in."""
    return _page(request, first)


@login_required
@done_once
def proposal(request: DeskRequest, first: date) -> HttpResponse:
    """Every idea for the open places with its reason; one button makes drafts of those left ticked."""
    require(request.user, Act.PLAN)
    plan = Plan(quarters.quarter_of(first), today=timezone.localdate())
    if request.method == "POST":
        chosen = request.POST.getlist("place")
        drafts = proposing.accept(ideas=plan.ideas, chosen=chosen, by=request.user)
        messages.success(request, f"{len(drafts)} draft{'s'[: len(drafts) != 1]} added. Nothing goes out before it is approved.")
        if changed := len(chosen) - len(drafts):
            messages.warning(
                request,
                f"{changed} idea{'s'[: changed != 1]} had changed since you looked, and w{'as' if changed == 1 else 'ere'} left.",
            )
        return redirect("calendar:quarter", plan.span.first)
    placements = [(proposing.choice(placement), placement) for placement in plan.ideas.proposal.placements]
    context = {"room": "calendar", "plan": plan, "ideas": plan.ideas.proposal, "placements": placements}
    return render(request, "calendar/proposal.html", context)


@login_required
@require_POST
@done_once
def open_quarter(request: DeskRequest, first: date) -> HttpResponse:
    """Begin the plan of a quarter; one that begins more than a year ahead only when its year is confirmed."""
    span, today = quarters.quarter_of(first), timezone.localdate()
    if is_far_ahead(span.first, today) and not request.POST.get("sure"):
        why = f"{span.name} begins more than a year ahead. Tick that the year is right, or choose another quarter."
        return _page(request, first, problems=[Problem(why)], status=422)
    quarter = calendar_actions.open_quarter(day=first, by=request.user)
    messages.success(request, f"{quarter} is open for planning.")
    return redirect("calendar:quarter", quarter.first)


@login_required
@require_POST
@done_once
def lay_out(request: DeskRequest, first: date) -> HttpResponse:
    """Keep the chosen weekdays of the quarter, in exact shares."""
    weekdays = {int(number) for number in request.POST.getlist("weekdays") if number in WEEKDAYS}
    plan = sought(request.user, Act.PLAN, Quarter.objects.all(), first=first)
    try:
        layout = calendar_actions.lay_out(quarter=plan, weekdays=weekdays, by=request.user)
    except NotReady as refusal:
        return _page(request, first, problems=refusal.problems, status=422)
    number = len(layout.places)
    passed = ", ".join(f"{day:%a} {day.day} {day:%b} ({why})" for day, why in layout.skipped)
    shares = reading.shares()
    parts = f", in {share_words.plural(shares)}" if shares else ""
    messages.success(request, f"{number} place{'s'[: number != 1]} added{parts}.{f' Passed over: {passed}.' if passed else ''}")
    return redirect("calendar:quarter", first)


@login_required
@require_POST
def clear(request: DeskRequest, first: date) -> HttpResponse:
    """Take the empty places out, to lay out the quarter again."""
    return _acted(request, first, lambda plan: actions.clear(quarter=plan, by=request.user), "The empty places are taken out.")


@login_required
@require_POST
@done_once
def add_place(request: DeskRequest, first: date) -> HttpResponse:
    """Keep a day for a share."""
    require(request.user, Act.PLAN)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, first, problems=_problems(form), status=422)
    place = form.cleaned_data | {"source": form.cleaned_data["source"] or "team"}
    return _acted(
        request,
        first,
        lambda plan: actions.plan_slot(quarter=plan, by=request.user, **place),
        f"The place is in the plan.{shut_that_day(place['day'])}",
    )


@login_required
@require_POST
@freshly_signed_in
def approve(request: DeskRequest, first: date) -> HttpResponse:
    """Sign the plan off, exactly as it was shown."""
    fingerprint, reason = request.POST.get("fingerprint", ""), request.POST.get("reason", "")

    def act(plan: Quarter) -> str:
        actions.approve_quarter(quarter=plan, fingerprint=fingerprint, reason=reason, by=request.user)
        empty = plan.empty_places(timezone.localdate())
        return f"The plan is approved. {some(empty, 'place')} {'is' if empty == 1 else 'are'} still empty." if empty else ""

    return _acted(request, first, act, "The plan is approved.", to=Act.APPROVE, own=lambda plan: plan.is_work_of(request.user))


@login_required
@require_POST
def close(request: DeskRequest, first: date) -> HttpResponse:
    """Write down how a quarter ended."""
    return _acted(
        request, first, lambda plan: calendar_actions.close_quarter(quarter=plan, by=request.user), "The quarter is closed."
    )


@login_required
@require_safe
def place(request: DeskRequest, pk: int) -> HttpResponse:
    """One open place, with the ways to move it or take it out."""
    require(request.user, Act.PLAN)
    slot = _open_slot(pk)
    return _place(request, slot, MoveForm(initial={"day": slot.day}))


@login_required
@require_POST
def move_place(request: DeskRequest, pk: int) -> HttpResponse:
    """Give an open place another day of its quarter."""
    require(request.user, Act.PLAN)
    slot, form = _open_slot(pk), MoveForm(request.POST)
    if not form.is_valid():
        return _place(request, slot, form)
    try:
        moved = actions.move_slot(slot=slot, day=form.cleaned_data["day"], by=request.user)
    except NotReady as refusal:
        form.add_error("day", refusal.problems[0].message)
        return _place(request, slot, form)
    messages.success(request, f"Moved to {moved.day:%A} {moved.day.day} {moved.day:%B}.{shut_that_day(moved.day)}")
    return redirect("calendar:quarter", slot.quarter.first)


@login_required
@require_POST
@done_once
def remove_place(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an open place out of a plan that is not approved."""
    require(request.user, Act.PLAN)
    slot = _open_slot(pk)
    try:
        actions.remove_slot(slot=slot, by=request.user)
    except NotReady as refusal:
        form = MoveForm({"day": slot.day})
        form.add_error("day", refusal.problems[0].message)
        return _place(request, slot, form)
    messages.success(request, "The place is out of the plan.")
    return redirect("calendar:quarter", slot.quarter.first)


def _open_slot(pk: int) -> Slot:
    return get_object_or_404(Slot.objects.select_related("quarter__approval"), pk=pk, post__isnull=True)


def _place(request: DeskRequest, slot: Slot, form: MoveForm) -> HttpResponse:
    context = {"room": "calendar", "slot": slot, "form": form}
    return render(request, "calendar/place.html", context, status=422 if form.errors else 200)


def shut_that_day(day: date) -> str:
    """A word of warning when nobody is in that day. It may be meant."""
    calendar = working_calendar({day.year})
    why = calendar.closures.get(day) or calendar.statutory.get(day)
    return f" The office is shut that day: {why}." if why else ""


def _acted(
    request: DeskRequest,
    first: date,
    act: Callable[[Quarter], object],
    done: str,
    *,
    to: Act = Act.PLAN,
    own: Callable[[Quarter], bool] = nobodys,
) -> HttpResponse:
    """Do ``act`` to the plan, and say what it answers, or that it is ``done``; a refusal is shown on the calendar."""
    plan = sought(request.user, to, Quarter.objects.all(), own=own, first=first)
    try:
        words = act(plan)
    except NotReady as refusal:
        return _page(request, first, problems=refusal.problems, status=422)
    except Changed as refusal:
        return _page(request, first, problems=[Problem(str(refusal))], status=409)
    messages.success(request, words if isinstance(words, str) and words else done)
    return redirect("calendar:quarter", first)


def shown(request: DeskRequest, day: date, *, problems: Sequence[Problem], status: int) -> HttpResponse:
    """The calendar again, with what was ticked and typed, and why nothing was done."""
    return _page(request, day, problems=problems, status=status, choose=True)


def _page(
    request: DeskRequest, day: date, *, problems: Sequence[Problem] = (), status: int = 200, choose: bool = False
) -> HttpResponse:
    person = request.user
    if not ruling(person, Act.DRAFT, own=True).allowed:
        require(person, Act.READ_MEASURES)
    plans, writes = ruling(person, Act.PLAN).allowed, ruling(person, Act.DRAFT, own=True).allowed
    plan = Plan(quarters.quarter_of(day), today=timezone.localdate(), plans=plans, writes=writes)
    asked_view = request.GET.get("view", "")
    view = asked_view if asked_view in ("list", "month") else "quarter"
    asked = request.POST if choose else request.GET
    choose = writes and view == "quarter" and (choose or "choose" in request.GET)
    day_typed, time_typed = asked.get("day", ""), asked.get("time", "")
    chosen = choosing(plan.dated, wanted=asked.getlist("post"), day=day_typed, time=time_typed) if choose else None
    only = request.GET.get("only", "") if request.GET.get("only") in ONLY and not chosen else ""
    context: dict[str, Any] = {
        "room": "calendar",
        "plan": plan,
        "view": view,
        "rows": plan.live if view == "list" else (),
        "groups": group_titles(),
        "weekdays": [(number, name, number in USUAL_DAYS) for number, name in WEEKDAYS.items()],
        "before": quarters.preceding(plan.span),
        "after": quarters.following(plan.span),
        "problems": problems,
        "choosing": chosen,
        "only": only,
        "filters": [(name, label, plan.number_of(name)) for name, label in ONLY.items()],
        **_weeks(plan, day, view, chosen, only),
        **_planning(plan, person, plans=plans, writes=writes),
    }
    return render(request, "calendar/calendar.html", context, status=status)


def _weeks(plan: Plan, day: date, view: str, chosen: Choosing | None, only: str) -> dict[str, Any]:
    """The rows that are open, and those that are over and folded; in the view of a month, only its own."""
    month = day.replace(day=1)
    weeks = _of_month(plan, month) if view == "month" else plan.weeks
    folds = view == "quarter" and weeks[0].past and not weeks[-1].past
    return {
        "weeks": [drawn_for(week, chosen, only) for week in weeks if not (folds and week.past)],
        "folded": [drawn_for(week, None, only) for week in weeks if week.past and not chosen] if folds else [],
        "wide": " ".join(name for name, day in WEEKEND.items() if any(week.days[day].entries for week in plan.weeks)),
        "month": month,
        "month_before": (month - timedelta(days=1)).replace(day=1),
        "month_after": (month + timedelta(days=31)).replace(day=1),
        "this_month": plan.today if plan.today in plan.span else plan.span.first,
    }


def _planning(plan: Plan, person: Person, *, plans: bool, writes: bool) -> dict[str, Any]:
    """What this person may do with the plan as it stands."""
    unsigned = plan.unsigned
    own = unsigned is not None and unsigned.is_work_of(person)
    approves = ruling(person, Act.APPROVE).allowed
    return {
        "may_plan": plans,
        "may_approve": approves,
        "may_sign": ruling(person, Act.APPROVE, own=True).allowed if own else approves,
        "own_plan": own,
        "may_draft": writes,
        "plan_fingerprint": actions.plan_fingerprint(unsigned, plan.places) if unsigned else "",
    }


def _of_month(plan: Plan, month: date) -> list[Week]:
    """The weeks that have a day of this month."""
    return [
        week for week in plan.weeks if any((each.day.year, each.day.month) == (month.year, month.month) for each in week.days)
    ]


def drawn_for(week: Week, chosen: Choosing | None, only: str) -> Week:
    """A row with the posts that can be chosen, or with those of one kind only."""
    if not (chosen or only):
        return week
    days = [
        replace(day, entries=[_drawn(entry, chosen) for entry in day.entries if not only or entry.group == only])
        for day in week.days
    ]
    return replace(week, days=days)


def _drawn(entry: CalendarEntry, chosen: Choosing | None) -> CalendarEntry:
    if not chosen or entry.post not in chosen.picks:
        return entry
    ticked = any(post.pk == entry.post for post in chosen.chosen)
    return replace(entry, pick=chosen.picks[entry.post], ticked=ticked)


def _problems(form: Any) -> list[Problem]:
    return [Problem(str(error), name) for name, errors in form.errors.items() for error in errors]
