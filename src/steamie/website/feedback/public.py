"""“Did this page help?” as people meet it: one press, then words if they like; no script, no cookie, nobody followed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.website.models import YouSaid
from steamie.website.serving import cacheable

from . import receiving
from .forms import WordsForm
from .receiving import FeedbackWords

PRESSED = {"yes": True, "no": False}
MOST = 60  # shown on one page


@csrf_exempt  # the question stands on pages that are the same for everybody, and borrows no account
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The press is kept at once; then words may follow. Looking shows the question about the whole website."""
    pressed = PRESSED.get(request.POST.get("helped", ""))
    if request.method != "POST" or pressed is None:
        return render(request, "website/feedback.html", status=422 if request.method == "POST" else 200)
    address = request.META.get("REMOTE_ADDR", "")
    if receiving.too_many(address):
        return render(request, "website/feedback.html", {"too_many": True}, status=429)
    now = timezone.now()
    row = receiving.press(request.POST.get("page", ""), pressed, address=address, at=now)
    form = WordsForm(initial={"sheet": receiving.ticket(row, now)})
    return _noindex(render(request, "website/feedback_words.html", {"row": row, "form": form}))


@csrf_exempt  # as above
@never_cache
@require_POST
def words(request: HttpRequest) -> HttpResponse:
    """Words to an answer, kept with it. What was typed comes back with whatever is wrong with it."""
    if receiving.too_many(request.META.get("REMOTE_ADDR", "")):
        form = WordsForm(initial=request.POST.dict())
        return render(request, "website/feedback_words.html", {"form": form, "too_many": True}, status=429)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "website/feedback_words.html", {"form": form}, status=422)
    data = form.cleaned_data
    said = FeedbackWords(data["words"], data["reach"], data["website"])
    _, case = receiving.add_words(data["sheet"], said, at=timezone.now())
    return _noindex(render(request, "website/feedback_thanks.html", {"case": case}))


def _noindex(page: HttpResponse) -> HttpResponse:
    page["X-Robots-Tag"] = "noindex"
    return page


@require_safe
def you_said(request: HttpRequest) -> HttpResponse:
    """What people said and what we did, the newest first."""
    rows = list(YouSaid.objects.public()[:MOST])
    return cacheable(request, TemplateResponse(request, "website/you_said.html", {"rows": rows}))
