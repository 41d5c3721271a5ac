"""Pictures, served by us: a fixed type, nothing sniffed, nothing run; private until they are published."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from steamie.content.models import Picture, Publication

DAY = 24 * 60 * 60  # seconds


@require_safe
def picture(request: HttpRequest, path: str) -> FileResponse:
    """One picture of ours. Before it is published, only people who are signed in see it."""
    row = get_object_or_404(Picture, file=f"pictures/{path}")
    public = _is_public(row)
    if not public and not request.user.is_authenticated:
        raise Http404("There is no such picture.")
    try:
        response = FileResponse(row.file.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404("There is no such picture.") from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={DAY}" if public else "private, no-store"
    return response


def _is_public(row: Picture) -> bool:
    shown = Publication.objects.filter(post__pictures__picture=row, published_at__isnull=False)
    return shown.filter(post__withdrawal__isnull=True).exists()
