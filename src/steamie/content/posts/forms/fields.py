"""Boxes that the forms of posts and of corrections share. Each reads what is typed as every other door does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.content.posts import reading_fields
from steamie.rules.wall_clock import Moment
from steamie.rules.written_days import in_words, is_far_ahead

WHICH = [("first", "The first time, before the clocks go back"), ("second", "The second time, after")]
HOW = "The time on the clock in Scotland, like 23/11/2026 10:00."


class NeededLater(forms.CharField):
    """Asked for before approval, so not marked as optional; a draft may still be without it."""

    def validate(self, value: str | None) -> None:
        """Nothing is missing yet."""


class WallTime(NeededLater):
    """A day and time as the clock on the wall shows them, however a person writes them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)


class Link(forms.CharField):
    """The address of a page, with or without "https://"."""

    widget = forms.URLInput

    def clean(self, value: Any) -> str:
        """The whole address."""
        return reading_fields.link(str(super().clean(value) or ""))


def which_hour() -> forms.ChoiceField:
    """Which of two equal hours, when the clocks go back. Shown only when it is asked."""
    return forms.ChoiceField(label="Which one", choices=WHICH, widget=forms.RadioSelect, required=False)


def far_ahead() -> forms.BooleanField:
    """A yes to days that lie more than a year ahead. Shown only when it is asked."""
    return forms.BooleanField(label="Yes, that far ahead", required=False)


class Times:
    """Reads the moments of a form, asks about an hour that comes twice and, once, about days more than a year ahead.

    A form that uses it has, for each moment, a box and a choice called "<box>_which", and one tick called "far_ahead".
    """

    def __init__(self, form: forms.BaseForm, names: tuple[str, ...], before: Mapping[str, object]) -> None:
        """``before``: the moments as they were saved, by box: what was answered then is not asked again."""
        self.form, self.names, self.before = form, tuple(name for name in names if name in form.fields), before

    def read(self) -> dict[str, Moment | None]:
        """The moment of each box; what cannot be read, or must be asked, becomes an error of its box."""
        read = {name: self._moment(name) for name in self.names}
        self._ask_about_far(read)
        return read

    def _moment(self, name: str) -> Moment | None:
        fields = self.form.cleaned_data
        try:
            return reading_fields.moment(fields.get(name) or "", fields.get(f"{name}_which") or "", near=timezone.localdate())
        except ValidationError as error:
            self.form.add_error(name, error)
            return None

    def _ask_about_far(self, read: Mapping[str, Moment | None]) -> None:
        today = timezone.localdate()
        for name, moment in read.items():
            day = timezone.localdate(moment.utc) if moment else None
            fresh = moment is not None and moment.utc != self.before.get(name)
            if day and fresh and is_far_ahead(day, today) and not self.form.cleaned_data.get("far_ahead"):
                asked = f"{in_words(day)} is more than a year ahead. If that is right, tick “Yes, that far ahead” and save again."
                self.form.add_error(name, ValidationError(asked, code="far_ahead"))

    def asks(self, name: str) -> bool:
        """Whether the hour in this box comes twice, so that a person must say which."""
        return self._has_error(name, "repeated") or bool(self.form[f"{name}_which"].value())

    @property
    def asks_about_far(self) -> bool:
        """Whether a day is more than a year ahead, so that a person must say yes to it."""
        return any(self._has_error(name, "far_ahead") for name in self.names) or bool(self.form["far_ahead"].value())

    def _has_error(self, name: str, code: str) -> bool:
        return any(error.code == code for error in self.form.errors.as_data().get(name, ()))


def in_full(written: str) -> str:
    """The day and time that were typed, spelt out, for browsers show dates in an order of their own; else how to write them."""
    try:
        moment = reading_fields.moment(written, "first", near=timezone.localdate())
    except ValidationError:
        moment = None
    if moment is None:
        return HOW
    local = timezone.localtime(moment.utc)
    return f"{in_words(local.date())}, {local:%H:%M}"
