"""One door for everything else: whatever somebody writes becomes a case, and the page says when it will be answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.casework.models import Case
from steamie.services import receiving, visitors
from steamie.services.damp_matters import as_the_tenant_sees_it
from steamie.services.enquiries import UNSURE, choices
from steamie.services.forms import ContactForm, SafeForm
from steamie.services.numbers import private
from steamie.services.pacing import too_many_forms
from steamie.services.right_to_repair import standing
from steamie.visits import on_forms
from steamie.visits.models import Form


@csrf_exempt  # no account and no cookie to borrow: a signed ticket stands in the form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form, and the thanks. Thanks follow the form without a redirect: no address holds what was written."""
    now = timezone.now()
    today = timezone.localdate(now)
    if request.method != "POST":
        picked = request.GET.get("kind", "")
        form = ContactForm(today=today, initial={"ticket": visitors.new_ticket(now), "kind": picked})
        on_forms.begun(request, Form.MESSAGE, now)
        return render(request, "services/contact.html", {"form": form, **on_forms.carried(request)})
    if too_many_forms(request.META.get("REMOTE_ADDR", ""), "contact"):
        form = ContactForm(today=today, initial=request.POST.dict())
        return render(request, "services/contact.html", {"form": form, "too_many": True, **on_forms.carried(request)}, status=429)
    form = ContactForm(request.POST, today=today)
    if not form.is_valid():
        return render(request, "services/contact.html", {"form": form, **on_forms.carried(request)}, status=422)
    choice = form.choice or choices()[UNSURE]
    case = receiving.receive_enquiry(form, now, is_test=on_forms.is_trial(request))
    on_forms.sent(request, Form.MESSAGE, case, now)
    return thanks(request, case, missing=receiving.missing(choice, case), no_answer=form.cleaned_data["no_answer"])


def thanks(request: HttpRequest, case: Case, **words: object) -> HttpResponse:
    """The reference, what was saved when, and what happens by when."""
    clock = case.clocks.running().first()
    damp = as_the_tenant_sees_it(case)
    right = standing(case, timezone.now())
    template = "services/damp_thanks.html" if damp else "services/thanks.html"
    page = render(request, template, {"case": case, "clock": clock, "damp": damp, "right": right, **words})
    page["X-Robots-Tag"] = "noindex"
    return page


@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def safe(request: HttpRequest) -> HttpResponse:
    """Asking for a private call: no letter is sent, nothing typed stands in an address, two named people read it."""
    now = timezone.now()
    if request.method != "POST":
        form = SafeForm(initial={"ticket": visitors.new_ticket(now)})
        return _private(render(request, "services/safe.html", {"form": form, "numbers": private()}))
    form = SafeForm(request.POST)
    if not form.is_valid():
        return _private(render(request, "services/safe.html", {"form": form, "numbers": private()}, status=422))
    case = receiving.receive_safety(form, now)
    thanks = {"case": case, "safe": form.cleaned_data["safe"], "numbers": private()}
    return _private(render(request, "services/safe_thanks.html", thanks))


def _private(page: HttpResponse) -> HttpResponse:
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"
    return page
