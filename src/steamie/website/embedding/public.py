"""The form in a frame on another website. It sets no cookie, runs no script, and only the websites on our list may show it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from steamie.services import receiving, visitors
from steamie.services.enquiries import UNSURE, choices
from steamie.services.forms import ContactForm
from steamie.services.pacing import too_many_forms
from steamie.visits import callers
from steamie.website.models import EmbeddingPlace

from .actions import count


def _place(number: int) -> EmbeddingPlace:
    place = EmbeddingPlace.objects.in_force().filter(pk=number).first()
    if place is None:
        raise Http404("No website may show this form here.")
    return place


@csrf_exempt  # as the form itself: no account and no cookie to borrow, a signed ticket stands in the form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The form about anything, and the thanks with the reference, within the frame."""
    place, now = _place(pk), timezone.now()
    today = timezone.localdate(now)
    if request.method != "POST":
        excluded, _ = callers.who(request, staff=False, day=today)
        if not excluded:
            count(place, now, sent=False)
        return _framed(request, place, ContactForm(today=today, initial={"ticket": visitors.new_ticket(now)}))
    if too_many_forms(request.META.get("REMOTE_ADDR", ""), "contact"):
        return _framed(request, place, ContactForm(today=today, initial=request.POST.dict()), status=429, too_many=True)
    form = ContactForm(request.POST, today=today)
    if not form.is_valid():
        return _framed(request, place, form, status=422)
    case = receiving.receive_enquiry(form, now, is_test=False)
    count(place, now, sent=True)
    return _framed(request, place, form, case=case, choice=form.choice or choices()[UNSURE])


@require_safe
def colours(request: HttpRequest, pk: int) -> HttpResponse:
    """The colours of the other website, as a stylesheet: none is written into the page."""
    place = _place(pk)
    # Whatever is read takes the ink, whichever scheme the reader prefers: our dark colours are for our dark paper.
    paper = "".join(f"--{name}:{place.paper};" for name in ("ground", "surface", "surface-2", "bad-soft"))
    ink = "".join(f"--{name}:{place.ink};" for name in ("ink", "ink-2", "link", "link-hover", "line-strong", "bad"))
    rules = (
        f":root{{{paper}{ink}--brand:{place.button};--brand-ink:#ffffff}}"
        f"body{{background:{place.paper};color:{place.ink}}}"
        f".ds_button{{background:{place.button};color:#ffffff}}"
    )
    answer = HttpResponse(rules, content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer


def _framed(request: HttpRequest, place: EmbeddingPlace, form: ContactForm, *, status: int = 200, **more: Any) -> HttpResponse:
    answer = render(request, "website/embedded.html", {"place": place, "form": form, **more}, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.xframe_options_exempt = True  # an older word for frame-ancestors that knows no list
    answer._csp_replace = {"frame-ancestors": [place.origin]}  # type: ignore[attr-defined]  # as django-csp's decorators do
    return answer
