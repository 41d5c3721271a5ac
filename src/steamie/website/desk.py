"""The desk's look at the website: services and their review dates, visits following posts, and access."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.posts.models import Publication
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.visits.models import Exclusion, Visit

from . import audit
from .actions import check_page
from .channel import Website
from .controls import GRACE, WINDOW
from .models import HomePage, PageCheck, ServicePage, VacancyPage
from .models.catalogue import ServiceQuerySet

PER_PAGE = 25


@login_required
@require_safe
def site(request: DeskRequest) -> HttpResponse:
    """The rows behind S-21, S-33, S-37, S-38, S-44 and S-56."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    since = now - WINDOW
    posts = (
        Publication.objects.filter(published_at__gte=since)
        .exclude(channel__kind=Website.kind)
        .select_related("post", "channel")
        .annotate(counted=Count("visits", filter=Q(visits__excluded="")), aside=Count("visits", filter=~Q(visits__excluded="")))
        .order_by("-published_at")
    )
    totals = Visit.objects.filter(at__gte=since).totals()
    context = {
        "room": "website",
        "today": timezone.localdate(now),
        "soon": timezone.localdate(now) + GRACE,
        "services": services(since=timezone.localdate(since)),
        "vacancies": VacancyPage.objects.annotate(views=views_since(timezone.localdate(since))).order_by("-closes_at")[:PER_PAGE],
        "now": now,
        "front": HomePage.objects.first(),
        "posts": Paginator(posts, PER_PAGE).get_page(request.GET.get("page")),
        "counted": totals.pop("", 0),
        "aside": [(Exclusion(rule).label, number) for rule, number in sorted(totals.items())],
        "days": WINDOW // timedelta(days=1),
        "audit": audit.shipped(),
        "undescribed": audit.undescribed_pictures(),
        "may_edit": ruling(request.user, Act.EDIT_WEBSITE).allowed,
        "may_set_lists": ruling(request.user, Act.SET_PARTICULARS).allowed,
        "may_read_lists": any(ruling(request.user, act).allowed for act in (Act.SET_PARTICULARS, Act.READ_LOG)),
    }
    return render(request, "website/desk_site.html", context)


def services(*, since: date) -> ServiceQuerySet:
    """Each service page: when it was last read here, and how often it was looked at since that day."""
    read = PageCheck.objects.filter(page=OuterRef("pk")).order_by("-at").values("at")[:1]
    return ServicePage.objects.annotate(views=views_since(since), read_at=Subquery(read)).order_by("review_by", "title")


def views_since(since: date) -> Coalesce:
    """How often a page was looked at after this day."""
    return Coalesce(Sum("views_by_day__views", filter=Q(views_by_day__excluded="", views_by_day__day__gt=since)), 0)


@login_required
@require_POST
@done_once
def checked(request: DeskRequest, pk: int) -> HttpResponse:
    """Someone read a service page and says that it is right."""
    page = sought(request.user, Act.EDIT_WEBSITE, ServicePage.objects.all(), pk=pk)
    check_page(page=page, by=request.user)
    messages.success(request, f"Thank you. “{page.title}” is due again on {page.review_by:%-d %B %Y}.")
    return redirect(f"{reverse('website_desk:site')}#services")
