"""The website's editor holds back what has not been checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from .screening import screening_of
from .subjects import kind_of, kind_of_model


def held_back(page: Page) -> str:
    """What keeps a page from going public for the first time; empty when nothing does, or it is public already."""
    kind = kind_of(page.specific)
    if kind is None or Page.objects.filter(pk=page.pk, live=True).exists():
        return ""
    return screening_of(kind.code, str(page.pk)).missing


def _say(request: HttpRequest, page: Page, missing: str) -> None:
    kind = kind_of(page.specific)
    address = reverse("equality:check", args=[kind.code if kind else "", page.pk])
    words = "“{}” is saved, and not public. {} <a href='{}'>Check it now</a>, then publish it."
    messages.error(request, format_html(words, page.title, missing, address))


@hooks.register("before_create_page")
def begin_as_a_draft(request: HttpRequest, parent: Page, model: type[Page]) -> None:
    """A new page cannot have been checked yet: it is saved, and not published with the same press of a button."""
    if request.method == "POST" and "action-publish" in request.POST and kind_of_model(model):
        fields = request.POST.copy()
        del fields["action-publish"]
        request.POST = fields  # type: ignore[assignment]  # Django lets it be set, and types it as if not
        address = reverse("equality:overview")
        words = "It is saved, and not public. <a href='{}'>Check it against our equality commitments</a>, then publish it."
        messages.error(request, format_html(words, address))


@hooks.register("before_publish_page")
def ask_for_a_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what the editor wrote, and say what is missing."""
    if missing := held_back(page):
        _say(request, page, missing)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def ask_for_checks(request: HttpRequest, action: str, pages: Sequence[Any], view: object) -> HttpResponse | None:
    """The same where several are published at once: none is while one is not checked."""
    held = (
        [(page, missing) for page in pages if isinstance(page, Page) and (missing := held_back(page))]
        if action == "publish"
        else []
    )
    for page, missing in held:
        _say(request, page, missing)
    return redirect("wagtailadmin_explore_root") if held else None
