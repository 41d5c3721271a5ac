"""Forms of the staff's side of damp and mould."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from steamie.casework.models.cases import WAYS
from steamie.rules.cases import Way
from steamie.rules.regimes.damp import SUMMARY_PARTS

from .models import Cause

LONGEST_WORDS = 5_000  # characters
LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"})
YES_NO = [("yes", "Yes"), ("no", "No")]
TOLD_BY = [
    (Way.EMAIL.value, "By e-mail, from here now"),
    (Way.LETTER.value, "I posted it"),
    (Way.TEXT.value, "I sent it as a text from the office phone"),
    (Way.VISIT.value, "I handed it over"),
]
VERDICTS = [
    ("The home is substantially free from damp and mould.", "It is substantially free from damp and mould"),
    ("The home is not substantially free from damp and mould.", "It is not substantially free from damp and mould"),
]


def _words(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **more)


class AwareForm(forms.Form):
    """When and how we became aware of damp."""

    aware_at = forms.DateTimeField(
        label="When we became aware", required=False, widget=LOCAL_TIME, help_text="Empty: when this case came in."
    )
    way = forms.ChoiceField(
        label="How", choices=[("", "As this case came in"), *WAYS], required=False, help_text="A comment counts too."
    )


class InvestigationForm(forms.Form):
    """Who looked and what they found."""

    finished_at = forms.DateTimeField(label="When we finished looking", widget=LOCAL_TIME)
    looked_by = forms.CharField(label="Who looked", max_length=160)
    competence = forms.CharField(
        label="What makes them fit to", max_length=300, help_text="Their trade, training or experience with damp."
    )
    remote_because = forms.CharField(
        label="If nobody went into the home: why", max_length=300, required=False, help_text="Empty: they were in the home."
    )
    findings = _words("What they found")
    damp_free = forms.ChoiceField(
        label="Is the home substantially free from damp and mould?", choices=YES_NO, widget=forms.RadioSelect
    )
    work_needed = forms.ChoiceField(label="Is work needed?", choices=YES_NO, widget=forms.RadioSelect)
    cause = forms.ChoiceField(
        label="The cause",
        choices=[("", "Not clear yet"), *Cause.choices],
        required=False,
        help_text="For the regulator.",
    )


class AccessForm(forms.Form):
    """Nobody could get in."""

    tried_at = forms.DateTimeField(label="When we tried", widget=LOCAL_TIME)
    words = forms.CharField(label="What happened", max_length=300, help_text="Nobody in, card left; asked to come back later.")


class WorkForm(forms.Form):
    """Work that was begun or finished."""

    done_at = forms.DateTimeField(label="When it was done", widget=LOCAL_TIME)
    words = _words("What was done", help_text="A mould wash counts as a start; the cause stays open.")


class SummaryForm(forms.Form):
    """The parts of the written summary; a draft may lack any of them."""

    looked_by = _words(SUMMARY_PARTS["looked_by"], rows=2, required=False)
    method = _words(SUMMARY_PARTS["method"], rows=2, required=False)
    findings = _words(SUMMARY_PARTS["findings"], required=False)
    verdict = forms.ChoiceField(
        label="Is the home substantially free from damp and mould?",
        choices=[("", "Not said yet"), *VERDICTS],
        required=False,
    )
    done_on_the_visit = _words(SUMMARY_PARTS["done_on_the_visit"], rows=2, required=False, help_text="“None” is an answer.")
    work = _words(SUMMARY_PARTS["work"], required=False)
    advice = _words(SUMMARY_PARTS["advice"], rows=2, required=False)
    layout = forms.CharField(
        label="In which format", max_length=200, required=False, help_text="Large print, another language, read out."
    )
    sent_to = forms.CharField(label="To whom, if somebody speaks for the tenant", max_length=200, required=False)


class TellingForm(forms.Form):
    """How the tenant was told."""

    way = forms.ChoiceField(label="How", choices=TOLD_BY, widget=forms.RadioSelect)
    told_at = forms.DateTimeField(label="When, if by hand", required=False, widget=LOCAL_TIME, help_text="Empty: just now.")


class NoticeForm(forms.Form):
    """A duty will be late, for a reason outside our control."""

    duty = forms.ChoiceField(label="Which duty?")
    reason = forms.ChoiceField(label="What is outside our control?", widget=forms.RadioSelect)
    words = _words("In your words", help_text="The tenant reads these words.")
    meanwhile = _words("What we do meanwhile", rows=2)
    new_date = forms.DateField(label="New date", widget=DAY)
    way = forms.ChoiceField(label="How you tell them", choices=TOLD_BY, widget=forms.RadioSelect)
    told_at = forms.DateTimeField(label="When, if by hand", required=False, widget=LOCAL_TIME, help_text="Empty: just now.")

    def __init__(
        self, *args: Any, duties: Iterable[tuple[str, str]] = (), reasons: Iterable[tuple[str, str]] = (), **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self.fields["duty"].choices = list(duties)  # type: ignore[attr-defined]
        self.fields["reason"].choices = list(reasons)  # type: ignore[attr-defined]


class PaymentForm(forms.Form):
    """What was paid for lateness."""

    pounds = forms.IntegerField(label="Pounds paid", min_value=1, max_value=1000)
    on = forms.DateField(label="On", widget=DAY)


class NothingForm(forms.Form):
    """A button is all it takes."""


class CameBackForm(forms.Form):
    """Whether it came back."""

    came_back = forms.ChoiceField(label="Did it come back?", choices=YES_NO, widget=forms.RadioSelect)
