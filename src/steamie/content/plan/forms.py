"""Forms of the plan."""

from __future__ import annotations

import calendar
from typing import Any

from django import forms

from steamie.content.suggestions.models import group_titles
from steamie.rules import share_words
from steamie.rules.shares import credited
from steamie.strategy import reading


class OccasionForm(forms.Form):
    """A day each year worth a post."""

    title = forms.CharField(label="What it is", max_length=120)
    day = forms.IntegerField(label="Day", min_value=1, max_value=31)
    month = forms.TypedChoiceField(label="Month", coerce=int, choices=list(enumerate(calendar.month_name))[1:])
    share = forms.ChoiceField(label="Counts as")
    body = forms.CharField(label="Who holds it", required=False, max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the shares of the strategy, first the one that brings the news of others; nothing when it asks for none."""
        super().__init__(*args, **options)
        if shares := reading.shares():
            _offers(self.fields["share"], share_words.choices(shares))
            self.fields["share"].initial = next(iter(credited(shares)), "")
        else:
            del self.fields["share"]


class PlaceForm(forms.Form):
    """A day kept for one share, or for any when the strategy asks for none."""

    day = forms.DateField()
    share = forms.ChoiceField()
    note = forms.CharField(required=False, max_length=200)
    source = forms.ChoiceField(choices=group_titles, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take the shares of the strategy."""
        super().__init__(*args, **options)
        shares = reading.shares()
        _offers(self.fields["share"], share_words.choices(shares) or [("", "")])
        self.fields["share"].required = bool(shares)


class MoveForm(forms.Form):
    """Another day for a place."""

    day = forms.DateField(label="Move it to", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _offers(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Let a field offer these choices."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{field} offers no choices.")
    field.choices = choices
