"""The public side of suggestions: the form, by account or by link, and the page where the sender sees the answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.content.suggestions.forms import SuggestionForm
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.content.suggestions.panels import needed_most, shown
from steamie.content.suggestions.secrets import follow_path, link_for, new_ticket, opens
from steamie.content.suggestions.sheets import group_of, receive
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act


@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """What suggesting is; with an account of staff, committee or forum, the form itself (S-59)."""
    if not (request.user.is_authenticated and ruling(request.user, Act.SUGGEST).allowed):
        return render(request, "suggestions/suggest_how.html", {"needed": _needed()})
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        group = group_of(request.user)
        suggestion = receive(form=form, by=request.user, group=group, way="account", now=timezone.now())
        return redirect(follow_path(suggestion))
    return _page(request, form, signed_in=True)


@csrf_exempt  # no account and no cookie to borrow: the link is the permission, and each sheet carries a signed ticket
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The form, opened by a link or a poster. A link that no longer works keeps what was typed on the page."""
    link = link_for(secret)
    now = timezone.now()
    form = _form(request)
    if link is None or not link.live(now):
        return _closed(request, link, form)
    if request.method == "POST" and form.is_valid():
        suggestion = receive(form=form, group=link.group, way="link", link=link, now=now)
        return redirect(follow_path(suggestion))
    return _page(request, form, link=link)


@never_cache
def follow(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """The sender's own page: thanks, the reference, and the answer once there is one."""
    suggestion = Suggestion.objects.select_related("answer", "hold").filter(reference=reference).first()
    if suggestion is None or not opens(suggestion, secret):
        raise Http404("There is no such page.")
    words = {"suggestion": suggestion, "answer": getattr(suggestion, "answer", None), "shown": shown(suggestion)}
    words["left"] = hasattr(suggestion, "hold") and suggestion.hold.left_at and not suggestion.hold.released_at
    return _private(render(request, "suggestions/suggest_follow.html", words))


def _form(request: HttpRequest) -> SuggestionForm:
    today = timezone.localdate()
    if request.method == "POST":
        return SuggestionForm(request.POST, request.FILES, today=today)
    return SuggestionForm(initial={"ticket": new_ticket(timezone.now())}, today=today)


def _needed() -> SimpleLazyObject:
    """What is needed most, counted when the page comes to it: the edition in force is known by then from the page's head."""
    return SimpleLazyObject(lambda: needed_most(timezone.now()))


def _page(request: HttpRequest, form: SuggestionForm, **words: Any) -> HttpResponse:
    words |= {"form": form, "needed": _needed()}
    page = render(request, "suggestions/suggest.html", words, status=422 if form.is_bound else 200)
    # "no-referrer" makes a browser send the form as from nowhere, which the guard of signed-in forms refuses.
    return page if words.get("signed_in") else _private(page)


def _closed(request: HttpRequest, link: SuggestionLink | None, form: SuggestionForm) -> HttpResponse:
    words = {"link": link, "typed": form["text"].value() if form.is_bound else ""}
    return _private(render(request, "suggestions/suggest_closed.html", words, status=410 if link else 404))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key: it goes nowhere else
    return response
