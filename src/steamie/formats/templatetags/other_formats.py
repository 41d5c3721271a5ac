"""The strip under every public page: this page in other formats."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from steamie.formats.asking import offered
from steamie.formats.pages import INNER, OURS, address_of, has_formats
from steamie.formats.passages import PagePassage, Run
from steamie.website.other_formats import FormatKind, formats_of

register = template.Library()


@register.filter
def with_links(passage: PagePassage) -> SafeString:
    """The words of a passage, its links to follow and its weighty words weighty; all of it as text, never as markup."""
    return format_html_join("", "{}", ((_marked_up(run),) for run in passage.runs))


def _marked_up(run: Run) -> SafeString:
    if run.href:
        return format_html('<a href="{}">{}</a>', run.href, run.text)
    return format_html("<strong>{}</strong>" if run.strong else "{}", run.text)


@register.inclusion_tag("formats/strip.html", takes_context=True)
def other_formats_strip(context: dict[str, Any]) -> dict[str, Any]:
    """The formats of the page that is being drawn; nothing for a page that has none."""
    request = context.get("request")
    if (
        request is None
        or getattr(request, INNER, False)
        or getattr(request, "is_preview", False)
        or not has_formats(request.path)
    ):
        return {}
    match = request.resolver_match
    if match is not None and match.view_name == OURS and not context.get("page"):
        return {}  # it was taken down, or there is no such page
    by_kind = {kind: [one for one in formats_of(request.path) if one.kind is kind] for kind in FormatKind}
    return {
        "path": request.path,
        "large_print": by_kind[FormatKind.LARGE_PRINT],
        "audio": by_kind[FormatKind.AUDIO],
        "audio_address": address_of("audio", request.path),
        "translations": by_kind[FormatKind.TRANSLATION],
        "supplied": by_kind[FormatKind.SUPPLIED],
        "offered": offered(timezone.localdate(), everything=not by_kind[FormatKind.AUDIO]),
        "front": context.get("front"),
    }
