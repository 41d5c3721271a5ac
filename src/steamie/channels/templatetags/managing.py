"""Where the owners of accounts must be, for the register's pages."""

from __future__ import annotations

from django import template

from steamie.channels import managing

register = template.Library()


@register.simple_tag
def managing_offices() -> str:
    """The department the strategy names, or words for it."""
    return managing.managing_offices()
