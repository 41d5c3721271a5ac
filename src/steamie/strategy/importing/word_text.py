"""The words of a Word document wherever they stand: tables, text boxes, content controls; tracked changes as if accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any  # an lxml element of the document: the library has no types for it

_NOT_READ = {"del", "moveFrom", "Fallback", "instrText"}  # taken out, moved away, or a second copy for older programs
_OF_ITS_OWN = "txbxContent"  # a text box: its paragraphs are read after the one it hangs on
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def paragraphs(body: Element) -> Iterator[Element]:
    """Every paragraph in the order of the document; one in merged cells once."""
    for child in body:
        name = _name(child)
        if name in _NOT_READ:
            continue
        if name == "p":
            yield child
        yield from paragraphs(child)


def written_in(element: Element) -> str:
    """The words of one paragraph, without those of a text box that hangs on it."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name in _NOT_READ or name == _OF_ITS_OWN:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield from _pieces(child)


def style_of(element: Element) -> str:
    """The identifier of its style; empty for the usual one."""
    style = _first(_first(element, "pPr"), "pStyle")
    return next((value for key, value in style.attrib.items() if key.endswith("}val")), "") if style is not None else ""


def is_numbered(element: Element) -> bool:
    """Whether Word itself writes a number or a bullet before it."""
    return _first(_first(element, "pPr"), "numPr") is not None


def _first(element: Element, name: str) -> Element:
    return next((child for child in element if _name(child) == name), None) if element is not None else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
