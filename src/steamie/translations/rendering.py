"""A translation as its readers see it: the words of the translator, in the structure of the English they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from steamie.rules.segments import MARK, PAIR, MarkedLink
from steamie.rules.written_languages import WrittenLanguage, languages

from .models import Translation
from .sources import around

SAFE = ("/", "#", "http://", "https://", "mailto:", "tel:")  # how the address of a link may begin
# Numbers, times, references, addresses and mailboxes are read from the left in every language.
FROM_THE_LEFT = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?"
    r"|\b(?=[A-Za-z\d-]*[A-Za-z])(?=[A-Za-z\d-]*\d)[A-Za-z\d]+(?:-[A-Za-z\d]+)*\b"
    r"|[+£#]?\d(?:(?:[\d\s.:/()–-]|,(?=\d))*\d)?%?",
    re.ASCII,
)
LISTS = ("ul", "ol")
DEEPEST = 8  # marks within marks; nobody writes so many, and a thousand would end the page


@dataclass(slots=True)
class ShownBlock:
    """A heading, a paragraph, or a list with its items."""

    role: str
    items: list[SafeString] = field(default_factory=list)


def blocks(translation: Translation) -> Iterator[ShownBlock]:
    """The translation, block by block; items of a list together. The title is not among them."""
    language, block = languages()[translation.language], None
    for segment, words in translation.pairs:
        if segment.role == "title":
            continue
        item = inline(words, segment.marks, language)
        if block is not None and block.role == segment.role and segment.role in LISTS:
            block.items.append(item)
            continue
        if block is not None:
            yield block
        block = ShownBlock(segment.role, [item])
    if block is not None:
        yield block


def title(translation: Translation) -> str:
    """The title, as plain words."""
    return next((MARK.sub("", words) for segment, words in translation.pairs if segment.role == "title"), "")


def inline(words: str, marks: Sequence[MarkedLink], language: WrittenLanguage, depth: int = 0) -> SafeString:
    """One part: everything escaped, links and emphasis where the marks stand, numbers kept whole in languages from the right."""
    pieces, place = [], 0
    for pair in PAIR.finditer(words) if depth < DEEPEST else ():
        pieces.append(plain(words[place : pair.start()], language))
        inner, number = inline(pair[2], marks, language, depth + 1), int(pair[1])
        pieces.append(_marked(inner, marks[number - 1]) if 0 < number <= len(marks) else inner)
        place = pair.end()
    pieces.append(plain(words[place:], language))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _marked(inner: SafeString, mark: MarkedLink) -> SafeString:
    if mark.tag == "a":
        safe = mark.address.startswith(SAFE) and not mark.address.startswith("//")
        return format_html('<a href="{}">{}</a>', mark.address, inner) if safe else inner
    return format_html("<strong>{}</strong>", inner) if mark.tag == "b" else format_html("<em>{}</em>", inner)


def plain(words: str, language: WrittenLanguage) -> SafeString:
    """Words without their marks, escaped; what is read from the left is held together in a language that is not."""
    text, pieces, place = MARK.sub("", words), [], 0
    for run in FROM_THE_LEFT.finditer(text) if language.is_rtl else ():
        pieces += [conditional_escape(text[place : run.start()]), format_html('<bdi dir="ltr">{}</bdi>', run[0])]
        place = run.end()
    pieces.append(conditional_escape(text[place:]))
    return mark_safe("".join(pieces).replace("\n", "<br>"))  # noqa: S308 -- every piece was escaped


@dataclass(frozen=True, slots=True)
class WordsAround:
    """The words around a translation: translated and checked ones, or else the English."""

    language: WrittenLanguage
    translated: dict[str, str]

    def of(self, english: str) -> SafeString:
        """One of the sentences; in English it says so."""
        if words := self.translated.get(english):
            return plain(words, self.language)
        return format_html('<span lang="en-GB" dir="ltr">{}</span>', english)

    @property
    def months(self) -> list[str]:
        """The names of the months, as many as the translator wrote."""
        return [month.strip() for month in re.split("[,،、،]", self.translated.get(around.MONTHS, "")) if month.strip()]

    def day(self, moment: date | datetime | None) -> SafeString:
        """A day with the month in the language; without its months as 2026-11-30, which is read alike everywhere."""
        if moment is None:
            return SafeString("")
        day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
        months = self.months
        if len(months) != 12:
            return format_html('<time datetime="{}"><bdi dir="ltr">{}</bdi></time>', day.isoformat(), day.isoformat())
        return format_html(
            '<time datetime="{}"><bdi>{}</bdi> {} <bdi>{}</bdi></time>', day.isoformat(), day.day, months[day.month - 1], day.year
        )


def words_around(language: WrittenLanguage) -> WordsAround:
    """Those of a language. One query."""
    rows = Translation.objects.of(around.AROUND, around.KEY).checked().filter(language=language.tag)
    latest = rows.order_by("-checked_at").first()
    return WordsAround(language, {segment.text: words for segment, words in latest.pairs} if latest else {})
