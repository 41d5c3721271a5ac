"""What rooms above show of a public page besides its words, and the pages of theirs that search engines should know.

Each room's ``beside.py`` enters its own: lines for the head, links in the top bar, strips below the words, rows of the sitemap.
The first three get the template's context and answer escaped words, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from steamie.evidence.registers import discover

Shown = Callable[[Mapping[Any, Any]], SafeString]
Listed = Callable[[], Iterable[tuple[str, datetime | None]]]
_heads: dict[str, Shown] = {}
_tops: dict[str, Shown] = {}
_strips: dict[str, Shown] = {}
_listed: dict[str, Listed] = {}


def in_the_head(name: str) -> Callable[[Shown], Shown]:
    """Show what the decorated function answers in the head of every public page."""
    return _entered(_heads, name)


def in_the_top_bar(name: str) -> Callable[[Shown], Shown]:
    """Show what the decorated function answers in the bar above every public page: links, for those who read no English."""
    return _entered(_tops, name)


def below_the_words(name: str) -> Callable[[Shown], Shown]:
    """Show what the decorated function answers below the words of every public page, in the order of the names."""
    return _entered(_strips, name)


def in_the_sitemap(name: str) -> Callable[[Listed], Listed]:
    """List what the decorated function answers for search engines: paths, each with when it last changed where that is kept."""

    def enter(listed: Listed) -> Listed:
        _listed[name] = listed
        return listed

    return enter


def listed() -> Iterator[tuple[str, datetime | None]]:
    """Every page of the rooms above that search engines should know."""
    discover("beside")
    for name in sorted(_listed):
        yield from _listed[name]()


def heads(context: Mapping[Any, Any]) -> SafeString:
    """What every room shows in the head."""
    return _drawn(_heads, context)


def tops(context: Mapping[Any, Any]) -> SafeString:
    """What every room shows in the bar above a page."""
    return _drawn(_tops, context)


def strips(context: Mapping[Any, Any]) -> SafeString:
    """What every room shows below the words."""
    return _drawn(_strips, context)


def _entered(register: dict[str, Shown], name: str) -> Callable[[Shown], Shown]:
    def enter(shown: Shown) -> Shown:
        register[name] = shown
        return shown

    return enter


def _drawn(register: dict[str, Shown], context: Mapping[Any, Any]) -> SafeString:
    discover("beside")
    return format_html_join("\n", "{}", ((register[name](context),) for name in sorted(register)))
