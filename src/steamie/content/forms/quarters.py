"""Forms of the plan."""

from __future__ import annotations

from typing import Any

from django import forms

from steamie.content.choices import strategic
from steamie.content.models.suggestions import GROUPS


class PlaceForm(forms.Form):
    """A day kept for one share, or for any when the strategy asks for none."""

    day = forms.DateField()
    third = forms.ChoiceField()
    note = forms.CharField(required=False, max_length=200)
    source = forms.ChoiceField(choices=GROUPS, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take the shares of the strategy."""
        super().__init__(*args, **options)
        self.fields["third"].choices = strategic().counts_as() or [("", "")]
        self.fields["third"].required = bool(strategic().shares)


class MoveForm(forms.Form):
    """Another day for a place."""

    day = forms.DateField(label="Move it to", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ImportForm(forms.Form):
    """A file of planned posts."""

    file = forms.FileField(label="The file", required=False, help_text="A CSV file with the columns below. At most 500 rows.")
