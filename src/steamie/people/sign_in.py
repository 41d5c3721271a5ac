"""The forms of signing in. Their pages say what a good password is, once, above the fields."""

from __future__ import annotations

import struct
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature
from django.forms import Form
from django.http import HttpRequest

from . import throttles
from .adapters import SecondFactors
from .second_factor import use_once

# What a made-up answer of a key does to its reader.
UNREADABLE = (RecursionError, ValueError, TypeError, LookupError, AttributeError, AssertionError, InvalidSignature, struct.error)


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

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write the letter, unless enough were written to this address, or asked for from there. The answer is the same."""
        email = str(self.cleaned_data["email"])
        if throttles.may_write_reset(request, email=email):
            super().save(request, **kwargs)
        return email


class SecondStep(BaseAuthenticateForm):
    """A code typed as the second step: tries are counted by address or known browser, and a code is good once."""

    def clean_code(self) -> str:
        """The code, when it is right and was not used before."""
        counted = throttles.count_try(context.request, email=self.user.email, step="code")
        if counted is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = str(super().clean_code())
        if self.authenticator.type == Authenticator.Type.TOTP and not use_once(self.user, code):
            raise SecondFactors().validation_error("incorrect_code")
        counted.rollback()
        return code


class SecondStepForm(SecondStep, AuthenticateForm):
    """The second step of signing in."""


class SecondStepAgainForm(SecondStep, ReauthenticateForm):
    """The second step, asked again of somebody who is signed in."""


class AppForm(ActivateTOTPForm):
    """The first code of a new authenticator app, which signs nobody in after that."""

    def clean_code(self) -> str:
        """The code, from now on used up."""
        code = str(super().clean_code())
        if not use_once(self.user, code):
            raise SecondFactors().validation_error("incorrect_code")
        return code


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


class KeyAnswer(Form):
    """What a key answers comes from a browser, which may send anything: what cannot be read is a wrong answer, and no error."""

    def full_clean(self) -> None:
        """Read it, or say that it is not right."""
        try:
            super().full_clean()
        except UNREADABLE:
            self.add_error("credential", SecondFactors().validation_error("incorrect_code"))


class KeySignInForm(KeyAnswer, LoginWebAuthnForm):
    """Coming in with a passkey alone."""


class KeyStepForm(KeyAnswer, AuthenticateWebAuthnForm):
    """A key as the second step."""


class KeyStepAgainForm(KeyAnswer, ReauthenticateWebAuthnForm):
    """A key, asked for again of somebody who is signed in."""


class PasskeyForm(KeyAnswer, AddWebAuthnForm):
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
