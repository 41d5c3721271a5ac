"""Forms of reports."""

from __future__ import annotations

from django import forms

DAY = {"type": "date"}


class LeadForm(forms.Form):
    """What the officer writes above the figures."""

    lead = forms.CharField(
        label="In one or two sentences", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decisions = forms.CharField(
        label="What do you ask them to decide?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Leave it empty when there is nothing.",
    )

    def clean_decisions(self) -> list[str]:
        """One decision a line."""
        lines = [line.strip() for line in self.cleaned_data["decisions"].splitlines()]
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("Keep each decision under 300 characters.")
        return [line for line in lines if line]


class AskForm(forms.Form):
    """A question of somebody who read it."""

    words = forms.CharField(
        label="What do you want to know?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write your question."},
    )


class DecisionForm(forms.Form):
    """What was decided, and what came of it."""

    decided = forms.CharField(label="What was decided", max_length=300, required=False)
    decided_on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    outcome = forms.CharField(label="What came of it", max_length=300, required=False)


class PackForm(forms.Form):
    """What a pack covers, and whom it is for."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    purpose = forms.CharField(
        label="Whom is it for?", max_length=200, help_text="For example: the regulator. It goes in the record."
    )
