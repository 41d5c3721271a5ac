"""The desk's side of suggestions: the queue, what was held back, what was told by phone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.content.suggestions.actions import suggestions as actions
from steamie.content.suggestions.actions.links import NudgedAlready, nudge
from steamie.content.suggestions.asked import groups_asked
from steamie.content.suggestions.contributors import groups_this_quarter
from steamie.content.suggestions.forms import PhoneSuggestionForm, SuggestionAnswerForm
from steamie.content.suggestions.models import Suggestion, group_title
from steamie.content.suggestions.panels import with_outcome
from steamie.content.suggestions.secrets import new_ticket
from steamie.content.suggestions.sheets import receive
from steamie.evidence.actions import reference
from steamie.letters.models import Letter
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

PAGE = 30
SHOWS = {"waiting": "unanswered", "answered": "answered", "held": "held_back", "left": "left_out"}


@login_required
def queue(request: DeskRequest) -> HttpResponse:
    """What waits for an answer, what was answered, what was held back. Without a say in the plan: one's own."""
    require(request.user, Act.SUGGEST)
    show = request.GET.get("show", "waiting")
    if not ruling(request.user, Act.PLAN).allowed:
        return _own(request)
    rows = with_outcome(getattr(Suggestion.objects.whole(), SHOWS.get(show, "unanswered"))())
    return listed(request, rows, show=show)


def _own(request: DeskRequest) -> HttpResponse:
    rows = with_outcome(Suggestion.objects.whole().filter(person=request.user))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "suggestions/suggestions_own.html", {"room": "suggestions", "page": page})


def listed(request: DeskRequest, rows: Any, *, show: str, tried: SuggestionAnswerForm | None = None, pk: int = 0) -> HttpResponse:
    """The queue with ``rows`` in it; with ``tried``, the form that was refused, at the suggestion numbered ``pk``."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    written = Letter.objects.newest_about(map(reference, page))
    words = {
        "room": "suggestions",
        "page": page,
        "rows": [(row, tried if row.pk == pk else _answer_form(row), written.get(reference(row))) for row in page],
        "show": show if show in SHOWS else "waiting",
        "wrong": tried is not None,
        "held_back": Suggestion.objects.held_back().count(),
        "groups": groups_this_quarter(now),
    }
    return render(request, "suggestions/suggestions.html", words, status=422 if tried else 200)


def _answer_form(suggestion: Suggestion) -> SuggestionAnswerForm:
    return SuggestionAnswerForm(auto_id=f"s{suggestion.pk}-%s", initial={"share": suggestion.share})


@login_required
@require_POST
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Let one that was held back join the queue."""
    require(request.user, Act.PLAN)
    suggestion = get_object_or_404(Suggestion, pk=pk)
    actions.release(suggestion=suggestion, by=request.user)
    messages.success(request, f"{suggestion.reference} is in the queue now.")
    return redirect("suggestions_desk:queue")


@login_required
@require_POST
def leave_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Leave out one that was held back."""
    require(request.user, Act.PLAN)
    suggestion = get_object_or_404(Suggestion, pk=pk)
    actions.leave_out(suggestion=suggestion, by=request.user)
    messages.success(request, f"{suggestion.reference} is left out. It stays on record, and can still be let in.")
    return redirect(reverse("suggestions_desk:queue", query={"show": "held"}))


@login_required
@done_once
def take_down(request: DeskRequest) -> HttpResponse:
    """Write down what someone told us by phone, by e-mail or in person."""
    require(request.user, Act.SUGGEST)
    form = _taken_down(request)
    if request.method == "POST" and form.is_valid():
        suggestion = _received(request, form)
        messages.success(request, f"Written down. Tell them the reference: {suggestion.reference}.")
        if suggestion.picture and suggestion.picture.sentences:
            messages.info(request, f"We have the picture. {' '.join(suggestion.picture.sentences)}")
        return redirect("suggestions_desk:queue")
    return render(
        request, "suggestions/suggestion_new.html", {"room": "suggestions", "form": form}, status=422 if form.is_bound else 200
    )


def _taken_down(request: DeskRequest) -> PhoneSuggestionForm:
    today = timezone.localdate()
    if request.method == "POST":
        return PhoneSuggestionForm(request.POST, request.FILES, today=today)
    return PhoneSuggestionForm(initial={"ticket": new_ticket(timezone.now()), "way": "phone"}, today=today)


def _received(request: DeskRequest, form: PhoneSuggestionForm) -> Suggestion:
    answers = form.cleaned_data
    return receive(form=form, by=request.user, group=answers["group"], way=answers["way"], now=timezone.now())


@login_required
@require_POST
@done_once
def remind(request: DeskRequest, group: str) -> HttpResponse:
    """Remind a group that has suggested nothing this quarter."""
    require(request.user, Act.PLAN)
    if group in groups_asked():
        _remind(request, group)
    return redirect("suggestions_desk:queue")


def _remind(request: DeskRequest, group: str) -> None:
    try:
        reminder = nudge(group=group, by=request.user)
    except NudgedAlready as problem:
        messages.error(request, str(problem))
        return
    if reminder.letters:
        reminders = f"{group_title(reminder.group)}: {reminder.letters} reminder{'' if reminder.letters == 1 else 's'}"
        if settings.MAIL_SERVER is None:
            messages.warning(request, f"{reminders} written, but no mail server is set up, so none was sent. Ask them yourself.")
        else:
            messages.success(request, f"{reminders} put in the outbox.")
    else:
        messages.warning(
            request, f"Nobody in {group_title(reminder.group)} has an account. Make a link or a poster for them instead."
        )
