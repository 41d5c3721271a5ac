"""What is wrong with a page's HTML: the errors of html5lib's parser, and what that parser lets pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E

HTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer", "form",
    "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul", *HEADINGS,
}  # fmt: skip
WORDS_ONLY = {  # what may hold words and inline elements, and no block
    "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "kbd", "label", "legend", "mark", "output", "p", "pre",
    "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "time", "u", "var", *HEADINGS,
}  # fmt: skip
TRANSPARENT = {"a", "del", "ins", "map", "object"}
MAY_HOLD_A_HEADING = {"legend", "summary"}
CONTROLS = {"input", "select", "textarea", "meter", "output", "progress"}
REFERENCES = (
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "aria-details",
    "aria-errormessage", "for", "form", "headers", "list",
)  # fmt: skip
OBSOLETE = {
    "acronym", "applet", "basefont", "bgsound", "big", "blink", "center", "dir", "font", "frame", "frameset", "isindex", "keygen",
    "listing", "marquee", "nobr", "noframes", "plaintext", "rb", "rtc", "strike", "tt", "xmp",
}  # fmt: skip
OBSOLETE_ATTRIBUTES = {
    "*": {"align", "bgcolor", "valign", "hspace", "vspace", "background", "nowrap", "clear"},
    "a": {"name", "charset", "rev", "shape", "coords"},
    "img": {"border", "name", "longdesc"},
    "script": {"language"},
    "table": {"border", "cellpadding", "cellspacing", "frame", "rules", "summary", "width", "height"},
    "td": {"width", "height", "abbr", "axis", "scope", "char"},
    "th": {"width", "height", "axis", "char"},
    "tr": {"height"},
    "col": {"width"},
    "ul": {"type", "compact"},
    "iframe": {"frameborder", "scrolling", "marginheight", "marginwidth"},
}
PARENTS = {  # where an element belongs
    "li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "figcaption": {"figure"}, "caption": {"table"},
    "legend": {"fieldset"}, "summary": {"details"}, "option": {"select", "optgroup", "datalist"}, "optgroup": {"select"},
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody", "tfoot"}, "th": {"tr"}, "td": {"tr"},
    "source": {"picture", "audio", "video"},
}  # fmt: skip
FIRST = {"legend", "summary", "caption"}  # of those that hold them
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "menu": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}}
ANYWHERE = {"script", "template"}
TAKES_A_LENGTH = {"email", "password", "search", "tel", "text", "url"}
MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?|\d\d:\d\d(:\d\d)?|P[\dDTHMS]+")
NAMELESS = {"div", "span", "p", "strong", "em", "b", "i", "small", "code", "dd", "dt", "time"}  # take no name without a role


def problems(page: str) -> list[str]:
    """Everything wrong with a whole page, each as one sentence; nothing when it is sound."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    root = parser.parse(page)
    lines = page.splitlines()
    parsed = [f"line {line}: {E[code] % values}: {lines[line - 1].strip()[:100]}" for (line, _), code, values in parser.errors]
    return [*parsed, *Page(root).problems()]


def name_of(element: Element) -> str:
    """The element's name; of another language inside the page, such as SVG, with a sign before it."""
    tag = element.tag if isinstance(element.tag, str) else "!"
    return tag.removeprefix(HTML) if tag.startswith(HTML) else tag.replace("{", "").rpartition("}")[2].join(("~", ""))


