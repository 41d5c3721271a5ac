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
from .rendering import plain

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

    def _parts(self, words: str, elements: list[Tag]) -> Iterator[PageElement]:
        place = 0
        for pair in PAIR.finditer(words):
            yield from _nodes(plain(words[place : pair.start()], self.language))
            inner, number = list(self._parts(pair[2], elements)), int(pair[1])
            if 0 < number <= len(elements) and not MARK.sub("", pair[2]).strip():
                elements[number - 1].attrs.update(ENGLISH)  # a translator left it empty: a link keeps its English name
                yield elements[number - 1]
            elif 0 < number <= len(elements):
                yield _shell(elements[number - 1], inner)
            else:
                yield from inner
            place = pair.end()
        yield from _nodes(plain(MARK.sub("", words[place:]), self.language))

    def _names(self, element: Tag) -> None:
        """What only screen readers speak."""
        for tag in element.select("[aria-label]"):
            if words := self.phrases.of(" ".join(str(tag["aria-label"]).split())):
                tag["aria-label"] = words

    def _addresses(self, element: Tag) -> None:
        for name in ADDRESSES:
            for tag in element.select(f"[{name}]"):
                tag[name] = self.moved(str(tag[name]))


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
