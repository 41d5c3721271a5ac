"""What is somebody's own: their cases, how we write to them, who lives with them, their pictures, and closing the account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.evidence.actors import VISITOR
from steamie.people.carrying_out import carried_out
from steamie.portal.actions import alarms, coming_in, consents, wishes
from steamie.portal.actions.wishes import NOTICE_WORDS, Wishes
from steamie.portal.forms import SAVED, HouseholdForm, NotMineForm, WishForm
from steamie.portal.models import AccountSession, ContactWish, HouseholdMember, PictureConsent, ResidentAccount
from steamie.portal.own_matters import own_matters
from steamie.portal.sessions import end, own, page
from steamie.rules.cases import Way


@require_safe
@own
def home(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """What is open, what is finished, and the settings in short."""
    account, now = session.account, timezone.now()
    rows = own_matters(account, now)
    context = {
        "open": [row for row in rows if row.is_open],
        "finished": [row for row in rows if not row.is_open],
        "wish": ContactWish.of(account),
        "pictures": _pictures(account).filter(withdrawn_at__isnull=True).count(),
    }
    return page(request, session, "portal/home.html", context)


@require_POST
@own
def sign_out(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Go out."""
    coming_in.go_out(session=session, at=timezone.now())
    return end(redirect("portal:sign_in"))


@require_http_methods(["GET", "HEAD", "POST"])
@own
def settings(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """How we write to them."""
    account = session.account
    newest = ContactWish.of(account)
    initial = {name: getattr(newest, name) for name in Wishes.__slots__}
    form = WishForm(request.POST or None, initial=initial)

    def act(data: dict[str, Any]) -> object:
        return wishes.wish(account=account, wishes=Wishes(**data), at=timezone.now())

    saved = request.method == "POST" and carried_out(form, act)
    return _settings(request, session, form, SAVED if saved else "")


def _settings(request: HttpRequest, session: AccountSession, form: WishForm, done: str = "") -> HttpResponse:
    account = session.account
    context = {
        "form": form,
        "done": done,
        "agreement": account.notice_agreements.filter(withdrawn_at__isnull=True).first(),
        "notice_words": NOTICE_WORDS,
        "pictures": _pictures(account).prefetch_related("channels"),
        "today": timezone.localdate(),
    }
    return page(request, session, "portal/settings.html", context, status=422 if form.errors else 200)


@require_POST
@own
def notices(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Agree to formal notices by e-mail."""
    if request.POST.get("agree") == "yes":
        wishes.agree_to_notices(account=session.account, at=timezone.now())
    return redirect("portal:settings")


@require_POST
@own
def notices_withdrawal(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Formal notices come on paper again."""
    wishes.take_back_notices(account=session.account, at=timezone.now())
    return redirect("portal:settings")


def _pictures(account: ResidentAccount) -> Any:
    return PictureConsent.objects.filter(tenant=account.tenant)


@require_POST
@own
def picture_withdrawal(request: HttpRequest, session: AccountSession, token: UUID) -> HttpResponse:
    """Take back that a picture is shown."""
    consent = get_object_or_404(_pictures(session.account), token=token)
    consents.take_back_own(account=session.account, consent=consent, at=timezone.now())
    return redirect("portal:settings")


@require_http_methods(["GET", "HEAD", "POST"])
@own
def household(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Who lives there."""
    account, form = session.account, HouseholdForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return wishes.name_member(account=account, name=data["name"], relation=data["relation"], at=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        return redirect("portal:household")
    today = timezone.localdate()
    context = {
        "form": form,
        "tenants": [one for one in account.tenancy.tenants.all() if one.is_on_it(today)],
        "members": HouseholdMember.objects.filter(tenancy=account.tenancy, left_at__isnull=True),
    }
    return page(request, session, "portal/household.html", context, status=422 if form.errors else 200)


@require_POST
@own
def departure(request: HttpRequest, session: AccountSession, token: UUID) -> HttpResponse:
    """Somebody does not live there any more."""
    member = get_object_or_404(HouseholdMember, token=token, tenancy=session.account.tenancy)
    wishes.take_out_member(account=session.account, member=member, at=timezone.now())
    return redirect("portal:household")


@require_http_methods(["GET", "HEAD", "POST"])
@own
def closing(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Close the account: said once, done at once."""
    if request.method != "POST":
        return page(request, session, "portal/closing.html", {})
    coming_in.close(account=session.account, by=VISITOR, reason="Its owner closed it.", at=timezone.now())
    return end(page(request, session, "portal/closed.html", {}))


@require_http_methods(["GET", "HEAD", "POST"])
@own
def not_mine(request: HttpRequest, session: AccountSession) -> HttpResponse:
    """Something here is somebody else's: two people hear of it at once."""
    form = NotMineForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return page(request, session, "portal/not_mine.html", {"form": form}, status=422 if form.errors else 200)
    words = form.cleaned_data["words"]
    case = alarms.raise_alarm(words=words, way=Way.WEB, account=session.account, ticket=f"{session.pk}:{words}")
    return page(request, session, "portal/not_mine_thanks.html", {"case": case})
