"""The strip under every public page: this page in other formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from steamie.website.beside import below_the_words
from steamie.website.other_formats import LANGUAGES_SHOWN, FormatKind, formats_of

from .asking import offered
from .pages import INNER, OURS, address_of, has_formats


@below_the_words("formats")
def strip(context: Mapping[Any, Any]) -> SafeString:
    """The formats of the page that is being drawn; nothing for a page that has none."""
    request = context.get("request")
    if (
        request is None
        or getattr(request, INNER, False)
        or getattr(request, "is_preview", False)
        or not has_formats(request.path)
    ):
        return SafeString("")
    match = request.resolver_match
    if match is not None and match.view_name == OURS and not context.get("page"):
        return SafeString("")  # it was taken down, or there is no such page
    formats = formats_of(request.path, context)
    by_kind = {kind: [one for one in formats if one.kind is kind] for kind in FormatKind}
    setattr(request, LANGUAGES_SHOWN, True)
    shown = {
        "path": request.path,
        "large_print": by_kind[FormatKind.LARGE_PRINT],
        "audio": by_kind[FormatKind.AUDIO],
        "audio_address": address_of("audio", request.path),
        "translations": by_kind[FormatKind.TRANSLATION],
        "supplied": by_kind[FormatKind.SUPPLIED],
        "offered": offered(timezone.localdate(), everything=not by_kind[FormatKind.AUDIO]),
    }
    return render_to_string("formats/strip.html", shown)
