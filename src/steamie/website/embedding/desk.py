"""Where our form may stand, at the desk: the list, the words to copy, and a look at it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.website.models import EmbeddingPlace

from .actions import PlaceToEmbed, allow_place, end_place

SNIPPET = '<iframe src="{address}" title="Contact {name}" style="width:100%;height:56rem;border:0" loading="lazy"></iframe>'


class ColourInput(forms.ColorInput):
    """A browser's own choice of colour: it always has one, so HTML allows no "required" there."""

    def use_required_attribute(self, initial: object) -> bool:
        """Never: a form without a colour is still refused."""
        return False


class EmbeddingForm(forms.Form):
    """Another website, and its colours."""

    address = forms.CharField(label="Its address", max_length=200, help_text="For example https://www.example.org")
    paper = forms.CharField(label="Behind the words", max_length=7, initial="#ffffff", widget=ColourInput())
    ink = forms.CharField(label="The words", max_length=7, initial="#1d1d1d", widget=ColourInput())
    button = forms.CharField(
        label="The button", max_length=7, initial="#1a5244", help_text="Its words are white.",
        widget=ColourInput(),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def places(request: DeskRequest) -> HttpResponse:
    """The list, and adding to it."""
    require(request.user, Act.EDIT_WEBSITE)
    form = EmbeddingForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return allow_place(place=PlaceToEmbed(**data), by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It may show the form. Copy the words below into a page of it.")
        return redirect("website_desk:places")
    rows = EmbeddingPlace.objects.in_force().annotate(shown=Sum("days__shown", default=0), sent=Sum("days__sent", default=0))
    context = {"room": "website", "form": form, "places": [(row, snippet(row)) for row in rows]}
    return render(request, "website/desk_embedding.html", context, status=422 if form.errors else 200)


def snippet(place: EmbeddingPlace) -> str:
    """What is copied into a page of the other website."""
    address = settings.PUBLIC_URL + reverse("website:embedded", args=[place.pk])
    return SNIPPET.format(address=address, name="us")


@login_required
@require_POST
@done_once
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it show the form no longer."""
    row = sought(request.user, Act.EDIT_WEBSITE, EmbeddingPlace.objects.all(), pk=pk)
    end_place(place=row, by=request.user)
    messages.success(request, "It shows our form no longer.")
    return redirect("website_desk:places")
