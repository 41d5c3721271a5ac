"""What a post is: each field that anyone will see, or that decides when and where it is seen, declared once.

Everything else derives from the declarations: the fingerprint, the composer's form, the sheet, differences and history,
corrections, authorship, and what leaves for a channel. A field that is added says since which field list it is counted,
so that an approval given before it existed still stands while the field is at its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils import timezone

from steamie.rules.letters import writing
from steamie.rules.wall_clock import LONDON

USUAL_TIME = time(10, 0)


class FieldKind(StrEnum):
    """How a field is written, read and compared."""

    LINE = "line"  # words on one line
    CHOICE = "choice"  # a code out of a list
    FLAG = "flag"  # yes or no
    MOMENT = "moment"  # in UTC; shown as the clock on the wall
    WALL = "wall"  # how a moment was asked for: "2026-10-25T01:30 Europe/London, first"
    TEXTS = "texts"  # words for each channel
    PICTURES = "pictures"  # (picture number, its description), in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """All that anything derived from a field needs to know of it. Each reason is a sentence; an empty one means "it is there"."""

    kind: FieldKind
    label: str  # inside a sentence, for differences and history: "the headline"; "{share}" is what the strategy calls a share
    recorded_as: str = ""  # its name in events; empty: its own
    since: int = 1  # number of the first field list that counts it
    why_not_counted: str = ""  # the reason why the fingerprint leaves it out
    form: tuple[str, ...] = ()  # fields of the composer's form that it is read from; "text_" stands for one a channel
    why_no_form: str = ""
    columns: tuple[str, ...] = ()  # columns of the sheet
    why_no_column: str = ""
    outgoing: tuple[str, ...] = ()  # what carries it to a channel
    why_not_sent: str = ""
    correctable: bool = False  # whether a correction of a sent post may change it
    read: bool = False  # whether people read it, so that whoever wrote it may not approve it
    rows: tuple[str, ...] = ()  # fields of the rows beside the post that hold it: "texts.text"
    default: Any = None  # filled in from the field itself; ``MISSING`` where it must be set

    @property
    def heading(self) -> str:
        """Its label at the head of something: "The headline"."""
        return f"{self.label[:1].upper()}{self.label[1:]}"


def declare(**details: Any) -> dict[str, Declaration]:
    """The metadata that a field of the dataclass carries: its declaration."""
    return {"declaration": Declaration(**details)}


@dataclass(frozen=True, slots=True)
class Composition:
    """The words, pictures and particulars of a post. ``texts`` is by channel number; an empty text leaves the channel out."""

    title: str = field(
        metadata=declare(
            kind=FieldKind.LINE,
            label="the headline",
            form=("title",),
            columns=("title",),
            outgoing=("title",),
            correctable=True,
            read=True,
        )
    )
    share: str = field(
        metadata=declare(kind=FieldKind.CHOICE, label="which {share}", form=("share",), columns=("share",), outgoing=("share",))
    )
    kind: str = field(
        default="information",
        metadata=declare(
            kind=FieldKind.CHOICE,
            label="what it is",
            form=("kind",),
            columns=("kind",),
            outgoing=("event_place", "event_starts", "event_ends"),
        ),
    )
    audience: str = field(
        default="tenants",
        metadata=declare(
            kind=FieldKind.CHOICE,
            label="for whom it is",
            form=("audience",),
            columns=("audience",),
            why_not_sent="No channel shows for whom a post is meant; it is for the plan and the figures.",
        ),
    )
    purpose: str = field(
        default="connect",
        metadata=declare(
            kind=FieldKind.CHOICE,
            label="the purpose",
            form=("purpose",),
            columns=("purpose",),
            why_not_sent="No channel shows which purpose of the strategy a post serves; it is for the plan and the figures.",
        ),
    )
    texts: Mapping[int, str] = field(
        default_factory=dict,
        metadata=declare(
            kind=FieldKind.TEXTS,
            label="the words",
            recorded_as="channels",
            form=("words", "goes_to", "text_"),
            columns=("words",),
            outgoing=("text",),
            correctable=True,
            read=True,
            rows=("texts.channel", "texts.text"),
        ),
    )
    link: str = field(
        default="",
        metadata=declare(
            kind=FieldKind.LINE,
            label="the link",
            form=("link",),
            columns=("link",),
            outgoing=("link", "target"),
            read=True,
        ),
    )
    credit: str = field(
        default="",
        metadata=declare(
            kind=FieldKind.LINE,
            label="the credit",
            form=("credit",),
            columns=("credit",),
            outgoing=("credit",),
            read=True,
        ),
    )
    event_place: str = field(
        default="",
        metadata=declare(
            kind=FieldKind.LINE,
            label="where the event is",
            recorded_as="event",
            form=("event_place",),
            columns=("place",),
            outgoing=("event_place",),
            correctable=True,
            read=True,
        ),
    )
    event_starts: datetime | None = field(
        default=None,
        metadata=declare(
            kind=FieldKind.MOMENT,
            label="when the event starts",
            recorded_as="event",
            form=("event_starts", "event_starts_which"),
            columns=("starts",),
            outgoing=("event_starts",),
            correctable=True,
            read=True,
        ),
    )
    event_ends: datetime | None = field(
        default=None,
        metadata=declare(
            kind=FieldKind.MOMENT,
            label="when the event ends",
            recorded_as="event",
            form=("event_ends", "event_ends_which"),
            columns=("ends",),
            outgoing=("event_ends",),
            correctable=True,
            read=True,
        ),
    )
    due_at: datetime | None = field(
        default=None,
        metadata=declare(
            kind=FieldKind.MOMENT,
            label="when it goes out",
            recorded_as="due",
            form=("when",),
            columns=("day", "time"),
            why_not_sent="The publisher waits for it; a channel shows its own time.",
        ),
    )
    due_wall: str = field(
        default="",
        metadata=declare(
            kind=FieldKind.WALL,
            label="how its time was asked for",
            why_not_counted="It only says how the moment was asked for, and the moment itself is counted.",
            form=("when", "when_which"),
            columns=("which",),
            why_not_sent="It only says how the moment was asked for.",
        ),
    )
    evergreen: bool = field(
        default=False,
        metadata=declare(
            kind=FieldKind.FLAG,
            label="whether it can be used again",
            why_not_counted="Nobody outside sees it: it only says that the words may be offered again in a later quarter.",
            form=("evergreen",),
            columns=("again",),
            why_not_sent="It is for the calendar, not for readers.",
        ),
    )
    pictures: tuple[tuple[int, str], ...] = field(
        default=(),
        metadata=declare(
            kind=FieldKind.PICTURES,
            label="the pictures",
            form=("library", "crop", "picture", "picture_alt", "alt_", "place_", "drop_"),
            why_no_column="A cell of a sheet holds no picture.",
            outgoing=("pictures",),
            read=True,
            rows=("pictures.picture", "pictures.alt", "pictures.position"),
        ),
    )

    def __post_init__(self) -> None:
        """Words come from forms, sheets, suggestions and word processors; whatever the door, only writing comes in."""
        for name, declaration in declarations(type(self)).items():  # type: ignore[arg-type] # every class has a hash
            if clean := _CLEANING.get(declaration.kind):
                object.__setattr__(self, name, clean(getattr(self, name)))  # frozen once it is made

    def on(self, day: date) -> Composition:
        """The same, going out on a day at the usual time."""
        due_at, due_wall = usual(day)
        return replace(self, due_at=due_at, due_wall=due_wall)

    def with_picture(self, number: int, alt: str) -> Composition:
        """The same, with one more picture."""
        return replace(self, pictures=(*self.pictures, (number, alt)))

    def with_words_replaced(self, before: str, after: str) -> Composition:
        """The same, saying ``after`` wherever the headline or the words say ``before``."""
        texts = {channel: text.replace(before, after) for channel, text in self.texts.items()}
        return replace(self, title=self.title.replace(before, after), texts=texts)

    def says_the_same_as(self, other: Composition) -> bool:
        """Whether nothing that is counted differs, but for space around the words, which is not kept."""
        trimmed = replace(self, texts={channel: text.strip() for channel, text in self.texts.items()})
        return not differences(other, trimmed) and self.evergreen == other.evergreen

    @property
    def words(self) -> dict[int, str]:
        """The words of each channel it goes to."""
        return {channel: text for channel, text in self.texts.items() if text.strip()}


# Fields of a post that are no part of its definition, each with the reason.
NOT_COMPOSED = {
    "id": "It names the row.",
    "quarter": "It follows from the day.",
    "slot": "It is the place in the plan, which follows from the day.",
    "suggestion": "It says where the post came from; it is set when the post is begun and never changes.",
    "occasion": "It says which day of the year the post was begun for; it never changes.",
    "edition": "It counts the changes. It stands in every fingerprint beside the fields.",
    "author": "It says who began the post. Who wrote the words that stand is in the rows of authorship.",
    "made_at": "It is the history of the row.",
    "edited_at": "It is the history of the row.",
    "edited_by": "It is the history of the row.",
}
# The same for the rows beside a post.
NOT_COMPOSED_ROWS = {
    "texts.id": "It names the row.",
    "texts.post": "It names the post.",
    "pictures.id": "It names the row.",
    "pictures.post": "It names the post.",
}

_CLEANING: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.LINE: lambda written: " ".join(writing(written).split()),
    FieldKind.TEXTS: lambda texts: {channel: writing(text) for channel, text in texts.items()},
    FieldKind.PICTURES: lambda used: tuple((number, writing(alt)) for number, alt in used),
}


@cache
def declarations(of: type = Composition) -> dict[str, Declaration]:
    """The declaration of every field of a composition, by name, in order."""
    columns: tuple[Field[Any], ...] = fields(of)
    return {one.name: replace(one.metadata["declaration"], default=_default(one)) for one in columns}


def _default(of: Field[Any]) -> Any:
    """What a field holds when nobody set it; ``MISSING`` for one that must be set."""
    if of.default_factory is MISSING:
        return of.default
    factory: Callable[[], Any] = of.default_factory
    return factory()


def field_list(of: type = Composition) -> int:
    """The number of the present field list: the latest that a field was added with."""
    return max(declaration.since for declaration in declarations(of).values())


def of_the_row(of: type = Composition) -> tuple[str, ...]:
    """The fields that stand on the row of the post itself; the others are rows beside it."""
    return tuple(name for name, declaration in declarations(of).items() if not declaration.rows)


def correctable(of: type = Composition) -> dict[str, Declaration]:
    """The fields that a correction of a sent post may change."""
    return {name: declaration for name, declaration in declarations(of).items() if declaration.correctable}


def counted(of: type = Composition) -> dict[str, Declaration]:
    """The fields that the fingerprint covers."""
    return {name: declaration for name, declaration in declarations(of).items() if not declaration.why_not_counted}


def canonical(value: Any, kind: FieldKind) -> Any:
    """A value as it is compared and counted: the same for the same meaning, and fit for JSON."""
    if kind is FieldKind.MOMENT:
        return value.astimezone(UTC).isoformat() if value else ""
    if kind is FieldKind.TEXTS:
        return sorted([channel, text] for channel, text in value.items() if text.strip())
    if kind is FieldKind.PICTURES:
        return [list(used) for used in value]
    return value


def differences(before: Composition, after: Composition) -> list[str]:
    """What differs between two compositions in anything that is counted, as events name it, in order."""
    names = {
        declaration.recorded_as or name
        for name, declaration in counted(type(after)).items()
        if canonical(getattr(before, name), declaration.kind) != canonical(getattr(after, name), declaration.kind)
    }
    return sorted(names)


def labels() -> dict[str, str]:
    """What each field is called inside a sentence, by its name in events. The parts of an event go by one name."""
    named = {declaration.recorded_as or name: declaration.label for name, declaration in declarations().items()}
    return named | {"event": "the event"}


def usual(day: date) -> tuple[datetime, str]:
    """Ten in the morning on a day: never skipped or repeated when the clocks change."""
    wall = datetime.combine(day, USUAL_TIME)
    return timezone.make_aware(wall), f"{wall:%Y-%m-%dT%H:%M} {LONDON}"
