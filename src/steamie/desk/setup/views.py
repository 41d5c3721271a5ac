"""The set-up, a step to a page. Each step is saved as it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from steamie.channels.actions import add_channel, check_connection
from steamie.channels.models import Channel
from steamie.desk.getting_started import email_context, send_test
from steamie.evidence.actors import SETUP, Actor
from steamie.people.actions import appoint_first_officer, invitation_link, invite
from steamie.people.forms import InvitationForm
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.requests import DeskRequest, is_signed_in
from steamie.rules.counting import spelt
from steamie.rules.permissions import Office
from steamie.strategy import shipped
from steamie.strategy.actions import Superseded, begin_draft, composed, load_edition, set_association
from steamie.strategy.document import Malformed
from steamie.strategy.importing.extract import UnreadableDocument
from steamie.strategy.models import Association
from steamie.strategy.reading import NotLoaded, current
from steamie.strategy.standing import take_standing
from steamie.website.actions import build_site
from steamie.website.channel import Website

from . import code, forms, progress

PUT_OFF = "setup_put_off"  # session key: the steps that can wait, and do
OPENED = "setup_opened"  # session key: the hash of the code that was typed
View = Callable[..., HttpResponse]


def during_setup(view: View) -> View:
    """Only while the house is not set up, and only for whoever typed the code, or is the officer by now."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
        if not settings.FIRST_RUN or settings.DEMONSTRATION or progress.is_finished():
            raise Http404
        if (officer := progress.officer()) is not None:
            if request.user == officer:
                return view(request, **parts)
            messages.info(request, "The officer is appointed. Sign in as the officer to go on with the set-up.")
            return redirect(f"{reverse('account_login')}?next={reverse('setup:begin')}")
        if code.fingerprint() and request.session.get(OPENED) == code.fingerprint():
            return view(request, **parts)
        return _ask_for_code(request)

    return guarded


@during_setup
def begin(request: HttpRequest) -> HttpResponse:
    """To the first step still to do."""
    step = progress.next_step(request.session.get(PUT_OFF, ()))
    return redirect(step.address if step else "desk:today")


@during_setup
def strategy(request: HttpRequest) -> HttpResponse:
    """Step 1: F.08, or the landlord's own file. A malformed file is refused by line and field."""
    form = forms.StrategyForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            _load(form, _actor(request))
        except Malformed as refused:
            problems = refused.problems
            form.add_error(
                "file", f"This file cannot be a strategy yet: {spelt(len(problems), 'thing')} to put right, listed below."
            )
        except (Superseded, UnreadableDocument) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("setup:begin")
    return _step(request, "strategy", form, "Load the strategy", problems=problems)


def _load(form: forms.StrategyForm, by: Actor) -> None:
    """Put it in force. A document of another form is split into statements, which the officer confirms later, on the desk."""
    source, file = form.cleaned_data.get("source"), form.cleaned_data.get("file")
    draft = begin_draft(name=file.name, content=file.read(), by=by) if file and not source else None
    load_edition(source=composed(draft) if draft else source or shipped.source(), draft=draft, by=by)


@during_setup
def association(request: HttpRequest) -> HttpResponse:
    """Step 2: who the landlord is, filled in from the strategy."""
    existing = Association.objects.first()
    form = forms.AssociationForm(request.POST or None, instance=existing, initial=None if existing else _identity())
    if request.method == "POST" and form.is_valid():
        set_association(by=_actor(request), **form.cleaned_data)
        return redirect("setup:begin")
    return _step(request, "association", form, "Save the Association")


@during_setup
def officer(request: HttpRequest) -> HttpResponse:
    """Step 3: the first officer, signed in as soon as appointed."""
    if progress.officer() is not None:
        return redirect("setup:begin")
    form = forms.OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = appoint_first_officer(**form.cleaned_data)
        except NotAllowed:
            return redirect("setup:begin")
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("setup:begin")
    return _step(request, "officer", form, "Appoint the officer")


@during_setup
def second_factor(request: HttpRequest) -> HttpResponse:
    """Step 4: the officer's passkey or authenticator app, on the sign-in pages."""
    return _step(request, "second-factor")


@during_setup
def email(request: HttpRequest) -> HttpResponse:
    """Step 5: how letters go out; by POST, a test letter to the officer."""
    if request.method != "POST" or not is_signed_in(request):
        return _email_page(request, forms.MailCodeForm())
    try:
        send_test(request)
    except NotAllowed as refusal:
        return _locked(request, refusal)
    return redirect("setup:email")


