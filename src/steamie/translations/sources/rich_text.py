"""The body of a page in parts: headings, paragraphs, items of lists; a link or emphasis inside one becomes a pair of marks."""

from __future__ import annotations

from html.parser import HTMLParser

from wagtail.rich_text import expand_db_html

from steamie.rules.segments import MarkedLink, TextPart

BLOCKS = {"h2": "h2", "h3": "h3", "p": "p"}
INLINE = {"a": "a", "b": "b", "strong": "b", "i": "i", "em": "i"}


class _Parts(HTMLParser):
    """Collects the parts of a body, one block at a time."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[TextPart] = []
        self.role, self.text = "p", ""
        self.marks: list[MarkedLink] = []
        self.open: list[tuple[str, int]] = []
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block or a list begins another part; a link or emphasis opens a mark."""
        if tag in ("ul", "ol"):
            self.end()
            self.lists.append(tag)
        elif tag in BLOCKS or tag == "li":
            self.end()
            self.role = BLOCKS.get(tag) or (self.lists[-1] if self.lists else "ul")
        elif tag == "br":
            self.text += "\n"
        elif tag in INLINE:
            self.marks.append(MarkedLink(INLINE[tag], dict(attrs).get("href") or ""))
            self.open.append((tag, len(self.marks)))
            self.text += f"{{{len(self.marks)}}}"

    def handle_endtag(self, tag: str) -> None:
        """The end of a block, a list or a mark."""
        if tag in BLOCKS or tag == "li":
            self.end()
        elif tag in ("ul", "ol"):
            self.end()
            self.lists[-1:] = []
            self.role = "p"
        elif self.open and self.open[-1][0] == tag:
            self.text += f"{{/{self.open.pop()[1]}}}"

    def handle_data(self, data: str) -> None:
        """Words."""
        self.text += data.replace("\n", " ")

    def end(self) -> None:
        """Keep the part so far, if it has words."""
        words = "\n".join(" ".join(line.split()) for line in self.text.split("\n")).strip()
        if words:
            self.parts.append(TextPart(self.role, words, tuple(self.marks)))
        self.text, self.marks, self.open = "", [], []
        self.role = self.lists[-1] if self.lists else "p"


def parts_of(body: str) -> list[TextPart]:
    """The parts of a body as Wagtail keeps it."""
    parser = _Parts()
    parser.feed(expand_db_html(body))
    parser.close()
    parser.end()
    return parser.parts
