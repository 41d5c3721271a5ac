"""Forms of the staff's side of qualifying repairs."""

from __future__ import annotations

from typing import Any

from django import forms

from .problems import offered_places, problems_in
from .repair_forms import URGENT, VISITS

LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"})


class PutRightForm(forms.Form):
    """It was put right."""

    done_at = forms.DateTimeField(label="When", widget=LOCAL_TIME)
    words = forms.CharField(label="What was done", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class PauseForm(forms.Form):
    """Nobody could let us in."""

    since = forms.DateField(label="The first day", widget=DAY)
    words = forms.CharField(label="What happened", max_length=300, help_text="Nobody in, card left.")


class ResumeRepairForm(forms.Form):
    """Somebody can let us in again."""

    from_day = forms.DateField(label="From which day", widget=DAY)


class SecondForm(forms.Form):
    """A second contractor was called."""

    contractor = forms.CharField(label="Which", max_length=160)


class WhereAndWhatForm(forms.Form):
    """Where a repair is and what it is, as it was told by phone."""

    what = forms.ChoiceField(label="What is wrong", help_text="By room.")
    urgent = forms.MultipleChoiceField(
        label="Is any of this true?", choices=URGENT, required=False, widget=forms.CheckboxSelectMultiple
    )
    visits = forms.MultipleChoiceField(
        label="When can we come?", choices=VISITS, required=False, widget=forms.CheckboxSelectMultiple
    )
    at_the_door = forms.CharField(label="Anything to know at the door", max_length=300, required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [
            (room.label, [(f"{room.code}/{one.code}", one.label) for one in problems_in(room.code) if not one.damp])
            for room in offered_places()
        ]
        self.fields["what"].choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]
