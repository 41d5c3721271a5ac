"""Connecting an account by signing in at the channel: a mark out, a code back, a choice, a confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.channels import actions, connecting, registry
from steamie.channels.contract import Account, ChannelError, Disconnected
from steamie.channels.fresh import asks_first
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel, stands_in
from steamie.evidence.actors import CLOCK
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.people.sealing import CannotUnseal
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act

from .addresses import callback_address

STOPPED = "access_denied"  # what OAuth calls it when the person says no (RFC 6749, 4.1.2.1)


@login_required
@require_safe
def start(request: DeskRequest, kind: str) -> HttpResponse:
    """The one address to remember: to the account of this kind that can be connected, or to adding one."""
    require(request.user, Act.CONNECT)
    if kind not in registry.kinds() or not registry.kinds()[kind].connects:
        raise Http404
    channel = Channel.objects.active().filter(kind=kind).order_by("remote_id", "pk").first()
    return redirect("channels:connect", pk=channel.pk) if channel else redirect("channels:add", kind=kind)


@login_required
@asks_first
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what will happen; then, by POST, make the one-time mark and offer the way to the channel's own sign-in."""
    require(request.user, Act.CONNECT)
    channel = _channel(pk)
    back = callback_address(request, channel.kind)
    kind = registry.kind(channel.kind)
    context = {"room": "channels", "channel": channel, "kind": kind, "stands_in": stands_in(kind), "callback": back}
    context["unsafe"] = not stands_in(kind) and not back.startswith("https://")
    if request.method == "POST" and not context["unsafe"]:
        state = connecting.begin(request.session, channel=channel.pk, now=timezone.now())
        try:
            context["address"] = open_channel(channel).sign_in_address(state=state, callback=back)
        except (ChannelError, CannotUnseal) as problem:
            return _failed(request, channel, problem)
    return render(request, "channels/connect.html", context)


@login_required
@never_cache
@require_safe
def callback(request: DeskRequest, kind: str) -> HttpResponse:
    """Back from the channel. The mark must be this session's own; the code is used at once and then forgotten."""
    require(request.user, Act.CONNECT)
    pk = connecting.came_back(request.session, state=request.GET.get("state", ""), now=timezone.now())
    channel = Channel.objects.active().filter(pk=pk, kind=kind).first() if pk else None
    if channel is None:
        messages.error(request, "That answer did not belong to a connection begun here in the last ten minutes. Begin again.")
        return redirect("channels:register")
    code = request.GET.get("code", "")
    if not code:
        stopped = request.GET.get("error", STOPPED) == STOPPED
        sentence = "You stopped before the end." if stopped else f"{channel} broke the sign-in off. Try again in a few minutes."
        messages.warning(request, f"{sentence} Nothing was connected.")
        return redirect("channels:one", pk=channel.pk)
    return _signed_in(request, channel, code)


@login_required
@asks_first
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: DeskRequest, pk: int) -> HttpResponse:
    """Pick the account, see its name once more, then connect."""
    require(request.user, Act.CONNECT)
    channel = _channel(pk)
    accounts = connecting.kept_accounts(request.session, channel=channel.pk, now=timezone.now())
    if not accounts:
        messages.warning(request, "Too much time has passed. Begin again.")
        return redirect("channels:connect", pk=channel.pk)
    picked = next((account for account in accounts if account.id == request.POST.get("account")), None)
    if picked and request.POST.get("confirmed"):
        return _connected(request, channel, picked)
    context = {"room": "channels", "channel": channel, "accounts": accounts, "picked": picked}
    context["missed"] = request.method == "POST" and picked is None
    return render(request, "channels/pick.html", context, status=422 if context["missed"] else 200)


@login_required
@require_POST
@freshly_signed_in
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person's yes; then one look at the connection, so that posts held for it go on."""
    require(request.user, Act.CONFIRM_ACCOUNT)
    channel = get_object_or_404(Channel.objects.active(), pk=pk)
    try:
        actions.confirm_account(channel=channel, by=request.user)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        actions.check_connection(channel=channel, by=CLOCK, by_effect=True)
        messages.success(request, f"Confirmed: “{channel.remote_name}” is ours. Posts can go out there from now.")
    return redirect("channels:one", pk=channel.pk)


def _signed_in(request: DeskRequest, channel: Channel, code: str) -> HttpResponse:
    try:
        accounts = list(open_channel(channel).accounts(code=code, callback=callback_address(request, channel.kind)))
    except (ChannelError, CannotUnseal) as problem:
        return _failed(request, channel, problem)
    if channel.remote_id:
        accounts = [account for account in accounts if account.id == channel.remote_id]
    if not accounts:
        which = (
            f"“{channel.remote_name}”, to which this account is pinned," if channel.remote_id else "A Page that you look after"
        )
        messages.error(request, f"{which} was not among those you allowed. Connect again and tick it.")
        return redirect("channels:one", pk=channel.pk)
    connecting.keep(request.session, accounts, channel=channel.pk, now=timezone.now())
    return redirect("channels:pick", pk=channel.pk)


def _connected(request: DeskRequest, channel: Channel, picked: Account) -> HttpResponse:
    try:
        channel = actions.connect(channel=channel, account=picked, by=request.user)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("channels:one", pk=channel.pk)
    connecting.forget(request.session)
    seen = actions.check_connection(channel=channel, by=request.user)
    tell = messages.success if seen.working else messages.error
    next_step = "A second person confirms it before anything is posted." if channel.waits_for_second_person else ""
    tell(request, f"“{picked.name}” is connected. {seen.summary} {next_step}".strip())
    return redirect("channels:one", pk=channel.pk)


def _failed(request: DeskRequest, channel: Channel, problem: Exception) -> HttpResponse:
    remedy = problem.remedy if isinstance(problem, Disconnected) else ""
    messages.error(request, f"{problem} {remedy}".strip())
    return redirect("channels:one", pk=channel.pk)


def _channel(pk: int) -> Channel:
    channel = get_object_or_404(Channel.objects.active(), pk=pk)
    kind = registry.kinds().get(channel.kind)
    if kind is None or not kind.connects:
        raise Http404
    return channel
