"""Forms about applications for a home: one for who applied, the others for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from steamie.files import sheets

from .applications import FACTS, LABELS
from .models import ReferralOutcome

DAY = forms.DateInput(attrs={"type": "date"})


class StandingForm(forms.Form):
    """The landlord's reference of an application, and a second fact."""

    reference = forms.CharField(
        label="Your application’s reference",
        help_text="On the letters we wrote you about it.",
        max_length=40,
        error_messages={"required": "Type the reference of your application."},
    )
    fact = forms.CharField(
        label="Your postcode, or the last 4 digits of your phone",
        help_text="As you gave them when you applied. So that nobody else can look.",
        max_length=20,
        error_messages={"required": "Type your postcode, or the last 4 digits of your phone."},
    )


class ApplicationListForm(forms.Form):
    """The landlord's list as a file."""

    use_required_attribute = False
    file = forms.FileField(
        label="The file",
        help_text="Excel (xlsx, xls), OpenDocument (ods) or CSV, as your housing system writes it. At most 5 MB.",
        widget=forms.FileInput(attrs={"accept": sheets.ACCEPTED}),
        error_messages={"required": "Choose a file first.", "empty": "The file is empty. Choose another one."},
    )


class MatchForm(forms.Form):
    """Which of their columns is which of ours."""

    def __init__(self, *args: Any, headings: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [("", "None"), *[(str(place), words or f"Column {place + 1}") for place, words in enumerate(headings)]]
        for name, label in LABELS.items():
            hint = "One of postcode and phone is needed. It is kept so that nobody can read it." if name in FACTS else ""
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)

    def columns(self) -> dict[str, int]:
        """Each of ours that was matched, with the place of theirs."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two things."""
        data = super().clean() or self.cleaned_data
        places = [place for place in data.values() if place]
        for name, place in list(data.items()):
            if place and places.count(place) > 1:
                self.add_error(name, "This column is matched twice.")
        return data


class AsOfForm(forms.Form):
    """Of which day the list is."""

    as_of = forms.DateField(label="The list is of", widget=DAY)


class ReferralForm(forms.Form):
    """To whom somebody is passed on."""

    to = forms.CharField(label="To whom", max_length=160, help_text="The council’s occupational therapists, a charity.")
    why = forms.CharField(label="What for", max_length=300)
    agreed = forms.BooleanField(label="They said yes to being passed on", required=False)


class ReferralOutcomeForm(forms.Form):
    """What became of a referral."""

    outcome = forms.ChoiceField(label="What became of it", choices=ReferralOutcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="In a few words", max_length=300, required=False)
