"""The account register: every account with its owner, how its connection stands, and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.channels import actions, forms, registry
from steamie.channels.contract import Account, ChannelError, ChannelKind, Disconnected, Refused
from steamie.channels.controls import ROTATE_EVERY
from steamie.channels.fresh import asks_first
from steamie.channels.models import Channel, ChannelQuerySet
from steamie.channels.opening import open_channel, stands_in, tried_out
from steamie.evidence.in_force import office_titles
from steamie.evidence.models import Event
from steamie.evidence.words import past
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sealing import CannotUnseal
from steamie.rules.permissions import Act

from .addresses import callback_address

HISTORY = 30  # events shown
LEDES = {  # by whether a person signs in at the channel, and whether what is typed opens an account there
    (True, False): "Next you sign in at the channel and pick the account.",
    (False, True): "We sign in at once, to see which account it is. A second person confirms it before anything is posted.",
    (False, False): "It is ready as soon as it is added.",
}


@login_required
@require_safe
def everything(request: DeskRequest) -> HttpResponse:
    """Every account in use, then those that are closed."""
    require(request.user, Act.READ_MEASURES)
    rows = [_row(channel) for channel in _known()]
    context = {
        "rows": [row for row in rows if not row["channel"].closed_at],
        "closed": [row for row in rows if row["channel"].closed_at],
        "secrets": any(row["channel"].sealed for row in rows),
        "may_confirm": ruling(request.user, Act.CONFIRM_ACCOUNT).allowed,
        "rotate_days": ROTATE_EVERY.days,
        "may_connect": ruling(request.user, Act.CONNECT).allowed,
    }
    return _page(request, "channels/register.html", context)


@login_required
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One account: its connection, its keepers, its secrets (that they are there, never what they are), its history."""
    require(request.user, Act.READ_MEASURES)
    channel = _channel(pk)
    row = _row(channel)
    context = {
        **row,
        "row": row,
        "events": _history(channel),
        "may_confirm": ruling(request.user, Act.CONFIRM_ACCOUNT).allowed,
        "may_connect": ruling(request.user, Act.CONNECT).allowed,
        "may_compare": ruling(request.user, Act.MANAGE_PEOPLE).allowed,
    }
    return _page(request, "channels/one.html", context)


@login_required
@require_safe
def choose_kind(request: DeskRequest) -> HttpResponse:
    """Which sort of account to add."""
    require(request.user, Act.CONNECT)
    in_use = set(Channel.objects.active().values_list("kind", flat=True))
    kinds = {name: kind for name, kind in registry.kinds().items() if not (kind.only_one and name in in_use)}
    context = {"kinds": kinds, "problems": registry.problems()}
    return _page(request, "channels/choose_kind.html", context)


@login_required
@asks_first
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def add(request: DeskRequest, kind: str) -> HttpResponse:
    """Add an account: the form asks what its kind asks for."""
    require(request.user, Act.CONNECT)
    wanted = registry.kinds().get(kind)
    if wanted is None:
        raise Http404
    form = forms.AddForm(request.POST or None, kind=wanted, day=timezone.localdate())

    def save() -> HttpResponse:
        about = {name: form.cleaned_data[name] for name in ("name", "owner", "deputy")}
        account = _opened_by(wanted, form.credentials)  # before anything is kept
        channel = actions.add_channel(kind=kind, credentials=form.credentials, account=account, by=request.user, **about)
        if wanted.connects:
            return redirect("channels:connect", pk=channel.pk)
        second = "A second person confirms it before anything is posted." if channel.waits_for_second_person else ""
        return _looked_at(request, channel, f"{channel.name} is in the register. {second}".strip())

    lede = LEDES[wanted.connects, wanted.signs_in]
    first = {"before": wanted.before, "callback": callback_address(request, kind) if wanted.connects else ""}
    return _formed(request, form, save, heading=f"Add a {wanted.label}", lede=lede, button="Add to the register", **first)


