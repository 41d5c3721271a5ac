"""What a page says, without how it looks: headings, paragraphs, items and rows in reading order, taken from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = {
    "p", "li", "dt", "dd", "blockquote", "figcaption", "address", "summary", "div", "section", "article", "aside", "ul", "ol",
    "dl", "figure", "details", "main", "pre",
} | set(HEADINGS)  # fmt: skip
OWN_LINE = {"small"}  # on our pages it stands under the words before it
NOT_SAID = {"script", "style", "svg", "nav", "form", "audio", "video", "template", "button", "select", "input", "textarea"}
QUIET = re.compile(r"(^|\s)(st_noprint|st_crumbs|st_toc|visually-hidden)(\s|$)")
RIGHT_TO_LEFT = re.compile(r"^(ar|ur|fa|he|ps|ckb|sd|yi|dv|pa-Arab|ku-Arab)\b", re.IGNORECASE)
ENDS = (".", "!", "?", ":", ";", "…", "。", "؟", "۔", "।")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one passage that are alike: plain, weighty, or a link."""

    text: str
    href: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PagePassage:
    """One heading, paragraph, item of a list, or row of a table."""

    kind: str  # "heading", "text", "item", "number" or "term"
    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)

    @property
    def as_sentence(self) -> str:
        """Its words with an end, so that a voice stops before the next."""
        return self.text if self.text.endswith(ENDS) else f"{self.text}."


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read out of a page."""

    title: str
    language: str
    passages: Sequence[PagePassage]

    @property
    def direction(self) -> str:
        """The direction of its script."""
        return direction_of(self.language)


def direction_of(language: str) -> str:
    """``rtl`` for Arabic, Urdu and their like; else ``ltr``."""
    return "rtl" if RIGHT_TO_LEFT.match(language) else "ltr"


def read(page: str) -> PageReading | None:
    """What the main part of a page says; None where it has none."""
    if not page.strip():
        return None
    from lxml import html  # noqa: PLC0415 -- four megabytes, for the few who listen

    tree = html.document_fromstring(page)
    main = next(iter(tree.xpath("//main")), None)
    if main is None:
        return None
    passages = tuple(_Reader().passages_of(main))
    heading = next((one.text for one in passages if one.level == 1), "")
    language = main.get("lang") or _inner_language(main) or tree.get("lang") or "en"
    return PageReading(heading, language, passages)


def passages_of_text(text: str) -> tuple[PagePassage, ...]:
    """What a letter says: a passage for each of its lines, as it was written."""
    return tuple(PagePassage("text", (Run(" ".join(line.split())),)) for line in text.splitlines() if line.strip())


def _inner_language(main: Any) -> str:
    """The language of an article that is not in the language of the site around it."""
    return str(next(iter(main.xpath("./*[@lang][1]/@lang | ./*/article[@lang][1]/@lang")), ""))


@dataclass
class _Reader:
    """Walks through the elements of a page, and ends a passage where a block ends."""

    runs: list[Run] = field(default_factory=list)

    def passages_of(self, main: Any) -> Iterator[PagePassage]:
        """Every passage, in reading order."""
        yield from self._walk(main, "text", 0)
        yield from self._flush("text", 0)

    def _walk(self, element: Any, kind: str, level: int, href: str = "", strong: bool = False) -> Iterator[PagePassage]:
        self._say(element.text, href, strong)
        for child in element:
            yield from self._child(child, kind, level, href, strong)
            self._say(child.tail, href, strong)

    def _child(self, child: Any, kind: str, level: int, href: str, strong: bool) -> Iterator[PagePassage]:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in NOT_SAID or _is_quiet(child):
            return
        if tag == "table":
            yield from self._flush(kind, level)
            yield from _rows(child)
        elif tag == "img":
            yield from self._picture(child, kind, level)
        elif tag in BLOCKS:
            yield from self._flush(kind, level)
            own, own_level = _kind(child, tag, kind)
            yield from self._walk(child, own, own_level)
            yield from self._flush(own, own_level)
        elif tag == "br":
            yield from self._flush(kind, level)
        else:
            if tag in OWN_LINE:
                self._pause()
            link = str(child.get("href") or "") if tag == "a" else ""
            yield from self._walk(child, kind, level, link or href, strong or tag in {"b", "strong"})

    def _picture(self, image: Any, kind: str, level: int) -> Iterator[PagePassage]:
        words = " ".join(str(image.get("alt") or "").split())
        if words:
            yield from self._flush(kind, level)
            yield PagePassage("text", (Run(f"Picture: {words}"),))

    def _say(self, text: str | None, href: str, strong: bool) -> None:
        if not text:
            return
        words = re.sub(r"\s+", " ", text)
        if self.runs and self.runs[-1].text.endswith(" "):
            words = words.lstrip()
        if words:
            self.runs.append(Run(words, href if words.strip() else "", strong))  # a link of nothing but space has no name

    def _pause(self) -> None:
        """End what was said as a sentence, where the next words stand in a line of their own."""
        before = self.runs[-1].text.rstrip() if self.runs else ""
        if before:
            self._say(" " if before.endswith(ENDS) else ". ", "", False)

    def _flush(self, kind: str, level: int) -> Iterator[PagePassage]:
        runs, self.runs = _trimmed(self.runs), []
        if runs:
            yield PagePassage(kind, runs, level)


def _is_quiet(element: Any) -> bool:
    hidden = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return hidden or bool(QUIET.search(str(element.get("class") or "")))


def _kind(element: Any, tag: str, around: str) -> tuple[str, int]:
    if tag in HEADINGS:
        return "heading", HEADINGS[tag]
    if tag == "li":
        parent = element.getparent()
        return ("number" if parent is not None and parent.tag == "ol" else "item"), 0
    if tag == "dt":
        return "term", 0
    return (around if tag in {"p", "div"} and around in {"item", "number"} else "text"), 0


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without space at either end, and without runs that say nothing."""
    filled = [run for run in runs if run.text]
    while filled and not filled[0].text.strip():
        filled.pop(0)
    while filled and not filled[-1].text.strip():
        filled.pop()
    if not filled:
        return ()
    filled[0] = Run(filled[0].text.lstrip(), filled[0].href, filled[0].strong)
    filled[-1] = Run(filled[-1].text.rstrip(), filled[-1].href, filled[-1].strong)
    return tuple(filled)


def _rows(table: Any) -> Iterator[PagePassage]:
    """A table as people read it to each other: each row with the headings of its columns."""
    heads = [_words(cell) for cell in table.xpath(".//thead//th")]
    caption = next(iter(table.xpath("./caption")), None)
    if caption is not None and _words(caption):
        yield PagePassage("term", (Run(_words(caption)),))
    for row in table.xpath(".//tbody/tr | ./tr"):
        cells = [_words(cell) for cell in row.xpath("./th | ./td")]
        labelled = [f"{head}: {cell}" if head else cell for head, cell in zip([*heads, *[""] * len(cells)], cells, strict=False)]
        if any(cells):
            yield PagePassage("item", (Run(", ".join(part for part, cell in zip(labelled, cells, strict=True) if cell)),))


def _words(element: Any) -> str:
    return " ".join(str(element.text_content()).split())
