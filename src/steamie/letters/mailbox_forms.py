"""The form for the mailbox."""

from __future__ import annotations

from typing import Any

from django import forms

from .actions import MailboxSettings
from .mail_server import MailServer
from .models import Mailbox, Security
from .models.mailbox import INBOX


class MailboxForm(forms.Form):
    """How the mailbox is reached."""

    address = forms.EmailField(label="Address that people write to", help_text="Answers to our letters go there too.")
    host = forms.CharField(label="Mail server (IMAP)", max_length=253, help_text="Such as imap.example.org.")
    port = forms.IntegerField(label="Port", min_value=1, max_value=65535, initial=993)
    security = forms.ChoiceField(label="Encryption", choices=Security.choices, initial=Security.TLS, widget=forms.RadioSelect)
    user = forms.CharField(
        label="User name",
        max_length=254,
        help_text="Often the address itself.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=500,
        required=False,
        strip=False,
        help_text="Kept sealed and never shown. Empty: as it is.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    folder = forms.CharField(label="Folder", max_length=200, initial=INBOX)
    vouching_server = forms.CharField(
        label="Whose word is taken for who wrote a letter",
        max_length=253,
        required=False,
        help_text="The name before the first semicolon of Authentication-Results in a letter’s source. Empty: nobody’s.",
    )
    acknowledges = forms.BooleanField(
        label="Write back at once with the reference",
        required=False,
        help_text="One letter to each person in an hour at most. None about safety, and none to machines.",
    )

    def clean(self) -> dict[str, Any]:
        """Nothing goes over a network unencrypted."""
        answers = super().clean() or self.cleaned_data
        host = answers.get("host", "").strip()
        if "host" in answers and (not host.isascii() or any(sign in host for sign in " /@:") or host.startswith("-")):
            self.add_error("host", "Write the name of the server alone, such as imap.example.org.")
        elif answers.get("security") == Security.NONE and host and not MailServer(host, 143).on_this_machine:
            self.add_error("security", "Without encryption only a mailbox on this machine can be read.")
        return answers

    @property
    def settings(self) -> MailboxSettings:
        """What was typed."""
        return MailboxSettings(**self.cleaned_data)

    @classmethod
    def of(cls, mailbox: Mailbox | None) -> MailboxForm:
        """The form with what is set now; the password is not shown."""
        names = ("address", "host", "port", "security", "user", "folder", "vouching_server", "acknowledges")
        return cls(initial={name: getattr(mailbox, name) for name in names} if mailbox else None)
