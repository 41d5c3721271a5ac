"""What tenants approved, said on the page itself; and consultations and projects, for search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from steamie.website.beside import below_the_words, in_the_sitemap
from steamie.website.of_this_version import of_this_version

from .models import Consultation, Project, TenantApproval


@below_the_words("approved by tenants")
def approved_by_tenants(context: Mapping[Any, Any]) -> SafeString:
    """That tenants read this page and approved it, how many and when. Their names stand nowhere in public."""
    request = context.get("request")
    if request is None or request.method not in ("GET", "HEAD"):
        return SafeString("")
    row = of_this_version(request, _latest_approvals).get(request.path)
    return render_to_string("consultations/approved_mark.html", {"approval": row}) if row else SafeString("")


def _latest_approvals() -> dict[str, TenantApproval]:
    """The latest approval of each page."""
    return {row.address: row for row in TenantApproval.objects.exclude(address="").order_by("approved_on", "pk")}


@in_the_sitemap("consultations")
def consultations_and_projects() -> Iterator[tuple[str, datetime | None]]:
    """The two lists, and every page of either that was published."""
    yield from ((reverse(f"consultations:{name}"), None) for name in ("consultations", "projects"))
    for row in Consultation.objects.public():
        yield row.get_absolute_url(), row.published_at
    for project in Project.objects.public():
        yield project.get_absolute_url(), project.reported_at or project.published_at
