"""Forms about letters."""

from __future__ import annotations

from django import forms


class ReasonForm(forms.Form):
    """Why; in a letter's history, which is not public."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="One sentence, for your colleagues.")


class TestForm(forms.Form):
    """Where to send a test letter."""

    address = forms.EmailField(
        label="Send a test letter to",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Your own address, or one outside the office.",
    )
