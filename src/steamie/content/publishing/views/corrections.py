"""Deciding when a channel has not followed a correction."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.models import Amendment
from steamie.content.publishing.actions import settling_corrections
from steamie.content.publishing.actions.settling import NotSettled
from steamie.content.publishing.forms import ShownForm
from steamie.people.finding import sought
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act


@login_required
@freshly_signed_in
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Say which words the channel shows, where nobody could tell."""
    amendment = _to_decide(request, pk)
    form = ShownForm(request.POST if "verdict" in request.POST or "looked" in request.POST else None)
    if request.method != "POST":
        return _page(request, amendment, form)
    return _settle(request, amendment, lambda: _say_what_is_shown(request, amendment, form), form)


@login_required
@require_POST
@freshly_signed_in
def correct_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Send a held correction to the channel again, as it was approved."""
    amendment = _to_decide(request, pk)
    return _settle(request, amendment, lambda: settling_corrections.correct_now(amendment=amendment, by=request.user))


@login_required
@require_POST
@freshly_signed_in
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Leave the channel with the earlier words."""
    amendment = _to_decide(request, pk)
    return _settle(request, amendment, lambda: settling_corrections.leave(amendment=amendment, by=request.user))


def _to_decide(request: DeskRequest, pk: int) -> Amendment:
    rows = Amendment.objects.select_related("publication__channel", "publication__post__withdrawal", "correction__post")
    return sought(request.user, Act.APPROVE, rows, own=lambda row: row.correction.is_work_of(request.user), pk=pk)


def _settle(request: DeskRequest, amendment: Amendment, act: Callable[[], object], form: ShownForm | None = None) -> HttpResponse:
    """Do it and show the post; or show the page again, with why it cannot be done."""
    try:
        if act() is None:
            return _page(request, amendment, form)
    except NotSettled as refusal:
        return _page(request, amendment, form, str(refusal))
    messages.success(request, "Settled.")
    return redirect("posts:post", amendment.publication.post_id)


def _say_what_is_shown(request: DeskRequest, amendment: Amendment, form: ShownForm) -> object | None:
    """None when the form needs another look. Raises NotSettled."""
    if amendment.stage != Stage.NEEDS_A_PERSON:
        raise NotSettled("This has been settled already.")
    if not form.is_bound:
        raise NotSettled("Look at the channel first, then tick that you have.")
    if not form.is_valid():
        return None
    new = form.cleaned_data["verdict"] == "new"
    act = settling_corrections.shows_the_new if new else settling_corrections.shows_the_old
    return act(amendment=amendment, looked=form.cleaned_data["looked"], by=request.user)


def _page(request: DeskRequest, amendment: Amendment, form: ShownForm | None, problem: str = "") -> HttpResponse:
    context = {
        "room": "today",
        "amendment": amendment,
        "form": form or ShownForm(),
        "problem": problem,
        "marked_words": corrections.marked(amendment.before, amendment.words),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/settle_correction.html", context, status=status)
