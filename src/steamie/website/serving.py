"""How a public page leaves the house: cached for a minute by anyone, with a fingerprint, and no cookie."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

FRESH_FOR = 60  # seconds
ASK_AGAIN_AFTER = 60 * 60  # seconds: how often a feed reader or a calendar is asked to look


def cacheable(
    request: HttpRequest, response: HttpResponse, *, changed: datetime | None = None, fresh_for: int = FRESH_FOR
) -> HttpResponse:
    """The same answer with cache headers; 304 without a body when the caller already has it.

    ``changed`` is when what it shows last changed, for callers that remember a date and no fingerprint.
    """
    if isinstance(response, TemplateResponse):
        response.render()
    patch_cache_control(response, public=True, max_age=fresh_for)
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    seconds = int(changed.timestamp()) if changed else None
    if seconds is not None:
        response.headers["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response
