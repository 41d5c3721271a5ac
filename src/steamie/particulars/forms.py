"""One row of a list, as a form: made from what its section says of its columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from .shape import ListSection, Row, RowColumn, RowEntry


def _line(column: RowColumn) -> forms.Field:
    return forms.CharField(max_length=column.most)


def _words(column: RowColumn) -> forms.Field:
    return forms.CharField(max_length=column.most, widget=forms.Textarea(attrs={"rows": 3}))


def _number(column: RowColumn) -> forms.Field:
    return forms.IntegerField(min_value=0, max_value=column.most)


def _tick(_: RowColumn) -> forms.Field:
    return forms.BooleanField()


def _one_of(column: RowColumn) -> forms.Field:
    nothing = [] if column.needed else [("", "None of these")]
    return forms.ChoiceField(choices=[*nothing, *column.choices()])


def _some_of(column: RowColumn) -> forms.Field:
    return forms.MultipleChoiceField(choices=list(column.choices()), widget=forms.CheckboxSelectMultiple)


FIELDS: dict[RowEntry, Callable[[RowColumn], forms.Field]] = {
    RowEntry.LINE: _line,
    RowEntry.WORDS: _words,
    RowEntry.NUMBER: _number,
    RowEntry.TICK: _tick,
    RowEntry.ONE_OF: _one_of,
    RowEntry.SOME_OF: _some_of,
}


class RowForm(forms.Form):
    """The facts of one row."""

    def __init__(self, section: ListSection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for column in section.columns:
            field = FIELDS[column.entry](column)
            field.label, field.help_text = column.label, column.hint
            field.required = column.needed and column.entry is not RowEntry.TICK
            self.fields[column.name] = field

    def row(self) -> Row:
        """The facts as they were entered; None for one that was left empty."""
        entered = {column.name: self.cleaned_data[column.name] for column in self.section.columns}
        return {name: None if fact in ("", []) else fact for name, fact in entered.items()}
