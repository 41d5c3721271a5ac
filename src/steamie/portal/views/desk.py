"""The portal at the desk: how many have an account, one tenancy, letters with codes, consents to pictures, and the alarm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.people import tickets
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.portal import actions, code_letters, figures
from steamie.portal.actions import alarms, answering, codes, coming_in
from steamie.portal.actions import consents as consenting
from steamie.portal.actions.consents import Consent
from steamie.portal.desk_forms import AlarmForm, ConsentForm, SetUpForm, WhyClosedForm
from steamie.portal.models import HouseholdMember, PictureConsent, ResidentAccount, Tenancy, TenancyList, Tenant
from steamie.printing.typesetting import CannotTypeset
from steamie.rules.cases import Way
from steamie.rules.permissions import Act

PER_PAGE = 50
ALARM_SHEET = "steamie.portal.alarm"


@login_required
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """How many households have an account; and, for whoever may look tenancies up, a search."""
    require(request.user, Act.READ_TOTALS)
    reads = ruling(request.user, Act.READ_TENANCIES).allowed
    words = request.GET.get("q", "").strip()[:100] if reads else ""
    shown = Paginator(Tenancy.objects.searched(words), PER_PAGE).get_page(request.GET.get("page")) if words else None
    context = {
        "room": "cases",
        "figures": figures.registrations(timezone.now()),
        "reads": reads,
        "keeps": ruling(request.user, Act.KEEP_TENANCIES).allowed,
        "drafts": ruling(request.user, Act.DRAFT).allowed,
        "may_raise": ruling(request.user, Act.LOG_CASE).allowed,
        "words": words,
        "page": shown,
        "lists": TenancyList.objects.defer("content", "reading").select_related("sent_by")[:5] if reads else [],
    }
    return render(request, "portal/desk_overview.html", context)


@login_required
@require_safe
def tenancy(request: DeskRequest, pk: int) -> HttpResponse:
    """One tenancy: who is on it, who lives there, which accounts there are, and how they want to be written to."""
    require(request.user, Act.READ_TENANCIES)
    return _tenancy(request, get_object_or_404(Tenancy, pk=pk))


def _tenancy(request: DeskRequest, row: Tenancy, tried: tuple[int, SetUpForm] | None = None) -> HttpResponse:
    accounts = {account.tenant_id: account for account in row.accounts.open().prefetch_related("wishes", "notice_agreements")}
    people = [(one, accounts.get(one.pk), _set_up_form(one, tried)) for one in row.tenants.all()]
    context = {
        "room": "cases",
        "tenancy": row,
        "people": people,
        "household": HouseholdMember.objects.filter(tenancy=row, left_at__isnull=True),
        "keeps": ruling(request.user, Act.KEEP_TENANCIES).allowed,
        "why_form": WhyClosedForm(),
        "today": timezone.localdate(),
    }
    return render(request, "portal/desk_tenancy.html", context, status=422 if tried else 200)


def _set_up_form(tenant: Tenant, tried: tuple[int, SetUpForm] | None) -> SetUpForm:
    if tried and tried[0] == tenant.pk:
        return tried[1]
    return SetUpForm(prefix=f"tenant-{tenant.pk}", initial={"email": tenant.email})


@login_required
@require_POST
@done_once
def set_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Set up an account with somebody who is here, or on the phone."""
    require(request.user, Act.KEEP_TENANCIES)
    tenant = get_object_or_404(Tenant.objects.select_related("tenancy"), pk=pk)
    form = SetUpForm(request.POST, prefix=f"tenant-{tenant.pk}")

    def act(data: dict[str, Any]) -> object:
        return answering.set_up_with_person(tenant=tenant, email=data["email"], by=request.user)

    if not carried_out(form, act):
        return _tenancy(request, tenant.tenancy, (tenant.pk, form))
    messages.success(request, "The account is set up. The letter with their link is in the outbox.")
    return redirect(tenant.tenancy)


