"""Which of our columns a column of somebody's sheet is: by its heading, and where that says nothing, by what stands in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.content.calendar.channel_columns import ChannelColumns, of_channels
from steamie.content.calendar.sheet import ALSO, COLUMNS, EXTRA, TAKEN
from steamie.content.posts.choices import Strategic, strategic
from steamie.content.posts.models import Post
from steamie.rules import addresses, day_columns, written_days

from . import months, naming
from .table import SheetLine, SheetTable

LEAVE = ""  # a column that is not read
WHEN, PLATFORM, HASHTAGS = "when", "platform", "hashtags"  # beside those of our own sheet
WORDS_FOR = "words:"  # with the name of a channel: words for it alone
TICKS_FOR = "ticks:"  # with the number of a channel: whether a post is for it
LOOKED_AT = 15  # lines among which the heading is looked for

# What content calendars call their columns; the first that fits. Those that fit nothing here are judged by what they hold.
_NAMES: Sequence[tuple[str, str]] = (
    (r"(image|photo|picture|visual|media|asset|creative|graphic|video|file|alt)\b.*", LEAVE),
    (r"(status|stage|campaign|owner|author|assigned?( to)?|assignee|responsible|notes?|comments?|approved( by)?|ref|id)", LEAVE),
    (r"(permalink|.*\bid|(card|task|post|item) (url|link)|list name|board name|archived|members|labels?|time ?zone|tz)", LEAVE),
    (r"(week|week number|wk|month|quarter|day of( the)? week|weekday|budget|reach|likes|clicks|engagement|impressions)", LEAVE),
    (r"(date ?(&|and|/|\+)? ?time|posting time|publish(ing)? at|scheduled (at|for)|schedule|send at|date time|datetime)", WHEN),
    (
        r"((post|posting|publish|publishing|publication|scheduled?|go live|live|due|send|planned) ?(date|day)|"
        r"(date|day)( to (post|publish|send))?|go live)",
        "day",
    ),
    (r"((post|posting|publish|publishing|scheduled?|go live|live|send|planned) ?time|time|hour)(?! ?zone)( .*)?", "time"),
    (
        r"((social )?(media )?(platform|channel|network|account|profile)s?)",
        PLATFORM,
    ),
    (r"(where to post|posted (on|to)|post (on|to))", PLATFORM),
    (r"(hash ?tags?|tags?)( .*)?", HASHTAGS),
    (r"((destination|landing|web|page|website|article)? ?(link|url)s?( to .*)?|landing page|website address)", "link"),
    (
        r"(caption|copy|(social|post|message|caption|body) (copy|text|content|caption)|message|text|words|post|body|wording)",
        "words",
    ),
    (r"(the )?(social media )?(update|status update|description|content|social post|draft( copy| text)?)", "words"),
    (r"(card|task|item) (description|content|text)", "words"),
    (r"(card|task|item|post) (name|title)", "title"),
    (r"(headline|title|topic|subject|post title|theme|idea|name|what|event|content title|post name)", "title"),
    (r"(credit|source|credit to|courtesy of)", "credit"),
    (r"(venue|location|place|where)", "place"),
    (r"(third|share|counts as|pillar|content pillar|category|content category|bucket|content (mix|bucket))", "share"),
    (r"(audience|target audience|who for|for whom)", "audience"),
    (r"(purpose|goal|objective|aim)", "purpose"),
    (r"(kind|type|content type|post type|type of (post|content)|format)", "kind"),
)
_COMPILED = [(re.compile(pattern), target) for pattern, target in _NAMES]
_CHOICES = ("share", "kind", "audience", "purpose")  # read only where every cell is one of ours


@dataclass(frozen=True, slots=True)
class OurTerms:
    """What a sheet is read against: our channels, and what the strategy lets a post be."""

    channels: Sequence[Channel]
    columns: ChannelColumns
    allowed: Strategic

    def offered(self, name: str) -> Sequence[tuple[str, str]]:
        """The codes and labels of a field with choices."""
        return {
            "share": self.allowed.counts_as(),
            "kind": Post.KINDS,
            "audience": self.allowed.audiences,
            "purpose": self.allowed.purposes,
        }[name]

    def called(self, written: str) -> list[int]:
        """The channels that people call so: by name, by kind, or by a name the trade uses."""
        for plain in dict.fromkeys((written.strip().casefold(), naming.network(written).casefold())):
            if plain and (numbers := self.columns.by_name.get(plain) or self._called_for_short(plain)):
                return list(numbers)
        return []

    def _called_for_short(self, plain: str) -> list[int]:
        kinds = registry.kinds()
        names = {
            row.pk: {row.name.casefold(), row.kind, kinds[row.kind].label.casefold()}
            for row in self.channels
            if row.kind in kinds
        }
        return [number for number, own in names.items() if any(naming.is_short_for(plain, name) for name in own)]


def terms_in_force() -> OurTerms:
    """What a sheet is read against now. Two queries."""
    channels = list(Channel.objects.active())
    return OurTerms(channels, of_channels([row.pk for row in channels], taken=TAKEN), strategic())


def plain(heading: str) -> str:
    """A heading as it is compared: small letters, single spaces, nothing in brackets, no marks at its ends."""
    return " ".join(re.sub(r"\([^)]*\)|[*:#?]", " ", heading.casefold().replace("_", " ")).split())


def own(heading: str, terms: OurTerms) -> str | None:
    """The column of our own sheet with this name; None for any other. Columns of ours that nobody reads are left."""
    name = ALSO.get(heading.strip().casefold(), heading.strip().casefold())
    if name in terms.columns.by_name:
        return f"{WORDS_FOR}{name}"
    if name in EXTRA or (name == "share" and not terms.allowed.shares):
        return LEAVE
    return name if name in COLUMNS else None


def heading_line(table: SheetTable, terms: OurTerms) -> SheetLine | None:
    """The line that names the columns: the one with the most names we can place; else the first with more than one cell."""
    lines = list(table.lines[:LOOKED_AT])
    if not lines:
        return None
    best = max(lines, key=lambda line: (_placed(line, terms), -line.number))
    if _placed(best, terms) == 0 and any(map(_is_dated, lines[0].cells)):
        return None  # some schedulers take files without a heading: the first line is a post
    if _placed(best, terms) >= 1 and sum(map(bool, best.cells)) >= min(2, table.width):
        return best
    return next((line for line in lines if sum(map(bool, line.cells)) > 1), lines[0])


def _is_dated(cell: str) -> bool:
    return bool(cell) and len(cell) <= 60 and (_is_day_and_time(cell) or day_columns.is_day(cell))


def _placed(line: SheetLine, terms: OurTerms) -> int:
    return sum(bool(own(cell, terms) or by_name(cell)) for cell in line.cells if cell and len(cell) <= 60)


def by_name(heading: str) -> str | None:
    """The column that a heading names in the words of the trade; None when it says nothing to us."""
    name = plain(heading)
    return next((target for pattern, target in _COMPILED if pattern.fullmatch(name)), None) if name else None


def guess(headings: Sequence[str], lines: Sequence[SheetLine], terms: OurTerms) -> dict[int, str]:
    """Each column of the sheet with the one of ours it seems to be. No column of ours is taken twice but words."""
    guesses: dict[int, str] = {}
    for look in (own_of(terms), _for_a_channel(terms), _named(terms), _by_content(terms)):
        for column, heading in enumerate(headings):
            if column not in guesses and (target := look(heading, [line.cell(column) for line in lines])) is not None:
                guesses[column] = target if target not in guesses.values() or target == LEAVE else LEAVE
    if not needed(guesses.values()) and not months.are_days(headings):
        guesses |= _longest([column for column in range(len(headings)) if column not in guesses], lines)
    return {column: guesses.get(column, LEAVE) for column in range(len(headings))}


def _longest(columns: Sequence[int], lines: Sequence[SheetLine]) -> dict[int, str]:
    """Of the columns that say nothing to us, the one with the longest texts, taken for the words."""
    letters = {column: sum(len(line.cell(column)) for line in lines) for column in columns}
    most = max(letters, key=lambda column: letters[column], default=None)
    return {most: "words"} if most is not None and letters[most] else {}


Look = Callable[[str, list[str]], str | None]


def own_of(terms: OurTerms) -> Look:
    """Looks for the names of our own columns."""
    return lambda heading, cells: own(heading, terms)


def _for_a_channel(terms: OurTerms) -> Look:
    """Looks for the name of a channel of ours: above ticks, or above words for it alone."""

    def look(heading: str, cells: list[str]) -> str | None:
        called = terms.called(naming.without_words(heading)) if heading and not by_name(heading) else []
        if not called or not any(cells):
            return None
        if naming.are_ticks(cells):
            return f"{TICKS_FOR}{called[0]}"
        name = next((name for name, numbers in terms.columns.by_name.items() if list(numbers) == called), "")
        return f"{WORDS_FOR}{name}" if name else None

    return look


def _named(terms: OurTerms) -> Look:
    def look(heading: str, cells: list[str]) -> str | None:
        target = by_name(heading)
        if target in ("day", "time") and _mostly(cells, _is_day_and_time):
            return WHEN
        if target == HASHTAGS and "hash" not in plain(heading) and not _mostly(cells, lambda cell: "#" in cell):
            return LEAVE  # what a tool calls a tag is its own label
        if target in _CHOICES and not _all_chosen(cells, terms.offered(target)):
            return LEAVE
        return target

    return look


def _by_content(terms: OurTerms) -> Look:
    def look(heading: str, cells: list[str]) -> str | None:
        if not any(cells):
            return LEAVE
        tests: Mapping[str, Callable[[str], bool]] = {
            WHEN: _is_day_and_time,
            "day": day_columns.is_day,
            "time": _is_clock,
            "link": lambda cell: bool(re.match(r"https?://|www\.", cell)) and not addresses.why_no_link(cell),
            PLATFORM: lambda cell: bool(terms.called(cell)),
        }
        return next((target for target, test in tests.items() if _mostly(cells, test)), None)

    return look


def _is_day_and_time(cell: str) -> bool:
    parts = written_days.parts(cell)
    return parts is not None and day_columns.is_day(parts.day)


def _is_clock(cell: str) -> bool:
    try:
        written_days.clock(cell)
    except ValueError:
        return False
    return True


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    filled = [cell for cell in cells if cell][:50]
    return bool(filled) and sum(test(cell) for cell in filled) * 2 > len(filled)


def _all_chosen(cells: Sequence[str], offered: Sequence[tuple[str, str]]) -> bool:
    words = {word.casefold() for one in offered for word in one}
    return all(" ".join(cell.split()).casefold() in words for cell in cells if cell)


def digest(headings: Sequence[str]) -> str:
    """What a set of headings is remembered by."""
    return hashlib.sha256(json.dumps([plain(heading) for heading in headings]).encode()).hexdigest()


def needed(columns: Collection[str]) -> bool:
    """Whether enough is read to make a post: a headline or words."""
    return any(target in ("title", "words") or target.startswith(WORDS_FOR) for target in columns)
