"""Forms of the plan."""

from __future__ import annotations

from django import forms

from steamie.content.models.quarters import THIRDS
from steamie.content.models.suggestions import group_titles


class PlaceForm(forms.Form):
    """A day kept for one third."""

    day = forms.DateField()
    third = forms.ChoiceField(choices=THIRDS)
    note = forms.CharField(required=False, max_length=200)
    source = forms.ChoiceField(choices=group_titles, required=False)


class MoveForm(forms.Form):
    """Another day for a place."""

    day = forms.DateField(label="Move it to", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ImportForm(forms.Form):
    """A file of planned posts."""

    file = forms.FileField(label="The file", required=False, help_text="A CSV file with the columns below. At most 500 rows.")
