"""Answering a suggestion from the queue; "Use it" begins a draft with its words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from steamie.content.posts.actions.taking_up import use
from steamie.content.suggestions.actions import suggestions as actions
from steamie.content.suggestions.forms import SuggestionAnswerForm
from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.views.queue import listed
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@require_POST
@done_once
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer one. "Use it" also begins a draft with its words."""
    require(request.user, Act.PLAN)
    suggestion = get_object_or_404(Suggestion, pk=pk)
    form = SuggestionAnswerForm(request.POST, auto_id=f"s{pk}-%s")
    if not form.is_valid():
        return listed(request, Suggestion.objects.whole().unanswered(), show="waiting", tried=form, pk=pk)
    try:
        return _answered(request, suggestion, form.cleaned_data)
    except actions.AlreadyAnswered as problem:
        messages.error(request, str(problem))
        return redirect("suggestions_desk:queue")


def _answered(request: DeskRequest, suggestion: Suggestion, data: dict[str, str]) -> HttpResponse:
    reason, share = data["reason"], data.get("share", "")
    if data["outcome"] == "used":
        post = use(suggestion=suggestion, reason=reason, share=share, by=request.user)
        messages.success(request, f"{suggestion.reference} is answered. Here is a draft with its words.")
        return redirect("posts:post", pk=post.pk)
    actions.answer(suggestion=suggestion, outcome=data["outcome"], reason=reason, share=share, by=request.user)
    messages.success(request, f"{suggestion.reference} is answered, and the sender is told.")
    return redirect("suggestions_desk:queue")