@login_required
@require_POST
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """The connection doctor, now."""
    require(request.user, Act.CONNECT)
    return _looked_at(request, _channel(pk), "", by_effect=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def owner(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the account to other hands."""
    require(request.user, Act.CONNECT)
    channel = _channel(pk)
    form = forms.ChangeOwnerForm(request.POST or None, channel=channel, day=timezone.localdate())

    def save() -> HttpResponse:
        actions.change_owner(channel=channel, by=request.user, **form.cleaned_data)
        return _done(request, channel, "The account has changed hands.")

    return _formed(request, form, save, channel=channel, heading="Change who looks after it", button="Change owner and deputy")


@login_required
@asks_first
@require_http_methods(["GET", "HEAD", "POST"])
def credentials(request: DeskRequest, pk: int) -> HttpResponse:
    """Replace what was typed. What is there is never shown."""
    require(request.user, Act.CONNECT)
    channel = _channel(pk)
    kind = registry.kinds().get(channel.kind)
    if kind is None or not any(not field.by_connecting for field in kind.credentials):
        raise Http404
    form = forms.CredentialsForm(request.POST or None, kind=kind)

    def save() -> HttpResponse:
        account = _opened_by(kind, actions.changed(channel, form.cleaned_data))
        changed = actions.give_credentials(channel=channel, typed=form.cleaned_data, account=account, by=request.user)
        return _looked_at(request, changed, "The new details are sealed.")

    lede = "What is there now is sealed and is never shown again."
    return _formed(request, form, save, channel=channel, heading="Replace details", lede=lede, button="Seal the new details")


@login_required
@asks_first
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Stop using the account."""
    require(request.user, Act.CONNECT)
    channel = _channel(pk)
    form = forms.CloseForm(request.POST or None)

    def save() -> HttpResponse:
        actions.close_channel(channel=channel, by=request.user, **form.cleaned_data)
        return _done(request, channel, f"The account is closed{' and its credentials are destroyed' if secrets else ''}.")

    secrets = bool(channel.sealed)
    lede = "What was posted stays where it is, and so does the history here."
    lede = f"Its credentials are destroyed. {lede}" if secrets else lede
    return _formed(request, form, save, channel=channel, heading=f"Close {channel.name}", lede=lede, button="Close this account")


@login_required
@asks_first
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def rotate(request: DeskRequest) -> HttpResponse:
    """Seal everything again under a new key."""
    require(request.user, Act.CONNECT)
    if request.method == "POST":
        count = actions.rotate_credentials(by=request.user)
        messages.success(request, f"{count} account{'' if count == 1 else 's'} sealed under a new key. The old key is gone.")
        return redirect("channels:register")
    return _page(request, "channels/rotate.html", {})


@login_required
@require_safe
def poster(request: DeskRequest, pk: int, marker: str) -> HttpResponseBase:
    """What a channel made to be printed: the poster of a noticeboard."""
    require(request.user, Act.READ_MEASURES)
    try:
        document = open_channel(get_object_or_404(Channel, pk=pk)).document(marker)
    except (Refused, FileNotFoundError, CannotUnseal, registry.UnknownKind):
        raise Http404 from None
    return FileResponse(BytesIO(document.content), content_type=document.media_type, filename=document.name)


def _known() -> ChannelQuerySet:
    return Channel.objects.select_related("owner", "deputy", "connected_by", "confirmation").with_last_check()


def _channel(pk: int) -> Channel:
    return get_object_or_404(_known(), pk=pk)


def _history(channel: Channel) -> list[dict[str, Any]]:
    """What happened to the account, newest first, by office and never by name."""
    events = Event.objects.filter(subject=f"channels.channel:{channel.pk}").order_by("-number")[:HISTORY]
    names = dict(office_titles())
    return [
        {
            "event": event,
            "who": names.get(event.office, "The house itself"),
            "did": past(event.verb).removesuffix(" of").capitalize(),
        }
        for event in events
    ]


def _row(channel: Channel) -> dict[str, Any]:
    """An account as the pages show it."""
    kind = registry.kinds().get(channel.kind)
    typed = [field for field in kind.credentials if not field.by_connecting] if kind else []
    return {
        "channel": channel,
        "kind": kind,
        "check": channel.last_check,
        "obstacle": channel.obstacle,
        "stands_in": stands_in(kind),
        "waits_for_connecting": registry.waits_for_connecting(channel.kind, channel.remote_id),
        "has_details": bool(typed),
        "problem": registry.problems().get(channel.kind, "" if kind else "This kind of channel is not installed."),
    }


def _looked_at(request: DeskRequest, channel: Channel, words: str, *, by_effect: bool | None = None) -> HttpResponse:
    """Look at the connection at once, and say what was seen; when there is none yet, that it comes next."""
    if registry.waits_for_connecting(channel.kind, channel.remote_id):
        return _done(request, channel, f"{words} Next, connect it.".strip())
    seen = actions.check_connection(channel=channel, by=request.user, by_effect=by_effect)
    tell = messages.error if not seen.working else messages.warning if seen.problems else messages.success
    tell(request, f"{words} {seen.summary}".strip())
    return redirect("channels:one", pk=channel.pk)


def _opened_by(kind: type[ChannelKind], credentials: Mapping[str, str]) -> Account | None:
    """The account that these details open, where the kind has accounts. Raises ``NotPossible`` when they open none."""
    if not kind.signs_in:
        return None
    try:
        return tried_out(kind, credentials).account()
    except Disconnected as problem:
        raise actions.NotPossible(f"{problem} {problem.remedy}") from None
    except ChannelError as problem:
        raise actions.NotPossible(f"{problem} Nothing was kept; try again in a few minutes.") from None


def _done(request: DeskRequest, channel: Channel, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("channels:one", pk=channel.pk)


def _formed(request: DeskRequest, form: Form, save: Callable[[], HttpResponse], **context: Any) -> HttpResponse:
    """Do it when the form is right; otherwise the same page with what to put right."""
    if request.method == "POST" and form.is_valid():
        try:
            return save()
        except actions.NotPossible as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
    status = 422 if form.errors else 200
    return _page(request, "channels/form.html", {"form": form, **context}, status=status)


def _page(request: DeskRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, template, {"room": "channels", **context}, status=status)
