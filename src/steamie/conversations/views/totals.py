"""Comments in figures, for whoever reads the figures; and the house rules in public, with how often each was used."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steamie.conversations.controls import WINDOW, named_this_quarter
from steamie.conversations.figures import hidden_without_a_rule, hides_by_rule, offline_figures, reply_times, spoken
from steamie.conversations.models import HouseRule, PictureLook
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules.characteristics import PROTECTED
from steamie.rules.permissions import Act


@login_required
@require_safe
def totals(request: DeskRequest) -> HttpResponse:
    """How soon people were answered, what went on in private, and what was hidden: totals, and never whose."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    times, offline = reply_times(now - WINDOW, now), offline_figures(now - WINDOW, now)
    look = PictureLook.objects.first()
    context = {
        "room": "strategy",
        "look": look,
        "shown": [PROTECTED[code] for code in look.shown] if look else [],
        "times": times,
        "middle": spoken(times.middle) if times.middle is not None else "",
        "offline": offline,
        "reached": spoken(sorted(offline.to_reach)[len(offline.to_reach) // 2]) if offline.to_reach else "",
        "counts": hides_by_rule(),
        "elsewhere": hidden_without_a_rule(),
        "named": named_this_quarter(now),
    }
    return render(request, "conversations/totals.html", context)


@never_cache
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """What may not be written under our posts, and how often something was hidden for it."""
    counts = {rule.pk: (hidden, shown) for rule, hidden, shown in hides_by_rule()}
    rules = [(rule, *counts.get(rule.pk, (0, 0))) for rule in HouseRule.objects.in_force()]
    return render(request, "conversations/house_rules.html", {"rules": rules})
