"""The days of a sheet: read by the order its column shows, and said back; what is doubtful is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from steamie.rules import day_columns, written_days
from steamie.rules.day_columns import DayColumn, Order
from steamie.rules.written_days import in_words

from .draft_rows import DraftRow, RowQuestion

WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of one column are read. ``answer``: the order a person gave, "day" or "month"."""

    column: DayColumn
    texts: Mapping[int, str]  # as they stand in the sheet, by row
    answer: str
    today: date

    @property
    def near(self) -> date:
        """From which day on a day without a year is looked for."""
        return self.column.near

    @property
    def order(self) -> Order | None:
        """The order that was answered or shown; None while a person must say."""
        return Order(self.answer) if self.answer in set(Order) else self.column.order

    def read(self, row: DraftRow, answers: Mapping[str, str]) -> date:
        """The day of a row, with what was taken for granted noted and what is doubtful asked. ValidationError when it is none."""
        order = self._order_of(row.number, answers)
        try:
            written = day_columns.read(row.cells["day"], order or Order.DAY, near=self.near)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None
        if written.other and order is None:
            self._ask_order(row, written.day, written.other)
        if written.year_assumed:
            row.notes.append(f"“{row.cells['day']}” names no year; read as {written.day.year}.")
        return self._of_week(row, written.day, answers) if written.whole_week else written.day

    def _order_of(self, number: int, answers: Mapping[str, str]) -> Order | None:
        if number in self.column.day_first or number in self.column.month_first:
            return Order.DAY if number in self.column.day_first else Order.MONTH
        return Order(answers["order"]) if answers.get("order") in set(Order) else self.order

    def _ask_order(self, row: DraftRow, day_first: date, month_first: date) -> None:
        choices = [(Order.DAY.value, in_words(day_first)), (Order.MONTH.value, in_words(month_first))]
        row.questions.append(RowQuestion("order", f"Which day is “{row.cells['day']}”?", choices))

    def _of_week(self, row: DraftRow, first: date, answers: Mapping[str, str]) -> date:
        week = [first + timedelta(days=number) for number in range(WEEK)]
        chosen = next((day for day in week if day.isoformat() == answers.get("weekday")), None)
        choices = [(day.isoformat(), in_words(day)) for day in week]
        row.questions.append(
            RowQuestion(
                "weekday", f"“{row.cells['day']}” is a week. On which day?", choices, answers.get("weekday", "") if chosen else ""
            )
        )
        return chosen or first

    def far(self, day: date, answer: str) -> RowQuestion | None:
        """A day more than a year ahead is asked about: the year may be a slip."""
        if not written_days.is_far_ahead(day, self.today):
            return None
        sure = [("yes", f"Yes, on {in_words(day)}")]
        return RowQuestion("far", f"{in_words(day)} is more than a year ahead. Is the year right?", sure, answer)

    @property
    def example(self) -> tuple[str, date, date] | None:
        """The first day of the column that can be read both ways, with both days."""
        number = next(iter(self.column.either), None)
        if number is None:
            return None
        text = self.texts[number]
        day_first, month_first = (day_columns.read(text, order, near=self.near).day for order in (Order.DAY, Order.MONTH))
        return text, day_first, month_first

    @property
    def proof(self) -> str:
        """What shows the order, in a sentence; empty where nothing had to be shown."""
        column = self.column
        if column.contradicts_itself:
            day, month = column.day_first[0], column.month_first[0]
            return (
                f"The days contradict each other: row {day} ({self.texts[day]}) puts the day first, "
                f"row {month} ({self.texts[month]}) the month."
            )
        rows: Sequence[int] = column.month_first or (column.day_first if column.either else ())
        if not rows:
            return ""
        first = "month" if column.month_first else "day"
        return f"The days here put the {first} first: row {rows[0]} ({self.texts[rows[0]]}) shows it."
