"""Who may administer an account: the monthly comparison, and taking off whoever left."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from steamie.channels.actions.access import compare_access, cut_access
from steamie.channels.contract import ChannelError
from steamie.channels.forms import AdministratorsForm
from steamie.channels.leavers import known, to_cut
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.people.sealing import CannotUnseal
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

SHOWN = 12  # comparisons: a year


def _channel(request: DeskRequest, pk: int) -> Channel:
    return sought(request.user, Act.MANAGE_PEOPLE, Channel.objects.active(), pk=pk)


@login_required
@require_safe
def access(request: DeskRequest, pk: int) -> HttpResponse:
    """The page. The channel is asked, where it tells."""
    return _page(request, _channel(request, pk))


def _told(channel: Channel) -> tuple[list[str], str]:
    """The names that the channel tells, or why it does not."""
    if channel.installed is None or not channel.installed.can.lists_administrators:
        return [], "This channel does not tell. Look there, and write down what you see."
    try:
        return [name for name in open_channel(channel).administrators() if name], ""
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        return [], f"{problem} Look there, and write down what you see."


def _page(request: DeskRequest, channel: Channel, tried: AdministratorsForm | None = None) -> HttpResponse:
    names, why_not = _told(channel)
    ours = known(names)
    context = {
        "room": "strategy",
        "channel": channel,
        "names": [(name, name in ours) for name in names],
        "why_not": why_not,
        "form": tried or AdministratorsForm(initial={"names": "\n".join(names), "strangers": ""}),
        "left": to_cut(channel),
        "cuts": channel.access_cuts.select_related("person", "by"),
        "looks": channel.access_comparisons.select_related("by")[:SHOWN],
    }
    return render(request, "channels/access.html", context, status=422 if tried else 200)


@login_required
@require_POST
@done_once
def comparison(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the comparison down."""
    channel, form = _channel(request, pk), AdministratorsForm(request.POST)

    def act(data: dict[str, str]) -> None:
        names, strangers = data["names"].splitlines(), data["strangers"].splitlines()
        same = set(_told(channel)[0]) == {" ".join(name.split()) for name in names if name.strip()}
        compare_access(channel=channel, names=names, strangers=strangers, told_by_channel=same, by=request.user)

    if not carried_out(form, act):
        return _page(request, channel, form)
    messages.success(request, "Written down. We ask again in a month.")
    return redirect("channels:access", pk)


@login_required
@require_POST
@done_once
def cut(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down that somebody who left was taken off."""
    channel = _channel(request, pk)
    person = Person.objects.filter(pk=whole_number(request.POST.get("person", "")) or 0).first()
    try:
        if person is None:
            raise NotReady([])
        row = cut_access(channel=channel, person=person, by=request.user)
    except NotReady:
        messages.error(request, "They have not left, or had no part in this account.")
    else:
        messages.success(request, f"Written down: {row.minutes} minutes after their access here ended.")
    return redirect("channels:access", pk)
