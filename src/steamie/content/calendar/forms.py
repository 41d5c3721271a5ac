"""Forms of the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from steamie.content.calendar.channel_columns import headings
from steamie.content.calendar.incoming import months
from steamie.content.calendar.incoming.answers import BY_WORDS, Answers
from steamie.content.calendar.incoming.headings import HASHTAGS, LEAVE, PLATFORM, TICKS_FOR, WHEN, WORDS_FOR
from steamie.content.calendar.incoming.reading import SheetReading
from steamie.content.calendar.incoming.table import SheetTable
from steamie.content.calendar.sheet import COLUMNS, TAKEN
from steamie.files import sheets
from steamie.rules import share_words
from steamie.rules.day_columns import Order
from steamie.rules.shares import serving
from steamie.rules.written_days import in_words

CALLED = {
    "day": "Day",
    "time": "Time",
    "which": "First or second (of an hour that comes twice)",
    "title": "Headline",
    "kind": "What it is",
    "audience": "For whom",
    "purpose": "Purpose",
    "words": "Words",
    "link": "Link",
    "credit": "Credit",
    "place": "Where an event is",
    "starts": "When an event starts",
    "ends": "When an event ends",
    "again": "Can be used again",
}
ENCODINGS = {
    "utf-8": "As the file says",
    "repaired": "Put right: it was saved in the wrong way once",
    "cp1252": "From a Windows computer",
    "mac_roman": "From an old Mac",
    "cp850": "From an old DOS program",
}
NO_WORDS = "Say which column holds the headline or the words: without them there is no post."
SIDE_BY_SIDE = (
    "The days stand side by side in this sheet, one column for each. Put them below each other: one row for each post, "
    "with its day in one column and its words in another. Then send it again."
)
FIRST_VALUES = 3


class ImportForm(forms.Form):
    """A file of planned posts."""

    use_required_attribute = False
    file = forms.FileField(
        label="The file",
        help_text="Excel (xlsx, xls), OpenDocument (ods) or CSV. At most 500 rows and 5 MB.",
        widget=forms.FileInput(attrs={"accept": sheets.ACCEPTED}),
        error_messages={"required": "Choose a file first.", "empty": "The file is empty. Choose another one."},
    )


class ColumnsForm(forms.Form):
    """Which of our columns each of theirs is, and what is asked about the sheet as a whole."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, reading: SheetReading, tables: Sequence[SheetTable], encodings: Sequence[Any], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.reading = reading
        if encodings:
            self._ask("encoding", "How are the letters right?", [(way, f"{ENCODINGS[way]}: {words}") for way, words in encodings])
        if len(tables) > 1:
            names = [(str(place), f"{table.name}, {len(table.lines)} rows") for place, table in enumerate(tables)]
            self._ask("table", "Which sheet of the file?", names, str(reading.answers.table), listed=True)
        heading = str(reading.heading.number) if reading.heading else "0"
        self._ask("heading", "Which row names the columns?", _heading_choices(reading.table), heading, listed=True)
        for place, target in reading.columns.items():
            self._ask(f"c{place}", f"Our column for “{self.name_of(place)}”", _targets(reading), target, listed=True)
        self._ask_of_days(reading)
        if reading.asks_share:
            self._ask_shares(reading)
        for place, name in enumerate(reading.platform_names):
            label = f"“{name}” is not one of our channels"
            self._ask(f"p{place}", label, _platform_choices(reading), reading.platform_answer(name), listed=True)

    def _ask(self, name: str, label: str, choices: Sequence[tuple[str, str]], usual: str = "", *, listed: bool = False) -> None:
        widget: type[forms.Widget] = forms.Select if listed else forms.RadioSelect
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=usual or (choices[0][0] if not listed else ""), widget=widget, required=False
        )
        if name.startswith("c"):
            self.fields[name].widget.attrs["aria-label"] = label

    def _ask_of_days(self, reading: SheetReading) -> None:
        if (reading.asks_order or reading.answers.order) and (example := reading.days.example):
            text, day_first, month_first = example
            choices = [
                (Order.DAY.value, f"The day comes first: “{text}” is {in_words(day_first)}"),
                (Order.MONTH.value, f"The month comes first: “{text}” is {in_words(month_first)}"),
            ]
            self._ask("order", "How are the days written?", choices, reading.answers.order)
            if reading.days.column.contradicts_itself:
                self.fields["order"].initial = reading.answers.order
            self.fields["order"].help_text = reading.days.proof
        if reading.undated_below_a_day:
            rows = ", ".join(str(number) for number in reading.undated_below_a_day[:10])
            choices = [("above", "The day of the row above"), ("none", "No day yet")]
            self._ask("fill", f"What day have rows without one? ({rows})", choices, "above" if reading.fills_down else "none")

    def _ask_shares(self, reading: SheetReading) -> None:
        shares, answers = reading.terms.allowed.shares, reading.answers
        offered = [(share.code, share.label) for share in shares]
        usual = next(iter(serving("local_news", shares)), offered[0][0])
        label = f"Which {share_words.noun(shares)} do these posts count as?"
        self._ask(
            "share", label, [(BY_WORDS, "As their words suggest, row by row"), *offered], answers.share or BY_WORDS, listed=True
        )
        self._ask("otherwise", "And those whose words say nothing?", offered, answers.otherwise or usual, listed=True)
        self.fields["share"].help_text = "You can change it for each row on the next page."

    def name_of(self, place: int) -> str:
        """What the sheet calls a column."""
        return self.reading.names[place] or f"column {place + 1}"

    @property
    def columns(self) -> Iterator[tuple[str, list[str], forms.BoundField]]:
        """Each column of the sheet: its name, its first words, and the field that says which of ours it is."""
        for place in self.reading.columns:
            cells = [line.cell(place) for line in self.reading.lines if line.cell(place)]
            yield self.name_of(place), cells[:FIRST_VALUES], self[f"c{place}"]

    @property
    def questions(self) -> Iterator[forms.BoundField]:
        """What is asked about the sheet as a whole."""
        return (self[name] for name in self.fields if not name[1:].isdigit() or name.startswith("p"))

    def clean(self) -> dict[str, Any]:
        """Nothing can be made of a sheet without a headline or words."""
        cleaned = super().clean() or {}
        targets = [cleaned.get(f"c{place}", "") for place in self.reading.columns]
        singles = [one for one in targets if one]
        if twice := {one for one in singles if singles.count(one) > 1}:
            raise forms.ValidationError(f"Two columns are matched with {', '.join(sorted(twice))}. Choose one of them.")
        if not any(one in ("title", "words") or one.startswith(WORDS_FOR) for one in singles):
            raise forms.ValidationError(SIDE_BY_SIDE if months.are_days(self.reading.names) else NO_WORDS)
        return cleaned

    def answers(self) -> Answers:
        """What was answered; rows keep what was answered about them."""
        sent, before = self.cleaned_data, self.reading.answers
        columns = {str(place): sent[f"c{place}"] for place in self.reading.columns}
        platforms = {name.casefold(): sent[f"p{place}"] for place, name in enumerate(self.reading.platform_names)}
        return Answers(
            table=before.table,
            heading=before.heading,
            columns=columns,
            order=sent.get("order", ""),
            fill=sent.get("fill", ""),
            share=sent.get("share", ""),
            otherwise=sent.get("otherwise", ""),
            platforms=platforms,
            rows=before.rows,
            seen=True,
        )


