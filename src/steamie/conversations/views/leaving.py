"""Where a channel tells us that somebody removed the app or asks to be forgotten, and the page they are sent to."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.channels.tasks import check_connections
from steamie.conversations.actions.leaving import forget_person, note_removed
from steamie.conversations.models import ForgetRequest
from steamie.people.sealing import CannotUnseal


def _signed(request: HttpRequest, kind: str) -> tuple[Channel, str] | None:
    """The channel whose secret signed the request, and whom it is about; None when none did."""
    if kind not in registry.kinds():
        raise Http404("No channel delivers here.")
    signed = request.POST.get("signed_request", "")
    for channel in Channel.objects.filter(kind=kind).exclude(sealed=""):
        try:
            if person := open_channel(channel).who_leaves(signed):
                return channel, person
        except (UnknownKind, CannotUnseal):
            continue
    return None


@csrf_exempt
@require_POST
def deletion(request: HttpRequest, kind: str) -> HttpResponse:
    """Forget whoever asks for it, and say where they can look it up."""
    signed = _signed(request, kind)
    if signed is None:
        return HttpResponseForbidden()
    channel, person = signed
    row = forget_person(channel=channel, person=person, at=timezone.now())
    return JsonResponse({"url": settings.PUBLIC_URL + row.get_absolute_url(), "confirmation_code": row.code})


@csrf_exempt
@require_POST
def deauthorisation(request: HttpRequest, kind: str) -> HttpResponse:
    """Somebody removed the app. Whether the connection still works is looked at by doing what it is for."""
    signed = _signed(request, kind)
    if signed is None:
        return HttpResponseForbidden()
    note_removed(channel=signed[0], at=timezone.now())
    check_connections.enqueue()
    return HttpResponse("OK", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def forgotten(request: HttpRequest, code: str) -> HttpResponse:
    """What came of a request. It names nobody."""
    row = get_object_or_404(ForgetRequest.objects.filter(kind=ForgetRequest.DELETION).select_related("channel"), code=code)
    return render(request, "conversations/forgotten.html", {"row": row})
