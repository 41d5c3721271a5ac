"""Forms about own profiles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from steamie.people.models import Person


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ProfileReportForm(forms.Form):
    """What somebody noticed."""

    on = forms.DateField(label="Day it happened", widget=_day())
    what = forms.CharField(
        label="What happened",
        help_text="In general words. Name nobody, and do not link or copy the profile.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProfileTrainingForm(forms.Form):
    """Who was trained, and when."""

    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.none())
    on = forms.DateField(label="Day of the training", widget=_day())

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class ProfileAnswerForm(forms.Form):
    """What was done about a report."""

    incident = forms.TypedChoiceField(
        label="Is it an incident?",
        choices=[("yes", "Yes: it goes into the register, and the risk is scored again"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What was done, or why it is none",
        help_text="Name nobody: this is kept for good.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
