"""What rooms above show of a public page, in its head, above it and below its words."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from steamie.website import beside

register = template.Library()


@register.simple_tag(takes_context=True)
def page_heads(context: Context) -> SafeString:
    """Lines of the head."""
    return beside.heads(context.flatten())


@register.simple_tag(takes_context=True)
def page_tops(context: Context) -> SafeString:
    """Links in the bar above the page."""
    return beside.tops(context.flatten())


@register.simple_tag(takes_context=True)
def page_strips(context: Context) -> SafeString:
    """Strips below the words."""
    return beside.strips(context.flatten())
