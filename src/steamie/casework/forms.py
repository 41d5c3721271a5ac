"""Forms of the staff's side of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.rules.clocks import SetBy, Unit

from .actions.opening import LONGEST_SUMMARY
from .kinds import all_kinds, kind_choices
from .models import Team
from .models.cases import Outcome
from .models.trail import EntryKind

LONGEST_WORDS = 20_000  # characters
BY_PHONE = [
    (Way.PHONE.value, "Phone"),
    (Way.VISIT.value, "Visit"),
    (Way.LETTER.value, "Letter"),
    (Way.TEXT.value, "Text message"),
]
WRITTEN = [
    (EntryKind.NOTE.value, "Note, for staff only"),
    (EntryKind.CALL.value, "Call"),
    (EntryKind.VISIT.value, "Visit"),
    (EntryKind.DECISION.value, "Decision"),
    ("text", "Text, sent by hand"),
    ("letter", "Letter, sent by post"),
]
LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class LogForm(forms.Form):
    """A matter told by phone, in person or on paper, written down in a minute."""

    ticket = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kind = forms.ChoiceField(label="What it is", widget=forms.RadioSelect)
    way = forms.ChoiceField(label="How it came", choices=BY_PHONE, widget=forms.RadioSelect, initial=Way.PHONE.value)
    words = forms.CharField(label="What they said", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))
    summary = forms.CharField(label="In a few words", max_length=LONGEST_SUMMARY, required=False)
    why_first = forms.CharField(
        label="What makes it urgent", max_length=300, required=False, help_text="A baby, illness, no heating. Empty: it is not."
    )
    received_at = forms.DateTimeField(
        label="When they told us", required=False, widget=LOCAL_TIME, help_text="Empty: just now. The clock counts from here."
    )
    name = forms.CharField(label="Name", max_length=160, required=False)
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    address = forms.CharField(label="Address", max_length=300, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    needs = forms.CharField(label="What they need", max_length=300, required=False, help_text="Large print, an interpreter.")
    safe_contact = forms.CharField(label="How it is safe to reach them", max_length=300, required=False)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """Something written in the trail."""

    what = forms.ChoiceField(label="What", choices=WRITTEN, widget=forms.RadioSelect, initial=EntryKind.NOTE.value)
    words = forms.CharField(label="Words", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    happened_at = forms.DateTimeField(label="When", required=False, widget=LOCAL_TIME, help_text="Empty: just now.")
    answers = forms.BooleanField(label="This answers what they asked", required=False)
    sent_by_hand = forms.BooleanField(label="I sent this from the office phone", required=False, help_text="For a text.")

    def clean(self) -> dict[str, Any]:
        """A text goes out from a telephone, not from here: it is on record as sent once somebody says that they sent it."""
        data = super().clean() or self.cleaned_data
        if data.get("what") == "text" and not data.get("sent_by_hand"):
            self.add_error("sent_by_hand", "Send it from the office phone first, then tick this.")
        return data


class AnswerForm(forms.Form):
    """An e-mail to whoever's matter it is."""

    words = forms.CharField(label="Your answer", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6}))
    settles = forms.BooleanField(label="This answers what they asked", required=False, initial=True)


class HandOverForm(forms.Form):
    """To whom a case goes, and why."""

    to = forms.ChoiceField(label="To")
    reason = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args: object, choices: Iterable[tuple[str, str]], **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        self.fields["to"].choices = list(choices)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=300)


class LetMailInForm(forms.Form):
    """Whether a letter goes into the case it may belong to, or opens one of its own."""

    into = forms.BooleanField(required=False)


class EndForm(forms.Form):
    """How a case ends."""

    outcome = forms.ChoiceField(label="Outcome", choices=Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="Why, if nothing was answered", max_length=500, required=False)


class LinkForm(forms.Form):
    """Another case that belongs to this one."""

    other = forms.CharField(label="Its reference", max_length=12)
    why = forms.CharField(label="Why", max_length=200)


class SightForm(forms.Form):
    """Until when an auditor may read a case; empty to refuse."""

    until = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label="Name", max_length=80)
    email = forms.EmailField(label="Where its letters are answered", required=False)


class MemberForm(forms.Form):
    """Somebody joins a team."""

    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.all())
    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.none())
    stands_in = forms.BooleanField(label="Only stands in while the others are away", required=False)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        self.fields["person"].queryset = Person.objects.filter(is_active=True).order_by("name")  # type: ignore[attr-defined]


class OwnTimeForm(forms.Form):
    """How long we say a kind of case takes."""

    kind = forms.ChoiceField(label="Kind")
    amount = forms.IntegerField(label="How many", min_value=1, max_value=400)
    unit = forms.ChoiceField(label="Of what", choices=[(unit.value, unit.value) for unit in Unit])

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        ours = [kind for kind in all_kinds().values() if kind.clock is None or kind.clock.set_by is SetBy.US]
        self.fields["kind"].choices = [(kind.code, kind.label) for kind in ours]  # type: ignore[attr-defined]
