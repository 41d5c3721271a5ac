"""A page of a form in another language: each run of words that is translated is put in place of the English.

The page itself is drawn as ever, by the room it belongs to: what it asks, checks and does is the same in every language.
A run that nobody has translated stays English, and says so to a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape

from bs4.element import NavigableString, PageElement, Tag

from steamie.rules.phrases import TranslatedPhrases, has_words
from steamie.rules.segments import MARK, PAIR
from steamie.rules.written_languages import WrittenLanguage

from .page_words import VOID, WITHOUT_WORDS, WordRun, runs, soup_of
from .rendering import DEEPEST, FROM_THE_LEFT, plain

ENGLISH = {"lang": "en-GB", "dir": "ltr"}
OURS = "title, main, .st_urgent, .st_exit"  # what belongs to the form; all else on the page stays English
TEXT_ONLY = ("title", "option")  # what holds no element
ADDRESSES = ("href", "action", "formaction")


class PageTranslation:
    """One page on its way into a language. ``moved`` gives the address of a page in the language, or the same address."""

    def __init__(self, page: str, language: WrittenLanguage, phrases: TranslatedPhrases, moved: Callable[[str], str]) -> None:
        self.soup, self.language, self.phrases, self.moved = soup_of(page), language, phrases, moved
        self.left = 0  # runs that stay English

    def done(self, beside: str = "") -> str:
        """The page in the language; ``beside`` is put before its words."""
        for element in self.soup.select(OURS):
            for run in list(runs(element)):
                if not any(parent.has_attr("lang") for parent in _parents(run, element)):
                    self._say(run)
            self._names(element)
            self._addresses(element)
        self._frame(beside)
        return str(self.soup)

    def belongs_at(self, address: str) -> None:
        """Say where search engines find the page in this language."""
        for link in self.soup.select("head link[rel=canonical]"):
            link["href"] = address

    def in_head(self, markup: str) -> None:
        """Put lines of ours at the end of the head."""
        if self.soup.head:
            self.soup.head.extend(_nodes(markup))

    def _frame(self, beside: str) -> None:
        root, main = self.soup.find("html"), self.soup.find("main")
        if isinstance(root, Tag):
            root["lang"], root["dir"] = self.language.tag, self.language.direction
        for element in self.soup.select(f"body > :not({OURS})"):
            element.attrs.update(ENGLISH)
        if isinstance(main, Tag) and beside:
            holder = main.find("div") or main
            for node in reversed(list(soup_of(beside).children)):
                holder.insert(0, node.extract())

    def _say(self, run: WordRun) -> None:
        """Put the translation in place; where the run has none, that of its pieces."""
        words = self.phrases.of(run.text)
        if words is not None:
            self._replace(run, words)
            return
        pieces = [node for node in run.nodes if isinstance(node, Tag) or str(node).strip()]
        for piece in pieces:
            if isinstance(piece, Tag):
                if piece.name not in WITHOUT_WORDS and piece.name != "bdi":
                    for inner in list(runs(piece)):
                        self._say(inner)
            else:
                self._say_text(piece)

    def _say_text(self, piece: PageElement) -> None:
        text = str(piece)
        words = self.phrases.of(" ".join(text.split()))
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        if words is not None:
            piece.replace_with(*_nodes(before), *_nodes(plain(words, self.language)), *_nodes(after))
        elif has_words(text):
            self.left += 1
            self._mark_english(piece)
        elif self.language.is_rtl and FROM_THE_LEFT.search(text) and not _is_apart(piece):
            piece.replace_with(*_nodes(before), *_nodes(plain(text.strip(), self.language)), *_nodes(after))

    def _mark_english(self, piece: PageElement) -> None:
        parent = piece.parent
        if parent is None or parent.name in (*TEXT_ONLY, "bdi") or piece.find_parent(translate="no"):
            return
        if len([node for node in parent.children if isinstance(node, Tag) or str(node).strip()]) == 1:
            parent.attrs.update(ENGLISH)
        else:
            piece.wrap(self.soup.new_tag("span", attrs=ENGLISH))

    def _replace(self, run: WordRun, words: str) -> None:
        """The words with each inner element where its marks stand; drawings and boxes stay before them."""
        last = run.nodes[-1]
        anchor = NavigableString("")
        last.insert_after(anchor)
        bare = last.parent is not None and last.parent.name in TEXT_ONLY
        parts = [NavigableString(MARK.sub("", words))] if bare else list(self._parts(words, run.elements))
        for node in run.nodes:
            if not (isinstance(node, Tag) and node.name in VOID):
                node.extract()
        for part in parts:
            anchor.insert_before(part)
        anchor.extract()

    def _parts(self, words: str, elements: list[Tag], used: set[int] | None = None) -> Iterator[PageElement]:
        """The words between marks, and each marked element once; marks within as many marks as that are left out."""
        used, place = set() if used is None else used, 0
        for pair in PAIR.finditer(words) if len(used) < DEEPEST else ():
            yield from _nodes(plain(words[place : pair.start()], self.language))
            number = int(pair[1])
            yield from self._marked(number, pair[2], elements, used)
            place = pair.end()
        yield from _nodes(plain(MARK.sub("", words[place:]), self.language))

    def _marked(self, number: int, words: str, elements: list[Tag], used: set[int]) -> Iterator[PageElement]:
        """The element of one pair of marks with its words; the words alone where there is no such element, or not any more."""
        if not 0 < number <= len(elements) or number in used:
            yield from _nodes(plain(MARK.sub("", words), self.language))
            return
        used.add(number)
        element = elements[number - 1]
        if MARK.sub("", words).strip():
            yield _shell(element, list(self._parts(words, elements, used)))
        else:
            element.attrs.update(ENGLISH)  # a translator left it empty: a link keeps its English name
            yield element

    def _names(self, element: Tag) -> None:
        """What only screen readers speak."""
        for tag in element.select("[aria-label]"):
            if words := self.phrases.of(" ".join(str(tag["aria-label"]).split())):
                tag["aria-label"] = words

    def _addresses(self, element: Tag) -> None:
        for name in ADDRESSES:
            for tag in element.select(f"[{name}]"):
                tag[name] = self.moved(str(tag[name]))


def _is_apart(piece: PageElement) -> bool:
    """Whether it stands in an element that holds no other, or that has a direction of its own already."""
    parent = piece.parent
    return parent is None or parent.name in (*TEXT_ONLY, "bdi") or parent.has_attr("dir")


def _shell(element: Tag, inner: list[PageElement]) -> Tag:
    """The element with other words in it; a drawing in it stays."""
    drawings = [node.extract() for node in list(element.children) if isinstance(node, Tag) and node.name in VOID]
    element.clear()
    for node in (*drawings, *inner):
        element.append(node)
    return element


def _nodes(markup: str) -> list[PageElement]:
    if "<" not in markup:
        return [NavigableString(unescape(markup))] if markup else []
    return [node.extract() for node in list(soup_of(markup).children)]


def _parents(run: WordRun, within: Tag) -> Iterator[Tag]:
    for parent in run.nodes[0].parents:
        if parent is within:
            return
        yield parent
