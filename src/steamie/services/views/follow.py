"""Following what was sent: by reference and a second fact, typed into a form, never in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.casework.actions.ending import reopen
from steamie.casework.actions.trail import hear_more
from steamie.casework.models import Case
from steamie.casework.models.trail import EntryKind
from steamie.evidence.actors import VISITOR
from steamie.people.refusals import NotReady
from steamie.rules.cases import Way
from steamie.rules.phone_references import understood
from steamie.services import fixing
from steamie.services.damp_matters import as_the_tenant_sees_it
from steamie.services.following import followed
from steamie.services.forms import HAVE_IT, NO_SUCH, NO_WORDS, FixedForm, FollowForm, MoreForm
from steamie.services.models import RepairRequest
from steamie.services.pacing import too_many_looks
from steamie.services.right_to_repair import standing


@csrf_exempt  # no account and no cookie to borrow
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where it stands. A wrong fact and an unknown reference are answered alike."""
    if request.method != "POST":
        brought = understood(request.GET.get("reference", "")) or ""  # from the thanks; alone it opens nothing
        return render(request, "services/follow_find.html", {"form": FollowForm(initial={"reference": brought})})
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return _ask_again(request, FollowForm(initial=request.POST.dict()), 429)
    form = FollowForm(request.POST)
    case = followed(form.cleaned_data["reference"], form.cleaned_data["fact"]) if form.is_valid() else None
    if case is None:
        if form.is_valid():
            form.add_error(None, NO_SUCH)
        return _ask_again(request, form, 422)
    return _standing(request, case, form)


def _ask_again(request: HttpRequest, form: FollowForm, status: int) -> HttpResponse:
    """The two questions again, with all that was typed: 422 when nothing fits, 429 after too many tries."""
    return render(request, "services/follow_find.html", {"form": form, "too_many": status == 429}, status=status)


def _standing(request: HttpRequest, case: Case, form: FollowForm, *, heard: str = "") -> HttpResponse:
    context = {
        "case": case,
        "clock": case.clocks.running().first(),
        "trail": case.trail.shown_to_them().order_by("at", "pk"),
        "form": MoreForm(initial=form.cleaned_data),
        "heard": heard,
        "right": standing(case, timezone.now()),
        "damp": as_the_tenant_sees_it(case),
    } | _question(case)
    page = render(request, "services/follow.html", context)
    page["X-Robots-Tag"] = "noindex"
    return page


def _question(case: Case) -> dict[str, object]:
    """Whether it was fixed, for a repair that is done and was not answered for."""
    repair = RepairRequest.objects.select_related("case").filter(case=case).first()
    if repair is None or not fixing.may_be_answered(repair):
        return {}
    return {"token": fixing.token_of(repair), "question": FixedForm()}


@csrf_exempt  # as above
@never_cache
@require_http_methods(["POST"])
def more(request: HttpRequest) -> HttpResponse:
    """More words to what was sent before; to one that has ended, they open it again."""
    if too_many_looks(request.META.get("REMOTE_ADDR", "")):
        return _ask_again(request, MoreForm(initial=request.POST.dict()), 429)
    form = MoreForm(request.POST)
    case = followed(form.cleaned_data["reference"], form.cleaned_data["fact"]) if form.is_valid() else None
    if case is None:
        if form.is_valid():
            form.add_error(None, NO_SUCH)
        return _ask_again(request, form, 422)
    words = form.cleaned_data["words"].strip()
    if words:
        _heard(case, words)
    case.refresh_from_db()
    return _standing(request, case, form, heard=HAVE_IT if words else NO_WORDS)


def _heard(case: Case, words: str) -> None:
    now = timezone.now()
    last = case.trail.filter(kind=EntryKind.CAME_IN).order_by("-pk").first()
    if last and last.words == words:
        return  # the button was pressed twice
    hear_more(case=case, words=words, way=Way.WEB, by=VISITOR, at=now)
    if not case.is_open:
        try:
            reopen(case=case, reason="They wrote again.", by=VISITOR, at=now)
        except NotReady:
            return  # somebody opened it meanwhile
