"""The offices in the strategy's own words, and the clause that asks for something, for every room's pages."""

from __future__ import annotations

from django import template

from steamie.evidence import in_force

register = template.Library()


@register.simple_tag
def office_title(office: str) -> str:
    """An office by its code: ``{% office_title "officer" %}``."""
    return in_force.office_title(office)


@register.simple_tag
def office_phrase(office: str) -> str:
    """An office inside a sentence: ``ask {% office_phrase "officer" %}``."""
    return in_force.office_phrase(office)


@register.simple_tag
def asked_by(capability: str, which: str = "") -> str:
    """Which clause asks for a capability, in brackets after a space: " (S-53)"; nothing when none does."""
    return in_force.asked_by(capability, which)
