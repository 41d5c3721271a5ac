"""Links and posters: made, shown once, printed, ended."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from steamie.content.suggestions.actions.links import end_link, make_link
from steamie.content.suggestions.forms import SuggestionLinkForm
from steamie.content.suggestions.models import SuggestionLink
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

PAGE = 30
JUST_MADE = "link_just_made"  # session key: number and secret of a new link, until its page is shown


@login_required
@never_cache
@done_once
def links(request: DeskRequest) -> HttpResponse:
    """Every link, and the form for a new one. A new link is shown once, on a page of its own."""
    require(request.user, Act.PLAN)
    form = SuggestionLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _made(request, form)
    rows = SuggestionLink.objects.annotate(count=Count("suggestions")).order_by("-made_at")
    now = timezone.now()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = {"room": "suggestions", "form": form, "page": page, "rows": [(link, link.live(now)) for link in page], "now": now}
    return render(request, "suggestions/suggestion_links.html", words, status=422 if form.is_bound else 200)


def _made(request: DeskRequest, form: SuggestionLinkForm) -> HttpResponse:
    link, secret = make_link(**form.cleaned_data, by=request.user)
    request.session[JUST_MADE] = [link.pk, secret]
    return redirect("suggestions_desk:new_link")


@login_required
@never_cache
@require_safe
def new_link(request: DeskRequest) -> HttpResponse:
    """The link this browser just made, with its poster: shown once."""
    require(request.user, Act.PLAN)
    pk, secret = request.session.pop(JUST_MADE, (0, ""))
    link = SuggestionLink.objects.filter(pk=pk).first()
    if link is None:
        messages.warning(request, "A new link is shown once. If you did not keep it, end it and make another.")
        return redirect("suggestions_desk:links")
    address = settings.PUBLIC_URL + reverse("suggestions:by_link", args=[secret])
    words = {"room": "suggestions", "link": link, "address": address, "square": qr_code(address)}
    return render(request, "suggestions/suggestion_link_made.html", words)


@login_required
@require_POST
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """End a link now."""
    require(request.user, Act.PLAN)
    link = get_object_or_404(SuggestionLink, pk=pk)
    end_link(link=link, by=request.user)
    messages.success(request, f"“{link.label}” is ended. What came by it stays.")
    return redirect("suggestions_desk:links")


def qr_code(address: str) -> SafeString:
    """A QR code of our own address as SVG, without a style of its own (the page's policy allows none)."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", xmldecl=False, svgns=True, nl=False, svgclass="st_qr", lineclass=None, omitsize=True, light="#fff")
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made by segno from an address of ours, holds no text
