"""The door of the portal: asking for a link or an account, and coming in. Known and unknown people are answered alike."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.people import throttles
from steamie.people.refusals import NotReady
from steamie.portal.actions.asking import Proof, ask_for_account, ask_for_link
from steamie.portal.actions.coming_in import come_in, link_of
from steamie.portal.forms import BY_CODE, BY_FACTS, BY_PERSON, DoorForm, RegisterForm
from steamie.portal.passkeys import question_to_come_in
from steamie.portal.sessions import begin, session_of
from steamie.rules.delivery import masked

WITHIN, MOST = 600, 20  # seconds, and wishes from one address: enough for a close behind one connection, too few to guess


def too_many(request: HttpRequest) -> bool:
    """Count one more knock from this address; whether there were too many."""
    return throttles.count_from("portal", request.META.get("REMOTE_ADDR", ""), WITHIN) > MOST


@csrf_exempt  # no account and no cookie to borrow yet
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a link. Whether we know the address is not said."""
    now = timezone.now()
    if request.method != "POST":
        if session_of(request, now):
            return redirect("portal:home")
        return sign_in_page(request)
    if too_many(request):
        return sign_in_page(request, DoorForm(initial=request.POST.dict()), too_many=True)
    form = DoorForm(request.POST)
    if not form.is_valid():
        return sign_in_page(request, form)
    ask_for_link(email=form.cleaned_data["email"], at=now)
    return _sent(request, form.cleaned_data["email"], again=reverse("portal:sign_in"))


@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask for an account. Whether the code or the facts are good is not said: the letter says it."""
    if request.method != "POST":
        return _door(request, "portal/register.html", RegisterForm())
    if request.POST.get("by") == BY_PERSON:
        return redirect("services:contact")
    if too_many(request):
        return _door(request, "portal/register.html", RegisterForm(initial=request.POST.dict()), too_many=True)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _door(request, "portal/register.html", form)
    data = form.cleaned_data
    proof = Proof(
        code=data["code"] if data["by"] == BY_CODE else "",
        reference=data["reference"] if data["by"] == BY_FACTS else "",
        born=data["born"] if data["by"] == BY_FACTS else None,
        postcode=data["postcode"] if data["by"] == BY_FACTS else "",
    )
    ask_for_account(email=data["email"], proof=proof, at=timezone.now())
    return _sent(request, data["email"], again=reverse("portal:register"))


@csrf_exempt  # the link itself is the secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, key: str) -> HttpResponse:
    """By GET, one question: programs that look into mail follow links, and must not use this one up. By POST, the way in."""
    now = timezone.now()
    if request.method != "POST" or is_pressed_elsewhere(request):
        good = link_of(key, now) is not None
        return _unseen(render(request, "portal/link.html", {"good": good}, status=200 if good else 410))
    try:
        _, browser_key = come_in(key=key, at=now)
    except NotReady:
        return _unseen(render(request, "portal/link.html", {"good": False}, status=410))
    return begin(redirect("portal:home"), browser_key)


def sign_in_page(
    request: HttpRequest, form: DoorForm | None = None, *, too_many: bool = False, problem: str = ""
) -> HttpResponse:
    """The page on which one asks for a link, or comes in with a passkey; ``problem`` is what was wrong with that."""
    status = 429 if too_many else 422 if problem or (form is not None and form.errors) else 200
    context = {"form": form or DoorForm(), "too_many": too_many, "problem": problem, "question": question_to_come_in()}
    return _unseen(render(request, "portal/sign_in.html", context, status=status))


def is_pressed_elsewhere(request: HttpRequest) -> bool:
    """Whether another website pressed the button: it would bring its reader into an account that is not theirs, unseen."""
    return request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")


def _door(request: HttpRequest, template: str, form: RegisterForm, *, too_many: bool = False) -> HttpResponse:
    status = 429 if too_many else 422 if form.errors else 200
    return _unseen(render(request, template, {"form": form, "too_many": too_many}, status=status))


def _sent(request: HttpRequest, email: str, *, again: str) -> HttpResponse:
    return _unseen(render(request, "portal/sent.html", {"email": masked(email), "again": again}))


def _unseen(page: HttpResponse) -> HttpResponse:
    page.headers["X-Robots-Tag"] = "noindex"
    page.headers["Referrer-Policy"] = "no-referrer"
    return page
