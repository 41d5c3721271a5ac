"""Forms of the plan."""

from __future__ import annotations

import calendar

from django import forms

from steamie.content.suggestions.models import group_titles

from .models import THIRDS


class OccasionForm(forms.Form):
    """A day each year worth a post."""

    title = forms.CharField(label="What it is", max_length=120)
    day = forms.IntegerField(label="Day", min_value=1, max_value=31)
    month = forms.TypedChoiceField(label="Month", coerce=int, choices=list(enumerate(calendar.month_name))[1:])
    third = forms.ChoiceField(label="Counts as", choices=THIRDS, initial="sector")
    body = forms.CharField(label="Who holds it", required=False, max_length=120)


class PlaceForm(forms.Form):
    """A day kept for one third."""

    day = forms.DateField()
    third = forms.ChoiceField(choices=THIRDS)
    note = forms.CharField(required=False, max_length=200)
    source = forms.ChoiceField(choices=group_titles, required=False)


class MoveForm(forms.Form):
    """Another day for a place."""

    day = forms.DateField(label="Move it to", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
