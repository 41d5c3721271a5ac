"""The words that this landlord adds to what raises a comment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from steamie.conversations import forms
from steamie.conversations.actions.own_words import RAISES, NewWords, add_words, end_words
from steamie.conversations.models import OwnWords
from steamie.conversations.urgency import LABELS, triage
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act


@login_required
@require_safe
def words(request: DeskRequest) -> HttpResponse:
    """The words in use; and a box in which a sentence can be tried."""
    require(request.user, Act.READ_COMMENTS)
    return _page(request)


def _page(request: DeskRequest, tried: forms.OwnWordsForm | None = None) -> HttpResponse:
    sentence = request.GET.get("sentence", "")[: forms.LONGEST]
    answer = triage(sentence) if sentence.strip() else None
    context: dict[str, Any] = {
        "room": "inbox",
        "rows": [(row, LABELS[row.primary]) for row in OwnWords.objects.in_use().select_related("by")],
        "form": tried or forms.OwnWordsForm(prefix="words", choices=list(RAISES.items())),
        "sentence": sentence,
        "answer": answer,
        "label": LABELS.get(answer.primary, "") if answer else "",
        "may": ruling(request.user, Act.ANSWER_COMMENTS).allowed,
    }
    return render(request, "conversations/own_words.html", context, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def add(request: DeskRequest) -> HttpResponse:
    """Add words."""
    require(request.user, Act.ANSWER_COMMENTS)
    form = forms.OwnWordsForm(request.POST, prefix="words", choices=list(RAISES.items()))
    if not carried_out(form, lambda data: add_words(words=NewWords(**data), by=request.user)):
        return _page(request, form)
    messages.success(request, "From now on these words raise a comment.")
    return redirect("conversations:own_words")


@login_required
@require_POST
@done_once
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Take words out."""
    row = sought(request.user, Act.ANSWER_COMMENTS, OwnWords.objects.all(), pk=pk)
    end_words(row=row, by=request.user)
    messages.success(request, "Taken out. What was raised by them stays where it is.")
    return redirect("conversations:own_words")
