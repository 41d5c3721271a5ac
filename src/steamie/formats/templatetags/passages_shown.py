"""The words of a passage, as a page shows them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from steamie.formats.passages import PagePassage, Run

register = template.Library()


@register.filter
def with_links(passage: PagePassage) -> SafeString:
    """The words of a passage, its links to follow and its weighty words weighty; all of it as text, never as markup."""
    return format_html_join("", "{}", ((_marked_up(run),) for run in passage.runs))


def _marked_up(run: Run) -> SafeString:
    if run.href:
        return format_html('<a href="{}">{}</a>', run.href, run.text)
    return format_html("<strong>{}</strong>" if run.strong else "{}", run.text)
