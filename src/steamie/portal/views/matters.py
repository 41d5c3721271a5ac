"""One case in an account: where it stands, what was written, and saying more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.portal.actions.matters import add_case, say_more
from steamie.portal.forms import AddMatterForm, MoreWordsForm
from steamie.portal.models import AccountSession, TenancyMatter
from steamie.portal.sessions import own, page
from steamie.services.damp_matters import as_the_tenant_sees_it
from steamie.services.following import followed
from steamie.services.forms import NO_SUCH
from steamie.services.pacing import too_many_looks
from steamie.services.right_to_repair import standing


def _matter(session: AccountSession, token: UUID) -> TenancyMatter:
    """The case, if this account shows it; for anybody else there is none."""
    return get_object_or_404(TenancyMatter.objects.seen_by(session.account).select_related("case__team"), token=token)


@require_safe
@own
def matter(request: HttpRequest, session: AccountSession, token: UUID) -> HttpResponse:
    """Where it stands."""
    return _shown(request, session, _matter(session, token), MoreWordsForm())


@require_POST
@own
def words(request: HttpRequest, session: AccountSession, token: UUID) -> HttpResponse:
    """Say more; to one that has ended, it opens it again."""
    row, form = _matter(session, token), MoreWordsForm(request.POST)
    if not form.is_valid():
        return _shown(request, session, row, form)
    say_more(matter=row, words=form.cleaned_data["words"], at=timezone.now())
    row.case.refresh_from_db()
    return _shown(request, session, row, MoreWordsForm(), heard=True)


def _shown(
    request: HttpRequest, session: AccountSession, row: TenancyMatter, form: MoreWordsForm, *, heard: bool = False
) -> HttpResponse:
    case = row.case
    context = {
        "matter": row,
        "case": case,
        "clock": case.clocks.running().first(),
        "trail": case.trail.shown_to_them().order_by("at", "pk"),
        "right": standing(case, timezone.now()),
        "damp": as_the_tenant_sees_it(case),
        "form": form,
        "heard": heard,
    }
    return page(request, session, "portal/matter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def add(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Put something that was sent without an account into it."""
    form = AddMatterForm(request.POST or None)
    if request.method != "POST":
        return page(request, session, "portal/add.html", {"form": form})
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return page(request, session, "portal/add.html", {"form": form, "too_many": True}, status=429)
    case = followed(form.cleaned_data["reference"], form.cleaned_data["fact"]) if form.is_valid() else None
    if case:
        row = add_case(account=session.account, case=case, at=timezone.now())
        if TenancyMatter.objects.seen_by(session.account).filter(pk=row.pk).exists():
            return redirect("portal:matter", row.token)
    if form.is_valid():
        form.add_error(None, NO_SUCH)
    return page(request, session, "portal/add.html", {"form": form}, status=422)
