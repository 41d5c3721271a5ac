"""Pages leave packed (gzip) for people who brought no cookie: a phone at the end of a data plan gets a third of the bytes.

Only for them: a page that carries somebody's secrets beside words a stranger can choose must not be packed (BREACH).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Packed(GZipMiddleware):
    """Django's own packing, kept from the signed in, and from pictures, which are packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The same answer, smaller."""
        if request.COOKIES or response.cookies or response.streaming:
            return response
        return super().process_response(request, response)
