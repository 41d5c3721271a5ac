"""Forms of what the wording check looks for."""

from __future__ import annotations

from django import forms

from steamie.wording.models import WordList


class ListForm(forms.Form):
    """One list of words."""

    kind = forms.ChoiceField(choices=WordList.KINDS, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Words",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One word or phrase a line.",
    )


class WindowForm(forms.Form):
    """Dates on which certain subjects need care."""

    title = forms.CharField(label="What it is", max_length=120)
    first = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label="Words to ask about",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One word or phrase a line. Empty: every post of those days is asked about.",
    )
    reason = forms.CharField(label="Why", max_length=1000)
