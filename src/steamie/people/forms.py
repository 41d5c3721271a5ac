"""Forms about people. Each says in its hint what will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.in_force import office_titles
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Office

from .models import Person

POLICIES = [(kind.value, kind.label) for kind in PolicyKind]


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PersonReasonForm(forms.Form):
    """Why. It goes in the record."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="One sentence. It goes in the record.")
    field_order: Sequence[str] = ()

    def attempt(self, action: Callable[..., Any], **more: Any) -> bool:
        """Do ``action`` with what was typed; what it finds wrong becomes errors of this form."""
        if not self.is_valid():
            return False
        try:
            action(**self.cleaned_data, **more)
        except ValidationError as problem:
            self.add_error(None, problem)
        return self.is_valid()


class GrantForm(PersonReasonForm):
    """An office between dates."""

    office = forms.ChoiceField(
        label="Office",
        choices=office_titles,
        help_text="An office that can approve posts or connect accounts begins when a second person has confirmed it.",
    )
    since = DayField(label="First day", initial=timezone.localdate)
    until = DayField(
        label="Last day", required=False, help_text="Leave empty when no end is planned. It is looked at every quarter."
    )
    field_order: Sequence[str] = ("office", "since", "until", "reason")


class InvitationForm(GrantForm):
    """Someone new, and their first office."""

    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="E-mail address",
        help_text="A link to choose a password goes here. It works once, for 7 days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "email", "office", "since", "until", "reason")


class CoverForm(PersonReasonForm):
    """Approval lent to a colleague."""

    lent_to = forms.ModelChoiceField(label="Who stands in?", queryset=Person.objects.none(), empty_label=None)
    since = DayField(label="First day", initial=timezone.localdate)
    until = DayField(label="Last day", help_text="Cover ends by itself at the end of this day.")
    field_order = ("lent_to", "since", "until", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_the_team = Person.objects.filter(is_active=True, grants__office=Office.TEAM, grants__ended_at__isnull=True)
        chooser = cast("forms.ModelChoiceField[Person]", self.fields["lent_to"])
        chooser.queryset = on_the_team.distinct().order_by("name")
        if not chooser.queryset.exists():
            chooser.help_text = "Nobody can yet. Invite a colleague first, and give them an office on the team."


class LeavingForm(PersonReasonForm):
    """Someone who leaves."""

    last_day = DayField(label="Last working day", initial=timezone.localdate)
    field_order = ("last_day", "reason")


class PolicyForm(PersonReasonForm):
    """A version of one of the four policies."""

    reason = None  # type: ignore[assignment]  # adopting is the committee's decision, and its minute the reason
    kind = forms.ChoiceField(label="Policy", choices=POLICIES)
    version = forms.CharField(label="Version", max_length=20, help_text="As printed on it, for example 4 or 2026.")
    effective_from = DayField(label="In force from", initial=timezone.localdate)
    renewal_months = forms.TypedChoiceField(
        label="Everyone reads it again",
        coerce=int,
        initial=12,
        choices=[
            (6, "every 6 months"),
            (12, "every year"),
            (24, "every 2 years"),
            (36, "every 3 years"),
            (0, "only when it changes"),
        ],
    )
    address = forms.URLField(
        label="Where it is kept", required=False, assume_scheme="https", help_text="The address of the document, if it has one."
    )
