"""The desk's look at the website: services and their review dates, visits following posts, and access."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.content.models import Publication
from steamie.people.permissions import require, ruling
from steamie.rules.permissions import Act

from . import audit
from .controls import WINDOW
from .models import ServicePage, Visit
from .models.visits import Exclusion

PER_PAGE = 25


@login_required
@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """The rows behind S-21, S-44 and S-56."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    since = now - WINDOW
    posts = (
        Publication.objects.filter(published_at__gte=since)
        .exclude(channel__kind="website")
        .select_related("post", "channel")
        .annotate(counted=Count("visits", filter=Q(visits__excluded="")), aside=Count("visits", filter=~Q(visits__excluded="")))
        .order_by("-published_at")
    )
    totals = Visit.objects.filter(at__gte=since).totals()
    context = {
        "room": "evidence",
        "today": timezone.localdate(now),
        "services": ServicePage.objects.order_by("review_by", "title"),
        "posts": Paginator(posts, PER_PAGE).get_page(request.GET.get("page")),
        "counted": totals.pop("", 0),
        "aside": [(Exclusion(rule).label, number) for rule, number in sorted(totals.items())],
        "days": WINDOW // timedelta(days=1),
        "audit": audit.shipped(),
        "undescribed": audit.undescribed_pictures(),
        "may_edit": ruling(request.user, Act.EDIT_WEBSITE).allowed,
    }
    return render(request, "website/desk_site.html", context)
