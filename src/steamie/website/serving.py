"""How a public page leaves the house: cached for a minute by anyone, with a fingerprint, and no cookie."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control

FRESH_FOR = 60  # seconds


def cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same answer with cache headers; 304 without a body when the caller already has it."""
    if isinstance(response, TemplateResponse):
        response.render()
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