def _heading_choices(table: SheetTable) -> list[tuple[str, str]]:
    rows = [(str(line.number), f"Row {line.number}: {', '.join(filter(None, line.cells))[:80]}") for line in table.lines[:15]]
    return [*rows, ("0", "None: the posts begin at once")]


def _targets(reading: SheetReading) -> list[tuple[str, str]]:
    shares = reading.terms.allowed.shares
    called = {LEAVE: "Leave it out", **CALLED, "share": share_words.noun(shares).capitalize() if shares else "Share"}
    ours = [(name, called.get(name, name)) for name in (LEAVE, *COLUMNS) if shares or name != "share"]
    beside = [(WHEN, "Day and time in one"), (PLATFORM, "Channels it is for"), (HASHTAGS, "Hashtags, put behind the words")]
    names = headings(reading.terms.channels, taken=TAKEN).values()
    channels = {f"{WORDS_FOR}{name.casefold()}": f"Words for {name} alone" for name in names}
    matched = {
        target: f"Words for {target.removeprefix(WORDS_FOR)} alone"
        for target in reading.columns.values()
        if target.startswith(WORDS_FOR)
    }
    ticks = [(f"{TICKS_FOR}{channel.pk}", f"Ticks: whether it is for {channel.name}") for channel in reading.terms.channels]
    return [*ours, *beside, *(matched | channels).items(), *ticks]


def _platform_choices(reading: SheetReading) -> list[tuple[str, str]]:
    channels = [(str(channel.pk), f"Use its words on {channel.name}") for channel in reading.terms.channels]
    return [("leave", "Leave its rows out"), ("all", "Use its words on all our channels"), *channels]
