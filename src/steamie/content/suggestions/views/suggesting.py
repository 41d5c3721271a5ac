"""The public side of suggestions: the form, by account or by link, and the page where the sender sees the answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from steamie.content.suggestions import pacing
from steamie.content.suggestions.forms import OpenForm, SuggestionForm
from steamie.content.suggestions.models import Suggestion, SuggestionLink, SuggestionWay
from steamie.content.suggestions.panels import needed_most, shown
from steamie.content.suggestions.secrets import follow_path, link_for, new_ticket, opens
from steamie.content.suggestions.sheets import group_of, receive
from steamie.evidence.actions import reference
from steamie.letters.models import Letter
from steamie.people.permissions import ruling
from steamie.people.requests import DeskRequest, is_signed_in
from steamie.rules.permissions import Act
from steamie.rules.shares import Share


@csrf_exempt  # for visitors, who have no cookie to borrow; the form of those signed in is guarded below
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The form, for everybody: for one's own group with an account, else as a visitor who says who they are (S-59).

    A sheet that was opened as a visitor is taken as a visitor's, whoever has signed in meanwhile.
    """
    if not is_signed_in(request) or "group" in request.POST:
        return _open(request)
    if not ruling(request.user, Act.SUGGEST).allowed:
        return render(request, "suggestions/suggest_how.html", {"needed": _needed()})
    return _signed_in(request)


@csrf_protect
def _signed_in(request: DeskRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        group = group_of(request.user)
        suggestion = receive(form=form, by=request.user, group=group, way=SuggestionWay.ACCOUNT, now=timezone.now())
        return redirect(follow_path(suggestion))
    return _page(request, form, signed_in=True)


def _open(request: HttpRequest) -> HttpResponse:
    """Without session, cookie or script: a signed ticket stands in the form."""
    paced = _paced(request)
    form = _form(request, OpenForm, pictures=paced <= pacing.MOST_WITH_PICTURES)
    if paced > pacing.MOST:
        return _too_many(request, form)
    if request.method == "POST" and form.is_valid():
        group = form.cleaned_data["group"]
        suggestion = receive(form=form, group=group, way=SuggestionWay.SITE, paced=paced, now=timezone.now())
        return redirect(follow_path(suggestion))
    return _page(request, form, open=True)


@csrf_exempt  # no account and no cookie to borrow: the link is the permission, and each sheet carries a signed ticket
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The form, opened by a link or a poster. A link that no longer works keeps what was typed on the page."""
    link, now, paced = link_for(secret), timezone.now(), _paced(request)
    form = _form(request, pictures=paced <= pacing.MOST_WITH_PICTURES)
    if paced > pacing.MOST:
        return _too_many(request, form)
    if link is None or not link.live(now):
        return _closed(request, link, form)
    if request.method == "POST" and form.is_valid():
        suggestion = receive(form=form, group=link.group, way=SuggestionWay.LINK, link=link, now=now)
        return redirect(follow_path(suggestion))
    return _page(request, form, link=link)


def _paced(request: HttpRequest) -> int:
    """How many sheets came from this address within the hour; looking at the form costs nothing and is not counted."""
    return pacing.count(request.META.get("REMOTE_ADDR", "")) if request.method == "POST" else 0


@never_cache
def follow(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """The sender's own page: thanks, the reference, and the answer once there is one."""
    suggestion = Suggestion.objects.select_related("answer", "hold").filter(reference=number).first()
    if suggestion is None or not opens(suggestion, secret):
        raise Http404("There is no such page.")
    words = {"suggestion": suggestion, "answer": getattr(suggestion, "answer", None), "shown": shown(suggestion)}
    words["letter"] = _letter_about(suggestion)
    words["left"] = hasattr(suggestion, "hold") and suggestion.hold.left_at and not suggestion.hold.released_at
    return _private(render(request, "suggestions/suggest_follow.html", words))


def _letter_about(suggestion: Suggestion) -> Letter | None:
    return Letter.objects.newest_about([reference(suggestion)]).get(reference(suggestion))


def _form(request: HttpRequest, sort: type[SuggestionForm] = SuggestionForm, *, pictures: bool = True) -> SuggestionForm:
    today = timezone.localdate()
    if request.method == "POST":
        return sort(request.POST, request.FILES, today=today, pictures=pictures)
    return sort(initial={"ticket": new_ticket(timezone.now())}, today=today)


def _needed() -> SimpleLazyObject[Share | None]:
    """What is needed most, counted when the page comes to it: the edition in force is known by then from the page's head."""
    return SimpleLazyObject(lambda: needed_most(timezone.now()))


def _page(request: HttpRequest, form: SuggestionForm, **words: Any) -> HttpResponse:
    words |= {"form": form, "needed": _needed()}
    page = render(request, "suggestions/suggest.html", words, status=422 if form.is_bound else 200)
    # "no-referrer" makes a browser send the form as from nowhere, which the guard of signed-in forms refuses.
    return _private(page) if words.get("link") else page


def _too_many(request: HttpRequest, form: SuggestionForm) -> HttpResponse:
    words = {"too_many": True, "typed": form["text"].value()}
    page = _private(render(request, "suggestions/suggest_closed.html", words, status=429))
    page["Retry-After"] = str(pacing.AN_HOUR)
    return page


def _closed(request: HttpRequest, link: SuggestionLink | None, form: SuggestionForm) -> HttpResponse:
    words = {"link": link, "typed": form["text"].value() if form.is_bound else ""}
    return _private(render(request, "suggestions/suggest_closed.html", words, status=410 if link else 404))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key: it goes nowhere else
    return response
