"""What a person tells the publisher."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from steamie.content.publishing.models import Difference

REASON = forms.Textarea(attrs={"rows": 3})


class StopForm(forms.Form):
    """Why everything stops."""

    reason = forms.CharField(
        label="Why are you stopping?", help_text="Goes in the record and the committee report.", max_length=1000
    )


class ResumeForm(forms.Form):
    """Why posts may go again, and which stop is lifted: a second press of “stop” must never lift the first."""

    lifts = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Why may posts go again?", help_text="Goes in the record.", max_length=1000)


class WithdrawForm(forms.Form):
    """Why a post is taken back."""

    reason = forms.CharField(
        label="Why are you withdrawing it?",
        help_text="Goes in the record. Residents do not see it.",
        widget=REASON,
        max_length=1000,
    )


class AddressIfThere(forms.URLField):
    """Asked for only when the post is there, and then it must be given: so it is not marked as optional."""

    def validate(self, value: str) -> None:
        """The form asks for it, once it knows that the post is there."""


class LookedForm(forms.Form):
    """What a person saw on the channel."""

    looked = forms.BooleanField(
        label="I looked at the channel myself", error_messages={"required": "Look at the channel first, then tick that you have."}
    )
    verdict = forms.ChoiceField(
        label="What did you see?",
        choices=[("there", "It is there"), ("not_there", "It is not there. Send it now")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is there."},
    )
    address = AddressIfThere(
        label="Its address, if it is there",
        help_text="Copy it from the post’s own date line.",
        assume_scheme="https",
        widget=forms.URLInput(attrs={"required": False}),
    )

    def clean(self) -> dict[str, object]:
        """A post that is there has an address."""
        values = super().clean() or {}
        if values.get("verdict") == "there" and not values.get("address") and "address" not in self.errors:
            self.add_error("address", "Give the address of the post, so that others can find it.")
        return values


class TakenDownForm(forms.Form):
    """A person took a withdrawn post down by hand."""

    looked = forms.BooleanField(
        label="I looked, and it is no longer there", error_messages={"required": "Take it down first, then tick that you looked."}
    )


class LaterForm(forms.Form):
    """Another time for a held post."""

    due_at = forms.DateTimeField(
        label="Goes out",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Choose a day and a time.", "invalid": "Choose a day and a time that exist."},
    )

    def clean_due_at(self) -> object:
        """A moment still to come."""
        due_at = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise forms.ValidationError("That time has passed. Choose a later one.")
        return due_at


class ExplanationForm(forms.Form):
    """What somebody found out about a difference between the channel and our record."""

    difference = forms.ModelChoiceField(Difference.objects.unexplained(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label="What did you find?",
        help_text="Goes in the record.",
        widget=forms.TextInput,
        max_length=500,
        error_messages={"required": "Say what you found, so that the record can."},
    )


class ShownForm(forms.Form):
    """Which words a person saw on the channel."""

    looked = forms.BooleanField(
        label="I looked at the channel myself", error_messages={"required": "Look at the channel first, then tick that you have."}
    )
    verdict = forms.ChoiceField(
        label="What does it say?",
        choices=[("new", "The new words"), ("old", "The earlier words. Correct it again")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say which words it shows."},
    )
