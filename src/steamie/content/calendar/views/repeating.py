"""Posts that come again by a rule."""

from __future__ import annotations

from datetime import time, timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.content.calendar import repeating
from steamie.content.calendar.models import Repetition
from steamie.content.posts.models import Post
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.repeating import WEEKDAYS, WHICH

OFFERED_FOR = timedelta(days=400)  # an older post is copied first


class RepetitionForm(forms.Form):
    """Which post, on which day of each month, and when."""

    use_required_attribute = False
    post = forms.ModelChoiceField(Post.objects.none(), label="Post", empty_label="Choose a post")
    which = forms.TypedChoiceField(label="On the", choices=[(number, word) for number, word in WHICH.items()], coerce=int)
    weekday = forms.TypedChoiceField(label="Weekday", choices=list(enumerate(WEEKDAYS[:5])), coerce=int)
    wall_time = forms.TimeField(label="At", initial=time(10), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        since = timezone.now() - OFFERED_FOR
        rows = Post.objects.live().filter(repeated_by__isnull=True, edited_at__gte=since).order_by("title", "-pk")
        self.fields["post"].queryset = rows  # type: ignore[attr-defined]


@login_required
@done_once
def repetitions(request: DeskRequest) -> HttpResponse:
    """The rules that run, and beginning one."""
    require(request.user, Act.PLAN)
    form = RepetitionForm(request.POST or None, initial={"post": request.GET.get("post")})
    if request.method == "POST" and form.is_valid():
        repetition = repeating.begin_repetition(by=request.user, **form.cleaned_data)
        number = repetition.drafts.count()
        messages.success(request, f"It comes again. Drafts written: {number}. Each waits to be approved.")
        return redirect("calendar:repetitions")
    running = Repetition.objects.running().select_related("post").prefetch_related("drafts__post")
    context = {"room": "calendar", "form": form, "running": running}
    return render(request, "calendar/repetitions.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@done_once
def ending(request: DeskRequest, pk: int) -> HttpResponse:
    """End a rule."""
    repetition = sought(request.user, Act.PLAN, Repetition.objects.select_related("post"), pk=pk)
    repeating.end_repetition(repetition=repetition, by=request.user)
    messages.success(request, "It comes no more. Drafts that are written stay.")
    return redirect("calendar:repetitions")
