"""Forms of the diary."""

from __future__ import annotations

from django import forms


class ClosureForm(forms.Form):
    """A day our own office is shut."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label="Why it is shut", max_length=80, help_text="“Staff training”. Shown in the calendar.")
