"""Forms of the desk about tenancies and accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.files import sheets
from steamie.files.models import Picture
from steamie.people.forms import DayField
from steamie.rules.cases import Way
from steamie.rules.tenancy_columns import COLUMNS, recognised

HOW_READ = {
    "utf-8": "As Unicode",
    "cp1252": "As Windows text",
    "mac_roman": "As an old Mac’s text",
    "cp850": "As DOS text",
    "repaired": "Put right",
}
TOLD_BY = [
    (Way.PHONE.value, "By phone"),
    (Way.VISIT.value, "In person"),
    (Way.EMAIL.value, "By e-mail"),
    (Way.LETTER.value, "By letter"),
]


class TenancyListForm(forms.Form):
    """A file with the tenancies."""

    file = forms.FileField(
        label="The list",
        help_text="xlsx, xls, ods or CSV, at most 5 MB. One row for each person on a tenancy.",
        widget=forms.FileInput(attrs={"accept": sheets.ACCEPTED}),
    )


class ListColumnsForm(forms.Form):
    """Which column of the list is which of ours, and what is to be known about the list as a whole."""

    month_first = forms.BooleanField(label="The month comes before the day: 02/03 is the third of February", required=False)
    complete = forms.BooleanField(
        label="This list is complete: whoever is not on it has moved out",
        help_text="You see everybody it would move out before anything is taken.",
        required=False,
    )

    def __init__(self, *args: Any, reading: Mapping[str, Any], headings: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        guessed = recognised(headings)
        choices = [
            ("", "Not on this list"),
            *((str(place), name or f"Column {place + 1}") for place, name in enumerate(headings)),
        ]
        for column in COLUMNS:
            initial = str(guessed.get(column.code, ""))
            self.fields[column.code] = forms.ChoiceField(
                label=column.label, choices=choices, required=column.needed, initial=initial,
                error_messages={"required": "Say which column this is."},
            )  # fmt: skip
        if reading.get("encodings"):
            ways = [(code, f"{HOW_READ.get(code, code)}: {words}") for code, words in reading["encodings"]]
            self.fields["encoding"] = forms.ChoiceField(
                label="Which is right?", choices=ways, initial=reading["encoding"], widget=forms.RadioSelect
            )
        self.order_fields(["encoding", *(column.code for column in COLUMNS), "month_first", "complete"])

    def columns(self) -> dict[str, int]:
        """Which column is which."""
        return {one.code: int(self.cleaned_data[one.code]) for one in COLUMNS if self.cleaned_data.get(one.code)}


class SetUpForm(forms.Form):
    """An account set up with a person."""

    email = forms.EmailField(label="Their e-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class WhyClosedForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label="Why", max_length=300, help_text="One sentence. It goes in the record: no name.")


class AlarmForm(forms.Form):
    """Somebody says that they can see another person's data."""

    ticket = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    way = forms.ChoiceField(label="How they told you", choices=TOLD_BY, widget=forms.RadioSelect, initial=Way.PHONE.value)
    words = forms.CharField(
        label="What they see, and where",
        help_text="Not the data itself. Who can see it, on which page, since when.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ConsentForm(forms.Form):
    """A consent to a picture."""

    picture = forms.ModelChoiceField(label="Picture", queryset=Picture.objects.none(), help_text="The newest pictures of people.")
    title = forms.CharField(label="What is to be seen", max_length=120, help_text="For example: garden day, May 2026.")
    tenancy = forms.CharField(
        label="Their tenancy number", max_length=40, required=False, help_text="Then they see it in their account."
    )
    name = forms.CharField(label="Their name", max_length=160)
    channels = forms.ModelMultipleChoiceField(
        label="Where it may be shown", queryset=Channel.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    agreed_on = DayField(label="They agreed on", initial=timezone.localdate)
    until = DayField(label="Until")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        newest = Picture.objects.filter(shows_people=True).order_by("-pk").values("pk")[:40]
        self.fields["picture"].queryset = Picture.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by("-pk")  # type: ignore[attr-defined]
        self.fields["channels"].queryset = Channel.objects.filter(closed_at__isnull=True)  # type: ignore[attr-defined]
