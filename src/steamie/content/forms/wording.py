"""Forms of what the wording check looks for."""

from __future__ import annotations

import calendar
from typing import Any

from django import forms

from steamie.content.choices import strategic
from steamie.content.models import WordList
from steamie.rules.shares import credited


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


class ClosureForm(forms.Form):
    """A day our own office is shut."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label="Why it is shut", max_length=80, help_text="“Staff training”. Shown in the calendar.")


class OccasionForm(forms.Form):
    """A day each year worth a post."""

    title = forms.CharField(label="What it is", max_length=120)
    day = forms.IntegerField(label="Day", min_value=1, max_value=31)
    month = forms.TypedChoiceField(label="Month", coerce=int, choices=list(enumerate(calendar.month_name))[1:])
    third = forms.ChoiceField(label="Counts as")
    body = forms.CharField(label="Who holds it", required=False, max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the shares of the strategy, first the one that brings the news of others; nothing when it asks for none."""
        super().__init__(*args, **options)
        allowed = strategic()
        if allowed.shares:
            self.fields["third"].choices = allowed.counts_as()
            self.fields["third"].initial = next(iter(credited(allowed.shares)), "")
        else:
            del self.fields["third"]
