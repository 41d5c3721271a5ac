"""What stands at the desk's door: sessions that run out, second factors that are missing, and refusals that are noted."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR, Actor
from steamie.evidence.in_force import Citation

from . import addresses, second_factor, sessions, throttles, unsent
from .permissions import NotAllowed
from .requests import DeskRequest, is_signed_in
from .verbs import Verb

STRANGERS_NOTED_EVERY = 60  # seconds for each kind of page: a flood of strangers must not flood the minute book

Next = Callable[[HttpRequest], HttpResponse]


class Doorkeeper:
    """Ends sessions that ran out (S-15), and sends people who need a second factor to set one up first."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks = request.path.startswith(addresses.asks_who_it_is())
        answer = self._at_the_door(request) if asks else self.get_response(request)
        if asks or (request.session.accessed and request.user.is_authenticated):
            answer.headers["Cache-Control"] = "private, no-store"  # nobody reads it later from this browser, or one on the way
        return answer

    def _at_the_door(self, request: HttpRequest) -> HttpResponse:
        claimed = request.session.get(SESSION_KEY)  # read before the session is found to be void, and emptied
        if not is_signed_in(request):
            return self._met_stranger(request, claimed)
        request.user.read_what_a_page_asks()
        if why := sessions.over(request):
            return _sign_out(request, why)
        if not request.path.startswith(addresses.desk()):
            return self.get_response(request)
        if request.method == "POST" and _must_wait(request):
            return _wait(request)
        if second_factor.is_missing(request) and request.path != reverse("people:second_factor"):
            return redirect(f"{reverse('people:second_factor')}{_and_back(request)}")
        if _has_policies_to_meet(request):
            return redirect("people:policies")
        return self.get_response(request)

    def _met_stranger(self, request: HttpRequest, claimed: str | None) -> HttpResponse:
        """Nobody, or somebody whose session was ended elsewhere: a new password, a new office, a last day."""
        if claimed and request.path.startswith(addresses.desk()):
            note_refusal(request, by=VISITOR, reason="The session had been ended.")
            return _to_sign_in(
                request, claimed, "Your sign-in was ended because something about it changed. Please sign in again."
            )
        answer = self.get_response(request)
        return _note_stranger(request, answer) if request.path.startswith(addresses.desk()) else answer


class Refusals:
    """Turns a refused act into a page that says why, and writes it in the minute book (S-11)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The act's own transaction has been rolled back by now, so the note stands."""
        if not isinstance(exception, NotAllowed):
            return None
        if is_signed_in(request) and request.method not in ("GET", "HEAD", "OPTIONS"):
            throttles.count_refusal(request.user.pk)
        note_refusal(request, by=request.user if is_signed_in(request) else VISITOR, reason=exception.reason)
        return render(request, "403.html", {"refusal": exception}, status=403)


def note_refusal(request: HttpRequest, *, by: Actor, reason: str) -> None:
    """Write down that an act was refused. Looking at a page one may not see is refused but is not an attempt to act."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    place = request.resolver_match.view_name if request.resolver_match else ""
    record(
        by=by,
        verb=Verb.REFUSE,
        clause=Citation("access.by_office"),
        subject=f"page:{place}"[:80],
        reason=reason,
        facts={"method": request.method},
    )


def _note_stranger(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    turned_away = answer.status_code in (302, 403) and request.method not in ("GET", "HEAD", "OPTIONS")
    place = request.resolver_match.view_name if request.resolver_match else ""
    if turned_away and cache.add(f"door:stranger:{place}", 1, STRANGERS_NOTED_EVERY):
        note_refusal(request, by=VISITOR, reason="Nobody was signed in.")
    return answer


def _sign_out(request: HttpRequest, why: str) -> HttpResponse:
    person, taken = request.user.pk, unsent.take(request)
    logout(request)
    return _to_sign_in(request, person, why, taken)


def _to_sign_in(request: HttpRequest, person: object, why: str, taken: dict[str, object] | None = None) -> HttpResponse:
    """Say why, and lead back to the page, or to what was being written (nothing typed is lost)."""
    taken = taken or unsent.take(request)
    back = request.get_full_path() if request.method == "GET" and request.path.startswith(addresses.desk()) else addresses.desk()
    if taken:
        unsent.keep(request.session, taken, person=person)
        back, why = reverse("people:unsent"), f"{why} What you were writing is kept for you."
    messages.info(request, why)
    answer = redirect_to_login(back)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _wait(request: DeskRequest) -> HttpResponse:
    answer = render(request, "people/wait.html", status=429)
    answer.headers["Retry-After"] = str(throttles.REFUSALS_WITHIN)
    return answer


def _must_wait(request: DeskRequest) -> bool:
    """Whether this person was refused too often lately. Stopping every post is open to whoever may, all the same."""
    return request.path != reverse("publishing:stop") and throttles.is_refused_too_often(request.user.pk)


def _and_back(request: HttpRequest) -> str:
    """The way back to a page that was asked for; a form is not sent again by itself."""
    wanted = request.get_full_path()
    return f"?{urlencode({'next': wanted})}" if request.method == "GET" and wanted != addresses.desk() else ""


def _has_policies_to_meet(request: HttpRequest) -> bool:
    """New members are shown the policies once, when they first come in; after that the desk reminds them (S-16)."""
    return request.path == addresses.desk() and request.session.pop(sessions.SHOW_POLICIES, False)
