"""Where Wagtail calls us: a page that is looked at."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from . import actions, following
from .models import ServicePage

log = logging.getLogger(__name__)


@hooks.register("before_serve_page")
def count_view(page: Page, request: HttpRequest, serve_args: list[Any], serve_kwargs: dict[str, Any]) -> None:
    """Add one to a service page. Only the desk sets cookies, so whoever brings one is staff; no session is opened for this."""
    if not isinstance(page, ServicePage) or getattr(request, "is_preview", False):
        return
    now = timezone.now()
    staff = settings.SESSION_COOKIE_NAME in request.COOKIES
    excluded, caller = following.who(request, staff=staff, day=timezone.localdate(now))
    try:
        actions.count_view(page=page, excluded=excluded, caller=caller, at=now)
    except DatabaseError:  # a reader is never kept waiting for a figure
        log.warning("A view of page %s could not be counted.", page.pk)
