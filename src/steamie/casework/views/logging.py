"""Writing down a call, a visit, a letter or a text in a minute."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.forms import LogForm
from steamie.casework.sight import sight_of
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.cases import Sight, Way
from steamie.rules.permissions import Act

WHOSE = ("name", "email", "phone", "address", "postcode", "needs", "safe_contact")


@login_required
def log(request: DeskRequest) -> HttpResponse:
    """The form for what was told by phone or in person; sent twice, it is one case."""
    person = request.user
    require(person, Act.LOG_CASE)
    form = LogForm(request.POST or None, initial={"ticket": secrets.token_hex(8)})
    if form.is_valid():
        case = open_case(report=_report(form.cleaned_data), by=person)
        messages.success(
            request, f"Written down: {case.reference}. Read it to them as {' '.join(case.reference.replace('-', ''))}."
        )
        return (
            redirect("casework:case", case.reference) if sight_of(person, case) is not Sight.NOTHING else redirect("casework:log")
        )
    return render(request, "casework/log.html", {"room": "inbox", "form": form}, status=422 if form.is_bound else 200)


def _report(data: dict[str, Any]) -> Report:
    return Report(
        kind=data["kind"],
        way=Way(data["way"]),
        words=data["words"],
        summary=data["summary"],
        why_first=data["why_first"],
        received_at=data["received_at"],
        submission=f"log:{data['ticket']}" if data["ticket"] else "",
        whose=Whose(**{name: data[name] for name in WHOSE}),
    )
