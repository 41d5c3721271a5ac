"""Places on the page of a post where rooms above add what they know, such as likes and visits, or that everything is stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from steamie.people.asking import Viewer

from .models import Post

Panel = Callable[[Post], SafeString]
Asked = Callable[[Viewer], Any]
Hindrance = Callable[[Post], str]
_panels: dict[str, Panel] = {}
_asked: dict[str, Asked] = {}
_hindrances: list[Hindrance] = []
_refusals: list[Hindrance] = []


def panel(name: str) -> Callable[[Panel], Panel]:
    """Show what the decorated function returns, already escaped, under the history of every post."""

    def add(drawn: Panel) -> Panel:
        _panels[name] = drawn
        return drawn

    return add


def reads(name: str) -> Callable[[Asked], Asked]:
    """Read what the decorated function gives, an expression over posts, with the post: its page has few queries to spare.

    It is at hand there as the post's attribute of this name. It is the same all day, for the question is kept.
    """

    def add(asked: Asked) -> Asked:
        _asked[name] = asked
        return asked

    return add


def asked_of_a_post(viewer: Viewer) -> dict[str, Any]:
    """What the rooms above read with a post for its page, by name."""
    return {name: asked(viewer) for name, asked in _asked.items()}


def drawn_for(post: Post) -> list[SafeString]:
    """Every panel for a post, in name order."""
    return [_panels[name](post) for name in sorted(_panels)]


def hinders(hindrance: Hindrance) -> Hindrance:
    """Register the decorated function: of an approved post, what would keep it from going out in time, or an empty string."""
    if hindrance not in _hindrances:
        _hindrances.append(hindrance)
    return hindrance


def refuses(refusal: Hindrance) -> Hindrance:
    """Register the decorated function: of a post, what keeps it from being approved, or an empty string."""
    if refusal not in _refusals:
        _refusals.append(refusal)
    return refusal


def refused(post: Post) -> list[str]:
    """What rooms above have against its being approved, each in a sentence."""
    return [words for refusal in _refusals if (words := refusal(post))]


def hindered(post: Post) -> str:
    """What would keep an approved post from going out at its time, in sentences; empty when nothing would."""
    return " ".join(filter(None, (hindrance(post) for hindrance in _hindrances)))