@login_required
@require_POST
@done_once
def close_account(request: DeskRequest, pk: int) -> HttpResponse:
    """Close somebody's account."""
    require(request.user, Act.KEEP_TENANCIES)
    account = get_object_or_404(ResidentAccount.objects.select_related("tenancy"), pk=pk)
    form = WhyClosedForm(request.POST)
    if form.is_valid():
        coming_in.close(account=account, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The account is closed, and nobody is signed in to it any more.")
    else:
        messages.error(request, "Say why the account is closed.")
    return redirect(account.tenancy)


@login_required
@require_POST
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Print a letter with a code for one person."""
    require(request.user, Act.KEEP_TENANCIES)
    tenant = get_object_or_404(Tenant.objects.in_force(timezone.localdate()).select_related("tenancy"), pk=pk)
    return _printed(request, [tenant], back=tenant.tenancy.get_absolute_url())


@login_required
@require_POST
def letters(request: DeskRequest) -> HttpResponse:
    """Print letters with codes for the next of those who have neither an account nor a code."""
    require(request.user, Act.KEEP_TENANCIES)
    return _printed(request, list(figures.without_account(timezone.now())[: codes.MOST]), back="portal_desk:overview")


def _printed(request: DeskRequest, tenants: list[Tenant], *, back: str) -> HttpResponse:
    try:
        made = codes.make_codes(tenants=tenants, by=request.user)
        pdf = code_letters.as_pdf(made, timezone.localdate())
    except NotReady as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(back)
    except CannotTypeset as problem:
        messages.error(request, f"The letters could not be printed. {problem} The codes end by themselves.")
        return redirect(back)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="letters.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def alarm(request: DeskRequest) -> HttpResponse:
    """Someone says that they can see another person's data."""
    require(request.user, Act.LOG_CASE)
    now = timezone.now()
    form = AlarmForm(request.POST or None, initial={"ticket": tickets.new_ticket(now, salt=ALARM_SHEET)[:64]})
    if request.method != "POST" or not form.is_valid():
        context = {"room": "cases", "form": form}
        return render(request, "portal/desk_alarm.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    case = alarms.raise_alarm(words=data["words"], way=Way(data["way"]), by=request.user, ticket=data["ticket"], at=now)
    number = len(alarms.to_tell(case, now))
    messages.success(request, f"{case.reference}: {number} people are written to. The 72 hours run from now.")
    return redirect("portal_desk:overview")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def consents(request: DeskRequest) -> HttpResponse:
    """Every consent to a picture, the newest first, and writing one down."""
    require(request.user, Act.DRAFT)
    form = ConsentForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        tenant = _tenant_called(data["tenancy"], data["name"])
        names = ("picture", "title", "agreed_on", "until", "name")
        consent = Consent(**{name: data[name] for name in names}, channels=list(data["channels"]), tenant=tenant)
        return consenting.record_consent(consent=consent, by=request.user)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "The consent is written down. The composer keeps to it.")
        return redirect("portal_desk:consents")
    rows = PictureConsent.objects.select_related("picture", "tenant").prefetch_related("channels")
    context = {
        "room": "cases",
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
        "may_see_to": ruling(request.user, Act.WITHDRAW).allowed,
    }
    return render(request, "portal/desk_consents.html", context, status=422 if form.errors else 200)


def _tenant_called(reference: str, name: str) -> Tenant | None:
    """The tenant of this number and name. Raises ``NotReady`` where nobody of that name is on it."""
    if not reference.strip():
        return None
    rows = Tenant.objects.filter(tenancy__reference=reference.strip().upper())
    tenant = rows.filter(name__iexact=name.strip()).first()
    if tenant is None:
        raise NotReady([actions.NOBODY_OF_THAT_NAME])
    return tenant


@login_required
@require_POST
def consent_withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Somebody took a consent back."""
    require(request.user, Act.WITHDRAW)
    consenting.take_back(consent=get_object_or_404(PictureConsent, pk=pk), by=request.user)
    messages.success(request, "Taken back. The picture can be approved for no post any more.")
    return redirect("portal_desk:consents")


@login_required
@require_POST
def consent_seen(request: DeskRequest, pk: int) -> HttpResponse:
    """The picture was taken down wherever it was shown."""
    require(request.user, Act.WITHDRAW)
    consenting.see_to(consent=get_object_or_404(PictureConsent, pk=pk), by=request.user)
    messages.success(request, "Thank you: it is on record.")
    return redirect("portal_desk:consents")
