"""News by e-mail as readers meet it: asked for, confirmed from their own mailbox, stopped with one press. No cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from steamie.newsletter import composing
from steamie.newsletter.actions import joining
from steamie.newsletter.actions.joining import Wish
from steamie.newsletter.forms import AskForNewsForm, LayoutForm
from steamie.newsletter.lists import mailing_lists, offered_lists
from steamie.newsletter.models import NewsLayout, NewsSubscription
from steamie.people import throttles
from steamie.people.carrying_out import carried_out
from steamie.people.refusals import NotReady

WITHIN, MOST = 600, 20  # seconds, and wishes from one network


@csrf_exempt  # no account and no cookie to borrow
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; then where to look for our letter. Who is on a list and who is not get the same page."""
    first = offered_lists()[0].code
    if request.method != "POST":
        form = AskForNewsForm(initial={"mailing_list": first, "layout": NewsLayout.ORDINARY})
        return render(request, "newsletter/ask.html", {"form": form, "no_mail": settings.MAIL_SERVER is None})
    form = AskForNewsForm(request.POST)
    if settings.MAIL_SERVER is None:
        return render(request, "newsletter/ask.html", {"form": form, "no_mail": True}, status=422)
    if throttles.count_from("news", request.META.get("REMOTE_ADDR", ""), WITHIN) > MOST:
        return render(request, "newsletter/ask.html", {"form": form, "too_many": True}, status=429)
    if form.is_valid() and form.cleaned_data["website"]:
        return _asked(request, form)  # a machine filled in what people do not see: it is thanked, and nobody is written to
    if carried_out(form, lambda data: joining.ask(wish=_wish(data))):
        return _asked(request, form)
    return render(request, "newsletter/ask.html", {"form": form}, status=422)


def _wish(data: dict[str, str]) -> Wish:
    return Wish(data["email"], mailing_lists()[data["mailing_list"]], NewsLayout(data["layout"]), data.get("language", ""))


def _asked(request: HttpRequest, form: AskForNewsForm) -> HttpResponse:
    return _private(render(request, "newsletter/asked.html", {"email": form.cleaned_data["email"]}))


@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, ticket: str) -> HttpResponse:
    """A button first: programs that look through mail open every link, and press none."""
    row = composing.confirmed_by(ticket)
    if row is None or row.left_at:
        return _private(render(request, "newsletter/too_late.html", status=404))
    if request.method == "POST":
        try:
            row = joining.confirm(subscription=row)
        except NotReady:
            return _private(render(request, "newsletter/too_late.html", status=404))
    return _private(render(request, "newsletter/confirm.html", {"subscription": row, "ticket": ticket}))


@csrf_exempt  # RFC 8058: the mail program of a reader presses for them
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """One press stops the letters; looking stops nothing. An address that leads to none is answered as one that was stopped."""
    row = NewsSubscription.objects.filter(token=token).first()
    if request.method == "POST" and row is not None:
        row = joining.leave(subscription=row)
    if row is None or row.left_at:
        return _private(render(request, "newsletter/left.html"))
    return _leaving(request, row, _look_of(row))


@csrf_exempt  # as above
@never_cache
@require_POST
def layout(request: HttpRequest, token: str) -> HttpResponse:
    """Letters look otherwise from now on."""
    row = NewsSubscription.objects.filter(token=token, left_at__isnull=True).first()
    if row is None:
        return _private(render(request, "newsletter/left.html"))
    form = LayoutForm(request.POST)
    if not form.is_valid():
        return _leaving(request, row, form, status=422)
    wanted = form.cleaned_data
    row = joining.change_layout(subscription=row, layout=NewsLayout(wanted["layout"]), language=wanted.get("language", ""))
    return _leaving(request, row, _look_of(row), changed=True)


def _look_of(row: NewsSubscription) -> LayoutForm:
    return LayoutForm(initial={"layout": row.layout, "language": row.language})


def _leaving(
    request: HttpRequest, row: NewsSubscription, form: LayoutForm, *, changed: bool = False, status: int = 200
) -> HttpResponse:
    context = {"subscription": row, "form": form, "changed": changed}
    return _private(render(request, "newsletter/leave.html", context, status=status))


def _private(page: HttpResponse) -> HttpResponse:
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"
    return page
