"""Was it fixed? A page behind a signed link: looking changes nothing, one press answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.services import fixing
from steamie.services.forms import FixedForm
from steamie.services.models import RepairRequest, Verdict
from steamie.services.pacing import too_many_looks


@csrf_exempt  # no account and no cookie to borrow: the link is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fixed(request: HttpRequest, token: str) -> HttpResponse:
    """The question, and what becomes of the answer. A link that is not ours and one that is too old are answered alike."""
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return _page(request, None, status=429)
    repair = fixing.repair_in(token)
    if repair is None:
        return _page(request, None, status=404)
    if request.method != "POST":
        return _page(request, repair, form=FixedForm(), token=token)
    form = FixedForm(request.POST)
    if not form.is_valid():
        return _page(request, repair, form=form, token=token, status=422)
    if not repair.verdict and repair.case.is_open:
        return _page(request, repair, token=token, status=409)
    row = fixing.hear(repair, Verdict(form.cleaned_data["verdict"]), form.cleaned_data["words"], timezone.now())
    return _page(request, row, token=token, heard=True)


def _page(request: HttpRequest, repair: RepairRequest | None, *, status: int = 200, **context: object) -> HttpResponse:
    if repair is not None:
        repair.case.refresh_from_db()
        context |= {"case": repair.case, "ending": repair.case.endings.first(), "asks": fixing.may_be_answered(repair)}
    page = render(request, "services/fixed.html", {"repair": repair, "too_many": status == 429, **context}, status=status)
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"
    return page
