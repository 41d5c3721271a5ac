"""What a form of the website carries so that it can be counted without following anybody.

A post's short link puts the post's code into the address of our own page. Where that page is a form, or leads straight to one,
the code goes on into the form, is added to the day's total of (post, form) when it is sent, and is dropped. No case holds it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from steamie.casework.models import Case

from . import callers
from .counting import count_begun, count_sent, take_back
from .models import Form

CODE_IN_ADDRESS, CODE_IN_FORM = "utm_content", "from_post"
UNCOUNTED, TRIAL = "uncounted", "trial"  # boxes to tick
SHAPE = re.compile(r"[0-9A-Za-z]{4,12}")


def code_of(request: HttpRequest) -> str:
    """The code that came in the address, or goes on in the form; empty without one, and for whoever asked not to be counted."""
    if request.POST.get(UNCOUNTED) or callers.objects({name.lower(): value for name, value in request.headers.items()}):
        return ""
    code = request.POST.get(CODE_IN_FORM, "") or request.GET.get(CODE_IN_ADDRESS, "")
    return code if SHAPE.fullmatch(code) else ""


def carried(request: HttpRequest) -> dict[str, Any]:
    """What the pages of a form need for their template."""
    code = code_of(request)
    return {
        "from_post": code,
        "and_from_post": f"&{CODE_IN_ADDRESS}={code}" if code else "",
        "uncounted": bool(request.POST.get(UNCOUNTED)),
        "may_try": is_staff(request),
        "trial": is_trial(request),
    }


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody of the desk is looking. Residents bring no cookie, and no session is opened for them."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def is_trial(request: HttpRequest) -> bool:
    """Whether somebody of the desk said that they only try the form."""
    return bool(request.POST.get(TRIAL)) and is_staff(request)


def begun(request: HttpRequest, form: Form, now: datetime) -> None:
    """Count that the page with a form's boxes was opened; robots, staff and people who object are left out."""
    excluded, _ = callers.who(request, staff=is_staff(request), day=timezone.localdate(now))
    if not excluded:
        count_begun(form, now)


def sent(request: HttpRequest, form: Form, case: Case, now: datetime) -> None:
    """Count a form that made a case just now; not a trial, nor one held back, nor the same sheet sent again."""
    if request.POST.get(UNCOUNTED):
        _, caller = callers.who(request, staff=False, day=timezone.localdate(now))
        take_back(caller, now)
    elif case.written_down_at == now and not case.held_because and not case.is_test:
        count_sent(form, code_of(request), now)
