"""What the officer types while bringing in a strategy: the document, what keeps a statement, and what holds for all of it."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django import forms

from steamie.evidence.in_force import office_title
from steamie.rules.catalogue import capabilities, capability
from steamie.rules.clauses import ClauseWay
from steamie.rules.parameters import Setting, in_words, plain, settings
from steamie.rules.permissions import Office

from .importing.extract import LARGEST
from .importing.statements import Statement
from .register import discover

PERCENT = re.compile(r"^\s*(\d{1,3})\s*%\s*$")
OWNING = (Office.OFFICER, Office.TEAM, Office.STAFF, Office.COMMITTEE)
TITLED = (Office.OFFICER, Office.TEAM, Office.COMMITTEE, Office.FORUM)


class DocumentForm(forms.Form):
    """A document, or its words."""

    file = forms.FileField(
        label="Word, PDF or text file",
        required=False,
        help_text="Up to 5 MB. It stays on this machine.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    words = forms.CharField(
        label="Or paste the words", required=False, max_length=300_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("file")) == bool((cleaned.get("words") or "").strip()):
            self.add_error("file", "Choose a file, or paste the words: one of the two.")
        if (file := cleaned.get("file")) and file.size > LARGEST:
            self.add_error("file", f"This file is too large: {file.size / 1e6:.1f} MB. A strategy in words has less than 5.")
        return cleaned

    @property
    def document(self) -> tuple[str, bytes]:
        """Its name and its bytes."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else ("pasted.txt", self.cleaned_data["words"].encode())


def kept_by() -> list[tuple[str, str]]:
    """Everything a statement can be kept by, in words, by name."""
    discover()
    controls = sorted(((one.name, one.label) for one in capabilities().values()), key=lambda pair: pair[1])
    return [(ClauseWay.READING.value, "Only for reading"), (ClauseWay.NOTHING.value, "Nothing measures this yet"), *controls]


def owners() -> list[tuple[str, str]]:
    """Every office that may answer for a statement, as it is called now."""
    return [("", "Not stated"), *((office.value, _called(office)) for office in OWNING)]


class StatementForm(forms.Form):
    """What keeps one statement, with the settings of the control that is chosen."""

    def __init__(self, data: Any = None, *, statement: Statement) -> None:
        super().__init__(data, auto_id="statement_%s")
        chosen = (data or {}).get("kept_by") or (statement.control if statement.way == ClauseWay.CONTROL.value else statement.way)
        self.fields["kept_by"] = forms.ChoiceField(label="What keeps it", choices=kept_by, initial=chosen)
        control = capability(chosen)
        self.settings = settings(control.parameters) if control else ()
        for one in self.settings:
            self.fields[one.name] = _field(one, statement.parameters.get(one.name))
        self.fields["owner"] = forms.ChoiceField(
            label="Who answers for it", choices=owners, required=False, initial=statement.owner
        )

    @property
    def way(self) -> ClauseWay:
        """How the statement is kept."""
        chosen = self.cleaned_data["kept_by"]
        return ClauseWay(chosen) if chosen in set(ClauseWay) else ClauseWay.CONTROL

    @property
    def control(self) -> str:
        """The control that was chosen."""
        return self.cleaned_data["kept_by"] if self.way is ClauseWay.CONTROL else ""

    @property
    def said(self) -> dict[str, Any]:
        """Everything that was said of the statement, as the action takes it."""
        owner = self.cleaned_data["owner"]
        return {"way": self.way, "control": self.control, "parameters": self.parameters, "owner": owner}

    @property
    def parameters(self) -> dict[str, Any]:
        """The settings that were given, as plain values; what is empty is left out."""
        typed = ((one, self.cleaned_data.get(one.name)) for one in self.settings)
        return {one.name: _plain(one, value) for one, value in typed if value not in (None, "", [])}


def _field(one: Setting, value: Any) -> forms.Field:
    options: dict[str, Any] = {
        "label": one.label,
        "required": False,
        "initial": value if value is not None else plain(one.default),
    }
    if isinstance(one.item, type) and issubclass(one.item, StrEnum):
        choices = [(member.value, _called(member)) for member in one.item]
        if one.many:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)
        return forms.ChoiceField(choices=[("", "Not stated"), *choices], **options)
    if one.item is int:
        return forms.IntegerField(min_value=1, max_value=999, **options)
    if one.item is Fraction:
        return forms.CharField(max_length=12, help_text="Such as 1/2 or 50%.", **options)
    if one.item is date:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
    if one.many:
        options["initial"] = ", ".join(options["initial"] or ())
        return forms.CharField(max_length=300, help_text="Parted by commas.", **options)
    return forms.CharField(max_length=120, **options)


def _called(member: StrEnum) -> str:
    """A value of a fixed set in words; an office in the words in force."""
    words = office_title(member) if isinstance(member, Office) else in_words(member)
    return words[:1].upper() + words[1:]


def _plain(one: Setting, value: Any) -> Any:
    if one.many and isinstance(value, str):
        return [piece.strip() for piece in value.split(",") if piece.strip()]
    if one.item is Fraction and (match := PERCENT.match(str(value))):
        return plain(Fraction(int(match[1]), 100))
    return plain(value)


class HeadForm(forms.Form):
    """What holds for the whole document. What is left empty stays unstated."""

    title = forms.CharField(label="What it is called", max_length=160)
    code = forms.CharField(label="Its code or number, if it has one", max_length=20, required=False)
    due = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        label="Month of its next review, if it names one",
        help_text="Year and month, such as 2027-03.",
        required=False,
        error_messages={"invalid": "Write the year and the month, such as 2027-03."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(
            label="Who answers for statements that name nobody", choices=owners, required=False
        )
        for office in TITLED:
            label = f"What it calls the {office_title(office).lower()}"
            self.fields[f"office_{office.value}"] = forms.CharField(label=label, max_length=80, required=False)

    @property
    def head(self) -> dict[str, Any]:
        """As a draft keeps it."""
        cleaned = self.cleaned_data
        offices = {office.value: cleaned[f"office_{office.value}"] for office in TITLED if cleaned[f"office_{office.value}"]}
        return {
            "title": cleaned["title"],
            "code": cleaned["code"],
            "due": cleaned["due"],
            "offices": offices,
            "owner": cleaned["owner"],
        }
