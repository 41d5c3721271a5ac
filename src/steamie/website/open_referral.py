"""Our services as open data, by the Open Referral UK profile of the Human Services Data Specification, version 3.

Anybody may read it, from any other website: it holds what the pages hold, and nothing of anybody's.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from steamie.rules.typed_numbers import whole_number
from steamie.strategy.models import Association

from .markup import to_text
from .models import ServicePage
from .models.catalogue import ServiceQuerySet, audiences_in_force
from .serving import cacheable

PROFILE = "https://open-referral-uk-profile.readthedocs.io/en/latest/"
PER_PAGE, MOST_PER_PAGE = 50, 100
LONGEST_SEARCH = 100  # characters


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Which specification this is."""
    return _answer(request, {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": f"{PROFILE}openapi.html"})


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services, some at a time. A number that is none, or too large, is taken as the nearest that is one."""
    rows = _rows()
    if wanted := " ".join(request.GET.get("search", "").split())[:LONGEST_SEARCH]:
        rows = rows.filter(Q(title__icontains=wanted) | Q(intro__icontains=wanted))
    term = request.GET.get("taxonomy_term_id", "")
    if term:
        code = next((code for code, _ in audiences_in_force() if _identifier("audience", code) == term), "")
        rows = rows.for_audience(code) if code else rows.none()
    page = Paginator(rows.in_order(), _per_page(request)).get_page(request.GET.get("page"))
    organisation = _organisation()
    listing = {
        "total_items": page.paginator.count,
        "total_pages": page.paginator.num_pages,
        "page_number": page.number,
        "size": len(page.object_list),
        "first_page": not page.has_previous(),
        "last_page": not page.has_next(),
        "empty": not page.object_list,
        "contents": [_service(row, organisation) for row in page.object_list],
    }
    return _answer(request, listing)


@require_safe
def service(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One of them, with whom it is for."""
    row = next((row for row in _rows() if _identifier("service", row.pk) == str(identifier)), None)
    if row is None:
        raise Http404("There is no such service.")
    labels = dict(audiences_in_force())
    whom = [(code, labels[code]) for code in row.audiences.split() if code in labels]
    return _answer(request, _service(row, _organisation()) | {"attributes": [_audience(row, *one) for one in whom]})


def _rows() -> ServiceQuerySet:
    rows: ServiceQuerySet = ServicePage.objects.live().public().annotate(assured_at=Max("checks__at"))
    return rows


def _per_page(request: HttpRequest) -> int:
    asked = whole_number(request.GET.get("per_page", ""))
    return max(1, min(PER_PAGE if asked is None else asked, MOST_PER_PAGE))


def _identifier(kind: str, key: object) -> str:
    """The same for the same thing, as long as the website has this address."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.PUBLIC_URL}/{kind}/{key}"))


def _organisation() -> dict[str, Any]:
    row = Association.objects.first() or Association(name="Our association")
    fields = {
        "id": _identifier("organization", "ours"),
        "name": row.name,
        "description": f"{row.name}, a registered social landlord in Scotland.",
        "email": row.email,
        "website": row.website or settings.PUBLIC_URL,
    }
    return {name: value for name, value in fields.items() if value}


def _service(row: Any, organisation: dict[str, Any]) -> dict[str, Any]:
    shown = {
        "id": _identifier("service", row.pk),
        "organization_id": organisation["id"],
        "name": row.title,
        "description": f"{row.intro}\n\n{to_text(row.body)}".strip(),
        "url": settings.PUBLIC_URL + (row.get_url() or "/"),
        "email": organisation.get("email", ""),
        "status": "active",
        "assured_date": row.assured_at.date().isoformat() if row.assured_at else "",
        "last_modified": _moment(row.last_published_at),
        "organization": organisation,
    }
    return {name: value for name, value in shown.items() if value}


def _audience(row: Any, code: str, label: str) -> dict[str, Any]:
    term = _identifier("audience", code)
    return {
        "id": _identifier("attribute", f"{row.pk}-{code}"),
        "link_id": _identifier("service", row.pk),
        "link_type": "intended audience",
        "taxonomy_term_id": term,
        "taxonomy_term": {"id": term, "taxonomy": "Audiences of our strategy", "term": label},
    }


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else ""


def _answer(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    answer = cacheable(request, HttpResponse(text, content_type="application/json; charset=utf-8"))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
