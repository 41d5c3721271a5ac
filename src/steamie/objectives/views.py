"""Posts by objective and aim, what one post serves, and the aims themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.plan.models import Quarter
from steamie.content.posts.models import Post
from steamie.content.posts.views.posts import visible_post
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.quarters import Span, quarter_of
from steamie.rules.typed_numbers import whole_number

from . import actions
from .figures import by_goal
from .forms import AimForm, ManyServeForm, ServesForm
from .goals import aims as current_aims
from .goals import goals
from .models import BusinessAim, StaffStory
from .panel import A_STORY

OFFERED = 25  # posts to sort at once


@login_required
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Posts of a quarter by objective and aim, the aims with none, and the posts that do not say."""
    require(request.user, Act.READ_MEASURES)
    today = timezone.localdate()
    opened = Quarter.objects.filter(first__lte=today).order_by("-first").values_list("first", "last")
    spans = list(dict.fromkeys([quarter_of(today), *(Span(first, last) for first, last in opened)]))
    span = _chosen(request.GET.get("quarter", ""), spans) or spans[0]
    figures = by_goal(span.first, span.last, today=today)
    unlisted = figures.unlisted
    context = {
        "room": "readings",
        "span": span,
        "spans": spans,
        "figures": figures,
        "unlisted": len(unlisted),
        "form": _many(unlisted[:OFFERED], today),
        "may_tag": ruling(request.user, Act.PLAN).allowed,
        "may_edit_aims": ruling(request.user, Act.EDIT_STRATEGY).allowed,
    }
    return render(request, "objectives/overview.html", context)


def _chosen(asked: str, spans: list[Span]) -> Span | None:
    return next((span for span in spans if span.first.isoformat() == asked), None)


def _many(posts: list[Post], today: date, data: Any = None) -> ManyServeForm:
    return ManyServeForm(data, posts=posts, offered=goals(today))


@login_required
@require_POST
@done_once
def sort(request: DeskRequest) -> HttpResponse:
    """Say of several posts at once what each serves; those left empty stay as they are."""
    require(request.user, Act.PLAN)
    numbers = [whole_number(name[5:]) or 0 for name in request.POST if name.startswith("post-")][:OFFERED]
    form = _many(list(Post.objects.filter(pk__in=numbers)), timezone.localdate(), request.POST)
    if not form.is_valid():
        messages.warning(request, "One of those objectives or aims is not offered any more. Nothing was changed.")
        return redirect("objectives:overview")
    for post, code in form.chosen:
        actions.say_what_it_serves(post=post, codes=[code], by=request.user)
    messages.success(request, f"Kept for {len(form.chosen)} of the posts.")
    return redirect("objectives:overview")


@login_required
@done_once
def of_post(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything that one post serves: to say by whoever may write it, to read by whoever may read it."""
    post = visible_post(request, pk, Act.DRAFT if request.method == "POST" else Act.READ_MEASURES)
    own = post.author_id == request.user.pk
    if request.method == "POST":
        require(request.user, Act.DRAFT, own=own)
    rows = list(post.served.select_related("aim"))
    offered = goals(timezone.localdate())
    is_story = StaffStory.objects.filter(post=post).exists()
    form = ServesForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        initial={"codes": [row.code for row in rows], "staff_story": is_story},
    )

    def act(data: dict[str, Any]) -> object:
        codes = data["codes"] if offered else [row.code for row in rows]
        return actions.say_what_it_serves(post=post, codes=codes, staff_story=data["staff_story"], by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "Kept. An approval stands as it was.")
        return redirect("posts:post", post.pk)
    may_say = ruling(request.user, Act.DRAFT, own=own).allowed
    codes = {row.code for row in rows}
    served = [goal.label for goal in offered if goal.code in codes] + [A_STORY] * is_story
    context = {"room": "calendar", "post": post, "form": form, "offered": offered, "served": served, "may_say": may_say}
    return render(request, "objectives/of_post.html", context, status=422 if form.errors else 200)


@login_required
@done_once
def aims(request: DeskRequest) -> HttpResponse:
    """The aims of the business plan, and one more."""
    require(request.user, Act.READ_MEASURES if request.method in ("GET", "HEAD") else Act.EDIT_STRATEGY)
    form = AimForm(request.POST or None)
    if request.method == "POST" and carried_out(form, lambda data: actions.add_aim(words=data["words"], by=request.user)):
        messages.success(request, "The aim is added. Posts can serve it from now on.")
        return redirect("objectives:aims")
    context = {
        "room": "readings",
        "form": form,
        "aims": BusinessAim.objects.in_force(timezone.localdate()),
        "may_edit": ruling(request.user, Act.EDIT_STRATEGY).allowed,
        "number": len(current_aims(timezone.localdate())),
    }
    return render(request, "objectives/aims.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@done_once
def end_aim(request: DeskRequest, pk: int) -> HttpResponse:
    """End an aim. Posts that served it keep saying so."""
    require(request.user, Act.EDIT_STRATEGY)
    aim = actions.end_aim(aim=get_object_or_404(BusinessAim, pk=pk), by=request.user)
    messages.success(request, f"“{aim}” is an aim no more.")
    return redirect("objectives:aims")
