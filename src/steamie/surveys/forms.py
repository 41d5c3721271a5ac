"""Forms of surveys: writing one, asking it, and answering it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from steamie.rules.typed_numbers import whole_number
from steamie.services.forms import VisitorForm

from .actions.answering import Sheet
from .bank import QuestionDraft, bank
from .models import QuestionKind, Survey, SurveyMode, SurveyQuestion

LONGEST_TEXT = 2000  # characters
DAY = {"type": "date"}


class SurveyForm(forms.Form):
    """A new survey: its name, a line for whoever answers, and questions of the bank."""

    title = forms.CharField(label="What is it called?", max_length=120, error_messages={"required": "Give it a name."})
    intro = forms.CharField(
        label="A line for whoever answers",
        max_length=300,
        required=False,
        help_text="For example: “It helps us to plan.” We say ourselves that it needs no name.",
    )
    codes = forms.MultipleChoiceField(
        label="Questions",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one question. You can add your own afterwards."},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["codes"].choices = [(draft.code, draft.words) for draft in bank().values()]  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question of one's own."""

    words = forms.CharField(label="Your question", max_length=200)
    kind = forms.ChoiceField(
        label="How is it answered?", choices=QuestionKind, widget=forms.RadioSelect, initial=QuestionKind.ONE
    )
    options = forms.CharField(
        label="Answers, one on each line",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Leave it empty when they answer in their own words.",
    )
    needs = forms.ChoiceField(label="Ask it only of those who answered", required=False)

    def __init__(self, *args: Any, survey: Survey, **named: Any) -> None:
        super().__init__(*args, **named)
        earlier = [
            (f"{question.code}={code}", f"{question.words} {label}")
            for question in survey.questions.exclude(kind=QuestionKind.WORDS)
            for code, label in question.options
        ]
        self.fields["needs"].choices = [("", "Everybody"), *earlier]  # type: ignore[attr-defined]

    @property
    def draft(self) -> QuestionDraft:
        """The question as it was written."""
        data = self.cleaned_data
        lines = [] if data["kind"] == QuestionKind.WORDS else [line.strip() for line in data["options"].splitlines()]
        options = tuple((slugify(line)[:40] or f"answer-{place}", line) for place, line in enumerate(filter(None, lines), 1))
        code, _, answer = data["needs"].partition("=")
        needs = (code, (answer,)) if code else ("", ())
        return QuestionDraft(slugify(data["words"])[:40] or "question", data["words"], data["kind"], options, needs=needs)


class WaveForm(forms.Form):
    """Asking a survey: when, of how many, and whether it is weighted."""

    title = forms.CharField(label="Name of this time", max_length=80, help_text="For example: Autumn 2026.")
    opens_on = forms.DateField(label="Opens on", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    closes_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    asked = forms.IntegerField(
        label="How many could answer?",
        min_value=1,
        max_value=10_000_000,
        help_text="Homes or people. Every range is worked out from it.",
    )
    weight_by = forms.ChoiceField(
        label="Weight the answers by",
        required=False,
        help_text="Only if some groups answer far less than others. The results then say so.",
    )
    weights = forms.CharField(
        label="How many people there are of each, one on a line",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example: “16 to 34: 210”.",
    )

    def __init__(self, *args: Any, survey: Survey, **named: Any) -> None:
        super().__init__(*args, **named)
        self.segments = {one.code: one for one in survey.questions.filter(segment=True)}
        choices = [("", "Nothing"), *((code, one.words) for code, one in self.segments.items())]
        self.fields["weight_by"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the lines of the weights by the answers they name."""
        data = super().clean() or self.cleaned_data
        question = self.segments.get(data.get("weight_by", ""))
        if question is None:
            data["weights"] = {}
            return data
        by_label = {label.casefold(): code for code, label in question.options}
        people: dict[str, int] = {}
        for line in filter(None, (line.strip() for line in data.get("weights", "").splitlines())):
            label, _, number = line.rpartition(":")
            code = by_label.get(label.strip().casefold())
            people_there = whole_number(number.strip())
            if code is None or people_there is None:
                self.add_error("weights", f"We cannot read “{line}”. Write an answer, a colon and a number.")
                return data
            people[code] = people_there
        data["weights"] = people
        return data


class AnswersForm(VisitorForm):
    """The questions of a survey, each of which may be left out."""

    def __init__(self, *args: Any, questions: Sequence[SurveyQuestion], numbered: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.questions = list(questions)
        places = {question.code: place for place, question in enumerate(self.questions, 1)}
        for question in self.questions:
            field = _field(question, numbered=numbered)
            field.label = f"{places[question.code]}. {question.words}"
            field.help_text = self._condition(question, places)
            self.fields[_name(question)] = field

    def _condition(self, question: SurveyQuestion, places: dict[str, int]) -> str:
        if not question.needs_code:
            return ""
        labels = next((one.labels for one in self.questions if one.code == question.needs_code), {})
        answers = " or ".join(f"“{labels.get(code, code)}”" for code in question.needs_options)
        return f"Only if you answered {answers} to question {places.get(question.needs_code)}."

    @property
    def asked(self) -> list[forms.BoundField]:
        """The boxes of the questions, in their order."""
        return [self[_name(question)] for question in self.questions]

    def clean(self) -> dict[str, Any]:
        """Something must be answered."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(_name(question)) for question in self.questions):
            raise forms.ValidationError("Answer at least one question.")
        return data

    def sheet(self, mode: SurveyMode, number: str = "") -> Sheet:
        """What was answered, without what this person was not asked."""
        choices: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for question in self.questions:
            given = self.cleaned_data.get(_name(question))
            if not given or not question.is_for(choices):
                continue
            if question.kind == QuestionKind.WORDS:
                words[question.code] = given
            else:
                choices[question.code] = given if isinstance(given, list) else [given]
        return Sheet(mode, choices, words, number)


def _name(question: SurveyQuestion) -> str:
    return f"q_{question.code}"


def _field(question: SurveyQuestion, *, numbered: bool) -> forms.Field:
    if question.kind == QuestionKind.WORDS:
        return forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    options = [(code, f"{place} {label}" if numbered else label) for place, (code, label) in enumerate(question.options, 1)]
    if question.kind == QuestionKind.MANY:
        return forms.MultipleChoiceField(required=False, choices=options, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(required=False, choices=options, widget=forms.RadioSelect)


OTHERWISE = [(mode.value, mode.label) for mode in SurveyMode if mode is not SurveyMode.ONLINE]


class EnteredForm(AnswersForm):
    """The same, entered by staff from paper or the telephone."""

    mode = forms.ChoiceField(label="How did they answer?", choices=OTHERWISE, widget=forms.RadioSelect)
    number = forms.CharField(
        label="Number on the paper",
        required=False,
        max_length=20,
        help_text="So that no paper is entered twice.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def entered(self) -> Sheet:
        """What was entered."""
        return self.sheet(SurveyMode(self.cleaned_data["mode"]), self.cleaned_data["number"].strip())


class AnswerSheetForm(forms.Form):
    """A spreadsheet with answers."""

    file = forms.FileField(label="The sheet", error_messages={"required": "Choose a file."})
