"""What the other side says after a repair was handed over: a second answer over the web, or a press on the link in a letter."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from steamie.people.throttles import count_from
from steamie.rules.handing_over import Taken, is_signed, judge
from steamie.services.desk_forms import TakenForm
from steamie.services.handing import acting, carriers, keeping
from steamie.services.handing.payload import job_names
from steamie.services.models import HandOver
from steamie.services.models.handing_over import HandOverState

WITHIN, MOST = 600, 600  # seconds, answers from one address
LARGEST = 64 * 1024  # bytes


@csrf_exempt  # a machine: it signs instead
@never_cache
@require_POST
def second_answer(request: HttpRequest) -> HttpResponse:
    """The repairs system says later what became of a repair. The same answer twice is one answer."""
    if count_from("repair-answers", request.META.get("REMOTE_ADDR", ""), WITHIN) > MOST:
        return JsonResponse({"error": "Too many answers. Come again in ten minutes."}, status=429)
    chosen, key, body = keeping.system(), request.headers.get("Idempotency-Key", ""), request.body[:LARGEST]
    moment, given = request.headers.get("Steamie-Timestamp", ""), request.headers.get("Steamie-Signature", "")
    if chosen is None or not chosen.secret:
        return JsonResponse({"error": "No signed answers are expected."}, status=404)
    if not is_signed(given, chosen.secret, moment=moment, key=key, body=body, now=timezone.now()):
        return JsonResponse({"error": "The signature is missing, wrong or too old."}, status=403)
    row = HandOver.objects.filter(key=key).first()
    if row is None:
        return JsonResponse({"error": "There is no repair under this key."}, status=404)
    return _answered(row, _fields(body))


def _fields(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _answered(row: HandOver, fields: dict[str, Any]) -> HttpResponse:
    verdict = judge(200, fields, job_names=job_names())
    if verdict.taken is Taken.ACCEPTED:
        acting.accept(hand_over=row, job=verdict.job, why=verdict.why)
    elif verdict.taken is Taken.REFUSED:
        acting.refuse(hand_over=row, why=verdict.why)
    else:
        return JsonResponse({"error": "Say a job number, or what is wrong."}, status=422)
    row.refresh_from_db()
    return JsonResponse({"state": row.state, "job": row.job})


@csrf_exempt  # no account and no cookie to borrow: the link is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever got a repair by e-mail says that they have it. Looking changes nothing: mail servers follow links too."""
    row = HandOver.objects.select_related("case").filter(key=carriers.key_in(token) or "-").first()
    if row is None:
        return _page(request, {"row": None}, status=404)
    form = TakenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = "They said so by the link in the letter."
        acting.accept(hand_over=row, job=form.cleaned_data["job"].strip(), why=why)
        row.refresh_from_db()
    return _page(request, {"row": row, "form": form, "token": token, "is_taken": row.state == HandOverState.ACCEPTED})


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    page = render(request, "services/taken.html", context, status=status)
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"
    return page
