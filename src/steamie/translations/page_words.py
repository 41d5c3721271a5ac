"""The words of a page in the pieces in which they are translated: a run of text with the links and emphasis inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, Tag

INLINE = frozenset({"a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "time"})
SPACES = re.compile(r"\s+")
VOID = frozenset({"br", "img", "input", "svg"})  # stand between words, and hold none
WITHOUT_WORDS = frozenset({"script", "style", "svg", "textarea", "template", "noscript", "input", "img", "br"})


@dataclass(slots=True)
class WordRun:
    """Neighbours on a page that are read as one: their words, each inner element as a pair of marks, in order."""

    nodes: list[PageElement]
    text: str = ""
    elements: list[Tag] = field(default_factory=list)


def runs(within: Tag) -> Iterator[WordRun]:
    """Every run of words in an element, in the order of the page."""
    run: list[PageElement] = []
    for node in list(within.children):
        if _is_inline(node):
            run.append(node)
            continue
        yield from _of(run)
        run = []
        if isinstance(node, Tag) and node.name not in WITHOUT_WORDS:
            yield from runs(node)
    yield from _of(run)


def _of(nodes: Sequence[PageElement]) -> Iterator[WordRun]:
    """One run; of a lone element the runs inside it, so that marks around everything are none."""
    worded = [node for node in nodes if _text_of(node)]
    if len(worded) == 1 and isinstance(worded[0], Tag):
        yield from runs(worded[0])
    elif worded:
        run = WordRun(list(nodes))
        run.text = " ".join("".join(_marked(node, run.elements) for node in nodes).split())
        yield run


def _is_inline(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return node.name in VOID or (node.name in INLINE and all(map(_is_inline, node.children)))
    return isinstance(node, NavigableString)


def _text_of(node: PageElement) -> str:
    if isinstance(node, Tag):
        return "" if node.name in WITHOUT_WORDS else node.get_text().strip()
    return "" if isinstance(node, Comment) else str(node).strip()


def _marked(node: PageElement, elements: list[Tag]) -> str:
    """The words of a node; an element inside is a pair of marks with its number."""
    if not isinstance(node, Tag):
        return "" if isinstance(node, Comment) else str(node)
    if node.name in WITHOUT_WORDS:
        return " " if node.name == "br" else ""
    elements.append(node)
    number = len(elements)
    inner = SPACES.sub(" ", "".join(_marked(child, elements) for child in node.children))
    return f"{{{number}}}{inner}{{/{number}}}" if inner.strip() else " "


def soup_of(page: str) -> BeautifulSoup:
    """A page, to be read or changed."""
    return BeautifulSoup(page, "html.parser")
