"""Forms of the calendar."""

from __future__ import annotations

from django import forms


class ImportForm(forms.Form):
    """A file of planned posts."""

    file = forms.FileField(label="The file", required=False, help_text="A CSV file with the columns below. At most 500 rows.")