@during_setup
def email_confirmation(request: HttpRequest) -> HttpResponse:
    """The code that the test letter brought."""
    form = forms.MailCodeForm(request.POST or None)
    if request.method != "POST" or not is_signed_in(request):
        return redirect("setup:email")
    try:
        if form.is_valid() and form.attempt(by=request.user):
            return redirect("setup:begin")
    except NotAllowed as refusal:
        return _locked(request, refusal)
    return _email_page(request, form)


@during_setup
def second_person(request: HttpRequest) -> HttpResponse:
    """Step 6: somebody besides the officer, who can confirm an account. The chair first."""
    form = InvitationForm(request.POST or None, initial={"office": Office.COMMITTEE, "reason": "Second person of a new desk"})
    if request.method == "POST" and is_signed_in(request):
        try:
            if form.attempt(invite, by=request.user):
                return _invited(request, Person.objects.get(email=form.cleaned_data["email"].lower()))
        except NotAllowed as refusal:
            return _locked(request, refusal)
    return _step(request, "second-person", form, "Invite them")


def _invited(request: DeskRequest, guest: Person) -> HttpResponse:
    """Their letter is in the outbox; or no mail server is set up, and here is the link to give them."""
    link = "" if settings.MAIL_SERVER else invitation_link(person=guest, by=request.user)
    days = settings.PASSWORD_RESET_TIMEOUT // 86400
    answer = _step(request, "second-person", guest=guest, link=link, days=days)
    add_never_cache_headers(answer)
    return answer


@during_setup
def postponement(request: HttpRequest, name: str) -> HttpResponse:
    """Go on without a step that can wait. Today goes on asking for it."""
    if request.method == "POST" and name in progress.CAN_WAIT:
        request.session[PUT_OFF] = sorted({*request.session.get(PUT_OFF, ()), name})
    return redirect("setup:begin")


def _email_page(request: HttpRequest, form: forms.MailCodeForm) -> HttpResponse:
    return _step(request, "email", **email_context(form))


def _locked(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    """The officer may not do it yet, mostly for want of a second factor."""
    messages.error(request, refusal.reason)
    return redirect("setup:second_factor")


@during_setup
def channel(request: HttpRequest) -> HttpResponse:
    """Step 7: the website is always there; Facebook and the noticeboard come later, from the desk."""
    person = progress.officer()
    if request.method == "POST" and person is not None:
        try:
            _open_the_website(person)
        except NotAllowed:
            return redirect("setup:second_factor")
        except ValidationError as problem:
            return _step(request, "channel", problems=problem.messages)
        if progress.is_finished():
            code.forget()
            take_standing(now=timezone.now(), by=SETUP)  # the first page then tells what is true, not what was before
            return redirect("desk:today")  # which asks for the second factor, if it was left out
        return redirect("setup:begin")
    return _step(request, "channel")


def _open_the_website(person: Person) -> None:
    """The channel with every page it needs, so that the address never shows an empty site; then a first look at it."""
    if Channel.objects.exists():  # the button was pressed twice
        return
    channel = add_channel(kind=Website.kind, name="Our website", owner=person, deputy=None, credentials={}, by=person)
    build_site(by=SETUP)
    check_connection(channel=channel, by=SETUP)


def _ask_for_code(request: HttpRequest) -> HttpResponse:
    form = forms.CodeForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if not code.may_try():
            form.add_error("code", "Too many tries. Wait ten minutes.")
        elif code.is_right(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[OPENED] = code.fingerprint()
            return redirect("setup:begin")
        else:
            form.add_error("code", "That is not the code. Look where “steamie up” was started; a new start prints a new one.")
    context = {"form": form, "waiting": bool(code.fingerprint())}
    return render(request, "setup/code.html", context, status=422 if form.errors else 200)


def _actor(request: HttpRequest) -> Actor:
    return request.user if request.user.is_authenticated else SETUP


def _identity() -> dict[str, str]:
    try:
        return asdict(current().identity)
    except NotLoaded:
        return {}


def _step(request: HttpRequest, name: str, form: Any = None, button: str = "", **more: Any) -> HttpResponse:
    steps = progress.steps()
    place, step = next((place, step) for place, step in enumerate(steps, 1) if step.name == name)
    context = {"step": step, "place": place, "steps": steps, "form": form, "button": button, "needed": name == "strategy", **more}
    return render(request, f"setup/{name}.html", context, status=422 if form is not None and form.errors else 200)