class Page:
    """One page as a tree, with every element's parent at hand."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.elements = [each for each in root.iter() if isinstance(each.tag, str)]
        self.parent = {child: parent for parent in self.elements for child in parent}
        self.names = {each: name_of(each) for each in self.elements}
        self.ids = Counter(each.get("id") for each in self.elements if each.get("id") is not None)

    def problems(self) -> Iterator[str]:
        """By each rule of the house."""
        yield from self._ids()
        yield from self._headings()
        for element in self.elements:
            name = self.names[element]
            if name.startswith("~"):
                continue
            for rule in (self._place, self._children, self._inside, self._attributes, self._references, self._named):
                yield from (f"{sentence}: {self._shown(element)}" for sentence in rule(element, name))
            if name == "table":
                yield from self._table(element)

    def _shown(self, element: Element) -> str:
        attributes = "".join(f' {name}="{value}"' for name, value in list(element.attrib.items())[:4])
        return f"<{self.names[element]}{attributes}> {self.words(element)[:60]}"[:200]

    def words(self, element: Element) -> str:
        """Its words, with the descriptions of its pictures, on one line."""
        pieces = [*element.itertext(), *(each.get("alt") or "" for each in element.iter(f"{HTML}img"))]
        return " ".join(" ".join(pieces).split())

    def above(self, element: Element) -> Iterator[Element]:
        """What it stands in, from the nearest."""
        while (element := self.parent.get(element)) is not None:  # type: ignore[assignment]
            yield element

    def _ids(self) -> Iterator[str]:
        yield from (f"two elements have the id “{each}”" for each, times in self.ids.items() if times > 1)
        yield from (f"the id “{each}” is empty or holds a space" for each in self.ids if not each or re.search(r"\s", each))

    def _headings(self) -> Iterator[str]:
        before = 0
        for element in self.elements:
            if self.names[element] not in HEADINGS:
                continue
            level = int(self.names[element][1])
            if not self.words(element):
                yield f"a heading without words: {self._shown(element)}"
            if level > before + 1:
                yield f"a heading of level {level} after one of level {before}: {self._shown(element)}"
            before = level

    def _place(self, element: Element, name: str) -> Iterator[str]:
        parent = self.names.get(self.parent.get(element), "")  # type: ignore[arg-type]
        if name in PARENTS and parent not in PARENTS[name]:
            yield f"{name} in {parent}"
        if name in FIRST and next(each for each in self.parent[element] if self.names.get(each) not in ANYWHERE) is not element:
            yield f"{name} is not the first in {parent}"
        holder = next((each for each in self.above(element) if self.names[each] not in TRANSPARENT), None)
        outer = self.names[holder] if holder is not None else ""
        if name in BLOCKS and outer in WORDS_ONLY and not (name in HEADINGS and outer in MAY_HOLD_A_HEADING):
            yield f"{name} in {outer}, which holds words only"

    def _children(self, element: Element, name: str) -> Iterator[str]:
        allowed = CHILDREN.get(name)
        children = [self.names[each] for each in element if each in self.names]
        if allowed:
            yield from (f"{child} in {name}" for child in children if child not in allowed | ANYWHERE)
            if (element.text or "").strip() or any((each.tail or "").strip() for each in element):
                yield f"words straight in {name}"
        pairs = [child for child in children if child in ("dt", "dd")]
        group = name == "div" and self.names.get(self.parent[element]) == "dl"
        if (name == "dl" or group) and pairs and (pairs[0] != "dt" or pairs[-1] != "dd"):
            yield "dt without its dd, or dd without its dt"
        if group and set(children) - {"dt", "dd"} - ANYWHERE:
            yield "a group of a dl that holds something else"

    def _inside(self, element: Element, name: str) -> Iterator[str]:
        if not self._is_used(element, name):
            return
        for holder in self.above(element):
            outer = self.names[holder]
            if outer in {"a", "button"} and (outer != "a" or holder.get("href")):
                yield f"{name} in {outer}"
            if name == "label" and outer == "label":
                yield "label in label"
        if name == "label" and sum(self._is_control(each) for each in element.iter() if each in self.names) > 1:
            yield "a label round two controls"
        if name == "form" and any(self.names[each] == "form" for each in self.above(element)):
            yield "form in form"

    def _is_used(self, element: Element, name: str) -> bool:
        """Whether somebody presses it or types in it."""
        if name == "input":
            return element.get("type") != "hidden"
        if name == "a":
            return element.get("href") is not None
        return name in {"button", "select", "textarea", "label", "details", "iframe", "form"} or "tabindex" in element.attrib

    def _attributes(self, element: Element, name: str) -> Iterator[str]:
        if name in OBSOLETE:
            yield "obsolete"
        obsolete = (OBSOLETE_ATTRIBUTES["*"] | OBSOLETE_ATTRIBUTES.get(name, set())) & set(element.attrib)
        yield from (f"obsolete attribute {each}" for each in sorted(obsolete))
        yield from self._values(element, name)
        if name == "html" and not element.get("lang"):
            yield "no language"
        if name == "title" and not self.words(element):
            yield "no title"

    def _values(self, element: Element, name: str) -> Iterator[str]:
        yield from (f"{each}, which is no attribute of HTML" for each in element.attrib if each.startswith("hx-"))
        if name == "input" and "maxlength" in element.attrib and element.get("type", "text") not in TAKES_A_LENGTH:
            yield "maxlength on what takes no length"
        if name == "input" and element.get("autocomplete") == "street-address":
            yield "street-address, which holds several lines, on what holds one"
        if name == "img" and element.get("alt") is None:
            yield "a picture without alt"
        if name == "time" and not MOMENT.fullmatch(element.get("datetime", self.words(element))):
            yield "time that no machine can read"
        if name in {"a", "form", "img", "script", "link"}:
            address = element.get({"a": "href", "link": "href", "form": "action"}.get(name, "src"), "-")
            if re.search(r"\s", address) or (not address and name != "a"):
                yield "an address that is empty or holds a space"
        if name in NAMELESS and not element.get("role") and (element.get("aria-label") or element.get("aria-labelledby")):
            yield "a name on what takes none"

    def _references(self, element: Element, name: str) -> Iterator[str]:
        for attribute in REFERENCES:
            if (value := element.get(attribute)) is None:
                continue
            if not value.split():
                yield f"{attribute} is empty"
            yield from (f"{attribute} names “{each}”, which is not there" for each in value.split() if each not in self.ids)
        place = element.get("href", "")
        if name == "a" and place.startswith("#") and place[1:] not in self.ids:
            yield f"leads to “{place}”, which is not there"
        if name == "label" and (target := element.get("for")):
            labelled = next((each for each in self.elements if each.get("id") == target), None)
            if labelled is not None and self.names[labelled] not in {*CONTROLS, "button"}:
                yield f"a label of {self.names[labelled]}, which takes none"

    def _is_control(self, element: Element) -> bool:
        hidden = element.get("type") in {"hidden", "submit", "button", "reset", "image"}
        return self.names[element] in CONTROLS and not (self.names[element] == "input" and hidden)

    def _named(self, element: Element, name: str) -> Iterator[str]:
        """Every control has a label, every link, button and frame has words."""
        labelled = element.get("aria-label", "").strip() or element.get("aria-labelledby") or element.get("title", "").strip()
        if self._is_control(element) and name != "output" and not labelled:
            inside = any(self.names[each] == "label" for each in self.above(element))
            named = any(each.get("for") == element.get("id", "-") for each in self.elements if self.names[each] == "label")
            if not inside and not named:
                yield "a control without a label"
        if name == "label" and not element.get("for") and not any(self._is_control(each) for each in element.iter()
                                                                   if each in self.names):  # fmt: skip
            yield "a label without a control"
        if (name == "button" or (name == "a" and element.get("href"))) and not labelled and not self.words(element):
            yield f"a {name} without words"
        if name == "iframe" and not labelled:
            yield "a frame without a title"

    def _table(self, table: Element) -> Iterator[str]:
        shown, rows = self._shown(table), list(table.iter(f"{HTML}tr"))
        heads = list(table.iter(f"{HTML}th"))
        if not heads:
            yield f"a table without headers: {shown}"
        yield from (f"a header without its scope: {self._shown(each)}" for each in heads if not each.get("scope"))
        yield from (f"a header without words: {self._shown(each)}" for each in heads if not self.words(each))
        widths = {_width(row) for row in rows} if not any(cell.get("rowspan") for row in rows for cell in row) else set()
        if len(widths) > 1:
            yield f"rows of {sorted(widths)} cells: {shown}"


def _width(row: Element) -> int:
    return sum(int(cell.get("colspan", 1)) for cell in row if name_of(cell) in ("th", "td"))
