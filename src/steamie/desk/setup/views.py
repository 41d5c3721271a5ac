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
from django.views.decorators.http import require_http_methods

from steamie.channels.actions import add_channel, check_connection
from steamie.channels.models import Channel
from steamie.evidence.actors import SETUP, Actor
from steamie.people.actions import appoint_first_officer
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.counting import spelt
from steamie.strategy import shipped
from steamie.strategy.actions import Superseded, begin_draft, composed, load_edition, set_association
from steamie.strategy.document import Malformed
from steamie.strategy.importing.extract import Unreadable
from steamie.strategy.models import Association
from steamie.strategy.reading import NotLoaded, current
from steamie.strategy.standing import take_standing
from steamie.website.actions import build_site
from steamie.website.channel import Website

from . import code, forms, progress

OPENED = "setup_opened"  # session key: the hash of the code that was typed
View = Callable[..., HttpResponse]


def during_setup(view: View) -> View:
    """Only while the house is not set up, and only for whoever typed the code, or is the officer by now."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.FIRST_RUN or settings.DEMONSTRATION or progress.is_finished():
            raise Http404
        if (officer := progress.officer()) is not None:
            if request.user == officer:
                return view(request)
            messages.info(request, "The officer is appointed. Sign in as the officer to go on with the set-up.")
            return redirect(reverse("account_login", query={"next": reverse("setup:begin")}))
        if code.fingerprint() and request.session.get(OPENED) == code.fingerprint():
            return view(request)
        return _ask_for_code(request)

    return guarded


@during_setup
def begin(request: HttpRequest) -> HttpResponse:
    """To the first step still to do."""
    step = progress.next_step()
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
        except (Superseded, Unreadable) as refused:
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
def channel(request: HttpRequest) -> HttpResponse:
    """Step 5: the website is always there; Facebook and the noticeboard come later, from the desk."""
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
    step = next(one for one in progress.STEPS if one.name == name)
    context = {"step": step, "steps": progress.STEPS, "form": form, "button": button, "needed": name == "strategy", **more}
    return render(request, f"setup/{name}.html", context, status=422 if form is not None and form.errors else 200)
