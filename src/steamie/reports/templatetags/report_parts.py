"""Small words for the report's pages."""

from __future__ import annotations

from django import template

from steamie.strategy.lines import BoardReader

register = template.Library()


@register.filter
def is_open_to(link: str, reader: BoardReader) -> bool:
    """Whether the page with a figure's rows lets this reader in: nobody is offered what they would be refused."""
    return reader.may_open(link)
