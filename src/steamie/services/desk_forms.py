"""Forms of the staff's side of repairs: where they go, and what was told us by phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from steamie.rules.handing_over import Letters

from .handing.payload import LABELS, MEASURED
from .models import RepairsSystem
from .models.handing_over import Carrier, FileFormat

LETTERS = [
    (Letters.ANY.value, "Every language"),
    (Letters.LATIN.value, "Western European letters only"),
    (Letters.PLAIN.value, "Plain English letters only"),
]
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
SHORTEST, LONGEST = 20, 100_000  # characters of a field that a system may name


class SystemForm(forms.Form):
    """Where repairs go."""

    carrier = forms.ChoiceField(label="How are repairs handed over?", choices=Carrier.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label="Address",
        help_text="An e-mail address, or the web address of the system. Leave it empty for a folder.",
        max_length=300,
        required=False,
    )
    file_format = forms.ChoiceField(
        label="Files are", choices=FileFormat.choices, widget=forms.RadioSelect, initial=FileFormat.JSON.value
    )
    letters = forms.ChoiceField(label="Letters it can show", choices=LETTERS, widget=forms.RadioSelect, initial=Letters.ANY.value)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in MEASURED:
            self.fields[f"longest_{name}"] = forms.IntegerField(
                label=f"Most characters: {LABELS[name].removeprefix('your ')}",
                required=False,
                min_value=SHORTEST,
                max_value=LONGEST,
            )

    def clean(self) -> dict[str, Any]:
        """The address fits the way."""
        data = super().clean() or self.cleaned_data
        try:
            _check(data.get("carrier", ""), data.get("address", ""))
        except ValidationError:
            self.add_error("address", WRONG[data["carrier"]])
        return data

    def system(self) -> RepairsSystem:
        """What was filled in, not kept yet."""
        data = self.cleaned_data
        longest = {name: data[f"longest_{name}"] for name in MEASURED if data.get(f"longest_{name}")}
        kept = data["address"] if data["carrier"] in WRONG else ""
        return RepairsSystem(
            carrier=data["carrier"], address=kept, file_format=data["file_format"], letters=data["letters"], longest=longest
        )


WRONG = {
    Carrier.EMAIL.value: "Write the e-mail address of the repairs team.",
    Carrier.WEBHOOK.value: "Write the web address of the system. It must begin with https://.",
}


def _check(carrier: str, address: str) -> None:
    if carrier == Carrier.EMAIL:
        validate_email(address)
    if carrier == Carrier.WEBHOOK:
        host = urlsplit(address).hostname or ""
        if host in ON_THIS_MACHINE:
            return
        URLValidator(schemes=["https"])(address)


def filled_in(system: RepairsSystem | None) -> dict[str, Any]:
    """What stands in the form at first."""
    if system is None:
        return {"carrier": Carrier.NONE.value}
    longest = {f"longest_{name}": number for name, number in system.longest.items()}
    plain = {"carrier": system.carrier, "address": system.address, "letters": system.letters, "file_format": system.file_format}
    return plain | longest


class JobForm(forms.Form):
    """The repairs team said on the phone that they have it."""

    job = forms.CharField(label="Its job number", max_length=60, required=False)
    told_by = forms.CharField(label="Who told you", max_length=120, required=False)


class TakenForm(forms.Form):
    """Whoever got a repair by e-mail says so."""

    job = forms.CharField(label="Job number", max_length=60, required=False, help_text="If it has one.")
