"""The register's forms. Those for credentials are drawn from what the kind of channel asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from steamie.people.models import Person

from .actions import managers
from .contract import ChannelKind, Field
from .managing import managing_offices
from .models import Channel


class OwnersForm(forms.Form):
    """Who looks after an account."""

    owner: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Owner",
        help_text="Answers for the account.",
        empty_label="Choose a person",
        error_messages={"required": "Choose an owner."},
    )
    deputy: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Deputy",
        required=False,
        help_text="Steps in when the owner is away. Without a deputy the clause is only half kept.",
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "deputy"):
            self.fields[name].queryset = managers(day)  # type: ignore[attr-defined]
        self.fields["owner"].help_text = f"Answers for the account. Someone in {managing_offices()}."


class AddForm(OwnersForm):
    """A new account of one kind."""

    name = forms.CharField(
        label="Name", max_length=120, help_text="What we call it here.", error_messages={"required": "Give it a name."}
    )
    field_order = ["name", "owner", "deputy"]

    def __init__(self, *args: Any, kind: type[ChannelKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", kind.label)
        self.asked = [field for field in kind.credentials if not field.by_connecting]
        self.fields |= _drawn(self.asked)

    @property
    def credentials(self) -> dict[str, str]:
        """What the kind asked for, as typed."""
        return {field.name: self.cleaned_data.get(field.name, "") for field in self.asked}


class CredentialsForm(forms.Form):
    """Replace what was typed before. What is left empty stays as it is."""

    def __init__(self, *args: Any, kind: type[ChannelKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _drawn([field for field in kind.credentials if not field.by_connecting], replacing=True)


class ChangeOwnerForm(OwnersForm):
    """Give an account to other hands."""

    reason = forms.CharField(
        label="Why", max_length=300, help_text="Goes in the record.", error_messages={"required": "Say why, in a few words."}
    )

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"owner": channel.owner_id, "deputy": channel.deputy_id})
        super().__init__(*args, **kwargs)


class CloseForm(forms.Form):
    """Stop using an account."""

    reason = forms.CharField(
        label="Why are you closing it?",
        max_length=300,
        help_text="Goes in the record.",
        error_messages={"required": "Say why, in a few words."},
    )


def _drawn(asked: Iterable[Field], *, replacing: bool = False) -> dict[str, forms.Field]:
    """One control for each thing asked. A secret is never sent back to the page, not even after a mistake."""
    return {field.name: _control(field, replacing=replacing) for field in asked}


def _control(field: Field, *, replacing: bool) -> forms.Field:
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    widget = (
        forms.PasswordInput(attrs=attributes | {"autocomplete": "new-password"}) if field.secret else forms.TextInput(attributes)
    )
    hint = f"{field.hint} Leave it empty to keep what is there." if replacing else field.hint
    wanted = f"Enter the {field.label[:1].lower()}{field.label[1:]}."

    def check(value: str) -> None:
        if problem := field.problem(value):
            raise forms.ValidationError(problem)

    return forms.CharField(
        label=field.label,
        help_text=hint.strip(),
        required=field.required and not replacing,
        widget=widget,
        max_length=2000,
        error_messages={"required": wanted},
        validators=[check],
    )


class AdministratorsForm(forms.Form):
    """Who may administer an account, and which of them should not."""

    names = forms.CharField(
        label="Who may administer it, one name a line",
        max_length=4000,
        help_text="As you see it there. For a Facebook Page: Settings, Page access.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write down who may administer it, one name a line."},
    )
    strangers = forms.CharField(
        label="Those of them who should not, one name a line",
        max_length=4000,
        required=False,
        help_text="Empty: everybody there works for us and needs it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
