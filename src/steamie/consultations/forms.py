"""Forms of consultations and projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from steamie.people.forms import DayField
from steamie.services.forms import VisitorForm

from .models import Consultation, WhoIsAsked

LONGEST_ANSWER = 4000


class AnswerConsultationForm(VisitorForm):
    """The questions of one consultation; none of them must be answered."""

    def __init__(self, *args: Any, consultation: Consultation, **named: Any) -> None:
        super().__init__(*args, **named)
        self.asked = list(consultation.questions.all())
        for question in self.asked:
            self.fields[f"q{question.pk}"] = _field(question.words, question.choices)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The boxes in the order of the questions."""
        return [self[f"q{question.pk}"] for question in self.asked]

    def choices(self) -> dict[int, str]:
        """The choices taken, by question."""
        return {question.pk: self.cleaned_data[f"q{question.pk}"] for question in self.asked if question.choices}

    def words(self) -> dict[int, str]:
        """The words written, by question."""
        return {question.pk: self.cleaned_data[f"q{question.pk}"] for question in self.asked if not question.choices}


def _field(words: str, choices: list[str]) -> forms.Field:
    if choices:
        return forms.ChoiceField(label=words, choices=[(one, one) for one in choices], required=False, widget=forms.RadioSelect)
    return forms.CharField(label=words, required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}))


class ConsultationForm(forms.Form):
    """A consultation as it is written."""

    title = forms.CharField(label="Title", max_length=120)
    about = forms.CharField(
        label="What it is about", help_text="What may change, for whom, and what happens with the answers.",
        max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    questions = forms.CharField(
        label="Questions",
        help_text="A line for each. Choices go below it, with a dash before each. Without choices, people answer in words.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    opens_on = DayField(label="Opens on", initial=timezone.localdate)
    closes_on = DayField(label="Last day", help_text="Answers are taken until midnight.")
    asked = forms.ChoiceField(
        label="Who is asked", choices=WhoIsAsked.choices, widget=forms.RadioSelect, initial=WhoIsAsked.EVERYONE,
        help_text="It stands on the page before anybody answers, and does not change once it is published.",
    )  # fmt: skip


class ConsultationDecisionForm(forms.Form):
    """What was decided."""

    words = forms.CharField(
        label="What was decided",
        help_text="Everybody reads it, with the results. Say what the answers changed, and what not and why.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ProjectForm(forms.Form):
    """A project."""

    title = forms.CharField(label="Name of the project", max_length=120)
    about = forms.CharField(label="What it does", max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    partners = forms.CharField(label="With whom", help_text="Organisations, not people.", max_length=300, required=False)
    since = DayField(label="First day", initial=timezone.localdate)
    until = DayField(label="Last day", required=False)


class GatheringForm(forms.Form):
    """One day of a project."""

    day = DayField(label="Day", initial=timezone.localdate)
    title = forms.CharField(label="What happened", max_length=120)
    people = forms.IntegerField(label="How many took part", min_value=0, max_value=100_000)


class OutcomeForm(forms.Form):
    """What came of a project."""

    ended_on = DayField(label="Its last day", initial=timezone.localdate)
    outcome = forms.CharField(label="What came of it", max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))


class ApprovalNoteForm(forms.Form):
    """What tenants approved."""

    title = forms.CharField(label="What they approved", max_length=160)
    address = forms.CharField(
        label="Where it stands on our website", help_text="For example /services/repairs/", max_length=300, required=False
    )
    approved_on = DayField(label="Day", initial=timezone.localdate)
    names = forms.CharField(
        label="Who they were", help_text="A line each. Shown to nobody: the public sees how many.", max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean_address(self) -> str:
        """A page of ours, and nothing else."""
        address: str = self.cleaned_data["address"].strip()
        if address and (not address.startswith("/") or address.startswith("//")):
            raise forms.ValidationError("Write it without the name of the website, beginning with a slash.")
        return address


class PaperAnswerForm(AnswerConsultationForm):
    """An answer that came on paper."""

    reference = forms.CharField(label="Tenancy number on the sheet", max_length=40, required=False, help_text="Empty: unnamed.")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        del self.fields["ticket"], self.fields["website"]  # those are for strangers
