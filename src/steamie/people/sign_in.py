"""The forms of signing in. Their pages say what a good password is, once, above the fields."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.forms import Form


class SignInForm(LoginForm):
    """E-mail address and password. The page itself says what to do when the password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""


class ChosenPasswordForm(ResetPasswordKeyForm):
    """A password chosen by the link in a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plainly(self)


class LostPasswordForm(ResetPasswordForm):
    """Where to send the link for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"


class FirstPasswordForm(SetPasswordForm):
    """A password chosen by someone who came in without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plainly(self)


class NewPasswordForm(ChangePasswordForm):
    """A password changed by someone who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your password now"
        _plainly(self)


class PasskeyForm(AddWebAuthnForm):
    """A phone, computer or key, which from then on is enough by itself unless its owner says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What shall we call it?"
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Let it sign me in by itself", True
        alone.help_text = "Your fingerprint, face or screen lock then stands for the password too. Untick it for a plain key."


def _plainly(form: Form) -> None:
    for name, label in (("password1", "New password"), ("password2", "New password again")):
        form.fields[name].label, form.fields[name].help_text = label, ""
