"""A home with us: help to apply, and where an application stands, by its reference and a second fact."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.services.application_forms import StandingForm
from steamie.services.applications import found
from steamie.services.models import ApplicationList, ApplicationLooks
from steamie.services.pacing import too_many_looks

NO_SUCH = "We cannot find that. Check the reference and the fact, or ask us: we look it up with you."


@csrf_exempt  # no account and no cookie to borrow
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Help to apply, and where an application stands. A wrong fact and an unknown reference are answered alike."""
    newest = ApplicationList.objects.in_force()
    if request.method != "POST":
        return _page(request, StandingForm(), newest)
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return _page(request, StandingForm(), newest, status=429)
    form = StandingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, newest, status=422)
    row = found(form.cleaned_data["reference"], form.cleaned_data["fact"])
    _count("answered" if row else "not_found")
    if row is None:
        form.add_error(None, NO_SUCH)
        return _page(request, form, newest, status=422)
    page = render(request, "services/application.html", {"application": row, "newest": newest})
    page["X-Robots-Tag"] = "noindex"
    return page


def _page(request: HttpRequest, form: StandingForm, newest: ApplicationList | None, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "newest": newest, "too_many": status == 429}
    return render(request, "services/apply.html", context, status=status)


@transaction.atomic
def _count(column: str) -> None:
    """One more in the day's total: nothing else is kept of who asked."""
    row, _ = ApplicationLooks.objects.get_or_create(day=timezone.localdate())
    ApplicationLooks.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
