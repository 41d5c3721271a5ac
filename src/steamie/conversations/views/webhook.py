"""Where a channel tells us at once. The signature is over the bytes as they came; they are stored before they are answered."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from steamie.channels import registry
from steamie.conversations.receiving import challenged, keep, signed_by
from steamie.conversations.tasks import wake_up_for_deliveries

SIGNATURE = "X-Hub-Signature-256"
LARGEST = 2_000_000  # bytes of a delivery


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, kind: str) -> HttpResponse:
    """One delivery, or the channel's question whether the address is ours."""
    installed = registry.kinds().get(kind)
    if installed is None or not installed.can.tells:
        raise Http404("No channel delivers here.")
    if request.method == "POST":
        return _delivered(request, kind)
    word = challenged(kind, request.GET.dict())
    return HttpResponseForbidden() if word is None else HttpResponse(word[:200], content_type="text/plain; charset=utf-8")


def _delivered(request: HttpRequest, kind: str) -> HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return HttpResponse(status=413)
    body = request.body
    channel = signed_by(kind, body, request.headers.get(SIGNATURE, ""))
    if channel is None:
        return HttpResponseForbidden()
    keep(channel, body, timezone.now())
    wake_up_for_deliveries()
    return HttpResponse("EVENT_RECEIVED", content_type="text/plain; charset=utf-8")
