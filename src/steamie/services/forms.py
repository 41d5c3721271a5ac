"""Forms of residents: no session, cookie or script; what was typed travels in the form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from steamie.rules.phone_references import understood

from .enquiries import Choice, choices, offered_choices
from .models import Verdict

LONGEST_WORDS = 10_000  # characters
UNSEEN = {"tabindex": "-1", "autocomplete": "off"}  # a box for machines, which a keyboard does not come to


class VisitorForm(forms.Form):
    """A form of somebody without an account: a signed ticket, and a box that people do not see."""

    ticket = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    website = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


class ContactForm(VisitorForm):
    """Anything at all."""

    slips = ("Say how we can reach you, or tick that you do not need an answer.",)
    words = forms.CharField(
        label="What do you want to tell us?",
        help_text="Any language. Angry is fine.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what you want to tell us."},
    )
    kind = forms.ChoiceField(label="What is it?", required=False, widget=forms.RadioSelect)
    reach = forms.CharField(
        label="How can we reach you?",
        help_text="A phone number, an e-mail or an address.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    postcode = forms.CharField(
        label="Your postcode",
        help_text="With your reference, it lets you follow what becomes of this.",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    name = forms.CharField(
        label="Your name", required=False, max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    no_answer = forms.BooleanField(label="I do not need an answer", required=False)

    def __init__(self, *args: Any, today: date, **named: Any) -> None:
        super().__init__(*args, **named)
        self.offered = [(choice, choice.promise(today)) for choice in offered_choices()]
        self.fields["kind"].choices = [(choice.code, choice.label) for choice, _ in self.offered]  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice | None:
        """What was picked; None when it was left."""
        return choices().get(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        """Ask for a way to answer, unless none is wanted."""
        data = super().clean() or self.cleaned_data
        if not data.get("reach") and not data.get("no_answer"):
            self.add_error("reach", self.slips[0])
        return data


SAFE_WAYS = [
    ("call", "Yes, call me"),
    ("text", "Only text"),
    ("no", "No. I will contact you"),
]


class SafeForm(VisitorForm):
    """Asking for a private call. Nothing but the ticket is needed."""

    safe = forms.ChoiceField(
        label="Is it safe for us to contact you?", choices=SAFE_WAYS, required=False, widget=forms.RadioSelect
    )
    number = forms.CharField(label="A safe number", required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"}))
    when = forms.CharField(label="A safe time", help_text="For example: weekdays before 3pm.", required=False, max_length=120)
    words = forms.CharField(
        label="What would help?",
        help_text="A new lock, a move, taking someone off the tenancy, or just to talk.",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


NO_SUCH = "We cannot find that. Check the reference and the fact, or call us: we look it up with you."


class FollowForm(forms.Form):
    """A reference and a second fact."""

    slips: tuple[str, ...] = (NO_SUCH,)

    reference = forms.CharField(
        label="Your reference",
        help_text="On the thank-you page. For example R7K-Q42.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
    )
    fact = forms.CharField(
        label="Your postcode, the last 4 digits of your phone, or your e-mail address",
        help_text="So that nobody else can look.",
        max_length=254,
    )

    def clean_reference(self) -> str:
        """The reference as it is kept, or as it was typed: a wrong one is answered like one that does not exist."""
        written: str = self.cleaned_data["reference"]
        return understood(written) or written


HAVE_IT, NO_WORDS = "We have it. A person reads it.", "Write a few words first."


class MoreForm(FollowForm):
    """More words to something that was sent before."""

    slips = (HAVE_IT, NO_WORDS)

    words = forms.CharField(
        label="Tell us more", required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class FixedForm(forms.Form):
    """Whether a repair was fixed: one press, and a few words for who likes."""

    verdict = forms.ChoiceField(label="Is it right now?", choices=Verdict.choices)
    words = forms.CharField(
        label="Anything to add?", required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
