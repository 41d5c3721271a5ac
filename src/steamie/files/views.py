"""Pictures, served by us: a fixed type, nothing sniffed, nothing run; private until they are published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from steamie.people.permissions import ruling
from steamie.people.requests import is_signed_in
from steamie.people.sessions import is_settled
from steamie.rules.permissions import Act

from . import access
from .actions import note_altered
from .models import Picture
from .pictures.verifying import PictureAltered, verified_bytes

DAY = 24 * 60 * 60  # seconds


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """One picture of ours. Before it is published, only its sender sees it, and those whose office reads what we prepare.

    Bytes that are not those we kept are shown to nobody.
    """
    row = get_object_or_404(Picture, file=f"pictures/{path}")
    public = access.is_public(row)
    if not (public or _may_look(request, row)):
        raise Http404("There is no such picture.")
    try:
        response = HttpResponse(verified_bytes(row), content_type="image/jpeg")
    except PictureAltered as altered:
        note_altered(altered=altered)
        raise Http404("There is no such picture.") from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={DAY}" if public else "private, no-store"
    return response


def _may_look(request: HttpRequest, row: Picture) -> bool:
    if not (is_signed_in(request) and is_settled(request)):
        return False
    if access.is_theirs(row, request.user) or access.is_readable(row, request.user):
        return True
    return ruling(request.user, Act.READ_MEASURES).allowed and not access.is_reserved(row)
