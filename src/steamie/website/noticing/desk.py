"""Notices at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.website.models import SiteNotice

from .actions import NoticeToShow, end_notice, show_notice

LATEST = 20


class MomentField(forms.DateTimeField):
    """A day and an hour, picked or typed."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class SiteNoticeForm(forms.Form):
    """A notice."""

    words = forms.CharField(label="What it says", max_length=200, help_text="One or two short sentences, on every page.")
    link = forms.CharField(
        label="Where more about it stands", max_length=300, required=False, help_text="A page of ours: for example /contact/"
    )
    begins_at = MomentField(label="From", initial=timezone.localtime)
    ends_at = MomentField(label="Until", help_text="It goes by itself then. Without an end there is no notice.")

    def clean_link(self) -> str:
        """A page of ours, and nothing else."""
        link: str = self.cleaned_data["link"].strip()
        if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
            raise forms.ValidationError("Write it without the name of the website, beginning with a slash.")
        return link


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def notices(request: DeskRequest) -> HttpResponse:
    """The notices, and putting one up."""
    require(request.user, Act.EDIT_WEBSITE)
    form = SiteNoticeForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return show_notice(notice=NoticeToShow(**data), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It is on every page, and goes by itself at its end.")
        return redirect("website_desk:notices")
    now = timezone.now()
    context = {"room": "website", "form": form, "now": now, "notices": SiteNotice.objects.all()[:LATEST]}
    return render(request, "website/desk_notices.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@done_once
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Take one off now."""
    row = sought(request.user, Act.EDIT_WEBSITE, SiteNotice.objects.all(), pk=pk)
    end_notice(notice=row, by=request.user)
    messages.success(request, "It is off every page.")
    return redirect("website_desk:notices")
