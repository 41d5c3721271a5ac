"""What the frame of every desk page shows: doors, what waits behind them, the pulse, and any stop."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from steamie.desk.shell import Shell

register = template.Library()


@register.simple_tag(takes_context=True)
def shell(context: dict[str, Any]) -> Shell | None:
    """The shell for the person signed in; nothing for a stranger. A view that made one already has it used."""
    if isinstance(existing := context.get("shell"), Shell):
        return existing
    user = getattr(context.get("request"), "user", None)
    return Shell(user) if user is not None and user.is_authenticated else None


@register.tag
def crumbs(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Draws the trail only when a page gives one, so that no empty landmark is left."""
    inside = parser.parse(("endcrumbs",))
    parser.delete_first_token()
    return _Crumbs(inside)


class _Crumbs(template.Node):
    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside

    def render(self, context: template.Context) -> str:
        items = self.inside.render(context)
        if not items.strip():
            return ""
        return format_html('<nav aria-label="Breadcrumb"><ol class="st_crumbs">{}</ol></nav>', mark_safe(items))  # noqa: S308 -- rendered by our own templates
