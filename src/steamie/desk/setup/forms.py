"""The forms of the set-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from steamie.desk import actions
from steamie.people.models import Person
from steamie.strategy import shipped
from steamie.strategy.importing.extract import LARGEST
from steamie.strategy.models import Association


class CodeForm(forms.Form):
    """The code from the terminal."""

    code = forms.CharField(
        label="Set-up code",
        max_length=40,
        help_text="It is printed where “steamie up” was started, and looks like ABCD-EFGH-JKMN.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AssociationForm(forms.ModelForm):  # type: ignore[type-arg] # generic for the reader of types only
    """Who the landlord is: what every page and letter says (S-07)."""

    # A text box: a browser refuses "www.example.org.uk" in a box of type url, and F.08 writes it so.
    website = forms.URLField(label="Website", required=False, assume_scheme="https", widget=forms.TextInput)

    class Meta:
        model = Association
        fields = (
            "name",
            "short_name",
            "address",
            "telephone",
            "email",
            "website",
            "regulator_number",
            "charity_number",
            "fca_number",
            "factor_number",
        )
        labels = {
            "name": "Full name",
            "short_name": "Short name",
            "email": "E-mail address",
            "regulator_number": "Scottish Housing Regulator number",
            "charity_number": "Scottish charity number",
            "fca_number": "Financial Conduct Authority number",
            "factor_number": "Property factor number",
        }
        help_texts = {"telephone": "The number residents ring.", "short_name": "What people call you."}
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}


class OfficerForm(forms.Form):
    """The Finance and Corporate Services Officer, who answers for everything published."""

    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Password",
        max_length=256,
        strip=False,
        help_text="Twelve characters or more. Three words you can remember are better than symbols you cannot.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The password is judged beside the name and address, which it may not repeat."""
        cleaned = super().clean() or {}
        if "password" in cleaned:
            person = Person(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return cleaned


def _shipped() -> str:
    """How the strategy that comes with this desk is called."""
    document = shipped.document()
    called = f"{document.name}, “{document.strapline}”" if document.strapline else document.name
    return f"{called}, as it comes with this desk"


class StrategyForm(forms.Form):
    """Which strategy to run."""

    choice = forms.ChoiceField(
        label="Which strategy?",
        widget=forms.RadioSelect,
        initial="shipped",
        choices=lambda: [("shipped", _shipped()), ("file", "Our own file")],
    )
    file = forms.FileField(
        label="Your strategy",
        required=False,
        help_text="Word, PDF or text, up to 5 MB; or a .toml file in the form this desk reads.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.toml"}),
    )

    def clean(self) -> dict[str, Any]:
        """A file when one is meant, as text."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == "file":
            self._look_at(cleaned)
        elif cleaned.get("file"):
            self.add_error(
                "choice",
                "You chose a file and not “Our own file”. Say which you mean, and choose the file again.",
            )
        return cleaned

    def _look_at(self, cleaned: dict[str, Any]) -> None:
        """The file as text where it is a strategy file; other documents are read by whoever brings them in."""
        file = cleaned.get("file")
        if file is None:
            self.add_error("file", "Choose the file.")
        elif file.size > LARGEST:
            self.add_error("file", "This file is larger than 5 MB; a strategy is much smaller.")
        elif file.name.lower().endswith(".toml"):
            try:
                cleaned["source"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "This is not a text file in UTF-8.")


class MailCodeForm(forms.Form):
    """The code that a test letter brings."""

    code = forms.CharField(
        label="Code from the letter",
        max_length=20,
        help_text="Eight letters and figures.",
        error_messages={"required": "Type in the code that the letter brings."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def attempt(self, *, by: Person) -> bool:
        """Confirm the mail server with it; a wrong code is said at its box."""
        try:
            actions.confirm_mail(code=self.cleaned_data["code"], by=by)
        except forms.ValidationError as problem:
            self.add_error("code", problem)
            return False
        return True


class DismissalForm(forms.Form):
    """Why a line of set-up does not concern this landlord."""

    reason = forms.CharField(
        label="Why?",
        max_length=200,
        help_text="For example: we do not use this. It goes in the record.",
        error_messages={"required": "Say why, in a few words."},
    )
